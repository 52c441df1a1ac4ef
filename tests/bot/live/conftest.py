from collections.abc import AsyncIterator, Callable
from pathlib import Path

import disnake
import disnake.http
import pytest
from sqlalchemy.engine import URL

from synapse.demo.backend import Options
from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from tests.bot.live.harness import Changes, Running
from tests.demo import openapi, worlds


@pytest.fixture
def world() -> World:
    return worlds.small()


@pytest.fixture
async def local(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    # The bot points disnake at another address; that must not outlive the test.
    monkeypatch.setattr(disnake.http.Route, "BASE", disnake.http.Route.BASE)
    monkeypatch.setattr(disnake.Asset, "BASE", disnake.Asset.BASE)
    async with LocalDiscord(world, Options()) as running:
        yield running
        assert openapi.faults(running.backend.requests.entries) == []
        assert running.backend.failures == 0


@pytest.fixture
def changes(local: LocalDiscord) -> Changes:
    return Changes(local)


@pytest.fixture
def start(local: LocalDiscord, live_url: URL, tmp_path: Path, changes: Changes) -> Callable[..., Running]:
    """A bot that can be started: ``async with start() as running``."""

    def made(**soft: object) -> Running:
        return Running(local, live_url, tmp_path / "spool", changes, **soft)

    return made
