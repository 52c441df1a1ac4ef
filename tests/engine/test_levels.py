from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from synapse.engine.levels import MAX_LEVEL, MAX_XP, Progress, level_of, progress, thresholds, xp_for
from synapse.engine.settings import Curve, GeometricCurve, LinearCurve, Mee6Curve, TableCurve

DEFAULT = GeometricCurve()

CURVES = st.one_of(
    st.builds(
        GeometricCurve,
        base=st.integers(1, 1_000_000),
        factor=st.decimals(1, 10, places=4).map(Decimal.normalize),
    ),
    st.just(Mee6Curve()),
    st.builds(LinearCurve, step=st.integers(1, 1_000_000)),
    st.builds(
        TableCurve,
        totals=st.sets(st.integers(1, 10**15), min_size=1, max_size=60).map(lambda totals: tuple(sorted(totals))),
    ),
)
XP = st.integers(0, MAX_XP)


@pytest.mark.parametrize(
    ("xp", "level"),
    [(0, 1), (124, 1), (125, 2), (280, 2), (281, 3), (475, 3), (476, 4), (719, 4), (720, 5), (4_153, 10), (4_154, 11)],
)
def test_the_default_curve(xp: int, level: int) -> None:
    # Steps: 125, 156, 195, 244, 305, 381, 476, 596, 745, 931.
    assert level_of(xp, DEFAULT) == level


@pytest.mark.parametrize("level", [2, 3, 10, 57, 160])
def test_the_geometric_curve_floors_each_step_exactly(level: int) -> None:
    factor = Fraction(5, 4)
    assert xp_for(level, DEFAULT) == sum(int(100 * factor**n) for n in range(1, level))


@pytest.mark.parametrize(
    ("level", "xp"), [(1, 0), (2, 255), (3, 475), (4, 770), (5, 1_150), (10, 4_675), (100, 1_899_250)]
)
def test_mee6_levels_begin_where_mee6_begins_them(level: int, xp: int) -> None:
    assert xp_for(level, Mee6Curve()) == xp


def test_mee6_steps_follow_its_formula() -> None:
    steps = [xp_for(n + 1, Mee6Curve()) - xp_for(n, Mee6Curve()) for n in range(2, 50)]
    assert steps == [5 * n * n + 50 * n + 100 for n in range(2, 50)]


def test_linear_levels_are_equally_far() -> None:
    assert [xp_for(level, LinearCurve(step=300)) for level in (1, 2, 3, 1000)] == [0, 300, 600, 299_700]


def test_a_table_says_itself_where_levels_begin() -> None:
    curve = TableCurve(totals=(10, 25, 1000))
    assert [level_of(xp, curve) for xp in (9, 10, 24, 25, 999, 1000, 10**9)] == [1, 2, 2, 3, 3, 4, 4]


def test_a_table_must_rise() -> None:
    with pytest.raises(ValidationError, match="more XP than the one before"):
        TableCurve(totals=(10, 10))


def test_progress_tells_the_way_to_the_next_level() -> None:
    assert progress(200, DEFAULT) == Progress(level=2, earned=75, needed=156, ratio=75 / 156)


def test_at_the_highest_level_nothing_is_needed() -> None:
    assert progress(70, TableCurve(totals=(10, 50))) == Progress(level=3, earned=20, needed=0, ratio=1.0)


@pytest.mark.parametrize("level", [-1, 0, 4])
def test_a_level_that_the_curve_has_not_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="levels 1 to 3"):
        xp_for(level, TableCurve(totals=(10, 50)))


def test_less_than_nothing_is_level_one() -> None:
    assert level_of(-5, DEFAULT) == 1


@given(CURVES)
def test_thresholds_rise_from_zero_and_end_at_the_highest_level(curve: Curve) -> None:
    table = thresholds(curve)
    assert table[0] == 0
    assert all(earlier < later for earlier, later in pairwise(table))
    assert table[-1] <= MAX_XP
    assert len(table) <= MAX_LEVEL


@pytest.mark.parametrize(
    ("curve", "highest"),
    [
        (LinearCurve(), 1000),
        (Mee6Curve(), 1000),
        (TableCurve(totals=(10, 50)), 3),
        (GeometricCurve(factor=Decimal(1)), 1000),
        (GeometricCurve(base=1, factor=Decimal(10)), 19),  # level 20 would begin at 11,111,111,111,111,111,110 XP
    ],
)
def test_a_curve_ends_at_the_last_level_that_a_total_can_reach(curve: Curve, highest: int) -> None:
    assert len(thresholds(curve)) == level_of(MAX_XP, curve) == highest


@given(CURVES, st.integers(1, MAX_LEVEL))
def test_a_level_begins_exactly_where_it_says(curve: Curve, wanted: int) -> None:
    level = min(wanted, len(thresholds(curve)))
    begins = xp_for(level, curve)
    assert level_of(begins, curve) == level
    assert level_of(begins - 1, curve) == max(1, level - 1)


@given(CURVES, XP, XP)
def test_more_xp_is_never_a_lower_level(curve: Curve, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert level_of(less, curve) <= level_of(more, curve)


@given(CURVES, XP)
def test_progress_agrees_with_level_and_thresholds(curve: Curve, xp: int) -> None:
    where = progress(xp, curve)
    assert where.level == level_of(xp, curve)
    assert xp_for(where.level, curve) + where.earned == xp
    assert 0 <= where.ratio <= 1
    if where.needed:
        assert xp_for(where.level + 1, curve) == xp - where.earned + where.needed
