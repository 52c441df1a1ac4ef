"""The laws of streaks, against the definition told the slow way."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from synapse.engine.streaks import NO_STREAK, WINDOW, Streak, recent_days, standing

TODAY = date(2026, 5, 20)
DAYS = st.sets(st.integers(0, 40), min_size=1)
GRACE = st.integers(0, 3)


def by_definition(ago: set[int], grace: int) -> Streak:
    """The streak of who was active on these days, by how long before today they were."""
    ends = 0 if 0 in ago else 1
    begins = ends
    for candidate in range(ends, max(ago) + 1):
        stretch = [back for back in range(ends, candidate + 1) if back not in ago]
        if any(sum(first <= back < first + WINDOW for back in stretch) > grace for first in stretch):
            break
        begins = candidate
    days = sum(ends <= back <= begins for back in ago)
    start = max((back for back in ago if back <= begins), default=0)
    missed = sum(back not in ago for back in range(1, min(start, WINDOW)))
    return Streak(days, missed) if days else NO_STREAK


def as_of_last(ago: set[int], grace: int) -> int:
    """The streak as of the last active day, which is what the database keeps."""
    return by_definition({back - min(ago) for back in ago}, grace).days


def told(ago: set[int], grace: int) -> Streak:
    days = {TODAY - timedelta(days=back) for back in ago}
    return standing(as_of_last(ago, grace), recent_days(days), max(days), TODAY, grace)


@given(DAYS, GRACE)
@example({2, 5}, 2)
@example({0, 1, 2, 3, 4, 5, 7}, 1)
def test_what_is_kept_is_enough_to_tell_a_streak_by_its_definition(ago: set[int], grace: int) -> None:
    assert told(ago, grace) == by_definition(ago, grace)


@given(DAYS, GRACE, st.integers(0, 40))
def test_one_more_active_day_never_shortens_a_streak(ago: set[int], grace: int, more: int) -> None:
    assert told(ago | {more}, grace).days >= told(ago, grace).days


@given(DAYS, st.integers(0, 2))
def test_who_is_forgiven_more_has_no_shorter_streak(ago: set[int], grace: int) -> None:
    assert told(ago, grace + 1).days >= told(ago, grace).days


@given(DAYS)
def test_without_grace_it_is_the_days_in_a_row(ago: set[int]) -> None:
    first = 0 if 0 in ago else 1
    row = next(back for back in range(first, 60) if back not in ago)
    assert told(ago, 0) == Streak(row - first, 0)


def test_one_missed_day_in_seven_is_forgiven_and_a_second_one_is_not() -> None:
    assert told({0, 1, 3, 4}, 1) == Streak(4, 1)
    assert told({0, 1, 3, 4, 6, 7}, 1) == Streak(4, 1)
    assert told(set(range(16)) - {2, 9}, 1) == Streak(14, 1)
    assert told({2, 3, 4}, 1) == Streak(3, 1)
    assert told({3, 4, 5}, 1) == NO_STREAK


def test_who_was_never_active_has_none() -> None:
    assert standing(0, 0, None, TODAY, 1) == NO_STREAK


def test_a_day_that_is_not_here_yet_counts_as_today() -> None:
    assert standing(3, 0b111, TODAY + timedelta(days=1), TODAY, 1) == Streak(3, 0)
