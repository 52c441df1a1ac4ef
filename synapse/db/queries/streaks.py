"""Streaks as the active days have them: see ``engine.streaks`` for what a streak is."""

from collections.abc import Sequence
from typing import Any

import asyncpg

from synapse.engine.settings import Streaks
from synapse.engine.streaks import WINDOW

ACTIVE = "messages + reactions_given + threads + voice_minutes > 0"
"""The condition of an active day."""

GRACE = f"coalesce((g.settings -> 'streaks' ->> 'grace_days')::integer, {Streaks().grace_days})"
"""How many missed days a guild forgives, from ``guilds AS g``."""


def counted(source: str) -> str:
    """The statement that counts streaks from active days: one row for each member who was ever active.

    Each missed day that is one too many within the window cuts off everything up to the earliest missed day of that
    window. Of a long gap only the last days matter: they cut off more than those before them.

    ``source`` gives guild_id, user_id, day and grace.
    """
    return f"""
    WITH active AS (
        SELECT guild_id, user_id, day, grace, row_number() OVER own AS place, day - lag(day) OVER own AS step
        FROM ({source}) AS source WINDOW own AS (PARTITION BY guild_id, user_id ORDER BY day)
    ), missed AS (
        SELECT guild_id, user_id, grace, place, day - back AS day, place - 1 AS before
        FROM active CROSS JOIN generate_series(1, least(step - 1, grace + 1)) AS back WHERE step > 1
    ), windows AS (
        SELECT guild_id, user_id, place, lag(before, grace) OVER own AS before, day - lag(day, grace) OVER own AS span
        FROM missed WINDOW own AS (PARTITION BY guild_id, user_id ORDER BY day)
    ), cuts AS (
        SELECT guild_id, user_id, place, max(before) AS cut FROM windows WHERE span < {WINDOW} GROUP BY 1, 2, 3
    ), runs AS (
        SELECT guild_id, user_id, day, max(day) OVER (PARTITION BY guild_id, user_id) AS newest,
            place - coalesce(max(cut) OVER (PARTITION BY guild_id, user_id ORDER BY place), 0) AS run
        FROM active LEFT JOIN cuts USING (guild_id, user_id, place)
    )
    SELECT guild_id, user_id, max(newest) AS last_active_on, max(run) FILTER (WHERE day = newest) AS streak,
        max(run) AS longest_streak, bit_or(1 << (newest - day)) FILTER (WHERE newest - day < {WINDOW}) AS recent_days
    FROM runs GROUP BY guild_id, user_id
    """  # noqa: S608 - made of constants


_OF_MEMBERS = f"""
SELECT guild_id, user_id, day, {GRACE} AS grace FROM member_days JOIN guilds AS g USING (guild_id)
WHERE guild_id = $1 AND ($2::bigint[] IS NULL OR user_id = ANY($2)) AND {ACTIVE}
"""  # noqa: S608 - as above
_RECOUNT = f"""
UPDATE members AS m SET streak = run.streak, longest_streak = run.longest_streak, recent_days = run.recent_days,
    last_active_on = run.last_active_on
FROM ({counted(_OF_MEMBERS)}) AS run
WHERE m.guild_id = $1 AND m.user_id = run.user_id
RETURNING m.user_id, m.streak
"""  # noqa: S608 - as above


async def recount(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int] | None = None
) -> dict[int, int]:
    """Count streaks anew from the active days, of these members or of all; returns them by member.

    Who has no active day is left as they are.
    """
    rows = await connection.fetch(_RECOUNT, guild_id, user_ids)
    return {row["user_id"]: row["streak"] for row in rows}
