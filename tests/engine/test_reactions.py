"""Fair play by example: reactions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from synapse.engine.decide import decide
from synapse.engine.events import ReactionGiven, ReactionReceived, Recorded
from synapse.engine.reward import Cut
from synapse.engine.settings import Base, Rewards
from synapse.engine.windows import Windows
from tests.engine.samples import (
    ADA,
    CLEO,
    CODE,
    LOUNGE,
    MEMES,
    NOON,
    after,
    decided,
    fair,
    given,
    held,
    paying,
    received,
    rules,
    written_at,
)

DAY = 24 * 3600


def crowd(number: int, at: float = 0, **changes: int) -> list[Recorded]:
    """Reactions of so many different people to one message of Ada's, a second apart."""
    return [received(at + n, reactor_id=1000 + n, **changes) for n in range(number)]


# --- own reactions, old messages ----------------------------------------------------------------------------


@pytest.mark.parametrize("event", [given(author_id=ADA), received(reactor_id=ADA)])
def test_a_reaction_to_oneself_earns_and_counts_nothing_and_leaves_no_trace(event: Recorded) -> None:
    windows = Windows()
    reward = decide(event, rules(), windows).reward
    assert (reward.xp, reward.stars, reward.counts, reward.cut_by) == (0, 0, False, (Cut.OWN_REACTION,))
    assert held(windows) == held(Windows())


@pytest.mark.parametrize("event", [given(), received()])
@pytest.mark.parametrize(("age", "cut_by"), [(365, ()), (365.001, (Cut.TOO_OLD,))])
def test_a_reaction_to_a_message_past_the_age_earns_nothing(
    event: ReactionGiven | ReactionReceived, age: float, cut_by: tuple[Cut, ...]
) -> None:
    windows = Windows()
    old = replace(event, message_id=written_at(NOON - timedelta(days=age)))
    reward = decide(old, rules(), windows).reward
    assert reward.cut_by == cut_by
    assert reward.counts is not bool(cut_by)
    assert bool(reward.xp) is not bool(cut_by)
    if cut_by:
        assert held(windows) == held(Windows())


# --- one person and another ---------------------------------------------------------------------------------


def several(*moments: float, **changes: int) -> list[Recorded]:
    """Bob reacts to a message of Ada's at each moment, always another one."""
    return [received(at, message_id=written_at(after(-60), n), **changes) for n, at in enumerate(moments)]


def test_one_person_gives_another_at_most_three_stars_in_a_day() -> None:
    rewards = [decision.reward for decision in decided(several(0, 1, 2, 3, 4), rules())]
    assert [reward.stars for reward in rewards] == [1, 1, 1, 0, 0]
    assert [reward.xp for reward in rewards] == [3, 3, 3, 3, 3]
    assert [reward.cut_by for reward in rewards[2:4]] == [(), (Cut.PAIR_CAP,)]
    assert all(reward.counts for reward in rewards)


def test_the_pairs_day_rolls() -> None:
    moments = (0, 100, 200, DAY - 1, DAY, DAY + 99, DAY + 100)
    assert [decision.reward.stars for decision in decided(several(*moments), rules())] == [1, 1, 1, 0, 1, 0, 1]


@pytest.mark.parametrize("change", [{"reactor_id": CLEO}, {"user_id": CLEO}])
def test_the_pair_cap_is_by_reactor_and_receiver(change: dict[str, int]) -> None:
    decisions = decided(several(0, 1, 2) + several(3, **change), rules())
    assert [decision.reward.stars for decision in decisions] == [1, 1, 1, 1]


def test_what_is_left_of_the_pair_cap_is_paid() -> None:
    by = paying(Rewards(reaction_received=Base(xp=3, stars=2)))
    assert [decision.reward.stars for decision in decided(several(0, 1, 2), by)] == [2, 1, 0]


def test_a_lowered_pair_cap_takes_nothing_back() -> None:
    windows = Windows()
    decided(several(0, 1, 2), rules(), windows)
    late = received(3, message_id=written_at(after(-60), 9))
    assert decide(late, fair(pair_star_cap=1), windows).reward.stars == 0


def test_a_late_reaction_counts_into_every_day_that_holds_it() -> None:
    moments = (0, 10, DAY + 5, 20)  # no day that holds the last one holds more than three
    assert [decision.reward.stars for decision in decided(several(*moments), rules())] == [1, 1, 1, 1]
    moments = (10, 15, DAY + 5, 20)  # with it, the day that ends at DAY + 5 would hold four
    assert [decision.reward.stars for decision in decided(several(*moments), rules())] == [1, 1, 1, 0]


