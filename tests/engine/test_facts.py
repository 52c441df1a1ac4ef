import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from synapse.engine import reward_facts
from synapse.engine.decide import Decision
from synapse.engine.events import (
    AchievementEarned,
    AwardGiven,
    Event,
    EventKind,
    GoldSpent,
    LevelReached,
    QuestCompleted,
    ReactionGiven,
    Recorded,
    WeekWon,
)
from synapse.engine.facts import facts, read, written
from synapse.engine.reward import Currency, Cut, Factor, FactorSource, Reward
from tests.engine.samples import (
    ADA,
    BOB,
    CODE,
    GUILD,
    LOUNGE,
    NOON,
    decided,
    given,
    message,
    received,
    rules,
    thread,
    tick,
)

FULL = Reward(
    xp=7,
    stars=1,
    base_xp=15,
    base_stars=2,
    factors=(
        Factor(Currency.XP, FactorSource.ZONE, Decimal("0.5")),
        Factor(Currency.STARS, FactorSource.ZONE, Decimal(2)),
    ),
    cut_by=(Cut.HALF_RATE, Cut.BURST),
    counts=False,
    nth_reactor=12,
)


def row(decision: Decision, known: object) -> dict[str, Any]:
    """The journal's row of a decision, with its facts in one form or the other."""
    event, reward = decision.event, decision.reward
    columns = ("user_id", "kind", "channel_id", "parent_id", "occurred_at")
    return {name: getattr(event, name) for name in columns} | {
        "event_key": event.key,
        "zone_id": decision.zone_id,
        "xp": reward.xp,
        "stars": reward.stars,
        "facts": known,
    }


def grants(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of an event
    return {"guild_id": GUILD, "user_id": ADA, "occurred_at": NOON} | changes


RECORDED: list[Recorded] = [
    message(),
    message(channel_id=CODE, length=0, has_code=True, has_link=True, has_attachment=True, emoji_count=8),
    message(channel_id=300, parent_id=CODE),
    received(),
    received(reactor_id=ADA),
    thread(parent_id=CODE),
    tick(),
    tick(companions=0, silent_seconds=400, afk=True),
    tick(session_started_at=NOON + timedelta(milliseconds=123), tick=77),
]


@pytest.mark.parametrize("event", RECORDED, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("form", [str, str.encode, json.loads])
def test_a_row_tells_the_event_and_the_reward_again(event: Recorded, form: Any) -> None:  # noqa: ANN401 - how the driver hands JSON over
    [decision] = decided([event], rules())
    assert read(GUILD, row(decision, form(written(decision)))) == (event, decision.reward)


def test_of_a_given_reaction_everything_but_the_author_comes_back() -> None:
    [decision] = decided([given()], rules())
    event, reward = read(GUILD, row(decision, written(decision)))
    assert isinstance(event, ReactionGiven)
    assert event == given(author_id=0)
    assert reward == decision.reward
    assert str(BOB) not in written(decision)


def test_what_a_message_with_everything_tells() -> None:
    event = message(channel_id=CODE, length=321, has_code=True, has_link=True, has_attachment=True, emoji_count=6)
    [decision] = decided([event], rules())
    assert facts(decision) == {
        "length": 321,
        "has_code": True,
        "has_link": True,
        "has_attachment": True,
        "emoji_count": 6,
        "base": {"xp": 15, "stars": 1},
        "factors": [
            {"currency": "xp", "source": "zone", "value": "1.5"},
            {"currency": "xp", "source": "length", "value": "1.2"},
            {"currency": "xp", "source": "code", "value": "1.4"},
            {"currency": "xp", "source": "link", "value": "1.25"},
            {"currency": "xp", "source": "attachment", "value": "1.1"},
            {"currency": "xp", "source": "emoji", "value": "0.5"},
        ],
    }


@pytest.mark.parametrize(
    ("event", "reward", "told"),
    [
        (message(), Reward(xp=15), {"length": 12}),
        (thread(), Reward(), {}),
        (tick(), Reward(base_stars=1), {"companions": 1, "base": {"stars": 1}}),
        (QuestCompleted(**grants(quest_id=4, xp=80)), Reward(base_xp=80), {"quest_id": 4, "base": {"xp": 80}}),
        (
            AwardGiven(**grants(idempotency_key="x", given_by=BOB, xp=5, gold=6, reason='Talk on "trees"')),
            Reward(base_xp=5),
            {"given_by": BOB, "reason": 'Talk on "trees"', "base": {"xp": 5}},
        ),
        (LevelReached(**grants(level=3)), Reward(gold=50), {"level": 3}),
        (AchievementEarned(**grants(achievement_id=9)), Reward(), {"achievement_id": 9}),
        (
            AchievementEarned(**grants(achievement_id=9, granted_by=BOB)),
            Reward(),
            {"achievement_id": 9, "granted_by": BOB},
        ),
        (GoldSpent(**grants(idempotency_key="x", gold=50, purpose="coffee")), Reward(gold=-50), {"purpose": "coffee"}),
        (WeekWon(**grants(week=date(2026, 11, 16), place=2)), Reward(gold=100), {}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_kind_tells_what_its_columns_and_key_do_not(event: Event, reward: Reward, told: dict[str, Any]) -> None:
    assert facts(Decision(event, reward, None)) == told


def test_a_reward_comes_back_whole() -> None:
    told = reward_facts.reward_facts(FULL)
    assert told == {
        "base": {"xp": 15, "stars": 2},
        "factors": [
            {"currency": "xp", "source": "zone", "value": "0.5"},
            {"currency": "stars", "source": "zone", "value": "2"},
        ],
        "cuts": ["half_rate", "burst"],
        "nth_reactor": 12,
        "counts": False,
    }
    assert reward_facts.reward_of(told, 7, 1) == FULL
    assert reward_facts.reward_of({}, 0, 0, 50) == Reward(gold=50)


def test_texts_of_rewards_are_right_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reward_facts, "_ROOM", 3)
    monkeypatch.setattr(reward_facts, "_written", {})
    texts = [reward_facts.reward_text(Reward(base_xp=n)) for n in range(1, 20) for _ in range(2)]
    assert texts == [f'"base":{{"xp":{n}}}' for n in range(1, 20) for _ in range(2)]


def test_only_what_came_in_from_discord_is_rebuilt() -> None:
    level = Decision(LevelReached(**grants(level=3)), Reward(), None)
    with pytest.raises(ValueError, match="kind 8 does not come in"):
        read(GUILD, row(level, {}))
    assert row(level, {})["kind"] is EventKind.LEVEL_REACHED


def test_facts_never_hold_where_and_when() -> None:
    for event in RECORDED:
        told = written(Decision(event, Reward(), None))
        assert str(GUILD) not in told
        assert str(LOUNGE) not in told
