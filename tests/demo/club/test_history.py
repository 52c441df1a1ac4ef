from collections import Counter
from datetime import UTC, datetime, timedelta

from synapse.demo import snowflakes
from synapse.demo.club import Club, found
from synapse.demo.history import history
from synapse.engine.events import (
    MessageSent,
    ReactionGiven,
    ReactionReceived,
    Recorded,
    ThreadCreated,
    VoiceTick,
)

UNTIL = datetime(2026, 11, 24, 19, 30, 15, 250_000, tzinfo=UTC)


def past(club: Club, days: int = 20, seed: int | None = None) -> list[Recorded]:
    return list(history(club, days=days, until=UNTIL, seed=seed))


def test_the_same_seed_tells_the_same_past() -> None:
    assert past(found(7, 80)) == past(found(7, 80))


def test_another_seed_tells_another(club: Club) -> None:
    assert past(club, seed=1) != past(club, seed=2)


def test_everything_is_in_order_within_its_span_and_unique(club: Club) -> None:
    events = past(club)
    times = [event.occurred_at for event in events]
    assert times == sorted(times)
    assert UNTIL - timedelta(days=20) <= times[0]
    assert times[-1] < UNTIL
    assert len({event.key for event in events}) == len(events)


def test_every_kind_is_there_in_a_believable_mix(club: Club) -> None:
    counts = Counter(type(event) for event in past(club))
    assert set(counts) == {MessageSent, ReactionGiven, ReactionReceived, ThreadCreated, VoiceTick}
    assert counts[ReactionGiven] == counts[ReactionReceived]
    assert counts[MessageSent] > counts[ReactionGiven] > counts[VoiceTick] > counts[ThreadCreated]


def test_a_large_club_has_about_a_thousand_events_a_day() -> None:
    count = sum(1 for _ in history(found(7, 300), days=10, until=UNTIL))
    assert 7_000 < count < 13_000


def test_ids_carry_their_time(club: Club) -> None:
    for event in past(club):
        if isinstance(event, MessageSent):
            assert snowflakes.to_ms(event.message_id) == round(event.occurred_at.timestamp() * 1000)
        elif isinstance(event, ThreadCreated):
            assert snowflakes.to_ms(event.channel_id) == round(event.occurred_at.timestamp() * 1000)


def test_reactions_belong_to_earlier_messages_of_others(club: Club) -> None:
    written: dict[int, MessageSent] = {}
    for event in past(club):
        if isinstance(event, MessageSent):
            written[event.message_id] = event
        elif isinstance(event, ReactionGiven):
            message = written[event.message_id]
            assert event.author_id == message.user_id != event.user_id
            assert (event.channel_id, event.parent_id) == (message.channel_id, message.parent_id)


def test_threads_are_opened_before_anybody_writes_in_them(club: Club) -> None:
    opened = set()
    inside = 0
    for event in past(club):
        if isinstance(event, ThreadCreated):
            assert event.parent_id in club.guild.channels
            opened.add(event.channel_id)
        elif isinstance(event, MessageSent) and event.parent_id is not None:
            assert event.channel_id in opened
            inside += 1
    assert inside


def test_a_stay_in_voice_ticks_every_ten_minutes(club: Club) -> None:
    ticks = [event for event in past(club) if isinstance(event, VoiceTick)]
    stays: dict[tuple[int, datetime], list[int]] = {}
    for tick in ticks:
        assert tick.occurred_at - tick.session_started_at == timedelta(minutes=10 * tick.tick)
        stays.setdefault((tick.user_id, tick.session_started_at), []).append(tick.tick)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in stays.values())
    assert {tick.afk for tick in ticks} == {True, False}
    assert any(tick.silent_seconds > 300 for tick in ticks)
    assert any(tick.companions == 0 for tick in ticks)
    assert any(tick.companions > 1 for tick in ticks)


def test_few_members_do_most(club: Club) -> None:
    by_member = Counter(event.user_id for event in past(club) if isinstance(event, MessageSent))
    amounts = sorted(by_member.values(), reverse=True)
    assert sum(amounts[: len(amounts) // 5]) > sum(amounts) / 2


def test_only_members_take_part_and_only_the_crew_announces(club: Club) -> None:
    members, crew = {person.id for person in club.crowd}, {person.id for person in club.crew}
    closed = {place.channel.id for place in club.places if place.crew_only}
    for event in past(club):
        assert event.user_id in members
        if isinstance(event, MessageSent) and event.channel_id in closed:
            assert event.user_id in crew
