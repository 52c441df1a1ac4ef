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


async def guilds(connection: "asyncpg.Connection[Any]", guild_ids: Sequence[int]) -> list[asyncpg.Record]:
    """The active ones among these guilds, in the order in which they were added."""
    return await connection.fetch(_GUILDS, guild_ids)


async def seasons(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> list[asyncpg.Record]:
    """These seasons of a guild, running or over."""
    return await connection.fetch(_SEASONS, guild_id, ids)
