"""What events become in the database."""

import random
from datetime import timedelta

import pytest

from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.engine.facts import read
from synapse.engine.reward import Cut
from tests.services.conftest import GUILD, NOW, Look
from tests.services.ingest.conftest import ADA, BOB, EVE, FIRST, Agrees, Happenings, Open

TOTALS = "SELECT xp, stars, messages, reactions_given, reactions_received, threads, voice_minutes FROM members"


async def test_every_kind_of_event_is_rewarded_and_adds_up(
    opened: Open, happens: Happenings, look: Look, agrees: Agrees
) -> None:
    async with opened() as ingest:
        for event in (
            happens.message(ADA, number=1),
            *happens.reaction(BOB, ADA, 1),
            happens.thread(ADA, number=77),
            happens.tick(ADA),
        ):
            ingest.put(event)
        await ingest.drain()
        assert (ingest.accepted, ingest.settled, ingest.waiting) == (5, 5, 0)
    assert await look(f"{TOTALS} WHERE user_id = {ADA}") == [(38, 5, 1, 0, 1, 1, 10)]
    assert await look(f"{TOTALS} WHERE user_id = {BOB}") == [(2, 1, 0, 1, 0, 0, 0)]
    await agrees()


async def test_the_same_event_counts_once_however_it_comes(
    opened: Open, happens: Happenings, look: Look, agrees: Agrees
) -> None:
    first, second = happens.message(number=1), happens.message(at=60, number=2)
    async with opened() as ingest:
        ingest.put(first)
        ingest.put(first)
        await ingest.drain()
        ingest.put(first)
        await ingest.drain()
        assert ingest.counters.repeated == 2
    async with opened() as another_process:
        another_process.put(first)
        another_process.put(second)
        await another_process.drain()
        assert (another_process.counters.duplicates, another_process.counters.committed) == (1, 1)
    assert await look("SELECT xp, messages FROM members") == [(30, 2)]
    await agrees()


async def test_a_duplicate_does_not_move_a_window(opened: Open, happens: Happenings, look: Look) -> None:
    seen_before = happens.message(at=0, number=1)
    async with opened() as ingest:
        ingest.put(seen_before)
        await ingest.drain()
    late_copy = happens.message(at=45, number=1)
    async with opened() as ingest:
        ingest.put(late_copy)
        ingest.put(happens.message(at=50, number=2))
        await ingest.drain()
    # 50 s after the only message that there was: no cooldown. The copy, 5 s before it, must not count.
    assert await look("SELECT xp FROM events WHERE event_key = :key", key=f"m{FIRST + 2}") == [(15,)]


async def test_windows_are_read_back_after_a_restart(opened: Open, happens: Happenings, look: Look) -> None:
    async with opened() as ingest:
        ingest.put(happens.message(at=0, number=1))
        for message in (1, 5, 6):
            for event in happens.reaction(BOB, ADA, message, at=message):
                ingest.put(event)
        await ingest.drain()
    async with opened() as ingest:
        ingest.put(happens.message(at=20, number=2))
        for event in happens.reaction(BOB, ADA, 7, at=30):
            ingest.put(event)
        await ingest.drain()
    statement = "SELECT xp, stars, facts -> 'cuts' FROM events WHERE event_key = :key"
    assert await look(statement, key=f"m{FIRST + 2}") == [(0, 0, [Cut.COOLDOWN])]
    assert await look(statement, key=f"r{FIRST + 7}:{BOB}") == [(3, 0, [Cut.PAIR_CAP])]


async def test_levels_and_achievements_follow_and_are_announced(
    opened: Open, happens: Happenings, look: Look, agrees: Agrees
) -> None:
    async with opened() as ingest:
        for number in range(10):
            ingest.put(happens.message(at=60 * number, channel=12 if number % 2 else 11))
        await ingest.drain()
        assert (ingest.counters.levels, ingest.counters.achievements) == (0, 1)
        for number in range(10, 20):
            ingest.put(happens.message(at=60 * number))
        await ingest.drain()
        assert ingest.counters.levels == 1
    assert await look("SELECT kind, state, payload ->> 'level', payload ->> 'name' FROM announcements ORDER BY id") == [
        ("achievement", "pending", None, "First Steps"),
        ("level_up", "pending", "2", None),
    ]
    assert await look("SELECT level, gold FROM members") == [(2, 50)]
    assert await look("SELECT count(*) FROM member_achievements") == [(1,)]
    await agrees()


async def test_what_happened_before_is_never_posted(opened: Open, happens: Happenings, look: Look) -> None:
    async with opened(announce_after=NOW + timedelta(days=1)) as ingest:
        for number in range(10):
            ingest.put(happens.message(at=60 * number))
        await ingest.drain()
    assert await look("SELECT DISTINCT state FROM announcements") == [("skipped",)]


async def test_an_achievement_of_a_zone_counts_the_events_there(
    opened: Open, happens: Happenings, look: Look, agrees: Agrees
) -> None:
    await look(
        "INSERT INTO achievements (guild_id, name, trigger, threshold, zone_id, scope) "
        "SELECT guild_id, 'Memelord', 'zone_events', 2, id, 'season' FROM zones WHERE name ILIKE 'memes'"
    )
    async with opened() as ingest:
        ingest.put(happens.message(channel=12))
        ingest.put(happens.message(channel=11, at=60))
        await ingest.drain()
        assert ingest.counters.achievements == 0
        ingest.put(happens.message(channel=12, at=120))
        await ingest.drain()
        assert ingest.counters.achievements == 1
    await agrees()


