"""Imports: what a file holds, what it would change, and booking it as journal rows of their own.

An import's totals are one journal row for each member, ``h<import>:<member>``, in a void season of the import's own
and at one moment before the guild's first season: so boards of seasons do not move, and all of it can be found again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import asyncpg
import orjson

from synapse.db.queries import streaks
from synapse.db.queries.verify import NAMES

FIELDS = ("xp", "stars", "gold", "messages", "voice_minutes")
HISTORY = 11
"""The number of ``EventKind.HISTORY_IMPORTED``."""

_ADD = """
INSERT INTO imports (guild_id, source, uploaded_by, people, found) VALUES ($1, $2, $3, $4, $5::text::jsonb)
RETURNING id
"""
_FORGET_UNUSED = "DELETE FROM imports WHERE guild_id = $1 AND state = 'read'"
_ONE = """
SELECT id, source, state, people, found::text AS found, created_at, season_id, at FROM imports
WHERE guild_id = $1 AND id = $2
"""
_NEWEST = """
SELECT id, source, state, people, found::text AS found, created_at, season_id, at FROM imports
WHERE guild_id = $1 ORDER BY id DESC LIMIT $2
"""
_SET = """
UPDATE imports SET state = $3, season_id = coalesce($4, season_id), at = coalesce($5, at)
WHERE guild_id = $1 AND id = $2
"""
_DROP_ROWS = "DELETE FROM import_rows WHERE guild_id = $1 AND import_id = $2"

# $1 guild, $2 import, $3 whether levels are kept, $4 the XP at which each level begins, $5 how totals meet.
_XP_TOLD = """CASE WHEN $3::boolean AND r.level IS NOT NULL
    THEN ($4::bigint[])[greatest(1, least(r.level, array_length($4::bigint[], 1)))] ELSE r.xp END AS xp_told"""
_VALUES = ", ".join(
    [
        _XP_TOLD,
        *(f"r.{name} AS {name}_told" for name in FIELDS[1:]),
        *(f"coalesce(m.{name}, 0) AS {name}_before" for name in FIELDS),
    ]
)


def _step(name: str) -> str:
    told, before = f"{name}_told", f"{name}_before"
    return (
        f"CASE WHEN {told} IS NULL THEN 0 WHEN $5::text = 'add' THEN {told} "
        f"WHEN $5::text = 'larger' THEN greatest({told} - {before}, 0) ELSE {told} - {before} END AS {name}"
    )


_PLANNED = f"""
planned AS (
    SELECT *, {", ".join(_step(name) for name in FIELDS)} FROM (
        SELECT r.user_id, coalesce(nullif(m.display_name, ''), nullif(m.username, ''), r.name) AS name,
            m.user_id IS NULL AS is_new, {_VALUES}
        FROM import_rows AS r LEFT JOIN members AS m USING (guild_id, user_id)
        WHERE r.guild_id = $1 AND r.import_id = $2 AND (m.user_id IS NULL OR (m.tracked AND NOT m.is_bot))
    ) AS told
)
"""  # noqa: S608 - made of constants
_TOTALS = f"""
WITH {_PLANNED}
SELECT count(*) AS people, count(*) FILTER (WHERE is_new) AS newcomers,
    count(*) FILTER (WHERE {" OR ".join(f"{name} <> 0" for name in FIELDS)}) AS changed,
    {", ".join(f"coalesce(sum({name}_before), 0)::bigint AS {name}_before" for name in FIELDS)},
    {", ".join(f"coalesce(sum({name}_before + {name}), 0)::bigint AS {name}_after" for name in FIELDS)}
FROM planned
"""  # noqa: S608 - as above
_SAMPLE = f"""
WITH {_PLANNED}
SELECT user_id, name, is_new, xp_before, xp_before + xp AS xp_after FROM planned
ORDER BY xp_before + xp DESC, user_id LIMIT $6
"""  # noqa: S608 - as above
_BOOK = f"""
WITH {_PLANNED}, people AS (
    INSERT INTO members (guild_id, user_id, display_name, left_at)
    SELECT $1, user_id, coalesce(name, ''), $7 FROM planned WHERE is_new ORDER BY user_id
)
INSERT INTO events (guild_id, event_key, user_id, kind, season_id, xp, stars, gold, facts, occurred_at)
SELECT $1, 'h' || $2::bigint || ':' || user_id, user_id, {HISTORY}, $6, xp, stars, gold,
    jsonb_build_object('messages', messages, 'voice_minutes', voice_minutes), $7
