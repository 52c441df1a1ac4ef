from typing import Any

import pytest

from synapse.engine.events import AchievementEarned, AwardGiven, GoldSpent, LevelReached, QuestCompleted, WeekWon
from synapse.engine.grants import Granted, granted
from synapse.engine.reward import Reward
from synapse.engine.rules import Achievement, TriggerKind
from tests.engine.samples import ADA, BOB, GUILD, NOON, rules

WHO: dict[str, Any] = {"guild_id": GUILD, "user_id": ADA, "occurred_at": NOON}
RULES = rules(
    achievements=(
        Achievement(id=1, name="first", trigger=TriggerKind.XP),
        Achievement(id=2, name="second", trigger=TriggerKind.MANUAL, xp=30, gold=4),
    )
)


@pytest.mark.parametrize(
    ("event", "reward"),
    [
        (QuestCompleted(**WHO, quest_id=1, xp=80), Reward(xp=80, stars=5, base_xp=80, base_stars=5)),
        (QuestCompleted(**WHO, quest_id=1, xp=0, stars=9, gold=7), Reward(stars=9, gold=7, base_stars=9)),
        (AwardGiven(**WHO, idempotency_key="k", given_by=BOB, xp=10, gold=2), Reward(xp=10, gold=2, base_xp=10)),
        (LevelReached(**WHO, level=2), Reward(gold=50)),
        (AchievementEarned(**WHO, achievement_id=2), Reward(xp=30, gold=4, base_xp=30)),
        (GoldSpent(**WHO, idempotency_key="k", gold=50, purpose="coffee"), Reward(gold=-50)),
        (GoldSpent(**WHO, idempotency_key="k", gold=-50, purpose="refund"), Reward(gold=50)),
        (WeekWon(**WHO, week=NOON.date(), place=1), Reward(gold=100)),
    ],
)
def test_what_each_kind_pays(event: Granted, reward: Reward) -> None:
    assert granted(event, RULES) == reward


def test_an_achievement_that_is_not_there_pays_nothing() -> None:
    with pytest.raises(ValueError, match="no active achievement 3"):
        granted(AchievementEarned(**WHO, achievement_id=3), RULES)
