"""The API's process: it starts, serves and stops, or says in one message why it cannot."""

import os
import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.engine import URL

from synapse.api.main import Application
from synapse.config import Process, load

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {
    "DISCORD_CLIENT_ID": "123456789012345678",
    "DISCORD_CLIENT_SECRET": "a made-up secret",
    "DISCORD_REDIRECT_URI": "http://localhost:3000/auth/callback",
    "JWT_SECRET": "8f2d6c1b9a7e4f3d5c0b1a2e3f4d5c6b",
    "FRONTEND_URL": "http://localhost:3000",
}


class Lifespan:
    """Drives an application's lifespan as a server does."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.sent: list[dict[str, Any]] = []
        self.messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive(self) -> dict[str, Any]:
        return next(self.messages)

    async def send(self, message: MutableMapping[str, Any]) -> None:
        self.sent.append(dict(message))
        if message["type"] == "lifespan.startup.complete":
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://api") as http:
                self.ready = (await http.get("/health/ready")).status_code
                begun = await http.post("/graphql", json={"query": "mutation { beginSignIn(input: {}) { url } }"})
                self.sign_in_url = begun.json()["data"]["beginSignIn"]["url"]

    async def run(self) -> list[str]:
        await self.app({"type": "lifespan"}, self.receive, self.send)
        return [message["type"] for message in self.sent]


@pytest.mark.live
async def test_it_starts_serves_and_stops(live_url: URL) -> None:
    address = live_url.render_as_string(hide_password=False)
    settings = load(Process.API, environment=ENVIRONMENT | {"DATABASE_URL": address})
    lifespan = Lifespan(Application(settings))
    assert await lifespan.run() == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert lifespan.ready == 200
    assert lifespan.sign_in_url.startswith("https://discord.com/oauth2/authorize?client_id=123456789012345678&")


async def test_without_a_database_it_says_so(live_url: URL) -> None:
    address = live_url.set(port=1).render_as_string(hide_password=False)
    settings = load(Process.API, environment=ENVIRONMENT | {"DATABASE_URL": address})
    lifespan = Lifespan(Application(settings))
    assert await lifespan.run() == ["lifespan.startup.failed"]
    assert "database" in lifespan.sent[0]["message"].lower()


@pytest.mark.live
def test_a_misconfigured_process_ends_with_one_message_and_no_traceback(tmp_path: Path) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "uvicorn", "synapse.api.main:app", "--port", "0"]
    ended = subprocess.run(  # noqa: S603 - a fixed command
        command,
        cwd=tmp_path,
        env=kept | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 3
    assert "JWT_SECRET is missing" in ended.stderr
    assert ended.stderr.count("Synapse cannot start with this configuration") == 1
    assert "Traceback" not in ended.stderr