def test_giving_reactions_is_not_capped_by_pair() -> None:
    events = [given(n, message_id=written_at(after(-60), n)) for n in range(6)]
    assert [decision.reward.stars for decision in decided(events, rules())] == [1] * 6


# --- many people, one message -------------------------------------------------------------------------------


def test_from_the_eleventh_reactor_on_stars_come_at_half_rate() -> None:
    decisions = decided(crowd(16), rules())
    assert [decision.reward.stars for decision in decisions] == [1] * 10 + [0, 1, 0, 1, 0, 1]
    assert [decision.reward.nth_reactor for decision in decisions] == list(range(1, 17))
    assert Cut.HALF_RATE in decisions[10].reward.cut_by
    assert Cut.HALF_RATE not in decisions[11].reward.cut_by


def test_half_of_several_stars_adds_up() -> None:
    by = paying(Rewards(reaction_received=Base(xp=0, stars=3)), half_rate_after=0)
    stars = [decision.reward.stars for decision in decided(crowd(4), by)]
    assert stars == [1, 2, 1, 2]
    assert sum(stars) == 4 * 3 // 2


def test_half_rate_and_pair_cap_are_both_told() -> None:
    by = paying(Rewards(reaction_received=Base(xp=0, stars=9)), half_rate_after=0)
    [decision] = decided(crowd(1), by)
    assert (decision.reward.stars, decision.reward.cut_by) == (3, (Cut.HALF_RATE, Cut.PAIR_CAP))


def test_a_message_that_keeps_drawing_reactions_stays_at_half_rate() -> None:
    moments = [n * 20 * 3600 for n in range(14)]
    events = [received(at, reactor_id=1000 + n) for n, at in enumerate(moments)]
    assert [decision.reward.stars for decision in decided(events, rules())] == [1] * 10 + [0, 1, 0, 1]


def test_after_a_day_without_reactions_a_message_starts_again() -> None:
    events = [*crowd(12), *crowd(2, at=11 + DAY)]
    assert [decision.reward.nth_reactor for decision in decided(events, rules())][-3:] == [12, 1, 2]


def test_crowds_are_by_message() -> None:
    events = [*crowd(10), *crowd(1, message_id=written_at(after(-60), 7))]
    assert decided(events, rules())[-1].reward.nth_reactor == 1


# --- bursts -------------------------------------------------------------------------------------------------


def test_a_burst_pays_no_xp_beyond_its_cap() -> None:
    decisions = decided(crowd(13), rules())
    assert [decision.reward.xp for decision in decisions] == [3] * 10 + [0, 0, 0]
    assert decisions[10].reward.cut_by == (Cut.HALF_RATE, Cut.BURST)
    assert decisions[11].reward.cut_by == (Cut.BURST,)
    assert all(decision.reward.counts for decision in decisions)


def test_in_a_burst_a_poor_message_is_paid_up_to_the_cap() -> None:
    by = paying(Rewards(reaction_received=Base(xp=3, stars=1)), burst_reactions=1)
    assert [decision.reward.xp for decision in decided(crowd(4), by)] == [3, 2, 0, 0]


def test_reactions_that_paid_nothing_count_towards_a_burst() -> None:
    by = rules(zone_of_channel={CODE: 1, MEMES: 2})
    in_memes = crowd(10, channel_id=MEMES)
    elsewhere = received(20, reactor_id=77, channel_id=LOUNGE)
    more = received(21, reactor_id=78, channel_id=LOUNGE)
    rewards = [decision.reward for decision in decided([*in_memes, elsewhere, more], by)]
    assert [reward.xp for reward in rewards] == [0] * 10 + [3, 2]


def test_a_burst_is_over_when_its_minutes_are() -> None:
    events = [*crowd(11), received(299, reactor_id=77), received(310, reactor_id=78)]
    assert [decision.reward.xp for decision in decided(events, rules())][-3:] == [0, 0, 3]


def test_a_slow_crowd_is_no_burst() -> None:
    events = [received(31 * n, reactor_id=1000 + n) for n in range(20)]
    assert all(decision.reward.xp == 3 for decision in decided(events, rules()))


def test_a_late_reaction_into_a_burst_pays_nothing() -> None:
    events = [*crowd(10, at=10), received(0, reactor_id=77)]
    assert decided(events, rules())[-1].reward.xp == 0
