from decimal import Decimal
from typing import Any

import pytest

from synapse.engine.decide import decide
from synapse.engine.events import REPEATED, Recorded
from synapse.engine.reward import Cut
from synapse.engine.rules import Boost, Rules, ZoneMultiplier
from synapse.engine.settings import Exclusions, FairPlay, GuildSettings
from synapse.engine.windows import Windows
from tests.engine.samples import ADA, BOB, CODE, LOUNGE, decided, given, held, message, received, rules, thread, tick


def excluding(**what: Any) -> Rules:  # noqa: ANN401 - any field of Exclusions
    return rules(settings=GuildSettings(exclusions=Exclusions(**what)))


@pytest.mark.parametrize(
    "event", [message(), given(), received(), thread(), tick()], ids=lambda event: type(event).__name__
)
def test_nothing_is_earned_and_counted_where_nothing_is_to_be(event: Recorded) -> None:
    place = event.channel_id if event.parent_id is None else event.parent_id
    for by, role_ids, cut in (
        (excluding(channel_ids=(place,)), (), Cut.EXCLUDED_CHANNEL),
        (excluding(role_ids=(7,)), (7,), Cut.EXCLUDED_ROLE),
        (excluding(member_ids=(event.user_id,)), (), Cut.EXCLUDED_MEMBER),
    ):
        windows = Windows()
        reward = decide(event, by, windows, role_ids).reward
        assert (reward.xp, reward.stars, reward.counts) == (0, 0, False)
        assert cut in reward.cut_by
        assert held(windows) == held(Windows())


def test_others_earn_as_ever() -> None:
    by = excluding(channel_ids=(CODE,), role_ids=(7,), member_ids=(BOB,))
    assert decide(message(channel_id=LOUNGE, user_id=ADA), by, Windows(), (8,)).reward.xp == 15


def test_all_reasons_are_told_at_once() -> None:
    by = excluding(channel_ids=(LOUNGE,), member_ids=(ADA,))
    windows = Windows()
    decide(message(0), rules(), windows)
    assert decide(message(1), by, windows).reward.cut_by == (
        Cut.EXCLUDED_CHANNEL,
        Cut.EXCLUDED_MEMBER,
        Cut.COOLDOWN,
    )


def fair(**limits: Any) -> Rules:  # noqa: ANN401 - any field of FairPlay
    return rules(settings=GuildSettings(fair_play=FairPlay(**limits)))


def test_a_message_that_is_too_short_earns_nothing_unless_it_brings_a_file() -> None:
    by = fair(min_length=10)
    assert decide(message(length=9), by, Windows()).reward.cut_by == (Cut.TOO_SHORT,)
    assert decide(message(length=9), by, Windows()).reward.counts
    assert decide(message(length=10), by, Windows()).reward.cut_by == ()
    assert decide(message(length=0, has_attachment=True), by, Windows()).reward.cut_by == ()


def test_a_message_that_earns_nothing_begins_no_cooldown() -> None:
    one, other = decided([message(0, length=2), message(5, length=20, message_id=2)], fair(min_length=10))
    assert one.reward.cut_by == (Cut.TOO_SHORT,)
    assert other.reward.cut_by == ()


def cuts(by: Rules, *texts: tuple[float, int], windows: Windows | None = None) -> list[bool]:
    events = [message(at, message_id=number, fingerprint=text) for number, (at, text) in enumerate(texts, 1)]
    return [Cut.REPEATED in each.reward.cut_by for each in decided(events, by, windows)]


def test_nearly_the_same_as_one_of_the_last_earns_nothing() -> None:
    by = fair(repeat_messages=2, cooldown_seconds=0)
    near, far = 0b1111, (1 << 40) - 1
    assert cuts(by, (0, 1), (1, near), (2, far), (3, near), (4, far << 20)) == [False, True, False, True, False]
    # Only so many of the last are compared.
    assert cuts(by, (0, 1), (1, far), (2, far << 20), (3, 1)) == [False, False, False, False]
    # A day later it is news again.
    assert cuts(by, (0, far), (24 * 3600 - 1, far), (48 * 3600, far)) == [False, True, False]


def test_repetitions_earn_where_the_rule_is_off_and_fingerprints_are_unknown() -> None:
    assert cuts(fair(repeat_messages=0), (0, 5), (100, 5)) == [False, False]
    assert cuts(fair(), (0, 0), (100, 0)) == [False, False]
    windows = Windows()
    cuts(fair(repeat_messages=0), (0, 5), windows=windows)
    assert not windows.texts.entries


def test_what_the_journal_found_to_be_a_repetition_stays_one() -> None:
    assert cuts(fair(), (0, REPEATED)) == [True]
    assert cuts(fair(repeat_messages=0), (0, REPEATED)) == [False]


def test_fingerprints_are_forgotten_in_time_and_taken_back() -> None:
    windows, by = Windows(), fair(repeat_messages=2, cooldown_seconds=0)
    cuts(by, (0, 1), (1, 2 << 30), windows=windows)
    before = {key: list(entry) for key, entry in windows.texts.entries.items()}
    mark = windows.mark()
    cuts(by, (2, 3 << 50), (3, 7 << 20), windows=windows)
    windows.undo(mark)
    assert windows.texts.entries == before
    windows.undo(0)
    assert windows.texts.entries == {}


def test_a_boost_lifts_no_message_that_is_barred() -> None:
    boost = Boost(id=1, name="", role_id=7, multipliers={message().kind: ZoneMultiplier(Decimal(3))})
    by = rules(boosts=(boost,), settings=GuildSettings(exclusions=Exclusions(member_ids=(ADA,))))
    assert decide(message(), by, Windows(), (7,)).reward.xp == 0
