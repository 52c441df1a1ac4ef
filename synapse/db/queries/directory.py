"""The guilds that this server serves, and their seasons."""

from collections.abc import Sequence
from typing import Any

import asyncpg

_GUILDS = """
SELECT guild_id, name, icon_url FROM guilds
WHERE active AND guild_id = ANY($1::bigint[]) ORDER BY created_at, guild_id
"""

_SEASONS = """
SELECT guild_id, id, name, starts_at, ends_at FROM seasons WHERE guild_id = $1 AND id = ANY($2::bigint[])
"""


_CHANNELS_BY_IDS = """
SELECT channel.guild_id, channel.id, channel.name, channel.kind, channel.parent_id, channel.position, own.zone_id
FROM channels AS channel
LEFT JOIN zone_channels AS own ON own.guild_id = channel.guild_id AND own.channel_id = channel.id
WHERE channel.guild_id = $1 AND channel.id = ANY($2::bigint[])
"""

_CHANNELS = """
SELECT channel.guild_id, channel.id, channel.name, channel.kind, channel.parent_id, channel.position, own.zone_id
FROM channels AS channel
LEFT JOIN zone_channels AS own ON own.guild_id = channel.guild_id AND own.channel_id = channel.id
WHERE channel.guild_id = $1 AND channel.active ORDER BY channel.position, channel.id
"""

_ROLES = "SELECT id, name, color, position FROM roles WHERE guild_id = $1 AND active ORDER BY position DESC, id"


async def guilds(connection: "asyncpg.Connection[Any]", guild_ids: Sequence[int]) -> list[asyncpg.Record]:
    """The active ones among these guilds, in the order in which they were added."""
    return await connection.fetch(_GUILDS, guild_ids)


async def seasons(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> list[asyncpg.Record]:
    """These seasons of a guild, running or over."""
    return await connection.fetch(_SEASONS, guild_id, ids)


async def channels(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[asyncpg.Record]:
    """The channels that a guild has now, each with its zone."""
    return await connection.fetch(_CHANNELS, guild_id)


async def channels_by_ids(
    connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]
) -> list[asyncpg.Record]:
    """These channels of a guild, also those that are gone."""
    return await connection.fetch(_CHANNELS_BY_IDS, guild_id, ids)


async def roles(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[asyncpg.Record]:
    """The roles that a guild has now."""
    return await connection.fetch(_ROLES, guild_id)
