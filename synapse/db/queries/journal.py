"""Reading the journal."""

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
