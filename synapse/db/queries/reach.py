"""How many members pass a threshold at this moment."""

from dataclasses import dataclass
from typing import Any

import asyncpg

TALLIED = ("messages", "reactions_given", "reactions_received", "threads", "voice_minutes", "stars", "xp")
"""The values that both a lifetime and a season have."""

_LIFETIME = {name: f"m.{name}" for name in TALLIED}
_SEASON = {name: f"coalesce(s.{name}, 0)" for name in TALLIED}
_ZONE = """(
    SELECT coalesce(sum(events), 0) FROM member_zones AS z WHERE z.guild_id = m.guild_id AND z.user_id = m.user_id
        AND z.zone_id = $5 AND (NOT $6 OR z.season_id = $2)
)"""
_VALUES = {
    **{(name, False): text for name, text in _LIFETIME.items()},
    **{(name, True): text for name, text in _SEASON.items()},
    ("streak", False): "m.streak",
    ("level", False): "m.level",
    ("zone_events", False): _ZONE,
    ("zone_events", True): _ZONE,
}
# ``asked`` tells the types of what only some of the values use.
_COUNT = """
WITH asked AS (SELECT $5::bigint AS zone_id, $6::boolean AS seasonal), people AS (
    SELECT m.user_id, {value} >= $3 OR ($7::bigint IS NOT NULL AND m.xp >= $7) AS passes
    FROM members AS m LEFT JOIN member_seasons AS s
        ON s.guild_id = m.guild_id AND s.user_id = m.user_id AND s.season_id = $2
    WHERE m.guild_id = $1 AND m.left_at IS NULL AND NOT m.is_bot AND m.tracked
)
SELECT count(*) AS people, count(*) FILTER (WHERE passes) AS passing, count(*) FILTER (WHERE passes AND EXISTS (
    SELECT FROM member_achievements AS had WHERE had.guild_id = $1 AND had.achievement_id = $4
        AND had.user_id = people.user_id)) AS earned
FROM people
"""
_STATEMENTS = {key: _COUNT.format(value=value) for key, value in _VALUES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A threshold.

    Attributes:
        value: What is looked at: one of ``TALLIED``, ``streak``, ``level`` or ``zone_events``.
        seasonal: Whether within the season; streaks and levels know none.
        threshold: From which value on.
        zone_id: Whose events, for ``zone_events``.
        xp: The XP in all that pass too, whatever the value; None for none. A level is kept that was reached once,
            and another curve may bring it sooner.
        achievement_id: Whose earners are counted too; None for an achievement that is not there yet.
    """

    value: str
    seasonal: bool
    threshold: int
    zone_id: int | None = None
    xp: int | None = None
    achievement_id: int | None = None


async def count(
    connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int, goal: Goal
) -> tuple[int, int, int]:
    """How many members count at all, how many of them pass, and how many of these have the achievement already."""
    row = await connection.fetchrow(
        _STATEMENTS[goal.value, goal.seasonal],
        guild_id,
        season_id,
        goal.threshold,
        goal.achievement_id,
        goal.zone_id,
        goal.seasonal,
        goal.xp,
    )
    assert row is not None  # noqa: S101 - counts always have a row
    return row["people"], row["passing"], row["earned"]
