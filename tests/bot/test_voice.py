from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.voice import LONGEST_GAP, TICK, State, Stay, Tracker
from synapse.engine.events import VoiceTick

START = datetime(2025, 8, 1, 20, tzinfo=UTC)
ADA, GRACE, BOT = 1, 2, 3
LOUNGE, STUDY, AFK = 10, 11, 12


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def made() -> Tracker:
    tracker = Tracker(99, lambda user_id: user_id == BOT)
    tracker.afk_channel_id = AFK
    return tracker


def enter(tracker: Tracker, user_id: int, channel_id: int | None, at: datetime, *, silent: bool = False) -> None:
    assert tracker.changed(State(user_id, channel_id, silent), at) == []


def test_every_ten_minutes_of_a_stay_are_one_tick() -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, START)
    assert tracker.next_due() == after(10)
    assert tracker.due(after(9.99)) == []
    (tick,) = tracker.due(after(10))
    assert tick == VoiceTick(
        guild_id=99,
        user_id=ADA,
        channel_id=LOUNGE,
        occurred_at=after(10),
        session_started_at=START,
        tick=1,
        companions=0,
    )
    assert [tick.tick for tick in tracker.due(after(45))] == [2, 3, 4]
    assert tracker.due(after(45)) == []


def test_a_tick_sees_the_channel_as_it_was_before_the_change() -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, START)
    enter(tracker, GRACE, LOUNGE, after(1))
    (tick,) = tracker.changed(State(GRACE, None, silent=False), after(10.5))
    assert (tick.user_id, tick.companions) == (ADA, 1)
    assert GRACE not in tracker.stays


def test_moving_keeps_the_stay_and_leaving_ends_it() -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, START)
    enter(tracker, ADA, STUDY, after(6))
    (tick,) = tracker.changed(State(ADA, None, silent=False), after(12))
    assert (tick.channel_id, tick.session_started_at) == (STUDY, START)
    enter(tracker, ADA, LOUNGE, after(13))
    assert tracker.next_due() == after(23)


def test_bots_neither_earn_nor_keep_company() -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, START)
    enter(tracker, BOT, LOUNGE, START)
    assert [(tick.user_id, tick.companions) for tick in tracker.due(after(10))] == [(ADA, 0)]


def test_silence_is_counted_from_when_both_are_off() -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, START)
    enter(tracker, ADA, LOUNGE, after(3), silent=True)
    enter(tracker, ADA, LOUNGE, after(4), silent=True)
    (tick,) = tracker.due(after(10))
    assert tick.silent_seconds == 7 * 60
    enter(tracker, ADA, LOUNGE, after(11))
    (tick,) = tracker.due(after(20))
    assert tick.silent_seconds == 0


def test_the_afk_channel_is_told_apart() -> None:
    tracker = made()
    enter(tracker, ADA, AFK, START)
    assert [tick.afk for tick in tracker.due(after(10))] == [True]


def test_a_complete_list_ends_who_is_not_on_it() -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, START)
    enter(tracker, GRACE, LOUNGE, START)
    ticks = tracker.replaced([State(ADA, LOUNGE, silent=False)], after(10))
    assert len(ticks) == 2
    assert set(tracker.stays) == {ADA}
    assert tracker.stays[ADA].started_at == START


def test_a_restart_continues_who_is_still_there() -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, after(14))
    enter(tracker, GRACE, LOUNGE, after(14))
    stored = (Stay(ADA, LOUNGE, START, ticks=1), after(12))
    assert tracker.restored([stored], after(14)) == []
    assert [(tick.user_id, tick.tick) for tick in tracker.due(after(20))] == [(ADA, 2)]


def test_a_restart_hands_out_what_was_full_when_they_were_last_seen() -> None:
    tracker = made()
    gone = [(Stay(ADA, LOUNGE, START), after(11)), (Stay(GRACE, LOUNGE, START, ticks=1), after(11))]
    ticks = tracker.restored(gone, after(30))
    assert [(tick.user_id, tick.tick, tick.companions) for tick in ticks] == [(ADA, 1, 1)]
    assert tracker.stays == {}


def test_a_stay_that_was_not_seen_for_too_long_is_over() -> None:
    tracker = made()
    back = START + LONGEST_GAP + timedelta(minutes=6)
    enter(tracker, ADA, LOUNGE, back)
    ticks = tracker.restored([(Stay(ADA, LOUNGE, START), after(5))], back)
    assert ticks == []
    assert tracker.stays[ADA].started_at == back


def test_silence_lasts_over_a_restart() -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, after(8), silent=True)
    tracker.restored([(Stay(ADA, LOUNGE, START, silent_since=after(2)), after(7))], after(8))
    (tick,) = tracker.due(after(10))
    assert tick.silent_seconds == 8 * 60


@given(looks=st.lists(st.floats(min_value=0, max_value=300), max_size=40))
def test_ticks_do_not_depend_on_when_somebody_looked(looks: list[float]) -> None:
    tracker = made()
    enter(tracker, ADA, LOUNGE, START)
    ticks = [tick for look in sorted(looks) for tick in tracker.due(after(look))]
    ticks += tracker.due(after(300))
    assert [(tick.tick, tick.occurred_at) for tick in ticks] == [(n, START + n * TICK) for n in range(1, 31)]
