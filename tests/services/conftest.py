"""A registered guild in a database of the test's own, and a look at its tables."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener
from synapse.services import guilds
from synapse.services.guilds import ChannelSeen, GuildSeen

GUILD = 900_000_000_000_000_001
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Look = Callable[..., Awaitable[list[tuple[Any, ...]]]]


@pytest.fixture
async def club(live_engine: AsyncEngine) -> int:
    """The id of a registered and seeded guild whose channels are #general (11) and #memes (12)."""
    channels = (ChannelSeen(id=11, name="general", kind=0), ChannelSeen(id=12, name="memes", kind=0))
    seen = GuildSeen(guild_id=GUILD, name="Campus Code Club", channels=channels)
    await guilds.register(live_engine, seen, announce_channel=None, now=NOW)
    return GUILD


@pytest.fixture
def look(live_engine: AsyncEngine) -> Look:
    """Run a statement, commit it, and return its rows as tuples."""

    async def run(statement: str, **values: object) -> list[tuple[Any, ...]]:
        async with live_engine.begin() as connection:
            result = await connection.execute(text(statement), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    return run


@pytest.fixture
async def listener(live_url: URL) -> AsyncIterator[Listener]:
    """Hears the notices of the test's database."""
    opened = Listener(live_url)
    await opened.start()
    yield opened
    await opened.stop()
