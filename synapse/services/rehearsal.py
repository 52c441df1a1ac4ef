"""An achievement before anybody saves it: how its announcement looks, where it goes, and who passes it already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import reach as queries
from synapse.db.queries.reach import Goal
from synapse.db.read import reading
from synapse.engine.levels import MAX_XP, thresholds
from synapse.engine.rules import Rules, Scope, TriggerKind
from synapse.services.achievements import AchievementDraft
from synapse.services.checks import checked
from synapse.services.posts import Occasion, Post, post_of

_SEASONLESS = frozenset({TriggerKind.LEVEL, TriggerKind.STREAK})


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom the announcement names as an example."""

    user_id: int
    display_name: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would come of an achievement.

    Attributes:
        post: The announcement.
        channel_id: Where it goes; None for where it was earned.
        people: How many members can earn anything.
        passing: How many of them pass it now.
        earned: How many of those have it already.
    """

    post: Post
    channel_id: int | None
    people: int
    passing: int
    earned: int

    @property
    def fresh(self) -> int:
        """How many would be awarded it in the background."""
        return self.passing - self.earned


async def rehearse(
    engine: AsyncEngine, rules: Rules, values: Mapping[str, Any], *, reader: Reader, achievement_id: int | None = None
) -> Rehearsal:
    """What would come of an achievement with these values.

    Args:
        engine: The database.
        rules: The guild's rules.
        values: As ``AchievementDraft``; what contradicts each other may do so, since nobody has finished yet.
        reader: Whom the announcement names.
        achievement_id: The one that is being changed; None for a new one.

    Raises:
        Invalid: A value is wrong in itself.
    """
    draft = checked(AchievementDraft, values)
    occasion = Occasion(
        kind="achievement",
        user_id=reader.user_id,
        display_name=reader.display_name,
        payload=draft.model_dump(mode="json"),
    )
    people = passing = earned = 0
    goal = _goal(draft, rules, achievement_id)
    if goal is not None:
        async with reading(engine) as connection:
            people, passing, earned = await queries.count(connection, rules.guild_id, rules.season.id, goal)
    channel_id = draft.channel_id or rules.settings.announcements.channel_id
    return Rehearsal(post_of(occasion, rules), channel_id, people, passing, earned)


def _goal(draft: AchievementDraft, rules: Rules, achievement_id: int | None) -> Goal | None:
    """What members have to reach; None while nobody can."""
    watches_zone = draft.trigger is TriggerKind.ZONE_EVENTS
    if draft.trigger is TriggerKind.MANUAL or not draft.threshold or (watches_zone and draft.zone_id is None):
        return None
    return Goal(
        value=draft.trigger.value,
        seasonal=draft.scope is Scope.SEASON and draft.trigger not in _SEASONLESS,
        threshold=draft.threshold,
        zone_id=draft.zone_id if watches_zone else None,
        xp=_xp(draft.threshold, rules) if draft.trigger is TriggerKind.LEVEL else None,
        achievement_id=achievement_id,
    )


def _xp(level: int, rules: Rules) -> int:
    table = thresholds(rules.settings.levels)
    return table[level - 1] if level <= len(table) else MAX_XP
