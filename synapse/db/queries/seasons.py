"""Seasons as admins see and roll them."""

from datetime import datetime
from typing import Any

import asyncpg

_ALL = """
SELECT guild_id, id, name, starts_at, ends_at, active, void FROM seasons
WHERE guild_id = $1 AND NOT void ORDER BY starts_at DESC
"""
_ACTIVE = "SELECT id, name, starts_at, ends_at FROM seasons WHERE guild_id = $1 AND active"
_OPEN = """
INSERT INTO seasons (guild_id, name, starts_at, ends_at, active) VALUES ($1, $2, $3, $4, true) RETURNING id
"""
_SET = "UPDATE seasons SET active = $3, void = $4, ends_at = $5 WHERE guild_id = $1 AND id = $2"
_TAKEN = "SELECT true FROM seasons WHERE guild_id = $1 AND NOT void AND lower(name) = lower($2)"
_COUNTED = "SELECT count(*) FROM member_seasons WHERE guild_id = $1 AND season_id = $2"
_FIGURES = """
SELECT count(*) AS members, coalesce(sum(xp), 0)::bigint AS xp, coalesce(sum(stars), 0)::bigint AS stars,
    coalesce(sum(messages), 0)::bigint AS messages
FROM member_seasons WHERE guild_id = $1 AND season_id = $2
"""
_COUNTED_SINCE = """
SELECT true FROM events WHERE guild_id = $1 AND season_id = $2 AND occurred_at >= $3 LIMIT 1
"""


async def seasons(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[asyncpg.Record]:
    """All seasons of a guild, the newest first; those whose opening was taken back are left out."""
    return await connection.fetch(_ALL, guild_id)


async def active(connection: "asyncpg.Connection[Any]", guild_id: int) -> asyncpg.Record | None:
    """The running season."""
    return await connection.fetchrow(_ACTIVE, guild_id)


async def begin(
    connection: "asyncpg.Connection[Any]", guild_id: int, name: str, starts_at: datetime, ends_at: datetime | None
) -> int:
    """Open a season; returns its id."""
    return int(await connection.fetchval(_OPEN, guild_id, name, starts_at, ends_at))


async def put(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    season_id: int,
    *,
    active: bool,
    ends_at: datetime | None,
    void: bool = False,
) -> None:
    """Set where a season stands."""
    await connection.execute(_SET, guild_id, season_id, active, void, ends_at)


async def taken(connection: "asyncpg.Connection[Any]", guild_id: int, name: str) -> bool:
    """Whether a season has this name, in capitals or not."""
    return bool(await connection.fetchval(_TAKEN, guild_id, name))


async def counted(connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int) -> int:
    """How many members did something in a season."""
    return int(await connection.fetchval(_COUNTED, guild_id, season_id))


async def counted_since(connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int, moment: datetime) -> bool:
    """Whether anything that happened since a moment counted for a season."""
    return bool(await connection.fetchval(_COUNTED_SINCE, guild_id, season_id, moment))


async def figures(connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int) -> asyncpg.Record:
    """How many members did something in a season, and what all of them did and earned together."""
    rows: list[asyncpg.Record] = await connection.fetch(_FIGURES, guild_id, season_id)
    return rows[0]
