"""Single members as admins and they themselves act on them: what they have, and what they prefer."""

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import orjson

_MEMBER = """
SELECT user_id, gold, xp, is_bot, tracked, left_at, visibility, preferences::text AS preferences
FROM members WHERE guild_id = $1 AND user_id = $2 FOR NO KEY UPDATE
"""
_OWN = """
SELECT guild_id, tracked, visibility, preferences::text AS preferences FROM members
WHERE user_id = $1 AND guild_id = ANY($2::bigint[])
"""
_EVENT = """
SELECT user_id, kind, xp, gold, facts::text AS facts FROM events WHERE guild_id = $1 AND event_key = $2
"""
_PREFER = """
UPDATE members SET preferences = preferences || $3::text::jsonb, visibility = $4
WHERE guild_id = $1 AND user_id = $2
RETURNING preferences::text
"""
_KEEP_BACK = """
UPDATE announcements SET state = 'skipped' WHERE guild_id = $1 AND event_key = $2 AND state = 'pending'
"""


async def member(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int) -> asyncpg.Record | None:
    """A member, locked until the transaction ends; ``preferences`` is JSON text."""
    return await connection.fetchrow(_MEMBER, guild_id, user_id)


async def own(connection: "asyncpg.Connection[Any]", user_id: int, guild_ids: Sequence[int]) -> list[asyncpg.Record]:
    """What a person prefers in each of these guilds: guild_id, tracked, visibility, preferences (JSON text)."""
    return await connection.fetch(_OWN, user_id, guild_ids)


async def event(connection: "asyncpg.Connection[Any]", guild_id: int, key: str) -> asyncpg.Record | None:
    """What the journal has under this identity; ``facts`` is JSON text."""
    return await connection.fetchrow(_EVENT, guild_id, key)


async def prefer(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, values: Mapping[str, Any], visibility: int
) -> dict[str, Any]:
    """Set some preferences of a member, and how they are seen; returns all preferences."""
    text = await connection.fetchval(_PREFER, guild_id, user_id, orjson.dumps(values).decode(), visibility)
    preferences: dict[str, Any] = orjson.loads(text)
    return preferences


async def keep_back(connection: "asyncpg.Connection[Any]", guild_id: int, key: str) -> None:
    """Do not post the celebration of this event if that has not begun yet."""
    await connection.execute(_KEEP_BACK, guild_id, key)
