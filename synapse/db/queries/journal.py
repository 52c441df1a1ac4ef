"""Reading the journal."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import asyncpg


async def count_events(connection: "asyncpg.Connection[Any]", guild_id: int) -> int:
    """How many events a guild's journal holds."""
    return int(await connection.fetchval("SELECT count(*) FROM events WHERE guild_id = $1", guild_id))


async def last_messages(
    connection: "asyncpg.Connection[Any]", guild_id: int, kind: int, since: datetime
) -> dict[int, int]:
    """The newest message recorded since a moment, by channel; ``kind`` is the number of MESSAGE_SENT."""
    rows = await connection.fetch(
        "SELECT channel_id, max(substr(event_key, 2)::bigint) AS message_id FROM events "
        "WHERE guild_id = $1 AND kind = $2 AND occurred_at >= $3 GROUP BY channel_id",
        guild_id,
        kind,
        since,
    )
    return {row["channel_id"]: row["message_id"] for row in rows}


async def recorded_since(
    connection: "asyncpg.Connection[Any]", guild_id: int, since: datetime, chunk: int
) -> AsyncIterator[list[asyncpg.Record]]:
    """What came in from Discord since a moment, in order of time and, within a moment, of recording, in chunks."""
    cursor = await connection.cursor(
        "SELECT event_key, user_id, kind, channel_id, parent_id, zone_id, xp, stars, facts::text AS facts, occurred_at "
        "FROM events WHERE guild_id = $1 AND occurred_at >= $2 AND kind <= 5 ORDER BY occurred_at, recorded_at, ctid",
        guild_id,
        since,
    )
    while rows := await cursor.fetch(chunk):
        yield rows
