"""The overview's figures in one statement."""

from datetime import date, datetime
from typing import Any

import asyncpg

_PULSE = """
SELECT
    (SELECT count(*) FROM members WHERE guild_id = $1 AND listed) AS member_count,
    today.active AS active_today, today.messages AS messages_today, today.xp AS xp_today,
    (SELECT count(*) FROM member_achievements WHERE guild_id = $1 AND earned_at >= $3) AS achievements_today,
    (SELECT count(*) FROM voice_sessions WHERE guild_id = $1) AS in_voice
FROM (
    SELECT count(*) FILTER (WHERE messages + reactions_given + threads + voice_minutes > 0) AS active,
        coalesce(sum(messages), 0)::bigint AS messages, coalesce(sum(xp), 0)::bigint AS xp
    FROM member_days WHERE guild_id = $1 AND day = $2
) AS today
"""


async def pulse(
    connection: "asyncpg.Connection[Any]", guild_id: int, today: date, midnight: datetime
) -> asyncpg.Record:
    """The figures of ``today``, a day in the guild's time zone that began at ``midnight``."""
    rows: list[asyncpg.Record] = await connection.fetch(_PULSE, guild_id, today, midnight)
    return rows[0]
