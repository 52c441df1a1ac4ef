from collections.abc import AsyncIterator
from pathlib import Path

import disnake
import disnake.http
import pytest
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from tests.bot.live.harness import Lab
from tests.demo import openapi, worlds


@pytest.fixture
def world() -> World:
    return worlds.small()


@pytest.fixture
async def local(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    # The bot points disnake at another address; that must not outlive the test.
    monkeypatch.setattr(disnake.http.Route, "BASE", disnake.http.Route.BASE)
    monkeypatch.setattr(disnake.Asset, "BASE", disnake.Asset.BASE)
    async with LocalDiscord(world) as running:
        yield running
        assert openapi.faults(running.backend.requests.entries) == []
        assert running.backend.failures == 0


@pytest.fixture
async def lab(local: LocalDiscord, live_url: URL, live_engine: AsyncEngine, tmp_path: Path) -> AsyncIterator[Lab]:
    async with Lab(local, live_url, live_engine, tmp_path) as opened:
        yield opened
