"""What a member did last, and what of it was rewarded how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

Place = tuple[datetime, str]
"""Where an entry stands: when it happened, and its key in the journal."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of what a member did is asked for.

    Attributes:
        size: How many entries at most.
        backward: Take them from the end of the range, not from its beginning.
        after: Only entries that follow this place, that is older ones.
        before: Only entries that precede this place.
    """

    size: int
    backward: bool = False
    after: Place | None = None
    before: Place | None = None


_DONE = """
SELECT event_key, kind, channel_id, parent_id, zone_id, xp, stars, facts::text AS facts, occurred_at FROM events
WHERE guild_id = $1 AND user_id = $2 AND kind <= 5
"""
# The first comparison is what the index can do, the second decides among what happened at the same moment.
_OLDER = " AND occurred_at <= ${0} AND (occurred_at < ${0} OR event_key > ${1})"
_NEWER = " AND occurred_at >= ${0} AND (occurred_at > ${0} OR event_key < ${1})"
_NEWEST_FIRST = " ORDER BY occurred_at DESC, event_key LIMIT $3"
_OLDEST_FIRST = " ORDER BY occurred_at, event_key DESC LIMIT $3"
_MEMBER = """
SELECT role_ids, tracked FROM members WHERE guild_id = $1 AND user_id = $2 AND left_at IS NULL AND NOT is_bot
"""
_EARNING = """
SELECT occurred_at, facts::text AS facts FROM events
WHERE guild_id = $1 AND user_id = $2 AND channel_id = $3 AND kind = 1 AND occurred_at > $4
ORDER BY occurred_at DESC LIMIT 100
"""
_BOOSTS = "SELECT id, name FROM boosts WHERE guild_id = $1 AND id = ANY($2::bigint[])"


async def done(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, window: Window
) -> list[asyncpg.Record]:
    """The journal rows of a member that came in from Discord, the newest first."""
    parameters: list[Any] = [guild_id, user_id, window.size]
    conditions = ""
    for place, condition in ((window.after, _OLDER), (window.before, _NEWER)):
        if place is not None:
            parameters += place
            conditions += condition.format(len(parameters) - 1, len(parameters))
    order = _OLDEST_FIRST if window.backward else _NEWEST_FIRST
    rows = await connection.fetch(_DONE + conditions + order, *parameters)
    return rows[::-1] if window.backward else rows


async def boosts(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> dict[int, str]:
    """The names of these boosts, also of those that are over."""
    return {row["id"]: row["name"] for row in await connection.fetch(_BOOSTS, guild_id, ids)}


async def member(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int) -> asyncpg.Record | None:
    """A person who is in the guild: role_ids and tracked."""
    return await connection.fetchrow(_MEMBER, guild_id, user_id)


async def messages_since(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, channel_id: int, since: datetime
) -> list[asyncpg.Record]:
    """A member's messages in a channel after a moment, the newest first."""
    return await connection.fetch(_EARNING, guild_id, user_id, channel_id, since)
