"""Weeks are won once, paid through the journal, and the role goes on from week to week."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.engine.events import MessageSent
from synapse.errors import Conflict
from synapse.services import level_role_work as work
from synapse.services import own, settings, weeks
from synapse.services.changes import Actor
from synapse.services.privacy import Reader
from tests.services.admin.conftest import rules_now
from tests.services.conftest import GUILD, Look
from tests.services.ingest.conftest import ADA, BOB, EVE, FIRST, Agrees, Open

pytestmark = pytest.mark.live

ADMIN = Actor(7)

MONDAY = date(2026, 3, 2)
ROLE = 4242
IN_WEEK = datetime(2026, 3, 4, 12, tzinfo=UTC)
AFTER = datetime(2026, 3, 9, 0, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def role(live_engine: AsyncEngine, club: int) -> None:
    async with driver_transaction(live_engine) as connection:
        await connection.execute("INSERT INTO roles (guild_id, id, name) VALUES ($1, $2, 'Best')", club, ROLE)


async def choose(engine: AsyncEngine, **values: Any) -> None:  # noqa: ANN401 - of any setting
    version = (await settings.settings(engine, GUILD)).version
    named = {f"weekly.{name}": value for name, value in values.items()}
    await settings.update(engine, actor=ADMIN, guild_id=GUILD, version=version, values=named)


async def talk(opened: Open, at: datetime, **messages: int) -> None:
    """Members write so many messages each that earn."""
    users = {"ada": ADA, "bob": BOB, "eve": EVE}
    async with opened() as pipeline:
        for name, count in messages.items():
            for number in range(count):
                when = at + timedelta(minutes=number)
                pipeline.put(
                    MessageSent(
                        guild_id=GUILD,
                        user_id=users[name],
                        channel_id=11,
                        occurred_at=when,
                        message_id=FIRST + int(when.timestamp()) * 1000 + users[name],
                        length=20,
                    )
                )
        await pipeline.drain()


async def roles_due(engine: AsyncEngine) -> list[tuple[int, set[int], set[int]]]:
    """What the bot would do, and does: Discord's side is the members' roles as they are kept."""
    while await work.walk(engine, GUILD):
        pass
    found = await work.tasks(engine, GUILD, limit=10)
    async with driver_transaction(engine) as connection:
        for each in found:
            own_roles = set(await connection.fetchval("SELECT role_ids FROM members WHERE user_id = $1", each.user_id))
            own_roles = own_roles - each.steps.take | each.steps.give
            await connection.execute(
                "UPDATE members SET role_ids = $2 WHERE user_id = $1", each.user_id, sorted(own_roles)
            )
    await work.done(engine, GUILD, found, {})
    return [(each.user_id, set(each.steps.give), set(each.steps.take)) for each in found if each.steps]


async def test_the_best_win_once_with_bonus_role_and_announcement(
    live_engine: AsyncEngine, opened: Open, agrees: Agrees, look: Look
) -> None:
    await choose(live_engine, winners=2, role_ids=[str(ROLE)], bonus_xp=30, bonus_gold=70)
    await talk(opened, IN_WEEK, ada=3, bob=2, eve=1)
    assert list(await weeks.close(live_engine, GUILD, now=AFTER)) == [ADA, BOB]
    assert list(await weeks.close(live_engine, GUILD, now=AFTER + timedelta(days=1))) == []
    assert await look("SELECT user_id, xp, gold FROM members WHERE xp > 0 ORDER BY user_id") == [
        (ADA, 75, 70),
        (BOB, 60, 70),
        (EVE, 15, 0),
    ]
    assert await look("SELECT event_key, user_id, xp, gold FROM events WHERE kind = 12 ORDER BY 1") == [
        ("w2026-03-02:1", ADA, 30, 70),
        ("w2026-03-02:2", BOB, 30, 70),
    ]
    assert await look("SELECT kind, user_id, payload, state FROM announcements WHERE user_id = 0") == [
        ("week", 0, {"week": "2026-03-02"}, "pending")
    ]
    await agrees()
    assert await roles_due(live_engine) == [(ADA, {ROLE}, set()), (BOB, {ROLE}, set())]
    [won] = await weeks.won(live_engine, await rules_now(live_engine), now=AFTER)
    assert [(each.place, each.member.user_id, each.xp) for each in won.winners] == [(1, ADA, 45), (2, BOB, 30)]
    assert won.week == MONDAY


async def test_the_role_goes_on_and_is_taken_back_when_nobody_is_to_win(
    live_engine: AsyncEngine, opened: Open, agrees: Agrees
) -> None:
    await choose(live_engine, winners=1, role_ids=[str(ROLE)])
    await talk(opened, IN_WEEK, ada=2, bob=1)
    await weeks.close(live_engine, GUILD, now=AFTER)
    assert await roles_due(live_engine) == [(ADA, {ROLE}, set())]
    await talk(opened, IN_WEEK + timedelta(days=7), bob=1)
    assert list(await weeks.close(live_engine, GUILD, now=AFTER + timedelta(days=7))) == [BOB]
    assert sorted(await roles_due(live_engine)) == [(ADA, set(), {ROLE}), (BOB, {ROLE}, set())]
    await choose(live_engine, winners=0)
    assert await roles_due(live_engine) == [(BOB, set(), {ROLE})]
    await agrees()


async def test_a_week_in_which_nobody_did_anything_has_no_winners(
    live_engine: AsyncEngine, opened: Open, look: Look
) -> None:
    await choose(live_engine, winners=1, role_ids=[str(ROLE)])
    await talk(opened, IN_WEEK, ada=1)
    await weeks.close(live_engine, GUILD, now=AFTER)
    await roles_due(live_engine)
    assert list(await weeks.close(live_engine, GUILD, now=AFTER + timedelta(days=7))) == []
    assert await roles_due(live_engine) == [(ADA, set(), {ROLE})]
    assert await look("SELECT count(*) FROM announcements WHERE user_id = 0") == [(1,)]


@pytest.mark.parametrize("wish", ["visibility = 1", "visibility = 2", "tracked = false", "left_at = now()"])
async def test_who_does_not_want_to_be_seen_is_passed_over(
    wish: str, live_engine: AsyncEngine, opened: Open, look: Look
) -> None:
    await choose(live_engine, winners=1)
    await talk(opened, IN_WEEK, ada=3, bob=1)
    await look(f"UPDATE members SET {wish} WHERE user_id = {ADA}")  # noqa: S608 - from above
    assert list(await weeks.close(live_engine, GUILD, now=AFTER)) == [BOB]


async def test_a_winner_who_hides_later_is_told_of_to_nobody_else_and_who_is_forgotten_is_gone(
    live_engine: AsyncEngine, opened: Open, look: Look
) -> None:
    await choose(live_engine, winners=1)
    await talk(opened, IN_WEEK, ada=1)
    await weeks.close(live_engine, GUILD, now=AFTER)
    rules = await rules_now(live_engine)
    await look(f"UPDATE members SET visibility = 2 WHERE user_id = {ADA}")  # noqa: S608 - constant
    [week] = await weeks.won(live_engine, rules, now=AFTER)
    assert week.winners == ()
    [week] = await weeks.won(live_engine, rules, now=AFTER, reader=Reader(ADA, member=True))
    assert [each.member.user_id for each in week.winners] == [ADA]
    await own.forget(live_engine, guild_id=GUILD, user_id=ADA)
    assert await look("SELECT count(*) FROM weekly_winners") == [(0,)]


async def test_weeks_follow_the_guilds_time_zone(live_engine: AsyncEngine, opened: Open) -> None:
    await settings.update(
        live_engine,
        actor=ADMIN,
        guild_id=GUILD,
        version=1,
        values={"time_zone": "America/New_York", "weekly.winners": 1},
    )
    # Sunday evening in New York is Monday in UTC.
    await talk(opened, datetime(2026, 3, 9, 2, tzinfo=UTC), ada=1)
    assert list(await weeks.close(live_engine, GUILD, now=datetime(2026, 3, 9, 4, 10, tzinfo=UTC))) == []
    assert list(await weeks.close(live_engine, GUILD, now=datetime(2026, 3, 9, 4, 15, tzinfo=UTC))) == [ADA]


async def test_a_role_that_is_not_there_is_refused(live_engine: AsyncEngine) -> None:
    with pytest.raises(Conflict, match="no role 1"):
        await settings.update(live_engine, actor=ADMIN, guild_id=GUILD, version=1, values={"weekly.role_ids": ["1"]})


async def test_a_recap_is_told_of_once_within_its_day(live_engine: AsyncEngine, look: Look) -> None:
    await choose(live_engine, recap=True, recap_day="wednesday", recap_hour=18)
    due = datetime(2026, 3, 11, 18, tzinfo=UTC)
    assert not await weeks.tell_recap(live_engine, GUILD, now=due - timedelta(seconds=1))
    assert not await weeks.tell_recap(live_engine, GUILD, now=due + weeks.RECAP_LATEST)
    assert await weeks.tell_recap(live_engine, GUILD, now=due + timedelta(hours=23))
    assert not await weeks.tell_recap(live_engine, GUILD, now=due + timedelta(hours=23))
    assert await look("SELECT kind, payload FROM announcements") == [("recap", {"week": "2026-03-02"})]
