"""Days counted anew, when the guild's time zone changes and with it where each day begins."""

from typing import Any

import asyncpg

from synapse.db.queries import streaks
from synapse.db.queries.verify import NAMES, SUMS

_CLEAR = "DELETE FROM member_days WHERE guild_id = $1"
_FILL = f"""
INSERT INTO member_days (guild_id, day, user_id, {", ".join(NAMES)})
SELECT e.guild_id, (e.occurred_at AT TIME ZONE $2)::date, e.user_id, {SUMS}
FROM events AS e JOIN members USING (guild_id, user_id)
WHERE e.guild_id = $1 GROUP BY 1, 2, 3
"""  # noqa: S608 - made of constants


async def recount(connection: "asyncpg.Connection[Any]", guild_id: int, time_zone: str) -> None:
    """Count a guild's days and streaks anew from its journal, with days as they are in this time zone."""
    await connection.execute(_CLEAR, guild_id)
    await connection.execute(_FILL, guild_id, time_zone)
    await streaks.recount(connection, guild_id)
