"""Who is in voice since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSession:
    """One member's stay in voice.

    Attributes:
        guild_id: Where.
        user_id: Who.
        channel_id: The voice channel they are in now.
        started_at: When the stay began; moving between channels does not end it.
        ticks: How many ten-minute ticks of the stay were recorded as events.
        silent_since: Since when they have been muted and deafened at once, None while they are not.
        seen_at: When they were last known to be there.
        afk: Whether that is the channel for those who are away.
    """

    guild_id: int
    user_id: int
    channel_id: int
    started_at: datetime
    ticks: int = 0
    silent_since: datetime | None = None
    seen_at: datetime
    afk: bool = False


_STORED = """
SELECT guild_id, user_id, channel_id, started_at, ticks, silent_since, seen_at, afk
FROM voice_sessions WHERE guild_id = $1 ORDER BY user_id
"""
# Rows that are new have no previous version, which is what xmax = 0 says.
_SAVE = """
INSERT INTO voice_sessions (guild_id, user_id, channel_id, started_at, ticks, silent_since, seen_at, afk)
SELECT seen.* FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::integer[],
    $6::timestamptz[], $7::timestamptz[], $8::boolean[])
    AS seen (guild_id, user_id, channel_id, started_at, ticks, silent, seen_at, afk)
ORDER BY seen.guild_id, seen.user_id
ON CONFLICT (guild_id, user_id) DO UPDATE SET channel_id = excluded.channel_id, started_at = excluded.started_at,
    ticks = excluded.ticks, silent_since = excluded.silent_since, seen_at = excluded.seen_at, afk = excluded.afk
RETURNING guild_id, xmax = 0 AS new
"""
_HERE = """
SELECT v.user_id, v.channel_id, v.started_at, v.ticks, v.silent_since, v.afk, m.role_ids, m.tracked,
    (SELECT count(*) FROM voice_sessions AS o
     WHERE o.guild_id = $1 AND o.channel_id = v.channel_id AND o.user_id <> v.user_id) AS companions,
    (SELECT coalesce(sum(e.stars), 0) FROM events AS e
     WHERE e.guild_id = $1 AND e.user_id = v.user_id AND e.kind = 5 AND e.occurred_at > $3) AS stars
FROM voice_sessions AS v JOIN members AS m ON m.guild_id = v.guild_id AND m.user_id = v.user_id
WHERE v.guild_id = $1 AND v.user_id = ANY($2::bigint[])
"""
_END = "DELETE FROM voice_sessions WHERE guild_id = $1 AND user_id = ANY($2::bigint[]) RETURNING true"


async def stored(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[StoredSession]:
    """Everybody in voice in the guild."""
    return [StoredSession(**row) for row in await connection.fetch(_STORED, guild_id)]


async def save(connection: "asyncpg.Connection[Any]", sessions: Sequence[StoredSession]) -> set[int]:
    """Insert or replace stays, of which each member has one; returns the guilds where somebody is new in voice."""
    rows = await connection.fetch(
        _SAVE,
        [session.guild_id for session in sessions],
        [session.user_id for session in sessions],
        [session.channel_id for session in sessions],
        [session.started_at for session in sessions],
        [session.ticks for session in sessions],
        [session.silent_since for session in sessions],
        [session.seen_at for session in sessions],
        [session.afk for session in sessions],
    )
    return {row["guild_id"] for row in rows if row["new"]}


async def here(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int], since: datetime
) -> list[asyncpg.Record]:
    """Those of these members who are in voice: their stays, roles, companions, and the stars voice gave since then."""
    return await connection.fetch(_HERE, guild_id, user_ids, since)


async def end(connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int]) -> int:
    """Remove stays that ended; returns how many there were."""
    return len(await connection.fetch(_END, guild_id, user_ids))
