from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.shop import Obstacle, Terms, obstacle, stock_left

TERMS = st.builds(
    Terms, gold=st.integers(1, 20), stock=st.none() | st.integers(0, 4), per_member=st.none() | st.integers(1, 3)
)
DOINGS = st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=40)


@given(terms=TERMS, doings=DOINGS, purse=st.integers(0, 60))
def test_no_gold_is_owed_and_nothing_sold_that_is_not_there(
    terms: Terms, doings: list[tuple[int, bool]], purse: int
) -> None:
    """Members buy (true) and are refunded (false) as the services let them."""
    gold = dict.fromkeys(range(3), purse)
    owned: Counter[int] = Counter()
    for member, buys in doings:
        if buys and obstacle(terms, owned.total(), owned[member], gold[member]) is None:
            gold[member] -= terms.gold
            owned[member] += 1
        elif not buys and owned[member]:
            gold[member] += terms.gold
            owned[member] -= 1
        assert gold[member] >= 0
        assert terms.stock is None or owned.total() <= terms.stock
        assert terms.per_member is None or owned[member] <= terms.per_member
        assert gold[member] + owned[member] * terms.gold == purse


@pytest.mark.parametrize(
    ("terms", "sold", "owned", "purse", "expected"),
    [
        (Terms(gold=5), 100, 100, 5, None),
        (Terms(gold=5), 0, 0, 4, Obstacle.GOLD),
        (Terms(gold=5, active=False), 0, 0, 5, Obstacle.OFF),
        (Terms(gold=5, trouble=True), 0, 0, 5, Obstacle.TROUBLE),
        (Terms(gold=5, stock=2), 2, 0, 5, Obstacle.SOLD_OUT),
        (Terms(gold=5, stock=2), 1, 0, 5, None),
        (Terms(gold=5, per_member=1), 7, 1, 5, Obstacle.LIMIT),
    ],
)
def test_what_keeps_a_member_from_buying(
    terms: Terms, sold: int, owned: int, purse: int, expected: Obstacle | None
) -> None:
    assert obstacle(terms, sold, owned, purse) is expected


def test_stock_is_never_less_than_none() -> None:
    assert [stock_left(Terms(gold=1, stock=2), sold) for sold in (0, 2, 5)] == [2, 0, 0]
    assert stock_left(Terms(gold=1), 9) is None
