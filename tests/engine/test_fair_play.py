"""Fair play by example: cooldown, voice, the ceiling of a day."""

from datetime import timedelta

import pytest

from synapse.engine.decide import decide
from synapse.engine.events import Recorded
from synapse.engine.reward import Cut
from synapse.engine.settings import Base, FairPlay, GuildSettings, Rewards
from synapse.engine.windows import Windows
from tests.engine.samples import (
    BOB,
    CODE,
    NOON,
    after,
    decided,
    fair,
    given,
    message,
    paying,
    received,
    rules,
    thread,
    tick,
    written_at,
)

# --- cooldown -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moments", "earning"),
    [
        ((0, 29.999), (0,)),
        ((0, 30), (0, 30)),
        ((0, 20, 40), (0, 40)),  # the one at 20 earned nothing, so it holds nothing up
        ((0, 20, 29, 31, 59, 61), (0, 31, 61)),
        ((100, 71), (100,)),  # late and near
        ((100, 70), (100, 70)),  # late and far enough
        ((0, 100, 20, 40, 75), (0, 100, 40)),  # late, between two that earned
    ],
)
def test_a_message_within_the_cooldown_earns_nothing(moments: tuple[float, ...], earning: tuple[float, ...]) -> None:
    decisions = decided([message(at) for at in moments], rules())
    rewards = {at: decision.reward for at, decision in zip(moments, decisions, strict=True)}
    assert tuple(at for at, reward in rewards.items() if reward.xp) == earning
    for at, reward in rewards.items():
        assert reward.counts
        assert (reward.stars, reward.cut_by) == ((1, ()) if at in earning else (0, (Cut.COOLDOWN,)))


@pytest.mark.parametrize("change", [{"user_id": BOB}, {"channel_id": CODE}])
def test_the_cooldown_is_by_member_and_channel(change: dict[str, int]) -> None:
    first, second = decided([message(), message(1, **change)], rules())
    assert first.reward.xp
    assert second.reward.xp


def test_a_cooldown_of_nothing_lets_everything_earn() -> None:
    assert all(decision.reward.xp for decision in decided([message(), message()], fair(cooldown_seconds=0)))


def test_a_cut_message_still_tells_what_it_would_have_earned() -> None:
    reward = decided([message(channel_id=CODE), message(1, channel_id=CODE)], rules())[1].reward
    assert (reward.base_xp, reward.base_stars, len(reward.factors)) == (15, 1, 1)


# --- voice --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "cut_by"),
    [
        ({}, ()),
        ({"companions": 0}, (Cut.ALONE,)),
        ({"afk": True}, (Cut.AFK,)),
        ({"silent_seconds": 300}, ()),
        ({"silent_seconds": 301}, (Cut.SILENT,)),
        ({"companions": 0, "afk": True, "silent_seconds": 900}, (Cut.AFK, Cut.ALONE, Cut.SILENT)),
    ],
)
def test_voice_earns_only_in_company_and_awake(changes: dict[str, int], cut_by: tuple[Cut, ...]) -> None:
    [decision] = decided([tick(**changes)], rules())
    assert decision.reward.cut_by == cut_by
    assert decision.reward.stars == (0 if cut_by else 1)
    assert decision.reward.counts is not bool(cut_by)


def test_voice_gives_at_most_six_stars_an_hour() -> None:
    ticks = [tick(n * 500, tick=n) for n in range(9)]
    rewards = [decision.reward for decision in decided(ticks, rules())]
    assert [reward.stars for reward in rewards] == [1] * 6 + [0, 0, 1]
    assert rewards[6].cut_by == (Cut.VOICE_HOURLY_CAP,)
    assert all(reward.counts for reward in rewards)


def test_ten_minutes_each_are_never_cut() -> None:
    ticks = [tick(600 * n, tick=n) for n in range(40)]
    assert all(decision.reward.stars == 1 for decision in decided(ticks, rules()))


def test_the_hourly_cap_leaves_the_xp_and_pays_what_is_left() -> None:
    by = paying(Rewards(voice_tick=Base(xp=4, stars=4)))
    rewards = [decision.reward for decision in decided([tick(600), tick(1200)], by)]
    assert [(reward.xp, reward.stars) for reward in rewards] == [(4, 4), (4, 2)]


def test_the_hourly_cap_is_by_member_across_channels() -> None:
    ticks = [tick(n, channel_id=400 + n, tick=n) for n in range(7)]
    assert decided([*ticks, tick(8, user_id=BOB)], rules())[-1].reward.stars == 1
    assert decided(ticks, rules())[-1].reward.stars == 0


# --- a day's XP ---------------------------------------------------------------------------------------------


def test_xp_by_activity_ends_at_the_days_ceiling() -> None:
    events: list[Recorded] = [
        message(0),
        thread(1),
        received(2),
        given(3),
        message(60),
        message(61),
        message(0, user_id=BOB),
    ]
    by = fair(daily_xp_cap=36)
    rewards = [decision.reward for decision in decided(events, by)]
    assert [reward.xp for reward in rewards] == [15, 20, 1, 0, 0, 0, 15]
    assert [reward.stars for reward in rewards] == [1, 2, 1, 1, 1, 0, 1]
    assert rewards[2].cut_by == rewards[3].cut_by == rewards[4].cut_by == (Cut.DAILY_CAP,)
    assert rewards[5].cut_by == (Cut.COOLDOWN,)
    assert rewards[2].nth_reactor == 1
    assert all(reward.counts for reward in rewards)


def test_a_reaction_cut_by_two_rules_tells_both() -> None:
    events = [received(n, message_id=written_at(after(-60), n)) for n in range(4)]
    reward = decided(events, fair(daily_xp_cap=10))[-1].reward
    assert (reward.xp, reward.cut_by) == (1, (Cut.PAIR_CAP, Cut.DAILY_CAP))


@pytest.mark.parametrize(
    ("time_zone", "hours", "same_day"),
    [
        ("UTC", 11.9, True),
        ("UTC", 12, False),
        ("Asia/Kathmandu", 6.2, True),  # 12:00 UTC is 17:45 there
        ("Asia/Kathmandu", 6.25, False),
        ("America/Los_Angeles", 12, True),
        ("America/Los_Angeles", 18.9, True),  # daylight saving: 12:00 UTC is 05:00 there
        ("America/Los_Angeles", 19, False),
    ],
)
def test_the_day_is_the_guilds(time_zone: str, hours: float, same_day: bool) -> None:  # noqa: FBT001 - a table's column
    by = rules(settings=GuildSettings(time_zone=time_zone, fair_play=FairPlay(daily_xp_cap=20)))
    rewards = [decision.reward for decision in decided([message(0), message(hours * 3600)], by)]
    assert [reward.xp for reward in rewards] == [15, 5 if same_day else 15]


def test_the_day_on_which_clocks_go_back_has_25_hours() -> None:
    by = rules(settings=GuildSettings(time_zone="Europe/Berlin", fair_play=FairPlay(daily_xp_cap=20)))
    start = NOON.replace(month=10, day=24, hour=22)  # midnight of 25 October 2026 in Berlin
    moments = [start, start + timedelta(hours=24, minutes=59), start + timedelta(hours=25)]
    decisions = decided([message(occurred_at=moment) for moment in moments], by)
    assert [decision.reward.xp for decision in decisions] == [15, 5, 15]


def test_xp_earned_before_the_ceiling_was_set_counts() -> None:
    windows = Windows()
    decided([message(0), thread(1)], rules(), windows)
    assert decide(message(60), fair(daily_xp_cap=40), windows).reward.xp == 5
