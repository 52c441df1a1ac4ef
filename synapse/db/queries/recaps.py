"""What a week was like, for a guild and for one member of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import asyncpg

from synapse.db.queries.members import COLUMNS, HIDDEN
from synapse.db.queries.streaks import ACTIVE

_SUMS = f"""
SELECT count(DISTINCT user_id) FILTER (WHERE {ACTIVE} AND day >= $2) AS active,
    count(DISTINCT user_id) FILTER (WHERE {ACTIVE} AND day < $2) AS active_before,
    coalesce(sum(messages) FILTER (WHERE day >= $2), 0)::bigint AS messages,
    coalesce(sum(xp) FILTER (WHERE day >= $2), 0)::bigint AS xp
FROM member_days WHERE guild_id = $1 AND day BETWEEN $2 - 7 AND $3
"""  # noqa: S608 - made of constants
_SHOWN = f"m.listed AND ($5::boolean OR m.user_id = $6::bigint OR NOT {HIDDEN.format('m')})"
_BEST = f"""
SELECT best.week_xp, {COLUMNS}
FROM (
    SELECT d.user_id, sum(d.xp)::bigint AS week_xp
    FROM member_days AS d JOIN members AS m USING (guild_id, user_id)
    WHERE d.guild_id = $1 AND d.day BETWEEN $2 AND $3 AND {_SHOWN}
    GROUP BY d.user_id HAVING sum(d.xp) > 0 ORDER BY 2 DESC, 1 LIMIT $4
) AS best JOIN members AS m ON m.guild_id = $1 AND m.user_id = best.user_id
ORDER BY best.week_xp DESC, m.user_id
"""  # noqa: S608 - as above
_RISEN = f"""
SELECT risen.reached, risen.levels, {COLUMNS}
FROM (
    SELECT user_id, max(split_part(event_key, ':', 2)::integer) AS reached, count(*) AS levels
    FROM events WHERE guild_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND kind = 8 AND NOT facts ? 'import'
    GROUP BY user_id
) AS risen JOIN members AS m ON m.guild_id = $1 AND m.user_id = risen.user_id
WHERE {_SHOWN} ORDER BY risen.levels DESC, risen.reached DESC, m.user_id LIMIT $4
"""  # noqa: S608 - as above
_EARNED = """
SELECT a.id, a.name, a.description, a.rarity, a.badge, a.xp, a.gold, count(*) AS earners,
    sum(count(*)) OVER ()::bigint AS total
FROM member_achievements AS e JOIN achievements AS a ON a.guild_id = e.guild_id AND a.id = e.achievement_id
WHERE e.guild_id = $1 AND e.earned_at >= $2 AND e.earned_at < $3
GROUP BY a.guild_id, a.id
ORDER BY array_position(ARRAY['legendary', 'epic', 'rare', 'uncommon', 'common'], a.rarity::text), earners DESC, a.id
LIMIT $4
"""
_ZONE = """
SELECT z.name, sum(h.events)::bigint AS events
FROM activity_hours AS h JOIN zones AS z ON z.guild_id = h.guild_id AND z.id = h.zone_id
WHERE h.guild_id = $1 AND h.hour >= $2 AND h.hour < $3 AND h.kind <= 5
GROUP BY z.id, z.name ORDER BY 2 DESC, z.id LIMIT 1
"""
_OWN_SUMS = f"""
SELECT coalesce(sum(xp), 0)::bigint AS xp, coalesce(sum(stars), 0)::bigint AS stars,
    coalesce(sum(messages), 0)::bigint AS messages, coalesce(sum(reactions_given), 0)::bigint AS reactions_given,
    coalesce(sum(reactions_received), 0)::bigint AS reactions_received,
    coalesce(sum(threads), 0)::bigint AS threads, coalesce(sum(voice_minutes), 0)::bigint AS voice_minutes,
    count(*) FILTER (WHERE {ACTIVE}) AS active_days
FROM member_days WHERE guild_id = $1 AND user_id = $4 AND day BETWEEN $2 AND $3
"""  # noqa: S608 - as above
_PLACE = """
SELECT 1 + count(*) FROM (
    SELECT FROM member_days AS d JOIN members AS m USING (guild_id, user_id)
    WHERE d.guild_id = $1 AND d.day BETWEEN $2 AND $3 AND m.listed
    GROUP BY user_id HAVING sum(d.xp) > $4
) AS ahead
"""
_OWN_LEVELS = """
SELECT count(*) AS levels, max(split_part(event_key, ':', 2)::integer) AS reached
FROM events WHERE guild_id = $1 AND user_id = $4 AND occurred_at >= $2 AND occurred_at < $3 AND kind = 8
    AND NOT facts ? 'import'