FROM planned WHERE {" OR ".join(f"{name} <> 0" for name in FIELDS)} ORDER BY user_id
"""  # noqa: S608 - as above
_HISTORY_SEASON = """
INSERT INTO seasons (guild_id, name, starts_at, ends_at, active, void)
SELECT $1, $2, min(starts_at) - interval '1 day', min(starts_at), false, true FROM seasons
WHERE guild_id = $1 AND NOT void
RETURNING id, ends_at - interval '1 second' AS at
"""
_BOOKED = "SELECT user_id FROM events WHERE guild_id = $1 AND event_key >= $2 AND event_key < $3 ORDER BY user_id"
_LOCK = "SELECT 1 FROM members WHERE guild_id = $1 AND user_id = ANY($2::bigint[]) ORDER BY user_id FOR NO KEY UPDATE"
_LEVELS = """
INSERT INTO events (guild_id, event_key, user_id, kind, season_id, xp, stars, gold, facts, occurred_at)
SELECT $1, 'l' || user_id || ':' || reached, user_id, 8, $4, 0, 0, 0, jsonb_build_object('import', $5::bigint), $6
FROM (SELECT user_id, level, width_bucket(xp, $3::bigint[]) AS reached FROM members
      WHERE guild_id = $1 AND user_id = ANY($2::bigint[])) AS now
WHERE reached > level ORDER BY user_id
ON CONFLICT DO NOTHING
"""
_OF_IMPORT = "e.guild_id = $1 AND e.event_key >= $2 AND e.event_key < $3"
_TOLD = ", ".join(f"coalesce((e.facts ->> '{name}')::bigint, 0) AS {name}" for name in ("messages", "voice_minutes"))
# A member who spent what the import brought keeps that much of its gold booked: gold is never owed.
_MARK_SPENT = f"""
UPDATE events AS e SET facts = e.facts || jsonb_build_object('kept', e.gold - m.gold) FROM members AS m
WHERE {_OF_IMPORT} AND m.guild_id = $1 AND m.user_id = e.user_id AND e.gold > m.gold
"""  # noqa: S608 - as above
_MOVE_MEMBERS = f"""
UPDATE members AS m SET xp = m.xp + $4 * d.xp, stars = m.stars + $4 * d.stars, gold = m.gold + $4 * (d.gold - d.kept),
    messages = m.messages + $4 * d.messages, voice_minutes = m.voice_minutes + $4 * d.voice_minutes
FROM (SELECT e.user_id, e.xp, e.stars, e.gold, coalesce((e.facts ->> 'kept')::bigint, 0) AS kept, {_TOLD}
      FROM events AS e WHERE {_OF_IMPORT}) AS d
WHERE m.guild_id = $1 AND m.user_id = d.user_id
"""  # noqa: S608 - as above
_MOVE_DAYS = f"""
INSERT INTO member_days AS d (guild_id, day, user_id, xp, stars, messages, voice_minutes)
SELECT $1, ($5::timestamptz AT TIME ZONE $6)::date, user_id, $4 * xp, $4 * stars, $4 * messages, $4 * voice_minutes
FROM (SELECT e.user_id, e.xp, e.stars, {_TOLD} FROM events AS e WHERE {_OF_IMPORT}) AS told ORDER BY user_id
ON CONFLICT (guild_id, day, user_id) DO UPDATE SET xp = d.xp + excluded.xp, stars = d.stars + excluded.stars,
    messages = d.messages + excluded.messages, voice_minutes = d.voice_minutes + excluded.voice_minutes
"""  # noqa: S608 - as above
_DROP_EMPTY_DAYS = f"""
DELETE FROM member_days
WHERE guild_id = $1 AND day = ($3::timestamptz AT TIME ZONE $4)::date AND user_id = ANY($2::bigint[])
    AND {" AND ".join(f"{name} = 0" for name in NAMES)}
"""  # noqa: S608 - as above
_REDUCE_SPENT = f"""
UPDATE events AS e SET xp = 0, stars = 0, gold = (e.facts ->> 'kept')::integer,
    facts = jsonb_build_object('kept', e.facts -> 'kept')
