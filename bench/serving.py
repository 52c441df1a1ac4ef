"""An application on a real port of this process, and a process that loads it."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import process_time

import orjson
import uvicorn
from starlette.types import ASGIApp

CONNECTIONS = 8


@dataclass(slots=True)
class Turns:
    """What the turns of one route came to."""

    responses: int = 0
    seconds: float = 0.0
    cpu: float = 0.0

    @property
    def rate(self) -> float:
        """Responses per second."""
        return self.responses / self.seconds

    @property
    def cost(self) -> float:
        """The server's CPU milliseconds per response."""
        return self.cpu / self.responses * 1000


class Load:
    """The loading process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def turn(self, request: str, seconds: float, turns: Turns) -> None:
        """Ask for some seconds, and note what came of it."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the loading process has no pipes")
        order = {"request": request, "connections": CONNECTIONS, "seconds": seconds}
        cpu = process_time()
        self._process.stdin.write(orjson.dumps(order) + b"\n")
        answer = orjson.loads(await self._process.stdout.readline())
        turns.cpu += process_time() - cpu
        turns.responses += answer["responses"]
        turns.seconds += answer["seconds"]


@asynccontextmanager
async def loading(port: int) -> AsyncIterator[Load]:
    """The process that sends the requests."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.load", str(port), stdin=pipe, stdout=pipe
    )
    try:
        yield Load(process)
    finally:
        if process.stdin:
            process.stdin.close()
        await process.wait()


@asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[int]:
    """The application on a free port, as uvicorn serves it."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False)
        config.load()
        serving_ = uvicorn.Server(config)
        serving_.lifespan = config.lifespan_class(config)
        await serving_.startup(sockets=[opened])
        ticking = asyncio.create_task(serving_.main_loop(), name="uvicorn")
        try:
            yield opened.getsockname()[1]
        finally:
            serving_.should_exit = True
            await ticking
            await serving_.shutdown(sockets=[opened])


def post(path: str, body: object) -> str:
    """An HTTP request."""
    text = orjson.dumps(body).decode()
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
        f"Content-Length: {len(text.encode())}\r\n\r\n{text}"
    )


def get(path: str) -> str:
    """An HTTP request without a body."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n"
