from decimal import Decimal

import pytest
from pydantic import ValidationError

from synapse.engine.events import EventKind
from synapse.engine.rules import Rarity, Scope, TriggerKind
from synapse.services.defaults import Defaults, DefaultZone, defaults, propose
from synapse.services.guilds import ChannelSeen


def test_the_achievements_are_those_of_the_rules() -> None:
    figures = [(each.name, each.trigger, each.threshold, each.rarity, each.xp) for each in defaults().achievements]
    assert figures == [
        ("First Steps", TriggerKind.XP, 100, Rarity.COMMON, 0),
        ("Rising Star", TriggerKind.STARS, 100, Rarity.COMMON, 25),
        ("Chatterbox", TriggerKind.MESSAGES, 100, Rarity.UNCOMMON, 50),
        ("Thousand Words", TriggerKind.MESSAGES, 1000, Rarity.RARE, 200),
        ("Cheerleader", TriggerKind.REACTIONS_GIVEN, 200, Rarity.UNCOMMON, 50),
        ("Popular", TriggerKind.REACTIONS_RECEIVED, 500, Rarity.RARE, 100),
        ("Night Owl", TriggerKind.VOICE_MINUTES, 600, Rarity.UNCOMMON, 75),
        ("Committed", TriggerKind.XP, 5000, Rarity.RARE, 0),
        ("Constellation", TriggerKind.STARS, 1000, Rarity.RARE, 100),
        ("Veteran", TriggerKind.XP, 50000, Rarity.EPIC, 500),
        ("Galaxy", TriggerKind.STARS, 10000, Rarity.EPIC, 250),
    ]
    assert {(each.scope, each.gold) for each in defaults().achievements} == {(Scope.LIFETIME, 0)}


def test_the_zones_are_those_of_the_rules() -> None:
    factors = {
        zone.name: {kind: (each.xp, each.stars) for kind, each in zone.multipliers.items()} for zone in defaults().zones
    }
    one = Decimal(1)
    assert factors == {
        "programming": {
            EventKind.MESSAGE_SENT: (Decimal("1.5"), one),
            EventKind.THREAD_CREATED: (Decimal(2), Decimal("1.5")),
            EventKind.REACTION_RECEIVED: (Decimal("0.5"), one),
            EventKind.REACTION_GIVEN: (Decimal("0.3"), one),
        },
        "cybersecurity": {},
        "memes": {
            EventKind.MESSAGE_SENT: (Decimal("0.5"), one),
            EventKind.REACTION_RECEIVED: (Decimal("0.2"), Decimal("1.5")),
            EventKind.REACTION_GIVEN: (Decimal("0.2"), one),
        },
        "announcements": {},
        "general": {},
    }


def test_zones_and_achievements_bear_their_series_and_words() -> None:
    series = [(each.series, each.series_step, each.threshold) for each in defaults().achievements if each.series]
    assert sorted(series) == sorted(series, key=lambda each: (each[0], each[2]))
    assert all(zone.name in zone.words for zone in defaults().zones)


def channel(number: int, name: str, *, kind: int = 0, parent: int | None = None) -> ChannelSeen:
    return ChannelSeen(id=number, name=name, kind=kind, parent_id=parent)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("general", "general"),
        ("memes", "memes"),
        ("📢-Announcements", "announcements"),
        ("programming-help", "programming"),
        ("code_review", "programming"),
        ("ctf-team", "cybersecurity"),
        ("general-programming", "programming"),
        ("generalities", None),
        ("barcode", None),
        ("welcome", None),
        ("", None),
    ],
)
def test_a_channel_goes_where_a_word_of_its_name_says(name: str, zone: str | None) -> None:
    assert propose(defaults().zones, [channel(1, name)]).get(1) == zone


def test_a_channel_whose_name_says_nothing_goes_by_its_category() -> None:
    channels = [
        channel(1, "Programming", kind=4),
        channel(2, "help", parent=1),
        channel(3, "memes", parent=1),
        channel(4, "Projects", kind=4),
        channel(5, "robots", parent=4),
        channel(6, "orphan", parent=99),
        channel(7, "voice", kind=2, parent=1),
    ]
    assert propose(defaults().zones, channels) == {2: "programming", 3: "memes", 7: "programming"}


GOOD = {"zones": [], "achievements": [], "seasons": [{"name": "Season 1"}]}


@pytest.mark.parametrize(
    "fault",
    [
        {"seasons": []},
        {"seasons": [{"name": "a"}, {"name": "b"}]},
        {"zones": [{"name": "a"}, {"name": "a"}]},
        {"zones": [{"name": "a", "multipliers": {"message_sent": {"xp": -1}}}]},
        {"zones": [{"name": "a", "colour": "red"}]},
        {"achievements": [{"name": "a", "trigger": "luck", "threshold": 1}]},
        {"achievements": [{"name": "a", "trigger": "xp", "threshold": 0}]},
        {"achievements": [{"name": "a", "trigger": "xp", "threshold": 1}] * 2},
    ],
)
def test_wrong_data_files_are_refused(fault: dict[str, object]) -> None:
    Defaults.model_validate(GOOD)
    with pytest.raises(ValidationError):
        Defaults.model_validate(GOOD | fault)


def test_a_wrong_kind_of_event_is_named() -> None:
    with pytest.raises(ValidationError, match="no kind of event is called dance, shout"):
        DefaultZone.model_validate({"name": "a", "multipliers": {"shout": {}, "dance": {}, "message_sent": {}}})
