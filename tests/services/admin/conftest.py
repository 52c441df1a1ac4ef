"""A seeded guild with a few members, and somebody who changes its rules."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.engine.rules import Rules
from synapse.services import rules, verify
from synapse.services.audit import Entry, Filter, Window, page
from synapse.services.changes import Actor
from tests.services.conftest import GUILD

ADMIN = Actor(7, "127.0.0.1")
ADA, BOB, EVE, BOT, LEAVER, OPTED_OUT = 101, 102, 103, 104, 105, 106
OTHER = 900_000_000_000_000_002
Log = Callable[[], Awaitable[tuple[Entry, ...]]]
Recount = Callable[[], Awaitable[None]]

_MEMBERS = """
INSERT INTO members (guild_id, user_id, display_name, is_bot, left_at, tracked) VALUES
($1, 101, 'Ada', false, NULL, true), ($1, 102, 'Bob', false, NULL, true), ($1, 103, 'Eve', false, NULL, true),
($1, 104, 'Bot', true, NULL, true), ($1, 105, 'Leaver', false, now(), true), ($1, 106, 'Quiet', false, NULL, false)
"""


@pytest.fixture
async def people(live_engine: AsyncEngine, club: int) -> int:
    """The guild with its members: Ada, Bob, Eve, a bot, one who left and one who opted out."""
    async with driver_transaction(live_engine) as connection:
        await connection.execute(_MEMBERS, club)
    return club


@pytest.fixture
def log(live_engine: AsyncEngine) -> Log:
    """The audit log without the set-up, oldest first."""

    async def read() -> tuple[Entry, ...]:
        found = await page(live_engine, GUILD, Filter(), Window(100))
        return tuple(entry for entry in reversed(found.entries) if entry.action != "seed")

    return read


@pytest.fixture
def recount(live_engine: AsyncEngine) -> Recount:
    """Demands that everything kept as a sum equals the journal."""

    async def check() -> None:
        assert await verify.verify(live_engine) == []

    return check


async def rules_now(engine: AsyncEngine) -> Rules:
    async with driver_transaction(engine) as connection:
        found = await rules.current(connection, GUILD)
    assert found is not None
    return found


async def tables(engine: AsyncEngine) -> dict[str, Any]:
    """All that admins set, without the versions: what a change that is undone must leave as it was."""
    queries = {
        "zones": "SELECT id, name, description, active FROM zones ORDER BY id",
        "channels": "SELECT channel_id, zone_id FROM zone_channels ORDER BY channel_id",
        "multipliers": "SELECT zone_id, kind, xp, stars FROM zone_multipliers ORDER BY zone_id, kind",
        "settings": "SELECT settings::text FROM guilds ORDER BY guild_id",
        "achievements": "SELECT id, name, description, trigger, threshold, scope, zone_id, xp, gold, category, rarity, "
        "badge, channel_id, series, series_step, active FROM achievements ORDER BY id",
        "seasons": "SELECT id, name, starts_at, ends_at, active, void FROM seasons WHERE NOT void ORDER BY id",
    }
    async with driver_transaction(engine) as connection:
        return {name: [tuple(row) for row in await connection.fetch(query)] for name, query in queries.items()}
