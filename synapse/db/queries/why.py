"""What a member did last, and what of it was rewarded how."""

from datetime import datetime
from typing import Any

import asyncpg

_LAST = """
SELECT event_key, kind, channel_id, parent_id, zone_id, xp, stars, facts::text AS facts, occurred_at FROM events
WHERE guild_id = $1 AND user_id = $2 AND kind <= 5 ORDER BY occurred_at DESC, event_key LIMIT $3
"""
_MEMBER = """
SELECT role_ids, tracked FROM members WHERE guild_id = $1 AND user_id = $2 AND left_at IS NULL AND NOT is_bot
"""
_EARNING = """
SELECT occurred_at, facts::text AS facts FROM events
WHERE guild_id = $1 AND user_id = $2 AND channel_id = $3 AND kind = 1 AND occurred_at > $4
ORDER BY occurred_at DESC LIMIT 100
"""


async def last(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, limit: int) -> list[asyncpg.Record]:
    """The newest journal rows of a member that came in from Discord, the newest first."""
    return await connection.fetch(_LAST, guild_id, user_id, limit)


async def member(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int) -> asyncpg.Record | None:
    """A person who is in the guild: role_ids and tracked."""
    return await connection.fetchrow(_MEMBER, guild_id, user_id)


async def messages_since(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, channel_id: int, since: datetime
) -> list[asyncpg.Record]:
    """A member's messages in a channel after a moment, the newest first."""
    return await connection.fetch(_EARNING, guild_id, user_id, channel_id, since)
