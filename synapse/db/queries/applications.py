"""Rules applied to what happened before: journal, totals and rollups change together, by the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

_COLUMNS = """
guild_id, id, state, restores, rules::text AS rules, since, until, reached, restored_to, total, judged, changed, xp,
stars, settled_after, started_at, finished_at
"""
_BEGIN = f"""
INSERT INTO rule_applications (guild_id, state, restores, rules, since, until, reached, total, finished_at)
VALUES ($1, $2, $3, $4::text::jsonb, $5, $6, $5,
    CASE WHEN $3::bigint IS NOT NULL THEN (SELECT changed FROM rule_applications WHERE guild_id = $1 AND id = $3)
    WHEN $2 = 'done' THEN 0 ELSE (SELECT count(*) FROM events WHERE guild_id = $1 AND kind <= 5 AND occurred_at >= $5
        AND occurred_at < $6) END,
    CASE WHEN $2 = 'done' THEN now() END)
RETURNING {_COLUMNS}
"""  # noqa: S608 - made of constants
_LATEST = f"SELECT {_COLUMNS} FROM rule_applications WHERE guild_id = $1 ORDER BY id DESC LIMIT 1"  # noqa: S608 - as above
_UNFINISHED = """
SELECT DISTINCT guild_id FROM rule_applications WHERE state <> 'done'
    AND EXISTS (SELECT FROM guilds WHERE guilds.guild_id = rule_applications.guild_id AND guilds.active)
"""
_EVENTS = """
SELECT event_key, user_id, kind, channel_id, parent_id, zone_id, xp, stars, facts::text AS facts, occurred_at
FROM events WHERE guild_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND kind <= 5
ORDER BY occurred_at, recorded_at, ctid
"""
_REWRITES = """
SELECT event_key, xp, stars, facts::text AS facts FROM rule_rewrites
WHERE guild_id = $1 AND application_id = $2 AND event_key > $3 ORDER BY event_key LIMIT $4
"""
_MEMBERS = """
SELECT FROM members WHERE guild_id = $1
    AND user_id IN (SELECT user_id FROM events WHERE guild_id = $1 AND event_key = ANY($2::text[]))
ORDER BY user_id FOR NO KEY UPDATE
"""
_HOURS = """
SELECT FROM activity_hours WHERE guild_id = $1 AND (hour, channel_id, zone_id, kind) IN (
    SELECT date_trunc('hour', occurred_at, 'UTC'), coalesce(parent_id, channel_id, 0), coalesce(zone_id, 0), kind
    FROM events WHERE guild_id = $1 AND event_key = ANY($2::text[]))
ORDER BY hour, channel_id, zone_id, kind FOR NO KEY UPDATE
"""
# What earned nothing in a zone has no row there yet.
_ROOM = """
INSERT INTO member_zones (guild_id, season_id, user_id, zone_id, events, xp, stars)
SELECT DISTINCT guild_id, season_id, user_id, zone_id, 0, 0, 0 FROM events
WHERE guild_id = $1 AND event_key = ANY($2::text[]) AND zone_id IS NOT NULL ORDER BY 1, 2, 3, 4
ON CONFLICT DO NOTHING
"""


def _add(table: str, keys: str) -> str:
    names = [key.rpartition(" AS ")[2] for key in keys.split("; ")]
    same = " AND ".join(f"own.{name} = d.{name}" for name in names)
    where = " WHERE zone_id IS NOT NULL" if table == "member_zones" else ""
    return (
        f"UPDATE {table} AS own SET xp = own.xp + d.xp, stars = own.stars + d.stars FROM "  # noqa: S608 - made of constants
        f"(SELECT {', '.join(keys.split('; '))}, sum(more_xp)::bigint AS xp, sum(more_stars)::bigint AS stars "
        f"FROM moved{where} GROUP BY {', '.join(str(place + 1) for place in range(len(names)))}) AS d "
        f"WHERE own.guild_id = $1 AND {same}"
    )


_REWRITE = f"""
WITH new AS (
    SELECT * FROM unnest($3::text[], $4::integer[], $5::integer[], $6::text[]) AS t (event_key, xp, stars, facts)
), moved AS (
    SELECT old.event_key, old.user_id, old.season_id, old.zone_id, old.kind, old.occurred_at, old.xp, old.stars,
        old.facts, coalesce(old.parent_id, old.channel_id, 0) AS place, new.xp - old.xp AS more_xp,
        new.stars - old.stars AS more_stars
    FROM events AS old JOIN new USING (event_key) WHERE old.guild_id = $1
), kept AS (
    INSERT INTO rule_rewrites (guild_id, application_id, event_key, xp, stars, facts)
    SELECT $1, $2, event_key, xp, stars, facts FROM moved
), written AS (
    UPDATE events AS own SET xp = new.xp, stars = new.stars, facts = new.facts::jsonb
    FROM new WHERE own.guild_id = $1 AND own.event_key = new.event_key
), member AS (
    {_add("members", "user_id")}
), season AS (
    {_add("member_seasons", "season_id; user_id")}
), day AS (
    {_add("member_days", "(occurred_at AT TIME ZONE $7)::date AS day; user_id")}
), zone AS (
    {_add("member_zones", "season_id; user_id; zone_id")}
), hour AS (
    {
    _add(
        "activity_hours",
        "date_trunc('hour', occurred_at, 'UTC') AS hour; place AS channel_id; coalesce(zone_id, 0) AS zone_id; kind",
    )
}
)
SELECT count(*) AS changed, coalesce(sum(more_xp), 0)::bigint AS xp, coalesce(sum(more_stars), 0)::bigint AS stars
FROM moved
"""  # noqa: S608 - as above
_ADVANCE = """
UPDATE rule_applications SET state = $3, reached = $4, restored_to = $5, settled_after = $6, judged = judged + $7,
    changed = changed + $8, xp = xp + $9, stars = stars + $10, finished_at = CASE WHEN $3 = 'done' THEN now() END
