"""The API under test on a real port, for what needs streams and sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import orjson
import uvicorn
from starlette.types import ASGIApp
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 20


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """The application on loopback; gives ``host:port``."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, lifespan="off", log_config=None, timeout_graceful_shutdown=1)
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listening])
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            await server.shutdown(sockets=[listening])


@asynccontextmanager
async def events(
    address: str, query: str, variables: dict[str, Any] | None = None, headers: dict[str, str] | None = None
) -> AsyncIterator["Events"]:
    """A subscription over server-sent events."""
    body = {"query": query, "variables": variables or {}}
    async with (
        httpx.AsyncClient(timeout=PATIENCE) as http,
        http.stream(
            "POST",
            f"http://{address}/graphql",
            json=body,
            headers={"accept": "text/event-stream", **(headers or {})},
        ) as response,
    ):
        yield Events(response)


class Events:
    """The events of one stream, one after the other."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self) -> tuple[str, Any]:
        """The next event's name and data; comments are skipped."""
        name, data = "", ""
        async for line in self._lines:
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data:"):
                data = line.removeprefix("data:").strip()
            elif not line and name:
                return name, orjson.loads(data) if data else None
        return "end", None


class Socket:
    """A client of graphql-transport-ws."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def send(self, **message: object) -> None:
        """Send a message."""
        await self.connection.send(orjson.dumps(message).decode())

    async def receive(self) -> dict[str, Any]:
        """The next message; it must be a text frame."""
        async with asyncio.timeout(PATIENCE):
            text = await self.connection.recv()
        assert isinstance(text, str)
        message: dict[str, Any] = orjson.loads(text)
        return message

    async def subscribe(self, id_: str, query: str, **variables: object) -> None:
        """Begin an operation."""
        await self.send(id=id_, type="subscribe", payload={"query": query, "variables": variables})

    async def close_code(self) -> int | None:
        """The code with which the server closes."""
        async with asyncio.timeout(PATIENCE):
            await self.connection.wait_closed()
        return self.connection.close_code


@asynccontextmanager
async def opened(address: str, *, init: bool = True, protocol: str = "graphql-transport-ws") -> AsyncIterator[Socket]:
    """A WebSocket to the API, initialised unless told otherwise."""
    async with connect(f"ws://{address}/graphql", subprotocols=[Subprotocol(protocol)]) as connection:
        socket_ = Socket(connection)
        if init:
            await socket_.send(type="connection_init")
            assert await socket_.receive() == {"type": "connection_ack"}
        yield socket_
