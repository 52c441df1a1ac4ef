"""Achievements as admins see and change them, and who earned them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import asyncpg

FIELDS = (
    "name",
    "description",
    "trigger",
    "threshold",
    "scope",
    "zone_id",
    "xp",
    "gold",
    "category",
    "rarity",
    "badge",
    "channel_id",
    "series",
    "series_step",
    "active",
)
"""What admins set of an achievement."""

_LISTED = ", ".join(FIELDS)
_ALL = f"""
SELECT id, version, awarding_after, {_LISTED} FROM achievements
WHERE guild_id = $1 AND ($2::bigint[] IS NULL OR id = ANY($2)) ORDER BY id
"""  # noqa: S608 - made of constants
_INSERT = f"""
INSERT INTO achievements (guild_id, awarding_after, {_LISTED})
VALUES ($1, $2, {", ".join(f"${place}" for place in range(3, len(FIELDS) + 3))}) RETURNING id
"""  # noqa: S608 - as above
_NAMED = "SELECT id, active FROM achievements WHERE guild_id = $1 AND lower(name) = lower($2)"
_EARNERS = """
SELECT achievement_id, count(*) AS earners, (array_agg(user_id ORDER BY earned_at, user_id))[1] AS first_user,
    min(earned_at) AS first_at
FROM member_achievements WHERE guild_id = $1 AND achievement_id = ANY($2::bigint[]) GROUP BY achievement_id
"""
_PEOPLE = "SELECT count(*) FROM members WHERE guild_id = $1 AND listed"
_HAS = """
SELECT true FROM member_achievements WHERE guild_id = $1 AND user_id = $2 AND achievement_id = $3
"""
_PENDING = """
SELECT guild_id, min(awarding_after) AS after FROM achievements
WHERE awarding_after IS NOT NULL AND ($1::bigint IS NULL OR guild_id = $1)
    AND EXISTS (SELECT FROM guilds WHERE guilds.guild_id = achievements.guild_id AND guilds.active)
GROUP BY guild_id ORDER BY guild_id
"""
_ADVANCE = """
UPDATE achievements SET awarding_after = greatest(awarding_after, $2) WHERE guild_id = $1 AND awarding_after IS NOT NULL
"""
_DONE = "UPDATE achievements SET awarding_after = NULL WHERE guild_id = $1 AND awarding_after IS NOT NULL"
_PROGRESS = """
SELECT count(*) FILTER (WHERE user_id <= $2)::float8 / greatest(count(*), 1) FROM members
WHERE guild_id = $1 AND left_at IS NULL AND NOT is_bot AND tracked
"""


async def achievements(
    connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int] | None = None
) -> list[asyncpg.Record]:
    """These achievements of a guild, or all, in the order in which they were made."""
    return await connection.fetch(_ALL, guild_id, ids)


async def insert(
    connection: "asyncpg.Connection[Any]", guild_id: int, fields: Mapping[str, Any], awarding_after: int | None
) -> int:
    """Add an achievement with all of ``FIELDS``; returns its id."""
    return int(await connection.fetchval(_INSERT, guild_id, awarding_after, *(fields[name] for name in FIELDS)))


async def save(connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Mapping[str, Any]) -> None:
    """Set some of ``FIELDS``, and count the version up."""
    names = [name for name in FIELDS if name in fields]
    sets = "".join(f", {name} = ${place}" for place, name in enumerate(names, 3))
    statement = f"UPDATE achievements SET version = version + 1{sets} WHERE guild_id = $1 AND id = $2"  # noqa: S608 - names are FIELDS
    await connection.execute(statement, guild_id, number, *(fields[name] for name in names))


async def award_from(connection: "asyncpg.Connection[Any]", guild_id: int, number: int, after: int | None) -> None:
    """Have it awarded in the background to members after an id; None ends that."""
    await connection.execute(
        "UPDATE achievements SET awarding_after = $3 WHERE guild_id = $1 AND id = $2", guild_id, number, after
    )


async def named(connection: "asyncpg.Connection[Any]", guild_id: int, name: str) -> asyncpg.Record | None:
    """The achievement of this name, in capitals or not."""
    return await connection.fetchrow(_NAMED, guild_id, name)


async def earners(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> list[asyncpg.Record]:
    """How many members earned each of these, and who first; those that nobody earned are absent."""
    return await connection.fetch(_EARNERS, guild_id, ids)


async def people(connection: "asyncpg.Connection[Any]", guild_id: int) -> int:
    """How many members the guild has, bots not counted."""
    return int(await connection.fetchval(_PEOPLE, guild_id))


async def has(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, number: int) -> bool:
    """Whether a member earned it."""
    return bool(await connection.fetchval(_HAS, guild_id, user_id, number))


async def pending(connection: "asyncpg.Connection[Any]", guild_id: int | None = None) -> dict[int, int]:
    """The guilds in which something is being awarded in the background, and after which member to go on."""
    return {row["guild_id"]: row["after"] for row in await connection.fetch(_PENDING, guild_id)}


async def advance(connection: "asyncpg.Connection[Any]", guild_id: int, to: int) -> None:
    """Everybody up to this member has been looked at."""
    await connection.execute(_ADVANCE, guild_id, to)


async def done(connection: "asyncpg.Connection[Any]", guild_id: int) -> None:
    """Everybody has been looked at."""
    await connection.execute(_DONE, guild_id)


async def progress(connection: "asyncpg.Connection[Any]", guild_id: int, after: int) -> float:
    """Which share of the members has been looked at, from 0 to 1."""
    return float(await connection.fetchval(_PROGRESS, guild_id, after))


async def clock(connection: "asyncpg.Connection[Any]") -> datetime:
    """When the transaction began, by the database's clock."""
    moment: datetime = await connection.fetchval("SELECT now()")
    return moment
