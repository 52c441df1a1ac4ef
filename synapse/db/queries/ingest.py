"""The statements of the ingest transaction: set-based, over arrays, increments only.

Rows are written in primary-key order, so that processes that write the same rows queue up instead of
blocking each other. Every function runs on an asyncpg connection inside the caller's transaction.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import asyncpg

from synapse.engine.streaks import RECENT, WINDOW

COUNTERS = ("xp", "stars", "gold", "messages", "reactions_given", "reactions_received", "threads", "voice_minutes")
"""The sums of a member's fold, in the order in which they are handed over."""

_SEASONAL = tuple(name for name in COUNTERS if name != "gold")


def _added(alias: str, names: Iterable[str]) -> str:
    return ", ".join(f"{name} = {alias}.{name} + excluded.{name}" for name in names)


def _arrays(first: int, *types: str) -> str:
    """Parameters from ``$first`` on that come as array literals."""
    return ", ".join(f"${first + place}::text::{name}[]" for place, name in enumerate(types))


_EVENTS = """
INSERT INTO events (guild_id, event_key, user_id, kind, channel_id, parent_id, zone_id, season_id,
                    xp, stars, gold, facts, occurred_at)
SELECT $1, key, user_id, kind, channel_id, parent_id, zone_id, $2, xp, stars, gold, facts,
       timestamptz 'epoch' + occurred_us * interval '1 microsecond'
FROM ROWS FROM (
    unnest($3::text::text[]), unnest($4::text::bigint[]), unnest($5::text::smallint[]), unnest($6::text::bigint[]),
    unnest($7::text::bigint[]), unnest($8::text::bigint[]), unnest($9::text::integer[]), unnest($10::text::integer[]),
    unnest($11::text::integer[]), jsonb_array_elements($12::text::jsonb), unnest($13::text::bigint[])
) AS t(key, user_id, kind, channel_id, parent_id, zone_id, xp, stars, gold, facts, occurred_us)
ON CONFLICT DO NOTHING
"""

# Days that go on where the member's end make a streak longer by themselves; after a gap it is 0 until it is recounted.
_STREAK = """CASE
        WHEN excluded.last_active_on IS NULL OR excluded.last_active_on <= m.last_active_on THEN m.streak
        WHEN excluded.last_active_on - excluded.streak <= m.last_active_on
            THEN m.streak + (excluded.last_active_on - m.last_active_on)
        ELSE 0 END"""

_TOTALS = f"""
INSERT INTO members AS m (guild_id, user_id, level, streak, longest_streak, recent_days, last_active_on,
                          {", ".join(COUNTERS)})
SELECT $1, user_id, level, days, days, recent_days, last_day, {", ".join(COUNTERS)}
FROM (
    SELECT *, coalesce(last_day - first_day + 1, 0) AS days
    FROM unnest({_arrays(2, "bigint", "integer", "date", "date", "integer", *["bigint"] * len(COUNTERS))})
        AS t(user_id, level, first_day, last_day, recent_days, {", ".join(COUNTERS)})
) AS told
ORDER BY user_id
ON CONFLICT (guild_id, user_id) DO UPDATE SET
    level = greatest(m.level, excluded.level),
    last_active_on = greatest(m.last_active_on, excluded.last_active_on),
    streak = {_STREAK},
    longest_streak = greatest(m.longest_streak, {_STREAK}),
    recent_days = CASE
        WHEN excluded.last_active_on IS NULL THEN m.recent_days
        WHEN excluded.last_active_on - m.last_active_on BETWEEN 0 AND {WINDOW - 1}
            THEN m.recent_days << (excluded.last_active_on - m.last_active_on) & {RECENT} | excluded.recent_days
        WHEN m.last_active_on - excluded.last_active_on BETWEEN 1 AND {WINDOW - 1}
            THEN m.recent_days | excluded.recent_days << (m.last_active_on - excluded.last_active_on) & {RECENT}
        WHEN excluded.last_active_on < m.last_active_on THEN m.recent_days
        ELSE excluded.recent_days END,
    {_added("m", COUNTERS)}
RETURNING user_id, level, streak, last_active_on, listed, {", ".join(COUNTERS)}
"""  # noqa: S608 - made of constants

