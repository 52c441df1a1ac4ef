"""Zones as admins see and change them, deactivated ones too."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import asyncpg

_ZONES = """
SELECT zone.id, zone.name, zone.description, zone.active, zone.version,
    ARRAY(SELECT channel_id FROM zone_channels AS own WHERE own.guild_id = zone.guild_id AND own.zone_id = zone.id
        ORDER BY channel_id) AS channel_ids,
    ARRAY(SELECT kind FROM zone_multipliers AS own WHERE own.guild_id = zone.guild_id AND own.zone_id = zone.id
        ORDER BY kind) AS kinds,
    ARRAY(SELECT xp FROM zone_multipliers AS own WHERE own.guild_id = zone.guild_id AND own.zone_id = zone.id
        ORDER BY kind) AS xp,
    ARRAY(SELECT stars FROM zone_multipliers AS own WHERE own.guild_id = zone.guild_id AND own.zone_id = zone.id
        ORDER BY kind) AS stars
FROM zones AS zone
WHERE zone.guild_id = $1 AND ($2::bigint[] IS NULL OR zone.id = ANY($2)) ORDER BY zone.id
"""
_INSERT = "INSERT INTO zones (guild_id, name, description) VALUES ($1, $2, $3) RETURNING id"
_SAVE = """
UPDATE zones SET version = version + 1, name = coalesce($3, name), description = coalesce($4, description),
    active = coalesce($5, active) WHERE guild_id = $1 AND id = $2
"""
_COUNT_UP = "UPDATE zones SET version = version + 1 WHERE guild_id = $1 AND id = ANY($2::bigint[])"
_NAMED = "SELECT id, active FROM zones WHERE guild_id = $1 AND lower(name) = lower($2)"
_CHANNELS = """
SELECT channel.id, channel.kind, channel.active, own.zone_id, zone.name AS zone_name, zone.active AS zone_active
FROM unnest($2::bigint[]) AS asked (id)
LEFT JOIN zone_channels AS own ON own.guild_id = $1 AND own.channel_id = asked.id
LEFT JOIN zones AS zone ON zone.guild_id = own.guild_id AND zone.id = own.zone_id
JOIN channels AS channel ON channel.guild_id = $1 AND channel.id = asked.id
"""
_HOLDERS = "SELECT channel_id, zone_id FROM zone_channels WHERE guild_id = $1 AND channel_id = ANY($2::bigint[])"
_RELEASE = "DELETE FROM zone_channels WHERE guild_id = $1 AND channel_id = ANY($2::bigint[])"
_PLACE = """
INSERT INTO zone_channels (guild_id, channel_id, zone_id) SELECT $1, t.* FROM unnest($2::bigint[], $3::bigint[]) AS t
ON CONFLICT (guild_id, channel_id) DO UPDATE SET zone_id = excluded.zone_id
"""
_MULTIPLY = """
INSERT INTO zone_multipliers (guild_id, zone_id, kind, xp, stars) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (guild_id, zone_id, kind) DO UPDATE SET xp = excluded.xp, stars = excluded.stars
"""
_PLAIN = "DELETE FROM zone_multipliers WHERE guild_id = $1 AND zone_id = $2 AND kind = $3"


async def zones(
    connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int] | None = None
) -> list[asyncpg.Record]:
    """These zones of a guild, or all, in the order in which they were made."""
    return await connection.fetch(_ZONES, guild_id, ids)


async def insert(connection: "asyncpg.Connection[Any]", guild_id: int, name: str, description: str) -> int:
    """Add a zone; returns its id."""
    return int(await connection.fetchval(_INSERT, guild_id, name, description))


async def save(connection: "asyncpg.Connection[Any]", guild_id: int, zone_id: int, fields: Mapping[str, Any]) -> None:
    """Set what ``fields`` has of name, description and active, and count the version up."""
    values = (fields.get(name) for name in ("name", "description", "active"))
    await connection.execute(_SAVE, guild_id, zone_id, *values)


async def count_up(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> None:
    """Count the version of these zones up."""
    await connection.execute(_COUNT_UP, guild_id, ids)


async def named(connection: "asyncpg.Connection[Any]", guild_id: int, name: str) -> asyncpg.Record | None:
    """The zone of this name, in capitals or not."""
    return await connection.fetchrow(_NAMED, guild_id, name)


async def channels(
    connection: "asyncpg.Connection[Any]", guild_id: int, channel_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """Those of these channels that the guild has, each with its zone."""
    return await connection.fetch(_CHANNELS, guild_id, channel_ids)


async def holders(connection: "asyncpg.Connection[Any]", guild_id: int, channel_ids: Sequence[int]) -> dict[int, int]:
    """The zone of each of these channels that has one."""
    rows = await connection.fetch(_HOLDERS, guild_id, channel_ids)
    return {row["channel_id"]: row["zone_id"] for row in rows}


async def place(connection: "asyncpg.Connection[Any]", guild_id: int, wanted: Mapping[int, int | None]) -> None:
    """Put channels into zones; None takes a channel out of its zone."""
    await connection.execute(_RELEASE, guild_id, [channel for channel, zone in wanted.items() if zone is None])
    placed = {channel: zone for channel, zone in wanted.items() if zone is not None}
    await connection.execute(_PLACE, guild_id, list(placed), list(placed.values()))


async def multiply(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    zone_id: int,
    kind: int,
    factors: tuple[Decimal, Decimal] | None,
) -> None:
    """Set what the zone does to a kind of event, or that it does nothing."""
    if factors is None:
        await connection.execute(_PLAIN, guild_id, zone_id, kind)
    else:
        await connection.execute(_MULTIPLY, guild_id, zone_id, kind, *factors)
