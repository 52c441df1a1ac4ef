from __future__ import annotations

import socket
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Self

from aiohttp import web

from synapse.demo.backend import Backend, Options
from synapse.demo.cdn import Cdn
from synapse.demo.control import Control
from synapse.demo.gateway.endpoint import connect
from synapse.demo.oauth.endpoints import OAuth2
from synapse.demo.rest import routes
from synapse.demo.rest.pipeline import PREFIX, Pipeline

if TYPE_CHECKING:
    from types import TracebackType

    from synapse.demo.world import World

HOST = "127.0.0.1"
MAX_BODY = 32 * 1024 * 1024
GOING_AWAY = 1001


class LocalDiscord:
    """A local Discord on loopback: gateway, REST, OAuth2 and files on one port.

    An async context manager; `backend`, `base_url` and `api_url` exist once it is entered. Port 0
    takes a free one. In a container it listens on another `host` than loopback, and `public_url` is where
    others find it.
    """

    backend: Backend
    base_url: str
    api_url: str

    def __init__(
        self,
        world: World,
        options: Options | None = None,
        *,
        port: int = 0,
        host: str = HOST,
        public_url: str | None = None,
    ) -> None:
        self._world = world
        self._options = options or Options()
        self._port = port
        self._host = host
        self._public_url = public_url
        self._exits = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as exits:
            listening = exits.enter_context(_listening(self._host, self._port))
            self.base_url = self._public_url or f"http://{HOST}:{listening.getsockname()[1]}"
            self.api_url = self.base_url + PREFIX
            self.backend = Backend(self._world, self._options, self.base_url)
            exits.enter_context(self.backend.ledger)
            runner = web.AppRunner(_application(self.backend), access_log=None, shutdown_timeout=1.0)
            await runner.setup()
            exits.push_async_callback(runner.cleanup)
            exits.push_async_callback(self._hang_up)
            await web.SockSite(runner, listening).start()
            self._exits = exits.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._exits.aclose()

    async def _hang_up(self) -> None:
        self.backend.faults.clear()
        for connection in list(self.backend.hub.connections):
            await connection.close(GOING_AWAY, "The local Discord is shutting down.")


def _listening(host: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def _application(backend: Backend) -> web.Application:
    app = web.Application(client_max_size=MAX_BODY)

    async def gateway(request: web.Request) -> web.StreamResponse:
        return await connect(backend, request)

    app.router.add_get("/gateway", gateway)
    OAuth2(backend).add_to(app)
    routes.add_to(app, Pipeline(backend))
    Cdn(backend).add_to(app)
    Control(backend).add_to(app)
    return app
