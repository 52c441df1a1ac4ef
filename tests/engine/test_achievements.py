import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.achievements import settle
from synapse.engine.levels import level_of
from synapse.engine.rules import Achievement, Rules, Scope, TriggerKind
from synapse.engine.settings import GuildSettings, LinearCurve, Rewards
from synapse.engine.standing import Settlement, Standing, Tally
from tests.engine.samples import FUN, PROGRAMMING, rules

HUNDREDS = GuildSettings(levels=LinearCurve(step=100))


def wanting(*achievements: Achievement) -> Rules:
    """Rules with these achievements, and a level for each 100 XP."""
    return rules(settings=HUNDREDS, achievements=achievements)


def goal(trigger: TriggerKind, threshold: int = 10, number: int = 1, **changes: Any) -> Achievement:  # noqa: ANN401 - any field of Achievement
    return Achievement(id=number, name=f"goal {number}", trigger=trigger, threshold=threshold, **changes)


def having(**tally: Any) -> Standing:  # noqa: ANN401 - any field of Tally
    """A standing with these lifetime counts and nothing in the season, with no level left to reach."""
    return Standing(level=1000, lifetime=Tally(**tally))


COUNTED = [
    TriggerKind.MESSAGES,
    TriggerKind.REACTIONS_GIVEN,
    TriggerKind.REACTIONS_RECEIVED,
    TriggerKind.THREADS,
    TriggerKind.VOICE_MINUTES,
    TriggerKind.STARS,
    TriggerKind.XP,
]


@pytest.mark.parametrize("trigger", COUNTED)
@pytest.mark.parametrize(("value", "earned"), [(9, ()), (10, (1,)), (11, (1,))])
def test_a_count_earns_from_its_threshold_on(trigger: TriggerKind, value: int, earned: tuple[int, ...]) -> None:
    standing = having(**{trigger.value: value})
    assert settle(standing, wanting(goal(trigger))).achievements == earned
    assert standing.earned == set(earned)


@pytest.mark.parametrize("trigger", [*COUNTED, TriggerKind.ZONE_EVENTS])
def test_a_seasons_achievement_watches_the_season(trigger: TriggerKind) -> None:
    value: Any = {FUN: 10} if trigger is TriggerKind.ZONE_EVENTS else 10
    by = wanting(goal(trigger, scope=Scope.SEASON, zone_id=FUN))
    assert settle(having(**{trigger.value: value}), by).achievements == ()
    assert settle(Standing(level=99, season=Tally(**{trigger.value: value})), by).achievements == (1,)


@pytest.mark.parametrize(("zone_id", "earned"), [(PROGRAMMING, (1,)), (FUN, ()), (77, ()), (None, (1,))])
def test_events_are_counted_by_zone_and_none_is_the_default_zone(zone_id: int | None, earned: tuple[int, ...]) -> None:
    standing = having(zone_events={PROGRAMMING: 10, FUN: 9, 0: 10})
    assert settle(standing, wanting(goal(TriggerKind.ZONE_EVENTS, zone_id=zone_id))).achievements == earned


@pytest.mark.parametrize(("streak", "earned"), [(6, ()), (7, (1,))])
def test_a_streak_earns(streak: int, earned: tuple[int, ...]) -> None:
    assert settle(Standing(streak=streak), wanting(goal(TriggerKind.STREAK, 7))).achievements == earned


@pytest.mark.parametrize(("xp", "earned"), [(399, ()), (400, (1,))])
def test_a_level_earns_in_the_moment_it_is_reached(xp: int, earned: tuple[int, ...]) -> None:
    standing = Standing(lifetime=Tally(xp=xp))
    assert settle(standing, wanting(goal(TriggerKind.LEVEL, 5))).achievements == earned


def test_what_is_given_by_hand_never_fires() -> None:
    standing = having(xp=10**6, messages=10**6)
    assert settle(standing, wanting(goal(TriggerKind.MANUAL, 0))) == Settlement()


def test_levels_pay_gold_once_each() -> None:
    standing = Standing(gold=7, lifetime=Tally(xp=350))
    assert settle(standing, wanting()) == Settlement(levels=(2, 3, 4), gold=150)
    assert (standing.level, standing.gold) == (4, 157)
    assert settle(standing, wanting()) == Settlement()


def test_the_gold_of_a_level_is_a_setting() -> None:
    by = rules(settings=GuildSettings(rewards=Rewards(level_up_gold=3)))
    assert settle(Standing(lifetime=Tally(xp=300)), by) == Settlement(levels=(2, 3), gold=6)


def test_a_steeper_curve_takes_no_level_and_pays_none_again() -> None:
    standing = Standing(level=4, lifetime=Tally(xp=350))
    steeper = rules(settings=GuildSettings(levels=LinearCurve(step=200)))
    assert settle(standing, steeper) == Settlement()
    assert standing.level == 4
    standing.lifetime.xp = 800
    assert settle(standing, steeper).levels == (5,)


