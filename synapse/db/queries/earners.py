"""Who earned achievements, and what members have towards them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import asyncpg

from synapse.db.queries.members import COLUMNS, HIDDEN

_EARNERS = f"""
SELECT asked.id AS achievement_id, e.earned_at, {COLUMNS}
FROM unnest($2::bigint[]) AS asked (id)
CROSS JOIN LATERAL (
    SELECT e.user_id, e.earned_at
    FROM member_achievements AS e JOIN members AS m ON m.guild_id = e.guild_id AND m.user_id = e.user_id
    WHERE e.guild_id = $1 AND e.achievement_id = asked.id AND NOT m.is_bot
        AND ($4::boolean OR m.user_id = $6::bigint OR m.visibility = 0 AND NOT {HIDDEN.format("m")}
            AND ($5::boolean OR m.left_at IS NULL))
        AND ($7::timestamptz IS NULL OR (e.earned_at, e.user_id) > ($7, $8::bigint))
    ORDER BY e.earned_at, e.user_id LIMIT $3
) AS e
JOIN members AS m ON m.guild_id = $1 AND m.user_id = e.user_id
ORDER BY asked.id, e.earned_at, e.user_id
"""  # noqa: S608 - made of constants


async def earners(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    achievement_ids: Sequence[int],
    size: int,
    *,
    everybody: bool,
    leavers: bool,
    except_id: int | None,
    after: tuple[datetime, int] | None,
) -> list[asyncpg.Record]:
    """The first earners of each achievement, one more than ``size``, by when they earned it; who shows a name.

    ``everybody``, ``leavers`` and ``except_id`` are as in ``people.Sought``; ``after`` is when somebody earned it and
    who: only whoever came after them.
    """
    bound = after or (None, None)
    return await connection.fetch(_EARNERS, guild_id, achievement_ids, size, everybody, leavers, except_id, *bound)