WHERE {_OF_IMPORT} AND e.facts ? 'kept'
"""  # noqa: S608 - as above
_UNBOOK = f"""
DELETE FROM events AS e WHERE ({_OF_IMPORT} AND NOT e.facts ? 'kept')
    OR (e.guild_id = $1 AND e.user_id = ANY($4::bigint[]) AND e.kind = 8 AND e.facts ->> 'import' = $5::text)
"""  # noqa: S608 - as above
_LEVEL_AND_NO_STREAK = """
UPDATE members AS m SET level = coalesce((SELECT max(split_part(e.event_key, ':', 2)::integer) FROM events AS e
    WHERE e.guild_id = $1 AND e.user_id = m.user_id AND e.kind = 8), 1), streak = 0, longest_streak = 0,
    recent_days = 0, last_active_on = NULL
WHERE m.guild_id = $1 AND m.user_id = ANY($2::bigint[])
"""
_CLEAR_SEASON = "DELETE FROM member_seasons WHERE guild_id = $1 AND season_id = $2"
_FILL_SEASON = f"""
INSERT INTO member_seasons (guild_id, season_id, user_id, listed, xp, stars, messages, voice_minutes)
SELECT $1, $4, m.user_id, m.listed, told.xp, told.stars, told.messages, told.voice_minutes
FROM (SELECT e.user_id, e.xp, e.stars, {_TOLD} FROM events AS e WHERE {_OF_IMPORT}) AS told
JOIN members AS m ON m.guild_id = $1 AND m.user_id = told.user_id ORDER BY m.user_id
"""  # noqa: S608 - as above
_CLEAR_HOUR = """
DELETE FROM activity_hours
WHERE guild_id = $1 AND hour = date_trunc('hour', $2::timestamptz, 'UTC') AND kind = ANY('{8, 11}')
"""
_FILL_HOUR = """
INSERT INTO activity_hours (guild_id, hour, channel_id, zone_id, kind, events, xp, stars, gold)
SELECT $1, date_trunc('hour', $2::timestamptz, 'UTC'), coalesce(e.parent_id, e.channel_id, 0), coalesce(e.zone_id, 0),
    e.kind, count(*), sum(e.xp)::bigint, sum(e.stars)::bigint, sum(e.gold)::bigint
FROM events AS e
WHERE e.guild_id = $1 AND e.kind = ANY('{8, 11}')
    AND e.occurred_at >= date_trunc('hour', $2::timestamptz, 'UTC')
    AND e.occurred_at < date_trunc('hour', $2::timestamptz, 'UTC') + interval '1 hour'
GROUP BY 3, 4, 5
"""
_AWARD_ALL = """
UPDATE achievements SET awarding_after = 0 WHERE guild_id = $1 AND active AND trigger <> 'manual'
"""


async def add(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    *,
    source: str,
    uploaded_by: int | None,
    found: Mapping[str, Any],
    rows: Sequence[tuple[Any, ...]],
) -> int:
    """Keep what a file holds, in place of a file that was never applied; returns the import's id.

    ``rows`` are user_id, name, xp, level, messages, stars, gold, voice_minutes.
    """
    await connection.execute(_FORGET_UNUSED, guild_id)
    number = int(
        await connection.fetchval(_ADD, guild_id, source, uploaded_by, len(rows), orjson.dumps(found).decode())
    )
    columns = ["guild_id", "import_id", "user_id", "name", "xp", "level", "messages", "stars", "gold", "voice_minutes"]
    await connection.copy_records_to_table(
        "import_rows", records=[(guild_id, number, *row) for row in rows], columns=columns
    )
    return number


async def one(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> asyncpg.Record | None:
    """An import; ``found`` is JSON text."""
    return await connection.fetchrow(_ONE, guild_id, number)


async def newest(connection: "asyncpg.Connection[Any]", guild_id: int, limit: int) -> list[asyncpg.Record]:
    """The newest imports, as ``one`` has them."""
    return await connection.fetch(_NEWEST, guild_id, limit)


async def put(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    number: int,
    state: str,
    season_id: int | None = None,
    at: datetime | None = None,
) -> None:
    """Set where an import stands."""
    await connection.execute(_SET, guild_id, number, state, season_id, at)


async def drop_rows(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> None:
    """Forget what the file held."""
    await connection.execute(_DROP_ROWS, guild_id, number)


class Plan:
    """One import under one choice: the parameters that all its statements begin with."""

    def __init__(self, guild_id: int, number: int, *, levels: bool, thresholds: Sequence[int], meeting: str) -> None:
        self.parameters = (guild_id, number, levels, list(thresholds), meeting)

    async def totals(self, connection: "asyncpg.Connection[Any]") -> asyncpg.Record:
        """How many people, and the sums before and after."""
        row: asyncpg.Record = (await connection.fetch(_TOTALS, *self.parameters))[0]
        return row

    async def sample(self, connection: "asyncpg.Connection[Any]", limit: int) -> list[asyncpg.Record]:
        """The members who would have the most XP."""
        return await connection.fetch(_SAMPLE, *self.parameters, limit)

    async def book(self, connection: "asyncpg.Connection[Any]", season_id: int, at: datetime) -> None:
        """Write the journal rows, and the members that the guild never saw as such who left."""
        await connection.execute(_BOOK, *self.parameters, season_id, at)


async def history_season(connection: "asyncpg.Connection[Any]", guild_id: int, name: str) -> tuple[int, datetime]:
    """Open a void season before the guild's first one; returns its id and the moment to book at."""
    row = await connection.fetchrow(_HISTORY_SEASON, guild_id, name)
    if row is None:
        raise RuntimeError("Every guild has a season.")
    season_id: int = row["id"]
    at: datetime = row["at"]
    return season_id, at