def test_rewards_go_to_lifetime_season_and_gold() -> None:
    standing = Standing(lifetime=Tally(xp=5, messages=10), season=Tally(xp=2))
    by = wanting(goal(TriggerKind.MESSAGES, xp=30, gold=4))
    assert settle(standing, by) == Settlement(achievements=(1,), xp=30, gold=4)
    assert (standing.lifetime.xp, standing.season.xp, standing.gold) == (35, 32, 4)


def test_one_thing_leads_to_another() -> None:
    by = wanting(
        goal(TriggerKind.LEVEL, 3, number=1, xp=100),
        goal(TriggerKind.XP, 290, number=2, gold=9),
        goal(TriggerKind.MESSAGES, 10, number=3, xp=110),
        goal(TriggerKind.XP, 1000, number=4, xp=1),
    )
    standing = Standing(lifetime=Tally(xp=95, messages=10))
    settlement = settle(standing, by)
    # 95 XP, +110 for the messages is level 3, +100 for that is 305 XP: level 4, and the XP goal.
    assert settlement == Settlement(levels=(2, 3, 4), achievements=(3, 1, 2), xp=210, gold=159)
    assert standing == Standing(
        level=4, gold=159, lifetime=Tally(xp=305, messages=10), season=Tally(xp=210), earned={1, 2, 3}
    )


def test_what_was_earned_is_not_earned_again_even_if_its_threshold_moved() -> None:
    standing = having(messages=50)
    standing.earned = {1}
    assert settle(standing, wanting(goal(TriggerKind.MESSAGES, 20, xp=5))) == Settlement()


def test_a_lowered_threshold_is_earned_by_who_already_passes_it() -> None:
    standing = having(messages=50)
    assert settle(standing, wanting(goal(TriggerKind.MESSAGES, 100))) == Settlement()
    assert settle(standing, wanting(goal(TriggerKind.MESSAGES, 50))).achievements == (1,)


# --- laws ---------------------------------------------------------------------------------------------------

AMOUNTS = st.integers(0, 3000)
TALLIES = st.builds(
    Tally,
    xp=AMOUNTS,
    stars=AMOUNTS,
    messages=AMOUNTS,
    reactions_given=AMOUNTS,
    reactions_received=AMOUNTS,
    threads=AMOUNTS,
    voice_minutes=AMOUNTS,
    zone_events=st.dictionaries(st.sampled_from([0, 1, 2]), AMOUNTS),
)
STANDINGS = st.builds(
    Standing,
    level=st.integers(1, 8),
    gold=AMOUNTS,
    streak=st.integers(0, 40),
    lifetime=TALLIES,
    season=TALLIES,
    earned=st.sets(st.integers(1, 8), max_size=3),
)
GOALS = st.lists(
    st.builds(
        Achievement,
        id=st.integers(1, 8),
        name=st.just("goal"),
        trigger=st.sampled_from(TriggerKind),
        threshold=AMOUNTS,
        scope=st.sampled_from(Scope),
        zone_id=st.sampled_from([None, 1, 2]),
        xp=st.integers(0, 500),
        gold=st.integers(0, 50),
    ),
    max_size=8,
    unique_by=lambda achievement: achievement.id,
).map(tuple)


@given(STANDINGS, GOALS)
def test_settling_twice_is_settling_once(standing: Standing, goals: tuple[Achievement, ...]) -> None:
    by = wanting(*goals)
    settle(standing, by)
    settled = copy.deepcopy(standing)
    assert settle(standing, by) == Settlement()
    assert standing == settled


@given(STANDINGS, GOALS)
def test_the_settlement_is_the_difference(standing: Standing, goals: tuple[Achievement, ...]) -> None:
    before = copy.deepcopy(standing)
    settlement = settle(standing, wanting(*goals))
    assert standing.lifetime.xp - before.lifetime.xp == settlement.xp
    assert standing.season.xp - before.season.xp == settlement.xp
    assert standing.gold - before.gold == settlement.gold
    assert standing.earned - before.earned == set(settlement.achievements)
    assert len(settlement.achievements) == len(set(settlement.achievements))
    assert settlement.levels == tuple(range(before.level + 1, standing.level + 1))
    assert settlement.xp >= 0
    assert settlement.gold >= 0


@given(STANDINGS, GOALS)
def test_at_the_fixed_point_no_level_is_left(standing: Standing, goals: tuple[Achievement, ...]) -> None:
    before = standing.level
    settle(standing, wanting(*goals))
    assert standing.level == max(before, level_of(standing.lifetime.xp, HUNDREDS.levels))


@given(STANDINGS, GOALS)
def test_the_order_of_achievements_does_not_matter(standing: Standing, goals: tuple[Achievement, ...]) -> None:
    other = copy.deepcopy(standing)
    one, another = settle(standing, wanting(*goals)), settle(other, wanting(*reversed(goals)))
    assert standing == other
    assert set(one.achievements) == set(another.achievements)
    assert (one.levels, one.xp, one.gold) == (another.levels, another.xp, another.gold)