_ROLLUPS = f"""
WITH season AS (
    INSERT INTO member_seasons AS s (guild_id, season_id, user_id, listed, {", ".join(_SEASONAL)})
    SELECT $1, $2, user_id, listed, {", ".join(_SEASONAL)}
    FROM unnest({_arrays(3, "bigint", "boolean", *["bigint"] * len(_SEASONAL))})
        AS t(user_id, listed, {", ".join(_SEASONAL)})
    ORDER BY user_id
    ON CONFLICT (guild_id, season_id, user_id) DO UPDATE SET {_added("s", _SEASONAL)}
    RETURNING user_id, {", ".join(_SEASONAL)}
), days AS (
    INSERT INTO member_days AS d (guild_id, day, user_id, {", ".join(_SEASONAL)})
    SELECT $1, day, user_id, {", ".join(_SEASONAL)}
    FROM unnest({_arrays(12, "date", "bigint", *["bigint"] * len(_SEASONAL))})
        AS t(day, user_id, {", ".join(_SEASONAL)})
    ORDER BY day, user_id
    ON CONFLICT (guild_id, day, user_id) DO UPDATE SET {_added("d", _SEASONAL)}
), zones AS (
    INSERT INTO member_zones AS z (guild_id, season_id, user_id, zone_id, events, xp, stars)
    SELECT $1, $2, user_id, zone_id, events, xp, stars
    FROM unnest({_arrays(21, *["bigint"] * 5)}) AS t(user_id, zone_id, events, xp, stars)
    ORDER BY user_id, zone_id
    ON CONFLICT (guild_id, season_id, user_id, zone_id) DO UPDATE SET {_added("z", ("events", "xp", "stars"))}
), hours AS (
    INSERT INTO activity_hours AS h (guild_id, hour, channel_id, zone_id, kind, events, xp, stars, gold)
    SELECT $1, timestamptz 'epoch' + hour * interval '1 hour', channel_id, zone_id, kind, events, xp, stars, gold
    FROM unnest({_arrays(26, "bigint", "bigint", "bigint", "smallint", *["bigint"] * 4)})
        AS t(hour, channel_id, zone_id, kind, events, xp, stars, gold)
    ORDER BY hour, channel_id, zone_id, kind
    ON CONFLICT (guild_id, hour, channel_id, zone_id, kind)
    DO UPDATE SET {_added("h", ("events", "xp", "stars", "gold"))}
)
SELECT * FROM season
"""  # noqa: S608 - made of constants

# Not as a negative increment: the row that is proposed for insertion must pass the check on gold as well.
_TAKE_GOLD = """
UPDATE members AS m SET gold = m.gold - t.gold
FROM (SELECT * FROM unnest($2::bigint[], $3::bigint[]) AS t (user_id, gold) ORDER BY user_id) AS t
WHERE m.guild_id = $1 AND m.user_id = t.user_id
"""

_STANDINGS = f"""
SELECT user_id, level, streak, {", ".join(COUNTERS)} FROM members
WHERE guild_id = $1 AND user_id > $2 AND left_at IS NULL AND NOT is_bot AND tracked
ORDER BY user_id LIMIT $3 FOR NO KEY UPDATE
"""  # noqa: S608 - made of constants

_SEASON_STANDINGS = f"""
SELECT user_id, {", ".join(f"coalesce({name}, 0) AS {name}" for name in _SEASONAL)}
FROM unnest($3::bigint[]) AS asked (user_id)
LEFT JOIN (SELECT * FROM member_seasons WHERE guild_id = $1 AND season_id = $2) AS own USING (user_id)
"""  # noqa: S608 - made of constants

_EARNED = """
SELECT user_id, array_agg(achievement_id) AS earned FROM member_achievements
WHERE guild_id = $1 AND user_id = ANY($2::bigint[]) GROUP BY user_id
"""

_ZONE_EVENTS = """
SELECT user_id, zone_id, sum(events)::bigint AS lifetime, coalesce(sum(events) FILTER (WHERE season_id = $2), 0)::bigint
       AS season
FROM member_zones WHERE guild_id = $1 AND user_id = ANY($3::bigint[]) GROUP BY user_id, zone_id
"""

_GRANT = """
INSERT INTO member_achievements (guild_id, user_id, achievement_id, earned_at, granted_by)
SELECT $1, user_id, achievement_id, earned_at, granted_by
FROM unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::bigint[])
    AS t(user_id, achievement_id, earned_at, granted_by)
ORDER BY user_id, achievement_id
ON CONFLICT DO NOTHING
"""

# What is only kept for the feed, because it is old or comes by the hundred, is told to no webhook either.
_ANNOUNCE = """
WITH said AS (
    INSERT INTO announcements (guild_id, event_key, kind, user_id, channel_id, payload, state, occurred_at)
    SELECT $1, event_key, kind, user_id, channel_id, payload::jsonb, state, occurred_at
    FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::timestamptz[])
        AS t(event_key, kind, user_id, channel_id, payload, state, occurred_at)
    RETURNING id, kind, user_id, payload, state, occurred_at
)
INSERT INTO webhook_deliveries (guild_id, webhook_id, message_id, event, user_id, data, occurred_at)
SELECT $1, hook.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), told.event, said.user_id, said.payload,
    said.occurred_at
FROM webhooks AS hook
CROSS JOIN (VALUES ('level_up', 'member.levelled_up'), ('achievement', 'achievement.earned')) AS told (kind, event)
JOIN said ON said.kind = told.kind AND said.state = 'pending'
WHERE hook.guild_id = $1 AND hook.active AND NOT hook.removed AND told.event = ANY(hook.events)
ORDER BY hook.id, said.id
"""


