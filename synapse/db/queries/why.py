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
SELECT asked.id AS user_id, e.event_key, e.kind, e.channel_id, e.zone_id, e.xp, e.stars, e.facts::text AS facts,
    e.occurred_at
FROM unnest($2::bigint[]) AS asked (id) CROSS JOIN LATERAL (
    SELECT event_key, kind, channel_id, zone_id, xp, stars, facts, occurred_at FROM events
    WHERE guild_id = $1 AND user_id = asked.id AND kind <= 5 {conditions} ORDER BY {order} LIMIT $3
) AS e ORDER BY asked.id, e.occurred_at DESC, e.event_key
"""
# The first comparison is what the index can do, the second decides among what happened at the same moment.
_OLDER = " AND occurred_at <= ${0} AND (occurred_at < ${0} OR event_key > ${1})"
_NEWER = " AND occurred_at >= ${0} AND (occurred_at > ${0} OR event_key < ${1})"
_NEWEST_FIRST = "occurred_at DESC, event_key"
_OLDEST_FIRST = "occurred_at, event_key DESC"
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
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int], window: Window
) -> list[asyncpg.Record]:
    """The journal rows of members that came in from Discord: a window of each one's, the newest first."""
    parameters: list[Any] = [guild_id, user_ids, window.size]
    conditions = ""
    for place, condition in ((window.after, _OLDER), (window.before, _NEWER)):
        if place is not None:
            parameters += place
            conditions += condition.format(len(parameters) - 1, len(parameters))
    order = _OLDEST_FIRST if window.backward else _NEWEST_FIRST
    return await connection.fetch(_DONE.format(conditions=conditions, order=order), *parameters)


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