async def test_one_notice_for_a_batch(opened: Open, happens: Happenings, listener: Listener) -> None:
    heard: list[Notice] = []
    listener.on_notice(heard.append)
    async with opened(max_delay_ms=10_000) as ingest:
        for number in range(12):
            ingest.put(happens.message(at=60 * number))
        await ingest.drain()
        marker = happens.message(EVE, at=9999)
        ingest.put(marker)
        await ingest.drain()
    activity = [notice for notice in heard if notice.topic is Topic.ACTIVITY]
    assert activity[0] == Notice(Topic.ACTIVITY, GUILD, frozenset({Part.TOTALS, Part.FEED, Part.ANNOUNCEMENTS}))
    assert len(activity) <= 2


async def test_streaks_follow_active_days_in_any_order(
    opened: Open, happens: Happenings, look: Look, agrees: Agrees
) -> None:
    day = 86_400
    async with opened() as ingest:
        for at in (0, 1 * day, 5 * day):
            ingest.put(happens.message(at=at))
            await ingest.drain()
        assert await look("SELECT streak FROM members") == [(1,)]
        ingest.put(happens.message(at=4 * day))
        await ingest.drain()
        assert await look("SELECT streak FROM members") == [(2,)]
        ingest.put(happens.message(at=2 * day))
        ingest.put(happens.message(at=3 * day))
        await ingest.drain()
        assert await look("SELECT streak FROM members") == [(6,)]
        for at in (8 * day, 6 * day):
            ingest.put(happens.message(at=at))
        await ingest.drain()
        assert await look("SELECT streak, longest_streak FROM members") == [(8, 8)]
        ingest.put(happens.message(at=11 * day))
        await ingest.drain()
        assert await look("SELECT streak, longest_streak FROM members") == [(1, 8)]
    await agrees()


@pytest.mark.parametrize("grace", [0, 1, 2])
async def test_streaks_are_exact_however_days_come(
    grace: int, opened: Open, happens: Happenings, look: Look, agrees: Agrees
) -> None:
    draw = random.Random(grace)  # noqa: S311 - days by seed, not secret
    await look(
        "UPDATE guilds SET settings = settings || "
        "jsonb_build_object('streaks', jsonb_build_object('grace_days', cast(:grace AS integer)))",
        grace=grace,
    )
    active = {user: {day for day in range(30) if draw.random() < 0.7} for user in range(201, 221)}
    moments = [(user, day) for user, days in active.items() for day in days]
    draw.shuffle(moments)
    moments.sort(key=lambda moment: moment[1] + draw.choice((0, 0, 0, 6)))
    async with opened() as ingest:
        for user, day in moments:
            ingest.put(happens.message(user, at=day * 86_400))
            if draw.random() < 0.2:
                await ingest.drain()
        await ingest.drain()
    await agrees()
    kept = await look("SELECT user_id, streak, longest_streak FROM members WHERE user_id > 200 ORDER BY user_id")
    assert kept == [(user, *streaks_by_definition(days, grace)) for user, days in sorted(active.items())]


def streaks_by_definition(days: set[int], grace: int) -> tuple[int, int]:
    """The streak as of the last active day, and the longest one."""

    def of(last: int) -> int:
        first = last
        while first - 1 >= min(days) and all(
            sum(day not in days for day in range(start, min(start + 7, last + 1))) <= grace
            for start in range(first - 1, last + 1)
        ):
            first -= 1
        return sum(first <= day <= last for day in days)

    return of(max(days)), max(of(day) for day in days)


async def test_days_follow_the_guilds_time_zone(opened: Open, happens: Happenings, look: Look, agrees: Agrees) -> None:
    await look("""UPDATE guilds SET settings = jsonb_set(settings, '{time_zone}', '"Pacific/Auckland"')""")
    async with opened() as ingest:
        ingest.put(happens.message())
        await ingest.drain()
    assert await look("SELECT day::text FROM member_days") == [("2026-03-02",)]
    await agrees()


async def test_nothing_is_recorded_of_who_opted_out_or_of_a_foreign_guild(
    opened: Open, happens: Happenings, look: Look
) -> None:
    async with opened() as ingest:
        ingest.untracked.add((GUILD, EVE))
        given, received = happens.reaction(EVE, ADA, 1)
        for event in (happens.message(EVE), given, received, happens.message(guild=5)):
            ingest.put(event)
        ingest.put(happens.message(ADA))
        await ingest.drain()
        assert (ingest.counters.untracked, ingest.counters.unknown) == (3, 1)
    assert await look("SELECT DISTINCT user_id FROM events") == [(ADA,)]


async def test_a_journal_row_tells_how_its_reward_came_about(opened: Open, happens: Happenings, look: Look) -> None:
    sent = happens.message(channel=12, number=9)
    async with opened() as ingest:
        ingest.put(sent)
        await ingest.drain()
    (row,) = await look(
        "SELECT user_id, kind, channel_id, parent_id, event_key, xp, stars, facts, occurred_at FROM events"
    )
    names = ("user_id", "kind", "channel_id", "parent_id", "event_key", "xp", "stars", "facts", "occurred_at")
    event, reward = read(GUILD, dict(zip(names, row, strict=True)))
    assert event == sent
    assert (reward.base_xp, reward.xp, reward.factors[0].source) == (15, 7, "zone")
