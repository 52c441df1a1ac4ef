"""What holds whatever happens: laws of deciding, shown on random histories and random limits."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from synapse.engine.decide import Decision, decide, remember
from synapse.engine.events import EventKind, MessageSent, ReactionReceived, Recorded, VoiceTick
from synapse.engine.exact import floored
from synapse.engine.facts import read, written
from synapse.engine.fair_play import BARRED
from synapse.engine.reward import Currency, Cut
from synapse.engine.rules import Boost, Rules, ZoneMultiplier
from synapse.engine.settings import Base, Exclusions, FairPlay, GuildSettings, Rewards
from synapse.engine.timelines import NEAR
from synapse.engine.windows import Windows
from tests.engine import samples
from tests.engine.samples import (
    CODE,
    LOUNGE,
    MEMES,
    NOON,
    after,
    decided,
    held,
    message,
    received,
    rules,
    tick,
    written_at,
)

DAY = timedelta(hours=24)
Value = TypeVar("Value")

DOUBLE = Boost(
    id=1,
    name="Double XP",
    starts_at=after(100),
    ends_at=after(24 * 3600 + 100),
    multipliers={EventKind.MESSAGE_SENT: ZoneMultiplier(Decimal(2), Decimal("0.5"))},
)
RULES = st.builds(
    lambda base, fair_play, zone, excluded, boosts: rules(
        settings=GuildSettings(rewards=base, fair_play=fair_play, time_zone=zone, exclusions=excluded),
        zones=samples.ZONES,
        boosts=boosts,
    ),
    st.builds(
        Rewards,
        reaction_received=st.builds(Base, xp=st.integers(0, 4), stars=st.integers(0, 4)),
        voice_tick=st.builds(Base, xp=st.integers(0, 4), stars=st.integers(0, 4)),
    ),
    st.builds(
        FairPlay,
        cooldown_seconds=st.sampled_from([0, 30, 3600]),
        pair_star_cap=st.integers(0, 4),
        half_rate_after=st.integers(0, 4),
        burst_reactions=st.integers(0, 4),
        burst_minutes=st.sampled_from([1, 5, 1440]),
        burst_xp_cap=st.integers(0, 6),
        voice_stars_per_hour=st.integers(0, 7),
        daily_xp_cap=st.one_of(st.none(), st.integers(1, 90)),
        min_length=st.sampled_from([0, 0, 200]),
        repeat_messages=st.sampled_from([0, 2, 3]),
    ),
    st.sampled_from(["UTC", "Asia/Kathmandu"]),
    st.sampled_from([Exclusions(), Exclusions(), Exclusions(channel_ids=(CODE,), member_ids=(3,))]),
    st.sampled_from([(), (DOUBLE,)]),
)
# Moments near each other and near the edges of windows.
MOMENTS = st.one_of(
    st.integers(0, 200),
    st.integers(0, 200).map(lambda second: second + 3600),
    st.integers(0, 200).map(lambda second: second + 24 * 3600),
    st.integers(0, 3 * 24 * 3600),
)
PEOPLE = (1, 2, 3)
CHANNELS = st.sampled_from([LOUNGE, CODE, MEMES])


def happening(people: tuple[int, ...] = PEOPLE, messages: int = 0) -> st.SearchStrategy[Recorded]:
    """One event of these people; reactions are to one of two messages of the first of them."""
    person = st.sampled_from(people)
    target = st.integers(0, 1).map(lambda n: written_at(NOON, messages + n))
    return st.one_of(
        st.builds(
            message,
            MOMENTS,
            user_id=person,
            channel_id=CHANNELS,
            length=st.integers(0, 600),
            fingerprint=st.sampled_from([0, 1, 3, 1 << 50, (1 << 30) - 1, (1 << 64) - 1]),
        ),
        st.builds(
            received,
            MOMENTS,
            user_id=st.just(people[0]),
            channel_id=CHANNELS,
            message_id=target,
            reactor_id=st.integers(50, 58).map(lambda n: n + 10 * people[0]),
        ),
        st.builds(samples.given, MOMENTS, user_id=person, message_id=target, author_id=person),
        st.builds(samples.thread, MOMENTS, user_id=person, parent_id=CHANNELS),
        st.builds(tick, MOMENTS, user_id=person, companions=st.integers(0, 1), afk=st.booleans()),
    )


HISTORIES = st.lists(happening(), max_size=40)
ORDERED = HISTORIES.map(lambda events: sorted(events, key=lambda event: event.occurred_at))


def of(kind: type[Value], decisions: list[Decision]) -> list[tuple[Value, Decision]]:
    """Events of a kind with their decisions, in order of time."""
    pairs = [(decision.event, decision) for decision in decisions if isinstance(decision.event, kind)]
    return sorted(pairs, key=lambda pair: pair[1].event.occurred_at)


def fullest(given_at: list[tuple[datetime, int]], span: timedelta) -> int:
    """The most that any span holds, by trying the spans that end with an entry."""
    return max((sum(n for at, n in given_at if end - span < at <= end) for end, _ in given_at), default=0)


@given(HISTORIES, RULES)
def test_totals_never_fall_and_no_reward_is_above_its_price(events: list[Recorded], by: Rules) -> None:
    for decision in decided(events, by):
        reward = decision.reward
        values: dict[Currency, list[Decimal]] = defaultdict(list)
        for factor in reward.factors:
            values[factor.currency].append(factor.value)
        full = floored(reward.base_xp, values[Currency.XP]), floored(reward.base_stars, values[Currency.STARS])
        assert 0 <= reward.xp <= full[0]
        assert 0 <= reward.stars <= full[1]
        assert reward.gold == 0
        assert ((reward.xp, reward.stars) < full) <= bool(reward.cut_by)
        assert reward.counts or (reward.xp, reward.stars) == (0, 0)


@given(HISTORIES, RULES)
def test_the_same_history_earns_the_same(events: list[Recorded], by: Rules) -> None:
    one, other = Windows(), Windows()
    assert decided(events, by, one) == decided(events, replace(by), other)
    assert held(one) == held(other)


@given(HISTORIES, RULES)
def test_what_nearly_repeats_one_of_the_last_earns_nothing_and_nothing_else_is_called_a_repetition(
    events: list[Recorded], by: Rules
) -> None:
    last = by.settings.fair_play.repeat_messages
    said: dict[int, list[MessageSent]] = defaultdict(list)
    for decision in decided(events, by):
        event = decision.event
        if isinstance(event, MessageSent) and event.fingerprint:
            before = said[event.user_id][-last:] if last else []
            near = [
                each
                for each in before
                if event.occurred_at - each.occurred_at < DAY
                and (each.fingerprint ^ event.fingerprint).bit_count() <= NEAR
            ]
            assert bool(near) is (Cut.REPEATED in decision.reward.cut_by)
            assert not near or decision.reward.xp == decision.reward.stars == 0
            said[event.user_id].append(event)


@given(HISTORIES, HISTORIES, HISTORIES, RULES)
def test_undo_leaves_no_trace(before: list[Recorded], undone: list[Recorded], later: list[Recorded], by: Rules) -> None:
    windows, spared = Windows(), Windows()
    decided(before, by, windows)
    decided(before, by, spared)
    mark = windows.mark()
    decided(undone, by, windows)
    windows.undo(mark)
    assert held(windows) == held(spared)
    assert decided(later, by, windows) == decided(later, by, spared)


@given(HISTORIES, RULES, st.data())
def test_a_duplicate_that_is_undone_moves_nothing(events: list[Recorded], by: Rules, data: st.DataObject) -> None:
    once = decided(events, by)
    windows = Windows()
    twice: list[Decision] = []
    for event in events:
        twice.append(decide(event, by, windows))
        mark = windows.mark()
        decided(data.draw(st.lists(st.sampled_from(events), max_size=2)), by, windows)
        windows.undo(mark)
    assert twice == once


@given(st.lists(st.tuples(st.booleans(), happening((1, 2), 0), happening((8, 9), 5)), max_size=40), RULES)
def test_members_who_have_nothing_to_do_with_each_other_may_come_in_any_order(
    steps: list[tuple[bool, Recorded, Recorded]], by: Rules
) -> None:
    """One history in which two groups take turns, and one in which the one group comes after the other."""
    mixed = [first if whose else second for whose, first, second in steps]
    sorted_by_group = [step[1] for step in steps if step[0]] + [step[2] for step in steps if not step[0]]
    together = {id(decision.event): decision for decision in decided(mixed, by)}
    apart = {id(decision.event): decision for decision in decided(sorted_by_group, by)}
    assert together == apart


@given(HISTORIES, RULES)
def test_nobody_gives_another_more_stars_than_the_cap_in_any_day(events: list[Recorded], by: Rules) -> None:
    pairs = defaultdict(list)
    for event, decision in of(ReactionReceived, decided(events, by)):
        pairs[event.reactor_id, event.user_id].append((event.occurred_at, decision.reward.stars))
    for entries in pairs.values():
        assert fullest(entries, DAY) <= by.settings.fair_play.pair_star_cap


@given(HISTORIES, RULES)
def test_voice_never_gives_more_stars_than_the_cap_in_any_hour(events: list[Recorded], by: Rules) -> None:
    members = defaultdict(list)
    for event, decision in of(VoiceTick, decided(events, by)):
        members[event.user_id].append((event.occurred_at, decision.reward.stars))
    for entries in members.values():
        assert fullest(entries, timedelta(hours=1)) <= by.settings.fair_play.voice_stars_per_hour


@given(HISTORIES, RULES)
def test_earning_messages_keep_their_distance_and_no_other_message_could_have_earned(
    events: list[Recorded], by: Rules
) -> None:
    cooldown = timedelta(seconds=by.settings.fair_play.cooldown_seconds)
    earning: dict[Any, list[datetime]] = defaultdict(list)
    for decision in decided(events, by):
        event = decision.event
        if isinstance(event, MessageSent):
            near = [at for at in earning[event.user_id, event.channel_id] if abs(at - event.occurred_at) < cooldown]
            assert bool(near) is (Cut.COOLDOWN in decision.reward.cut_by)
            if BARRED.isdisjoint(decision.reward.cut_by):
                earning[event.user_id, event.channel_id].append(event.occurred_at)


@given(ORDERED, RULES)
def test_in_a_burst_no_reaction_lifts_a_message_above_the_cap(events: list[Recorded], by: Rules) -> None:
    limits = by.settings.fair_play
    span = timedelta(minutes=limits.burst_minutes)
    drawn: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for event, decision in of(ReactionReceived, decided(events, by)):
        drawn[event.message_id].append((event.occurred_at, decision.reward.xp))
        window = [xp for at, xp in drawn[event.message_id] if at > event.occurred_at - span]
        if decision.reward.xp and len(window) > limits.burst_reactions:
            assert sum(window) <= limits.burst_xp_cap


@given(ORDERED, RULES)
def test_a_message_never_gives_more_stars_than_full_rate_and_then_half(events: list[Recorded], by: Rules) -> None:
    stars_each = {LOUNGE: Decimal(1), CODE: Decimal(1), MEMES: Decimal("1.5")}
    most = max(floored(by.settings.rewards.reaction_received.stars, [value]) for value in stars_each.values())
    crowds: dict[int, list[int]] = defaultdict(list)
    for event, decision in of(ReactionReceived, decided(events, by)):
        if not decision.reward.counts:
            continue
        stars = crowds[event.message_id]
        if decision.reward.nth_reactor == 1:
            stars.clear()
        stars.append(decision.reward.stars)
        assert decision.reward.nth_reactor == len(stars)
        beyond = max(0, len(stars) - by.settings.fair_play.half_rate_after)
        assert sum(stars) <= (len(stars) - beyond) * most + (beyond * most + beyond) // 2


@given(HISTORIES, RULES)
def test_no_day_brings_more_xp_than_its_ceiling(events: list[Recorded], by: Rules) -> None:
    zone = ZoneInfo(by.settings.time_zone)
    days: dict[tuple[int, date], int] = defaultdict(int)
    for decision in decided(events, by):
        event = decision.event
        days[event.user_id, event.occurred_at.astimezone(zone).date()] += decision.reward.xp
    if (cap := by.settings.fair_play.daily_xp_cap) is not None:
        assert all(xp <= cap for xp in days.values())


def journalled(decision: Decision) -> tuple[Recorded, Any]:
    """A decision written into a row and read from it."""
    event, reward = decision.event, decision.reward
    row = {
        "event_key": event.key,
        "facts": written(decision),
        "xp": reward.xp,
        "stars": reward.stars,
        **{name: getattr(event, name) for name in ("kind", "user_id", "channel_id", "parent_id", "occurred_at")},
    }
    return read(event.guild_id, row)


@given(HISTORIES, RULES)
def test_windows_rebuilt_from_the_journal_are_those_that_deciding_left(events: list[Recorded], by: Rules) -> None:
    windows, rebuilt = Windows(), Windows()
    for decision in decided(events, by, windows):
        remember(*journalled(decision), rebuilt)
    assert held(rebuilt) == held(windows)


@given(ORDERED, RULES, st.integers(0, 40))
def test_after_a_restart_the_last_day_of_the_journal_is_enough(events: list[Recorded], by: Rules, split: int) -> None:
    # Fingerprints are not stored, so that nobody can know them after a restart.
    events = [replace(event, fingerprint=0) if isinstance(event, MessageSent) else event for event in events]
    before, later = events[:split], events[split:]
    windows, rebuilt = Windows(), Windows()
    decisions = decided(before, by, windows)
    since = later[0].occurred_at - DAY if later else NOON
    for decision in decisions:
        if decision.event.occurred_at >= since:
            remember(*journalled(decision), rebuilt)
    assert decided(later, by, rebuilt) == decided(later, by, windows)


@given(ORDERED, RULES)
def test_pruning_changes_no_decision(events: list[Recorded], by: Rules) -> None:
    windows = Windows()
    pruned: list[Decision] = []
    for event in events:
        windows.prune(event.occurred_at)
        pruned.append(decide(event, by, windows))
    assert pruned == decided(events, by)
    windows.prune(after(9 * 24 * 3600))
    assert held(windows) == held(Windows())
