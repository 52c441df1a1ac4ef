"""What follows from members' new totals: levels reached and achievements earned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

import asyncpg

from synapse.db.queries import ingest as queries
from synapse.engine.achievements import settle
from synapse.engine.decide import Decision
from synapse.engine.events import AchievementEarned, Event, LevelReached
from synapse.engine.grants import granted
from synapse.engine.rules import Achievement, Rules, TriggerKind
from synapse.engine.standing import Settlement, Standing, Tally

_tally = itemgetter("xp", "stars", "messages", "reactions_given", "reactions_received", "threads", "voice_minutes")


@dataclass(frozen=True, slots=True)
class Moved:
    """A member's new totals: rows of all time and of the season, as the statements return them."""

    user_id: int
    lifetime: asyncpg.Record
    season: asyncpg.Record
    streak: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where something follows that no event led to, such as a threshold that was lowered."""

    user_id: int
    occurred_at: datetime
    channel_id: int | None = None
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one member reached by one batch, as events of their own."""

    user_id: int
    at: datetime
    channel_id: int | None
    levels: tuple[int, ...]
    level_gold: int
    achievements: tuple[Achievement, ...]
    decisions: tuple[Decision, ...]


async def consequences(
    connection: "asyncpg.Connection[Any]",
    rules: Rules,
    earned: dict[int, set[int]],
    moved: Sequence[Moved],
    last: Mapping[int, Event] | Mapping[int, Occasion],
) -> list[Consequence]:
    """Settle every member that moved.

    Args:
        connection: To read what members have that is not in ``earned`` yet.
        rules: The guild's rules.
        earned: Achievements by member; completed here, what is newly earned included.
        moved: The members' new totals.
        last: Each member's latest event: when and where what follows happened.
    """
    unknown = [each.user_id for each in moved if each.user_id not in earned]
    if unknown:
        found = await queries.earned(connection, rules.guild_id, unknown)
        earned.update({user_id: found.get(user_id, set()) for user_id in unknown})
    zones = await _zone_events(connection, rules, moved)
    templates = {achievement.id: achievement for achievement in rules.achievements}
    found_out: list[Consequence] = []
    for each in moved:
        user_id = each.user_id
        settlement = settle(_standing(each, earned[user_id], zones.get(user_id)), rules)
        if settlement.levels or settlement.achievements:
            achievements = tuple(templates[number] for number in settlement.achievements)
            found_out.append(_consequence(rules, last[user_id], settlement, achievements))
    return found_out


def _standing(moved: Moved, earned: set[int], zones: tuple[dict[int, int], dict[int, int]] | None) -> Standing:
    lifetime, season = Tally(*_tally(moved.lifetime)), Tally(*_tally(moved.season))
    if zones:
        lifetime.zone_events, season.zone_events = zones
    row = moved.lifetime
    return Standing(
        level=row["level"], gold=row["gold"], streak=moved.streak, lifetime=lifetime, season=season, earned=earned
    )


async def _zone_events(
    connection: "asyncpg.Connection[Any]", rules: Rules, moved: Sequence[Moved]
) -> dict[int, tuple[dict[int, int], dict[int, int]]]:
    """Members' counts by zone (lifetime, season); read only where an achievement watches a zone."""
    if not any(achievement.trigger is TriggerKind.ZONE_EVENTS for achievement in rules.achievements):
        return {}
    counts: dict[int, tuple[dict[int, int], dict[int, int]]] = {}
    users = [each.user_id for each in moved]
    for row in await queries.zone_events(connection, rules.guild_id, rules.season.id, users):
        lifetime, season = counts.setdefault(row["user_id"], ({}, {}))
        lifetime[row["zone_id"]] = row["lifetime"]
        season[row["zone_id"]] = row["season"]
    return counts


def _consequence(
    rules: Rules, cause: Event | Occasion, settlement: Settlement, achievements: tuple[Achievement, ...]
) -> Consequence:
    levels = [
        LevelReached(
            guild_id=rules.guild_id,
            user_id=cause.user_id,
            channel_id=cause.channel_id,
            parent_id=cause.parent_id,
            occurred_at=cause.occurred_at,
            level=level,
        )
        for level in settlement.levels
    ]
    earned = [
        AchievementEarned(
            guild_id=rules.guild_id,
            user_id=cause.user_id,
            channel_id=cause.channel_id,
            parent_id=cause.parent_id,
            occurred_at=cause.occurred_at,
            achievement_id=achievement.id,
        )
        for achievement in achievements
    ]
    events: list[LevelReached | AchievementEarned] = [*levels, *earned]
    return Consequence(
        user_id=cause.user_id,
        at=cause.occurred_at,
        channel_id=cause.channel_id,
        levels=settlement.levels,
        level_gold=rules.settings.rewards.level_up_gold * len(levels),
        achievements=achievements,
        decisions=tuple(Decision(event, granted(event, rules), None) for event in events),
    )
