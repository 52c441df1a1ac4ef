from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.boosts import Boosts
from synapse.engine.decide import decide
from synapse.engine.events import EventKind
from synapse.engine.facts import roles, written
from synapse.engine.reward import Currency, Factor, FactorSource
from synapse.engine.reward_facts import reward_facts, reward_of
from synapse.engine.rules import Boost, ZoneMultiplier
from synapse.engine.windows import Windows, microseconds
from tests.engine.samples import CODE, NOON, after, message, rules, thread

WEEKEND = Boost(
    id=1,
    name="Double XP",
    starts_at=after(0),
    ends_at=after(3600),
    multipliers={EventKind.MESSAGE_SENT: ZoneMultiplier(Decimal(2), Decimal("1.5"))},
)
HELPERS = Boost(id=2, name="Helpers", role_id=7, multipliers={EventKind.MESSAGE_SENT: ZoneMultiplier(Decimal("1.5"))})
STAFF = Boost(id=3, name="Staff", role_id=8, multipliers={EventKind.MESSAGE_SENT: ZoneMultiplier(Decimal("0.5"))})


def earned(at: float, *role_ids: int, **changes: object) -> tuple[int, int]:
    by = rules(boosts=(WEEKEND, HELPERS, STAFF))
    reward = decide(message(at, **changes), by, Windows(), role_ids).reward
    return reward.xp, reward.stars


def test_an_event_holds_from_its_start_until_before_its_end() -> None:
    assert earned(-1) == (15, 1)
    assert earned(0) == (30, 1)
    assert earned(3599) == (30, 1)
    assert earned(3600) == (15, 1)


def test_a_role_counts_for_its_members_and_the_best_of_several_counts() -> None:
    assert earned(-1, 7) == (22, 1)
    assert earned(-1, 8) == (7, 1)
    assert earned(-1, 7, 8) == (22, 1)
    assert earned(-1, 9) == (15, 1)


def test_zone_role_and_event_multiply_and_only_then_is_floored() -> None:
    assert earned(0, 7, channel_id=CODE) == (67, 1)


def test_a_kind_without_factors_is_paid_as_it_is() -> None:
    by = rules(boosts=(WEEKEND,))
    assert decide(thread(5), by, Windows()).reward == decide(thread(5), rules(), Windows()).reward


def test_factors_tell_which_boost_they_come_from_also_in_the_journal() -> None:
    decision = decide(message(0), rules(boosts=(WEEKEND, HELPERS)), Windows(), (7,))
    assert decision.reward.factors == (
        Factor(Currency.XP, FactorSource.EVENT, Decimal(2), 1),
        Factor(Currency.STARS, FactorSource.EVENT, Decimal("1.5"), 1),
        Factor(Currency.XP, FactorSource.ROLE, Decimal("1.5"), 2),
    )
    reward = decision.reward
    assert reward_of(reward_facts(reward), reward.xp, reward.stars) == reward
    assert roles({"facts": written(decision)}) == (7,)
    assert roles({"facts": {"length": 5}}) == ()


def test_the_roles_of_an_event_that_has_nothing_else_to_tell() -> None:
    by = rules(boosts=(HELPERS,), settings=rules().settings.model_copy())
    decision = decide(thread(0), by, Windows(), (7,))
    assert '"roles":[7]' in written(decision)


SPANS = st.one_of(st.none(), st.integers(0, 5).map(lambda hour: NOON + timedelta(hours=hour)))
FACTORS = st.decimals(0, 10, places=1)
BOOSTS = st.lists(
    st.builds(
        lambda role, start, end, xp, stars: (role, start, end, ZoneMultiplier(xp, stars)),
        st.sampled_from([None, 7, 8]),
        SPANS,
        SPANS,
        FACTORS,
        FACTORS,
    ),
    max_size=6,
).map(
    lambda rows: tuple(
        Boost(
            id=number,
            name="",
            role_id=role,
            starts_at=start,
            ends_at=end,
            multipliers={EventKind.MESSAGE_SENT: pair},
        )
        for number, (role, start, end, pair) in enumerate(rows, 1)
    )
)


@given(BOOSTS, st.sets(st.sampled_from([7, 8, 9])), st.integers(-1, 13))
def test_what_applies_is_what_each_boost_says_of_itself(boosts: tuple[Boost, ...], held: set[int], half: int) -> None:
    at = NOON + timedelta(minutes=30 * half)
    found = Boosts(boosts)
    applying = [
        each
        for each in boosts
        if (each.role_id is None or each.role_id in held)
        and (each.starts_at is None or each.starts_at <= at)
        and (each.ends_at is None or at < each.ends_at)
    ]
    ids = found.applying(microseconds(at), tuple(held))
    assert list(ids) == [each.id for each in applying]
    factors = found.factors(ids, EventKind.MESSAGE_SENT)
    assert all(factor.value != 1 for factor in factors)
    for source, of_role in ((FactorSource.ROLE, True), (FactorSource.EVENT, False)):
        for currency in Currency:
            values = [
                getattr(each.multipliers[EventKind.MESSAGE_SENT], currency.value)
                for each in applying
                if (each.role_id is not None) is of_role
            ]
            best = [each.value for each in factors if (each.source, each.currency) == (source, currency)]
            assert best == ([max(values)] if values and max(values) != 1 else [])
    assert found.role_ids == {each.role_id for each in boosts if each.role_id is not None}
    assert bool(found) is bool(boosts)