async def booked(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> list[int]:
    """The members that an import has journal rows of, their rows locked until the transaction ends."""
    user_ids = [row["user_id"] for row in await connection.fetch(_BOOKED, guild_id, *_keys(number))]
    await connection.execute(_LOCK, guild_id, user_ids)
    return user_ids


async def reach_levels(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    user_ids: Sequence[int],
    thresholds: Sequence[int],
    *,
    season_id: int,
    number: int,
    at: datetime,
) -> None:
    """Note the level that members' new totals amount to as reached, without gold and without celebration."""
    await connection.execute(_LEVELS, guild_id, user_ids, list(thresholds), season_id, number, at)


async def move(
    connection: "asyncpg.Connection[Any]", guild_id: int, number: int, *, sign: int, at: datetime, time_zone: str
) -> None:
    """Add an import's journal rows to the members' totals and days, or with ``sign`` -1 take them away."""
    if sign < 0:
        await connection.execute(_MARK_SPENT, guild_id, *_keys(number))
    await connection.execute(_MOVE_MEMBERS, guild_id, *_keys(number), sign)
    await connection.execute(_MOVE_DAYS, guild_id, *_keys(number), sign, at, time_zone)


async def unbook(connection: "asyncpg.Connection[Any]", guild_id: int, number: int, user_ids: Sequence[int]) -> None:
    """Take an import's journal rows back; gold that was spent meanwhile stays booked."""
    await connection.execute(_REDUCE_SPENT, guild_id, *_keys(number))
    await connection.execute(_UNBOOK, guild_id, *_keys(number), user_ids, str(number))


async def recount(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    number: int,
    user_ids: Sequence[int],
    *,
    season_id: int,
    at: datetime,
    time_zone: str,
) -> None:
    """Count anew what the import's season and hour hold, and the members' levels and streaks."""
    await connection.execute(_LEVEL_AND_NO_STREAK, guild_id, user_ids)
    await connection.execute(_DROP_EMPTY_DAYS, guild_id, user_ids, at, time_zone)
    await connection.execute(_CLEAR_SEASON, guild_id, season_id)
    await connection.execute(_FILL_SEASON, guild_id, *_keys(number), season_id)
    await connection.execute(_CLEAR_HOUR, guild_id, at)
    await connection.execute(_FILL_HOUR, guild_id, at)
    await streaks.recount(connection, guild_id, user_ids)


async def award_all(connection: "asyncpg.Connection[Any]", guild_id: int) -> None:
    """Have all achievements awarded in the background to whoever passes them now."""
    await connection.execute(_AWARD_ALL, guild_id)


def _keys(number: int) -> tuple[str, str]:
    """Between which keys an import's journal rows are; a semicolon follows a colon."""
    return f"h{number}:", f"h{number};"
