"""Recounts of everything that is kept as a sum, against the journal that it is the sum of.

Each statement returns the rows that differ: (guild_id, what, kept, counted), both sides as JSON text.
An event's counter follows from its kind; an event whose facts say ``"counts": false`` has none, and an imported history
tells its counters in its facts. Days
follow the guild's time zone.
"""

from collections.abc import Mapping
from typing import Any

import asyncpg

from synapse.db.queries.streaks import ACTIVE, GRACE, counted

_KINDS = {"messages": (1, 1), "reactions_given": (2, 1), "reactions_received": (3, 1), "threads": (4, 1)}
_COUNTS = "(e.facts ->> 'counts') IS DISTINCT FROM 'false'"


def _told(name: str) -> str:
    """What imported histories (kind 11) tell of a counter."""
    return f"coalesce(sum((e.facts ->> '{name}')::bigint) FILTER (WHERE e.kind = 11), 0)"


_COUNTERS = ", ".join(
    [
        f"(count(*) FILTER (WHERE e.kind = {kind} AND {_COUNTS}) + {_told(name)})::bigint AS {name}"
        for name, (kind, _) in _KINDS.items()
    ]
    + [f"(10 * count(*) FILTER (WHERE e.kind = 5 AND {_COUNTS}) + {_told('voice_minutes')})::bigint AS voice_minutes"]
)
SUMS = f"sum(e.xp)::bigint AS xp, sum(e.stars)::bigint AS stars, {_COUNTERS}"
NAMES = ("xp", "stars", *_KINDS, "voice_minutes")
_STREAKS = ("streak", "longest_streak", "recent_days")
_LAST = "last_active_on - date '1970-01-01' AS last_active"
_ACTIVE_DAYS = (
    f"SELECT guild_id, user_id, day, {GRACE} AS grace FROM member_days "  # noqa: S608 - made of constants
    f"JOIN guilds AS g USING (guild_id) WHERE {ACTIVE}"
)
_ZONE = "coalesce(nullif(g.settings ->> 'time_zone', ''), 'UTC')"


def _compare(keys: tuple[str, ...], values: tuple[str, ...], kept: str, counted: str) -> str:
    """A full join of what is kept with what is counted; rows that are all zeros count as absent."""
    joined = ", ".join(keys)
    what = " || ' ' || ".join(f"{key}::text" for key in keys[1:]) or "'all'"
    kept_values = ", ".join(f"'{name}', coalesce(k.{name}, 0)" for name in values)
    counted_values = ", ".join(f"'{name}', coalesce(c.{name}, 0)" for name in values)
    differ = " OR ".join(f"coalesce(k.{name}, 0) <> coalesce(c.{name}, 0)" for name in values)
    return (
        f"WITH k AS ({kept}), c AS ({counted}) "  # noqa: S608 - made of constants
        f"SELECT guild_id, {what} AS what, json_build_object({kept_values})::text AS kept, "
        f"json_build_object({counted_values})::text AS counted "
        f"FROM k FULL JOIN c USING ({joined}) WHERE ($1::bigint IS NULL OR guild_id = $1) AND ({differ}) "
        f"ORDER BY {joined} LIMIT 100"
    )


def _board(table: str, currency: str, season: str) -> str:
    return (
        f"SELECT guild_id, '{currency}' AS board, {season} AS season_id, rank_bucket({currency}) AS bucket, "  # noqa: S608 - as above
        f"count(*) AS members FROM {table} WHERE listed AND {currency} > 0 GROUP BY 1, 2, 3, 4"
    )


