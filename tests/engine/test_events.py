from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from synapse.engine.events import (
    AchievementEarned,
    AwardGiven,
    Event,
    GoldSpent,
    LevelReached,
    QuestCompleted,
    Recorded,
    WeekWon,
)
from tests.engine.samples import ADA, GUILD, NOON, given, message, received, thread, tick

WHO: dict[str, Any] = {"guild_id": GUILD, "user_id": ADA, "occurred_at": NOON}


@pytest.mark.parametrize(
    ("event", "key"),
    [
        (message(message_id=5), "m5"),
        (given(message_id=5), "g5:101"),
        (received(message_id=5, reactor_id=7), "r5:7"),
        (thread(channel_id=8), "t8"),
        (tick(tick=3), f"v101:{int(NOON.timestamp())}000:3"),
        (QuestCompleted(**WHO, quest_id=4, xp=1), "q4:101"),
        (AwardGiven(**WHO, idempotency_key="k", given_by=1), "ak"),
        (LevelReached(**WHO, level=2), "l101:2"),
        (AchievementEarned(**WHO, achievement_id=6), "e6:101"),
        (GoldSpent(**WHO, idempotency_key="k", gold=1, purpose="coffee"), "sk"),
        (WeekWon(**WHO, week=date(2026, 11, 16), place=2), "w2026-11-16:2"),
    ],
)
def test_an_identity_is_what_a_redelivery_repeats(event: Event, key: str) -> None:
    assert event.key == key


@pytest.mark.parametrize("event", [message(), given(), received(), thread(), tick()])
def test_the_time_of_receipt_is_no_part_of_an_identity(event: Recorded) -> None:
    assert replace(event, occurred_at=NOON + timedelta(hours=1)).key == event.key
