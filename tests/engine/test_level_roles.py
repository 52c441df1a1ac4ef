from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.level_roles import Steps, due, steps

MAPPING = st.dictionaries(st.integers(1, 9), st.integers(1, 5), max_size=5)
ROLES = st.frozensets(st.integers(1, 8), max_size=6)


@given(MAPPING, st.integers(1, 10), st.integers(0, 5), st.booleans())
def test_every_level_reached_brings_its_role_or_the_highest_alone(
    mapping: dict[int, int],
    level: int,
    above: int,
    replace: bool,  # noqa: FBT001 - drawn
) -> None:
    found = due(mapping, level, above=above, replace=replace)
    reached = [each for each in mapping if above < each <= level]
    if replace:
        assert found == ({mapping[max(reached)]} if reached else set())
    else:
        assert found == {mapping[each] for each in reached}


@given(ROLES, ROLES, ROLES)
def test_steps_lead_to_what_is_wanted_and_touch_nothing_else(
    has: frozenset[int], given_by_us: frozenset[int], wanted: frozenset[int]
) -> None:
    found = steps(has, given_by_us, wanted)
    after = (has | found.give) - found.take
    assert wanted <= after
    assert after - wanted == has - wanted - given_by_us
    assert found.take <= given_by_us
    assert found.forget == given_by_us - wanted - has
    assert bool(found) is bool(found.give | found.take | found.forget)
    assert not steps(after, (given_by_us | found.give) - found.take - found.forget, wanted)


def test_no_steps_are_none() -> None:
    assert not Steps()
