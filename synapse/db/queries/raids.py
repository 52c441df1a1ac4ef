"""What members of a guild did of late, and how much of it fair play lowered."""

from datetime import datetime
from typing import Any

import asyncpg

_DOINGS = """
SELECT coalesce(m.joined_at, '-infinity') >= $3 AS new, told.events, told.cut, told.since
FROM (
    SELECT user_id, count(*) AS events, count(*) FILTER (WHERE facts ? 'cuts') AS cut, min(occurred_at) AS since
    FROM events WHERE guild_id = $1 AND occurred_at >= $2 AND kind <= 5 GROUP BY user_id
) AS told LEFT JOIN members AS m ON m.guild_id = $1 AND m.user_id = told.user_id
"""


async def doings(
    connection: "asyncpg.Connection[Any]", guild_id: int, since: datetime, new_since: datetime
) -> list[asyncpg.Record]:
    """What each member did since a moment: new (joined since then), events, cut, since."""
    return await connection.fetch(_DOINGS, guild_id, since, new_since)
