from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.quests import (
    HOLDING,
    ClaimState,
    Hindrance,
    Step,
    Terms,
    after,
    held,
    hindrance,
    places_left,
    steps,
)
from tests.engine.samples import NOON

MEMBERS = st.integers(0, 3)
DOINGS = st.lists(st.tuples(MEMBERS, st.sampled_from(Step)), max_size=60)
PLACES = st.none() | st.integers(1, 3)


def play(doings: list[tuple[int, Step]], terms: Terms) -> tuple[dict[int, ClaimState], list[tuple[int, Step]]]:
    """What becomes of members who try these steps as the services let them; and the steps that were taken."""
    states: dict[int, ClaimState] = {}
    taken = []
    for member, step in doings:
        reached = after(states.get(member), step)
        occupied = held(states.values())
        if reached is None:
            continue
        if step is Step.CLAIM and hindrance(terms, occupied, now=NOON, season_id=1) is not None:
            continue
        if step is Step.RENEW and places_left(terms, occupied) == 0:
            continue
        states[member] = reached
        taken.append((member, step))
        assert terms.places is None or held(states.values()) <= terms.places
    return states, taken


@given(doings=DOINGS, places=PLACES)
def test_no_more_places_are_held_than_there_are(doings: list[tuple[int, Step]], places: int | None) -> None:
    states, _taken = play(doings, Terms(places=places))
    assert places is None or sum(state in HOLDING for state in states.values()) <= places


@given(doings=DOINGS, places=PLACES)
def test_a_quest_is_accepted_once_and_paid_as_often_as_it_is_not_taken_back(
    doings: list[tuple[int, Step]], places: int | None
) -> None:
    states, taken = play(doings, Terms(places=places))
    counts = Counter(taken)
    for member in range(4):
        accepted = counts[member, Step.ACCEPT]
        assert accepted <= 1
        paid = accepted + counts[member, Step.RENEW] - counts[member, Step.RECALL]
        assert paid == (states.get(member) is ClaimState.ACCEPTED)


@given(doings=DOINGS)
def test_nothing_is_accepted_that_was_not_handed_in(doings: list[tuple[int, Step]]) -> None:
    _states, taken = play(doings, Terms())
    before: dict[int, Step] = {}
    for member, step in taken:
        if step in (Step.ACCEPT, Step.SEND_BACK):
            assert before[member] in (Step.HAND_IN, Step.REOPEN)
        before[member] = step


@given(state=st.none() | st.sampled_from(ClaimState), step=st.sampled_from(Step))
def test_a_step_leads_on_exactly_where_it_is_offered(state: ClaimState | None, step: Step) -> None:
    assert (after(state, step) is not None) == (step in steps(state))


def test_what_an_admin_did_is_undone_by_one_step() -> None:
    for done, undone in ((Step.ACCEPT, Step.RECALL), (Step.RENEW, Step.RECALL), (Step.SEND_BACK, Step.REOPEN)):
        for state in ClaimState:
            reached = after(state, done)
            if reached is not None:
                back = after(reached, undone)
                assert back is (ClaimState.RECALLED if undone is Step.RECALL else state)


def test_who_is_done_for_good_claims_nothing() -> None:
    assert steps(ClaimState.ACCEPTED) == {Step.RECALL}
    assert steps(ClaimState.RECALLED) == {Step.RENEW}
    assert steps(None) == steps(ClaimState.GIVEN_UP) == {Step.CLAIM}


@pytest.mark.parametrize(
    ("terms", "occupied", "expected"),
    [
        (Terms(), 1000, None),
        (Terms(places=2), 1, None),
        (Terms(places=2), 2, Hindrance.FULL),
        (Terms(places=2), 3, Hindrance.FULL),
        (Terms(active=False, places=2), 2, Hindrance.CLOSED),
        (Terms(ends_at=NOON), 0, Hindrance.OVER),
        (Terms(ends_at=NOON + timedelta(seconds=1)), 0, None),
        (Terms(season_id=1), 0, None),
        (Terms(season_id=2), 0, Hindrance.SEASON),
    ],
)
def test_what_keeps_a_member_from_a_quest(terms: Terms, occupied: int, expected: Hindrance | None) -> None:
    assert hindrance(terms, occupied, now=NOON, season_id=1) is expected


def test_places_are_never_fewer_than_none() -> None:
    assert places_left(Terms(), 7) is None
    assert [places_left(Terms(places=2), occupied) for occupied in (0, 2, 5)] == [2, 0, 0]
