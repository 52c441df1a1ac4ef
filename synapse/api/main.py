"""The API's process: ``uvicorn synapse.api.main:app``.

The lifespan is answered here and not by the framework, so that a process which cannot start says why in
one message instead of a traceback.
"""

from contextlib import AsyncExitStack

from starlette.types import Receive, Scope, Send

from synapse import log
from synapse.api import limits
from synapse.api.app import App, create_app
from synapse.api.limiting.points import Allowance
from synapse.api.service import serving
from synapse.config import Process, Settings, load
from synapse.errors import SynapseError
from synapse.runtime import Runtime
from synapse.tracing import tracing


class Application:
    """The ASGI application: opens what it needs at start and closes it at the end."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self._app: App | None = None
        self._stack = AsyncExitStack()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the lifespan."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif self._app is not None:
            await self._app(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            self._app = await self._start()
        except SynapseError as error:
            await self._stack.aclose()
            await send({"type": "lifespan.startup.failed", "message": error.message})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._stack.aclose()
        await send({"type": "lifespan.shutdown.complete"})

    async def _start(self) -> App:
        settings = self._settings or load(Process.API)
        log.configure(level=settings.soft.log_level)
        tracing.begin("synapse-api", settings.otel_exporter_otlp_endpoint)
        self._stack.callback(tracing.end)
        # A resolver's own statement is cancelled with it; this bounds those that several resolvers share.
        runtime = await self._stack.enter_async_context(Runtime(settings, statement_seconds=limits.SECONDS))
        service = await self._stack.enter_async_context(
            serving(
                runtime.engine,
                runtime.listener,
                clock=runtime.clock,
                settings=settings,
                allowance=Allowance(points=settings.soft.limits.points_per_minute),
                trusted_only=settings.soft.limits.trusted_only,
                replica=runtime.replica,
            )
        )
        return create_app(service, trusted_proxies=[str(each) for each in settings.soft.trusted_proxies])


app = Application()
