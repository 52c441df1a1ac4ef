"""Members as the faces show them: totals, season counters, achievements, ranks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import asyncpg

_USUAL = "m.user_id, m.display_name, m.username, m.avatar_url, m.joined_at, m.left_at, m.xp, m.stars, m.gold"
COLUMNS = f"""{_USUAL},
m.messages, m.reactions_given, m.reactions_received, m.threads, m.voice_minutes, m.streak, m.longest_streak,
m.recent_days, m.last_active_on, m.github_login, CASE WHEN m.tracked THEN m.visibility ELSE 2 END AS shown"""
"""What every query that shows members selects last, from ``members AS m``; ``privacy.Policy`` reads ``shown``."""

USUAL = slice(-COLUMNS.count(",") - 1, _USUAL.count(",") - COLUMNS.count(","))
"""Where ``user_id`` to ``gold`` stand in a row: a part of it is read several times as fast as columns by name."""

HIDDEN = "({0}.visibility = 2 OR NOT {0}.tracked)"
"""The condition of not being shown to others, by alias: the one that the index of hidden members has."""

_BY_IDS = f"""
SELECT {COLUMNS} FROM members AS m
WHERE m.guild_id = $1 AND m.user_id = ANY($2::bigint[]) AND NOT m.is_bot
"""  # noqa: S608 - made of constants

_SEASONS = """
SELECT user_id, xp, stars, messages, reactions_given, reactions_received, threads, voice_minutes
FROM member_seasons WHERE guild_id = $1 AND season_id = $2 AND user_id = ANY($3::bigint[])
"""

_ACHIEVEMENTS = """
SELECT e.user_id, e.earned_at, a.id, a.name, a.description, a.rarity, a.badge, a.xp, a.gold
FROM member_achievements AS e JOIN achievements AS a ON a.guild_id = e.guild_id AND a.id = e.achievement_id
WHERE e.guild_id = $1 AND e.user_id = ANY($2::bigint[])
ORDER BY e.user_id, e.earned_at DESC, a.id DESC
"""

_ACHIEVEMENTS_BY_IDS = """
SELECT id, name, description, rarity, badge, xp, gold
FROM achievements WHERE guild_id = $1 AND id = ANY($2::bigint[])
"""

_ALL_ACHIEVEMENTS = """
SELECT id, name, description, rarity, badge, xp, gold FROM achievements WHERE guild_id = $1 ORDER BY id
"""

_ACCENT = "SELECT preferences ->> 'accent_color' FROM members WHERE guild_id = $1 AND user_id = $2"
_BEST_ZONE = """
SELECT zone_id FROM events
WHERE guild_id = $1 AND user_id = $2 AND occurred_at >= $3 AND xp > 0
GROUP BY zone_id ORDER BY sum(xp) DESC, zone_id LIMIT 1
"""

_XP_RANKS = """
SELECT asked.xp,
    1 + (SELECT coalesce(sum(b.members), 0) FROM rank_buckets AS b
        WHERE b.guild_id = $1 AND b.board = 'xp' AND b.season_id = 0 AND b.bucket > coalesce(asked.bucket, -1))
      + (SELECT count(*) FROM members AS m
        WHERE m.guild_id = $1 AND m.listed AND m.xp > 0 AND m.xp > asked.xp AND m.xp <= asked.xp + asked.xp / 45
            AND rank_bucket(m.xp) = asked.bucket) AS rank
FROM (SELECT xp, rank_bucket(nullif(xp, 0)) AS bucket FROM unnest($2::bigint[]) AS values(xp)) AS asked
"""
# A bucket is narrower than a 45th of its values (ranks._rank says why): that bound keeps the count within a range.


async def by_ids(connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int]) -> list[asyncpg.Record]:
    """The people among these ids that the guild ever saw; bots are left out."""
    return await connection.fetch(_BY_IDS, guild_id, user_ids)


async def accent(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int) -> str | None:
    """The colour that a member chose for their card."""
    found: str | None = await connection.fetchval(_ACCENT, guild_id, user_id)
    return found


async def best_zone(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, since: datetime) -> int | None:
    """The zone in which a member earned the most XP since a moment; None for the default zone, or for nowhere."""
    found: int | None = await connection.fetchval(_BEST_ZONE, guild_id, user_id, since)
    return found


async def seasons(
    connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int, user_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """The season counters of these members; who did nothing in the season has none."""
    return await connection.fetch(_SEASONS, guild_id, season_id, user_ids)


async def achievements(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """What these members earned, each member's newest first."""
    return await connection.fetch(_ACHIEVEMENTS, guild_id, user_ids)


async def achievements_by_ids(
    connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]
) -> list[asyncpg.Record]:
    """These achievements, deactivated ones too."""
    return await connection.fetch(_ACHIEVEMENTS_BY_IDS, guild_id, ids)


async def all_achievements(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[asyncpg.Record]:
    """All achievements of a guild, deactivated ones too."""
    return await connection.fetch(_ALL_ACHIEVEMENTS, guild_id)


async def xp_ranks(connection: "asyncpg.Connection[Any]", guild_id: int, values: Sequence[int]) -> dict[int, int]:
    """The place that each of these XP totals has on the board of all time, in one statement."""
    rows = await connection.fetch(_XP_RANKS, guild_id, sorted(set(values)))
    return {row["xp"]: int(row["rank"]) for row in rows}