async def insert_events(
    connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int, columns: Sequence[str]
) -> int:
    """Append events to the journal; returns how many were new.

    ``columns`` as array literals: key, user, kind, channel, parent, zone, XP, stars, gold, then the facts as
    one JSON array, and the times in microseconds since 1970.
    """
    status = await connection.execute(_EVENTS, guild_id, season_id, *columns)
    return int(status.rpartition(" ")[2])


async def add_to_totals(
    connection: "asyncpg.Connection[Any]", guild_id: int, columns: Sequence[str]
) -> list[asyncpg.Record]:
    """Add increments to members' totals of all time; returns the new totals of every member that moved.

    ``columns`` are array literals: member, level, first and last active day, the active days up to the last one as
    bits (see ``engine.streaks``), then ``COUNTERS``. A member who is not known yet gets a row; Discord's side of it
    follows when the bot sees them. A streak that comes back as 0 of somebody who was active is to be recounted.
    """
    return await connection.fetch(_TOTALS, guild_id, *columns)


async def take_gold(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int], gold: Sequence[int]
) -> None:
    """Take gold from members; the table refuses to let anybody owe some."""
    await connection.execute(_TAKE_GOLD, guild_id, user_ids, gold)


async def standings(
    connection: "asyncpg.Connection[Any]", guild_id: int, after: int, limit: int
) -> list[asyncpg.Record]:
    """The totals of the next members by id, locked until the transaction ends; bots, leavers and opt-outs left out."""
    return await connection.fetch(_STANDINGS, guild_id, after, limit)


async def season_standings(
    connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int, user_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """The season totals of each of these members, zeros where there are none."""
    return await connection.fetch(_SEASON_STANDINGS, guild_id, season_id, user_ids)


async def add_to_rollups(
    connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int, columns: Sequence[str]
) -> list[asyncpg.Record]:
    """Add increments to season, days, zones and hours; returns the new season totals of every member that moved.

    ``columns`` are array literals, as ``services.ingest.fold`` lays them out; hours are counted since 1970.
    """
    return await connection.fetch(_ROLLUPS, guild_id, season_id, *columns)


async def earned(connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int]) -> dict[int, set[int]]:
    """The achievements that members have, by member; those who have none are absent."""
    rows = await connection.fetch(_EARNED, guild_id, user_ids)
    return {row["user_id"]: set(row["earned"]) for row in rows}


async def zone_events(
    connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int, user_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """How many counted events members have by zone: user_id, zone_id, lifetime, season."""
    return await connection.fetch(_ZONE_EVENTS, guild_id, season_id, user_ids)


async def grant(connection: "asyncpg.Connection[Any]", guild_id: int, columns: Sequence[Sequence[Any]]) -> int:
    """Give achievements (user, achievement, time, granted by); returns how many were new."""
    status = await connection.execute(_GRANT, guild_id, *columns)
    return int(status.rpartition(" ")[2])


async def announce(connection: "asyncpg.Connection[Any]", guild_id: int, columns: Sequence[Sequence[Any]]) -> None:
    """Put celebrations into the outbox: event key, kind, user, channel, payload (JSON text), state, time."""
    await connection.execute(_ANNOUNCE, guild_id, *columns)


async def known_keys(connection: "asyncpg.Connection[Any]", guild_id: int, keys: Sequence[str]) -> list[asyncpg.Record]:
    """Those of ``keys`` that the journal has: event_key, xp, stars, facts (JSON text), recorded_at."""
    return await connection.fetch(
        "SELECT event_key, xp, stars, facts::text AS facts, recorded_at FROM events "
        "WHERE guild_id = $1 AND event_key = ANY($2::text[])",
        guild_id,
        keys,
    )


async def recent_events(
    connection: "asyncpg.Connection[Any]", guild_id: int, since: datetime, kinds: Sequence[int]
) -> list[asyncpg.Record]:
    """Journal rows from ``since`` on, oldest first, to rebuild the fair-play windows from."""
    return await connection.fetch(
        "SELECT event_key, user_id, kind, channel_id, parent_id, zone_id, xp, stars, facts::text AS facts, occurred_at "
        "FROM events WHERE guild_id = $1 AND occurred_at >= $2 AND kind = ANY($3::smallint[]) ORDER BY occurred_at",
        guild_id,
        since,
        kinds,
    )


async def clock(connection: "asyncpg.Connection[Any]") -> datetime:
    """What time it is for the database."""
    moment: datetime = await connection.fetchval("SELECT clock_timestamp()")
    return moment
