"""The API as a process of its own, and other people's clients as processes that ask it."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import orjson
from sqlalchemy.engine import URL

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "tests" / "clients"
NODE = CLIENTS / "node_modules" / ".bin" / "node"
PATIENCE = 60
_ENVIRONMENT = {
    "DISCORD_CLIENT_ID": "123456789012345678",
    "DISCORD_CLIENT_SECRET": "a made-up secret",
    "DISCORD_REDIRECT_URI": "http://localhost:3000/auth/callback",
    "JWT_SECRET": "8f2d6c1b9a7e4f3d5c0b1a2e3f4d5c6b",
    "FRONTEND_URL": "http://localhost:3000",
}


@asynccontextmanager
async def api_process(url: URL) -> AsyncIterator[str]:
    """The API's own process on a database; gives the address of its endpoint."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "uvicorn", "synapse.api.main:app", "--log-level", "warning"),
            *("--fd", str(listening.fileno())),
            cwd=ROOT,
            pass_fds=[listening.fileno()],
            env={
                **os.environ,
                **_ENVIRONMENT,
                "PYTHONPATH": str(ROOT),
                "DATABASE_URL": url.render_as_string(hide_password=False),
            },
        )
        try:
            async with httpx.AsyncClient(timeout=PATIENCE) as http:
                # The socket listens already, so the answer comes as soon as the process serves.
                assert (await http.get(f"{address}/health/ready")).status_code == 200
            yield f"{address}/graphql"
        finally:
            process.terminate()
            await process.wait()


@dataclass(slots=True)
class Client:
    """A client that runs: it tells each state of a subscription, and at its end what it saw in all."""

    process: asyncio.subprocess.Process

    async def state(self) -> Any:  # noqa: ANN401 - JSON
        """The next state that the client was sent."""
        assert self.process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            line = await self.process.stderr.readline()
        assert line.startswith(b"{"), line + await self.process.stderr.read()
        return orjson.loads(line)

    async def outcome(self) -> Any:  # noqa: ANN401 - JSON
        """What the client told at its end."""
        async with asyncio.timeout(PATIENCE):
            out, errors = await self.process.communicate()
        assert self.process.returncode == 0, errors.decode()
        return orjson.loads(out.splitlines()[-1])


@asynccontextmanager
async def client(command: Sequence[str | Path]) -> AsyncIterator[Client]:
    """A client's process; it does not outlive the block."""
    process = await asyncio.create_subprocess_exec(
        *map(str, command), cwd=CLIENTS, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield Client(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
