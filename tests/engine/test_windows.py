import pytest

from synapse.engine.decide import decide, remember
from synapse.engine.events import Recorded
from synapse.engine.windows import Windows, microseconds
from tests.engine.samples import NOON, after, decided, fair, held, message, received, rules, tick, written_at

DAY = 24 * 3600
EMPTY = held(Windows())


def one_of_each(at: float = 0) -> list[Recorded]:
    """Events that fill every table; the reactions are all to one message."""
    return [message(at), received(at + 1), tick(at + 2)]


def test_moments_are_exact_to_the_microsecond() -> None:
    assert microseconds(NOON.replace(microsecond=123_457)) == int(NOON.timestamp()) * 1_000_000 + 123_457


def test_undo_takes_everything_back() -> None:
    windows = Windows()
    decided(one_of_each(), rules(), windows)
    assert all(held(windows).values())
    windows.undo(0)
    assert held(windows) == EMPTY


def test_undo_goes_back_to_its_mark_only() -> None:
    windows = Windows()
    decided(one_of_each(), rules(), windows)
    before, mark = held(windows), windows.mark()
    decided([*one_of_each(100), *one_of_each(50)], rules(), windows)
    assert held(windows) != before
    windows.undo(mark)
    assert held(windows) == before


def test_what_is_undone_can_be_decided_again() -> None:
    windows = Windows()
    first = decided(one_of_each(), rules(), windows)
    windows.undo(0)
    assert decided(one_of_each(), rules(), windows) == first


def test_marks_stay_valid_when_older_changes_are_forgotten() -> None:
    windows = Windows()
    decided(one_of_each(), rules(), windows)
    middle, state = windows.mark(), held(windows)
    decided(one_of_each(100), rules(), windows)
    windows.forget(middle)
    windows.undo(middle)
    assert held(windows) == state
    assert windows.mark() == middle


def test_forgotten_changes_cannot_be_undone() -> None:
    windows = Windows()
    decided(one_of_each(), rules(), windows)
    windows.forget(windows.mark())
    with pytest.raises(ValueError, match="final"):
        windows.undo(0)


def test_forgetting_twice_or_the_future_forgets_what_there_is() -> None:
    windows = Windows()
    decided(one_of_each(), rules(), windows)
    mark = windows.mark()
    windows.forget(mark)
    windows.forget(1)
    windows.forget(mark + 100)
    assert windows.mark() == mark


def test_pruning_drops_what_no_window_reaches() -> None:
    windows = Windows()
    decided(one_of_each(), rules(), windows)
    windows.prune(after(DAY - 1))
    assert len(windows.cooldowns.entries) == len(windows.bursts.entries) == 1
    assert not windows.voice.entries
    windows.prune(after(DAY + 3))
    assert not windows.cooldowns.entries
    assert not windows.bursts.entries
    assert not windows.pairs.entries
    assert not windows.crowds.entries
    assert windows.days.entries
    windows.prune(after(27 * 3600))
    assert held(windows) == EMPTY


def test_pruning_keeps_what_is_recent_of_an_old_key() -> None:
    windows = Windows()
    for at in (0, DAY / 2, DAY - 10):
        decided(one_of_each(at), rules(), windows)
    windows.prune(after(DAY + 10))
    assert {key: len(moments) for key, moments in windows.cooldowns.entries.items()} == {(101, 201): 2}
    assert [len(entries) for entries in windows.bursts.entries.values()] == [2]
    assert [len(entries) for entries in windows.pairs.entries.values()] == [2]
    windows.prune(after(2 * DAY + 3 * 3600))
    assert held(windows) == EMPTY


def test_pruning_keeps_the_day_of_a_member_who_goes_on() -> None:
    windows = Windows()
    decided([message(0), message(3600), message(20 * 3600)], rules(), windows)
    windows.prune(after(26.5 * 3600))
    assert [len(quarters) for quarters in windows.days.entries.values()] == [2]


