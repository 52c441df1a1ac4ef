"""What happened when: from the rollups, never from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import asyncpg

Step = Literal["hour", "day"]
Grouping = Literal["zone_id", "channel_id", "kind", "none"]

_KEYS: dict[Grouping, str] = {"zone_id": "zone_id", "channel_id": "channel_id", "kind": "kind::bigint", "none": "0"}
# An hour of the clock that comes twice in autumn is two hours of time. A day of the guild is told as that day in UTC.
_STEPS: dict[Step, str] = {
    "hour": "hour",
    "day": "date_trunc('day', hour AT TIME ZONE $4) AT TIME ZONE 'UTC'",
}
_OF = """
FROM activity_hours WHERE guild_id = $1 AND hour >= $2 AND hour < $3 AND kind <= 5 AND $4::text IS NOT NULL
AND ($5::smallint[] IS NULL OR kind = ANY($5)) AND ($6::bigint[] IS NULL OR zone_id = ANY($6))
"""
_SUMS = "sum(events)::bigint AS events, sum(xp)::bigint AS xp, sum(stars)::bigint AS stars"
_HEATMAP = f"""
SELECT extract(isodow FROM hour AT TIME ZONE $4)::int AS weekday, extract(hour FROM hour AT TIME ZONE $4)::int AS hour,
    {_SUMS} {_OF} GROUP BY 1, 2
"""  # noqa: S608 - made of constants
_ACTIVE = """
SELECT day, count(*) FILTER (WHERE messages + reactions_given + threads + voice_minutes > 0) AS members
FROM member_days WHERE guild_id = $1 AND day BETWEEN $2 AND $3 GROUP BY day
"""
_DAYS = """
SELECT user_id, day, xp, stars, messages, reactions_given, reactions_received, threads, voice_minutes FROM member_days
WHERE guild_id = $1 AND user_id = ANY($2::bigint[]) AND day BETWEEN $3 AND $4 ORDER BY user_id, day
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which part of the rollup: hours from ``since`` up to ``until``, of some kinds, in some zones."""

    guild_id: int
    since: datetime
    until: datetime
    time_zone: str
    kinds: Sequence[int] | None = None
    zone_ids: Sequence[int] | None = None

    @property
    def parameters(self) -> tuple[Any, ...]:
        """The parameters of each statement."""
        return self.guild_id, self.since, self.until, self.time_zone, self.kinds, self.zone_ids


async def series(
    connection: "asyncpg.Connection[Any]", asked: Asked, step: Step, grouping: Grouping
) -> list[asyncpg.Record]:
    """Sums by group and step: ``key``, ``at`` (the hour, or the day as midnight in UTC), events, xp, stars."""
    statement = f"SELECT {_KEYS[grouping]} AS key, {_STEPS[step]} AS at, {_SUMS} {_OF} GROUP BY 1, 2 ORDER BY 1, 2"
    return await connection.fetch(statement, *asked.parameters)


async def heatmap(connection: "asyncpg.Connection[Any]", asked: Asked) -> list[asyncpg.Record]:
    """Sums by weekday (1 is Monday) and hour in the time zone: weekday, hour, events, xp, stars."""
    return await connection.fetch(_HEATMAP, *asked.parameters)


async def active_members(
    connection: "asyncpg.Connection[Any]", guild_id: int, first: date, last: date
) -> dict[date, int]:
    """How many members did something, by day; days without any row are absent."""
    return {row["day"]: row["members"] for row in await connection.fetch(_ACTIVE, guild_id, first, last)}


async def days(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int], first: date, last: date
) -> list[asyncpg.Record]:
    """What these members did on each day on which they did something, by member and day."""
    return await connection.fetch(_DAYS, guild_id, user_ids, first, last)