"""
_OWN_EARNED = """
SELECT a.id, a.name, a.description, a.rarity, a.badge, a.xp, a.gold
FROM member_achievements AS e JOIN achievements AS a ON a.guild_id = e.guild_id AND a.id = e.achievement_id
WHERE e.guild_id = $1 AND e.user_id = $4 AND e.earned_at >= $2 AND e.earned_at < $3 ORDER BY e.earned_at, a.id
"""
_OWN_ZONE = """
SELECT z.name FROM events AS e JOIN zones AS z ON z.guild_id = e.guild_id AND z.id = e.zone_id
WHERE e.guild_id = $1 AND e.user_id = $4 AND e.occurred_at >= $2 AND e.occurred_at < $3 AND e.kind <= 5
GROUP BY z.id, z.name ORDER BY count(*) DESC, z.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Whom lists of members tell of: ``everybody`` who is here, or who does not hide, and ``except_id``."""

    everybody: bool = False
    except_id: int | None = None

    @property
    def parameters(self) -> tuple[bool, int | None]:
        """The last parameters of what lists members."""
        return self.everybody, self.except_id


@dataclass(frozen=True, slots=True)
class Span:
    """A week of a guild by its days in the guild's time zone, and by the moments at which it begins and ends."""

    guild_id: int
    first: date
    last: date
    since: datetime
    until: datetime

    @property
    def days(self) -> tuple[int, date, date]:
        """The first parameters of what reads days."""
        return self.guild_id, self.first, self.last

    @property
    def moments(self) -> tuple[int, datetime, datetime]:
        """The first parameters of what reads moments."""
        return self.guild_id, self.since, self.until


async def sums(connection: "asyncpg.Connection[Any]", span: Span) -> asyncpg.Record:
    """How many members were active in the week and in the one before, and what all wrote and earned."""
    rows: list[asyncpg.Record] = await connection.fetch(_SUMS, *span.days)
    return rows[0]


async def best(connection: "asyncpg.Connection[Any]", span: Span, limit: int, seen: Seen) -> list[asyncpg.Record]:
    """Who earned the most XP: week_xp, and the member."""
    return await connection.fetch(_BEST, *span.days, limit, *seen.parameters)


async def risen(connection: "asyncpg.Connection[Any]", span: Span, limit: int, seen: Seen) -> list[asyncpg.Record]:
    """Who rose the most levels: reached, levels, and the member."""
    return await connection.fetch(_RISEN, *span.moments, limit, *seen.parameters)


async def earned(connection: "asyncpg.Connection[Any]", span: Span, limit: int) -> list[asyncpg.Record]:
    """The achievements that were earned, the rarest first, by how many; ``total`` counts all."""
    return await connection.fetch(_EARNED, *span.moments, limit)


async def busiest_zone(connection: "asyncpg.Connection[Any]", span: Span) -> asyncpg.Record | None:
    """The zone with the most events (name, events), to the hour; None when nothing happened in any."""
    return await connection.fetchrow(_ZONE, *span.moments)


async def own_sums(connection: "asyncpg.Connection[Any]", span: Span, user_id: int) -> asyncpg.Record:
    """What a member did and earned, and on how many days they were active."""
    rows: list[asyncpg.Record] = await connection.fetch(_OWN_SUMS, *span.days, user_id)
    return rows[0]


async def place(connection: "asyncpg.Connection[Any]", span: Span, xp: int) -> int:
    """The place that so much XP has in the week."""
    return int(await connection.fetchval(_PLACE, *span.days, xp))


async def own_levels(connection: "asyncpg.Connection[Any]", span: Span, user_id: int) -> asyncpg.Record:
    """How many levels a member rose, and up to which: levels, reached."""
    rows: list[asyncpg.Record] = await connection.fetch(_OWN_LEVELS, *span.moments, user_id)
    return rows[0]


async def own_earned(connection: "asyncpg.Connection[Any]", span: Span, user_id: int) -> list[asyncpg.Record]:
    """The achievements that a member earned, oldest first."""
    return await connection.fetch(_OWN_EARNED, *span.moments, user_id)


async def own_zone(connection: "asyncpg.Connection[Any]", span: Span, user_id: int) -> str | None:
    """The zone in which a member was busiest."""
    found: str | None = await connection.fetchval(_OWN_ZONE, *span.moments, user_id)
    return found