def test_a_message_that_keeps_drawing_reactions_stays_through_pruning() -> None:
    windows = Windows()
    for n in range(4):
        decide(received(n * DAY / 2, reactor_id=n), rules(), windows)
        windows.prune(after(n * DAY / 2))
    assert [size for size, _ in windows.crowds.entries.values()] == [4]


def test_undo_after_pruning_leaves_what_is_still_there() -> None:
    windows = Windows()
    decided(one_of_each(), rules(), windows)
    windows.prune(after(2 * DAY))
    decided(one_of_each(3 * DAY), rules(), windows)
    windows.prune(after(3 * DAY + 10))
    windows.undo(0)
    assert held(windows) == EMPTY


def test_undo_of_a_key_that_others_overtook_in_the_queue() -> None:
    windows = Windows()
    decided([message(0), message(10 * 3600)], rules(), windows)
    before, mark = held(windows)["cooldowns"], windows.mark()
    decide(message(11 * 3600, user_id=7), rules(), windows)
    windows.prune(after(DAY))  # the older key has something recent: it queues again, behind the newer one
    windows.undo(mark)
    assert set(windows.cooldowns.entries) == set(before)
    windows.prune(after(11 * 3600 + DAY))
    assert not windows.cooldowns.entries


def test_remembering_moves_the_windows_as_deciding_did() -> None:
    windows, again = Windows(), Windows()
    events = [*one_of_each(), *one_of_each(10), received(20, reactor_id=101), message(40)]
    for decision in decided(events, rules(), windows):
        remember(decision.event, decision.reward, again)  # type: ignore[arg-type]  # all came in from Discord
    assert held(again) == held(windows)


def test_a_crowd_that_was_forgotten_in_between_starts_with_what_the_journal_says() -> None:
    windows, again = Windows(), Windows()
    events = [received(n, reactor_id=n) for n in range(1, 13)]
    decisions = decided(events, rules(), windows)
    for decision in decisions[6:]:
        remember(decision.event, decision.reward, again)  # type: ignore[arg-type]  # all came in from Discord
    assert decide(received(60, reactor_id=99), rules(), again).reward.nth_reactor == 13


def test_a_late_reaction_to_a_large_crowd_joins_it() -> None:
    windows = Windows()
    decided([received(100 + n, reactor_id=n) for n in range(1, 4)], rules(), windows)
    assert decide(received(0, reactor_id=9), rules(), windows).reward.nth_reactor == 4
    assert list(windows.crowds.entries.values()) == [(4, microseconds(after(103)))]


def test_a_crowd_rebuilt_in_order_of_time_is_as_large_as_it_was() -> None:
    again = Windows()
    events = [received(100, reactor_id=1), received(101, reactor_id=2), received(0, reactor_id=3)]
    for decision in sorted(decided(events, rules()), key=lambda decision: decision.event.occurred_at):
        remember(decision.event, decision.reward, again)  # type: ignore[arg-type]  # all came in from Discord
    remember(events[0], decided(events[:1], rules())[0].reward, again)
    assert decide(received(102, reactor_id=4), rules(), again).reward.nth_reactor == 4


def test_events_without_xp_or_stars_leave_no_entries_behind() -> None:
    windows = Windows()
    decided([tick(600 + n, tick=n) for n in range(10)], fair(voice_stars_per_hour=1), windows)
    assert [len(entries) for entries in windows.voice.entries.values()] == [1]
    assert not windows.days.entries


def test_memory_is_bounded_by_a_day() -> None:
    windows = Windows()
    for hour in range(100):
        for n in range(20):
            at = hour * 3600 + n
            decide(message(at, user_id=n % 5, channel_id=hour), rules(), windows)
            decide(received(at, message_id=written_at(after(at)), reactor_id=n), rules(), windows)
        windows.forget(windows.mark())
        windows.prune(after(hour * 3600))
    assert len(windows.cooldowns.entries) <= 25 * 5
    assert len(windows.bursts.entries) <= 25 * 20
