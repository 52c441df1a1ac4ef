"""What is worth celebrating, as rows of the outbox. The feed reads the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson

from synapse.engine.decide import Decision
from synapse.engine.events import AchievementEarned, AwardGiven, Event, LevelReached, QuestCompleted
from synapse.engine.reward import Reward
from synapse.engine.rules import Achievement, Rules
from synapse.services.ingest.standings import Consequence


class CelebrationKind(StrEnum):
    """The kinds of the outbox."""

    LEVEL_UP = "level_up"
    ACHIEVEMENT = "achievement"
    AWARD = "award"
    QUEST = "quest"


@dataclass(frozen=True, slots=True)
class Celebration:
    """One thing to announce, and to show in the feed."""

    kind: CelebrationKind
    event: Event
    payload: dict[str, Any]
    channel_id: int | None

    def row(self, announce_after: datetime | None) -> tuple[Any, ...]:
        """The outbox row; what happened before ``announce_after`` is kept for the feed only."""
        stale = announce_after is not None and self.event.occurred_at < announce_after
        return (
            self.event.key,
            self.kind.value,
            self.event.user_id,
            self.channel_id,
            orjson.dumps(self.payload).decode(),
            "skipped" if stale else "pending",
            self.event.occurred_at,
        )


def celebrations_of(rules: Rules, decisions: Sequence[Decision], follows: Sequence[Consequence]) -> list[Celebration]:
    """The celebrations of a batch: what admins gave, then each member's new level and achievements.

    Several levels reached at once are one celebration, of the highest. They come in the order of their time, which
    is the order in which the feed shows them.
    """
    templates = {achievement.id: achievement for achievement in rules.achievements}
    found: list[Celebration] = []
    for decision in decisions:
        given = decision.event
        if isinstance(given, AwardGiven):
            found.append(_award(given))
        elif isinstance(given, QuestCompleted):
            found.append(_quest(given, decision.reward))
        elif isinstance(given, AchievementEarned):
            found.append(_achievement(given, templates[given.achievement_id]))
    for each in follows:
        events = [decision.event for decision in each.decisions]
        reached = [event for event in events if isinstance(event, LevelReached)]
        if reached:
            payload = {"level": reached[-1].level, "gold": each.level_gold}
            found.append(Celebration(CelebrationKind.LEVEL_UP, reached[-1], payload, each.channel_id))
        found.extend(
            _achievement(event, templates[event.achievement_id])
            for event in events
            if isinstance(event, AchievementEarned)
        )
    found.sort(key=lambda each: each.event.occurred_at)
    return found


def columns_of(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows as columns, for statements that take arrays."""
    return [list(column) for column in zip(*rows, strict=True)]


def _award(event: AwardGiven) -> Celebration:
    payload = {"xp": event.xp, "gold": event.gold, "reason": event.reason, "given_by": str(event.given_by)}
    return Celebration(CelebrationKind.AWARD, event, payload, event.channel_id)


def _quest(event: QuestCompleted, reward: Reward) -> Celebration:
    payload = {"xp": reward.xp, "stars": reward.stars, "gold": reward.gold, "reason": event.title}
    return Celebration(CelebrationKind.QUEST, event, payload | {"quest_id": event.quest_id}, event.channel_id)


def _achievement(event: AchievementEarned, achievement: Achievement) -> Celebration:
    payload = {
        "achievement_id": achievement.id,
        "name": achievement.name,
        "description": achievement.description,
        "badge": achievement.badge,
        "rarity": achievement.rarity.value,
        "xp": achievement.xp,
        "gold": achievement.gold,
    }
    return Celebration(CelebrationKind.ACHIEVEMENT, event, payload, achievement.channel_id or event.channel_id)