WHERE guild_id = $1 AND id = $2
"""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What an event is to have earned, and its facts as JSON text."""

    event_key: str
    xp: int
    stars: int
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an application came, and by how much more was done."""

    state: str
    reached: datetime
    restored_to: str
    settled_after: int
    judged: int = 0
    changed: int = 0
    xp: int = 0
    stars: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A new application: see the table's columns; ``rules`` is JSON text."""

    state: str
    restores: int | None
    rules: str | None
    since: datetime
    until: datetime


async def begin(connection: "asyncpg.Connection[Any]", guild_id: int, new: Beginning) -> asyncpg.Record:
    """Add an application."""
    row: asyncpg.Record
    [row] = await connection.fetch(_BEGIN, guild_id, new.state, new.restores, new.rules, new.since, new.until)
    return row


async def latest(connection: "asyncpg.Connection[Any]", guild_id: int) -> asyncpg.Record | None:
    """The last application of a guild."""
    return await connection.fetchrow(_LATEST, guild_id)


async def unfinished(connection: "asyncpg.Connection[Any]") -> list[int]:
    """The guilds in which rules are being applied."""
    return [row["guild_id"] for row in await connection.fetch(_UNFINISHED)]


async def events(
    connection: "asyncpg.Connection[Any]", guild_id: int, since: datetime, until: datetime
) -> list[asyncpg.Record]:
    """What came in from Discord in a span of time, in order."""
    return await connection.fetch(_EVENTS, guild_id, since, until)


async def rewrites(
    connection: "asyncpg.Connection[Any]", guild_id: int, application_id: int, after: str, limit: int
) -> list[asyncpg.Record]:
    """What events earned before an application, by key."""
    return await connection.fetch(_REWRITES, guild_id, application_id, after, limit)


async def rewrite(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    application_id: int,
    wanted: Sequence[Rewrite],
    time_zone: str,
) -> asyncpg.Record:
    """Let events have earned something else; returns how many changed, and the XP and stars that it makes in all.

    Rows are locked in the order in which the ingest locks them.
    """
    keys = [each.event_key for each in wanted]
    for statement in (_MEMBERS, _HOURS, _ROOM):
        await connection.execute(statement, guild_id, keys)
    columns = [each.xp for each in wanted], [each.stars for each in wanted], [each.facts for each in wanted]
    row: asyncpg.Record
    [row] = await connection.fetch(_REWRITE, guild_id, application_id, keys, *columns, time_zone)
    return row


async def advance(connection: "asyncpg.Connection[Any]", guild_id: int, application_id: int, to: Progress) -> None:
    """Keep how far an application came."""
    place = (to.state, to.reached, to.restored_to, to.settled_after)
    await connection.execute(_ADVANCE, guild_id, application_id, *place, to.judged, to.changed, to.xp, to.stars)