CHECKS: Mapping[str, str] = {
    "members": _compare(
        ("guild_id", "user_id"),
        (*NAMES, "gold"),
        f"SELECT guild_id, user_id, {', '.join(NAMES)}, gold FROM members",  # noqa: S608 - as above
        f"SELECT e.guild_id, e.user_id, {SUMS}, sum(e.gold)::bigint AS gold FROM events e GROUP BY 1, 2",  # noqa: S608 - as above
    ),
    "member_seasons": _compare(
        ("guild_id", "season_id", "user_id"),
        NAMES,
        "SELECT * FROM member_seasons",
        f"SELECT e.guild_id, e.season_id, e.user_id, {SUMS} FROM events e GROUP BY 1, 2, 3",  # noqa: S608 - as above
    ),
    "member_days": _compare(
        ("guild_id", "day", "user_id"),
        NAMES,
        "SELECT * FROM member_days",
        f"SELECT e.guild_id, (e.occurred_at AT TIME ZONE {_ZONE})::date AS day, e.user_id, {SUMS} "  # noqa: S608 - as above
        "FROM events e JOIN guilds g USING (guild_id) GROUP BY 1, 2, 3",
    ),
    "member_zones": _compare(
        ("guild_id", "season_id", "user_id", "zone_id"),
        ("events", "xp", "stars"),
        "SELECT * FROM member_zones",
        f"SELECT e.guild_id, e.season_id, e.user_id, e.zone_id, count(*) FILTER (WHERE {_COUNTS})::bigint AS events, "  # noqa: S608 - as above
        "sum(e.xp)::bigint AS xp, sum(e.stars)::bigint AS stars FROM events e WHERE e.zone_id IS NOT NULL "
        "GROUP BY 1, 2, 3, 4",
    ),
    "activity_hours": _compare(
        ("guild_id", "hour", "channel_id", "zone_id", "kind"),
        ("events", "xp", "stars", "gold"),
        "SELECT * FROM activity_hours",
        "SELECT guild_id, hour, channel_id, zone_id, kind, sum(events)::bigint AS events, sum(xp)::bigint AS xp, "
        "sum(stars)::bigint AS stars, sum(gold)::bigint AS gold FROM (SELECT * FROM forgotten_hours UNION ALL "
        "SELECT e.guild_id, date_trunc('hour', e.occurred_at, 'UTC') AS hour, "
        "coalesce(e.parent_id, e.channel_id, 0) AS channel_id, coalesce(e.zone_id, 0) AS zone_id, e.kind, "
        "count(*) AS events, sum(e.xp)::bigint AS xp, sum(e.stars)::bigint AS stars, sum(e.gold)::bigint AS gold "
        "FROM events e GROUP BY 1, 2, 3, 4, 5) AS both_kinds GROUP BY 1, 2, 3, 4, 5",
    ),
    "achievements": _compare(
        ("guild_id", "user_id", "achievement_id"),
        ("earned",),
        "SELECT guild_id, user_id, achievement_id, 1 AS earned FROM member_achievements",
        "SELECT guild_id, user_id, split_part(substr(event_key, 2), ':', 1)::bigint AS achievement_id, 1 AS earned "
        "FROM events WHERE kind = 9",
    ),
    "levels": _compare(
        ("guild_id", "user_id"),
        ("level",),
        "SELECT guild_id, user_id, level FROM members WHERE level > 1",
        "SELECT guild_id, user_id, max(split_part(event_key, ':', 2)::integer) AS level FROM events "
        "WHERE kind = 8 GROUP BY 1, 2",
    ),
    "rank_buckets": _compare(
        ("guild_id", "board", "season_id", "bucket"),
        ("members",),
        "SELECT * FROM rank_buckets",
        " UNION ALL ".join(
            [_board("members", currency, "0::bigint") for currency in ("xp", "stars", "gold")]
            + [_board("member_seasons", currency, "season_id") for currency in ("xp", "stars")]
        ),
    ),
    "listed": _compare(
        ("guild_id", "season_id", "user_id"),
        ("listed",),
        "SELECT guild_id, season_id, user_id, listed::integer AS listed FROM member_seasons",
        "SELECT s.guild_id, s.season_id, s.user_id, m.listed::integer AS listed FROM member_seasons s "
        "JOIN members m USING (guild_id, user_id)",
    ),
    "streaks": _compare(
        ("guild_id", "user_id"),
        (*_STREAKS, "last_active"),
        f"SELECT guild_id, user_id, {', '.join(_STREAKS)}, {_LAST} FROM members",  # noqa: S608 - as above
        f"SELECT guild_id, user_id, {', '.join(_STREAKS)}, {_LAST} FROM ({counted(_ACTIVE_DAYS)}) AS run",  # noqa: S608 - as above
    ),
}
"""What is checked, by what it is about; the parameter is a guild's id, or null for all."""


async def one_moment(connection: "asyncpg.Connection[Any]") -> None:
    """Let all that follows in the transaction see the database as it is now, with room to sort it."""
    await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    await connection.execute("SET LOCAL work_mem = '128MB'")
