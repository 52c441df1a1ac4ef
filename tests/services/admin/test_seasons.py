from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import awards, reversals, seasons
from synapse.services.seasons import Rolled
from tests.services.admin.conftest import ADA, ADMIN, Log, Recount, rules_now, tables
from tests.services.conftest import GUILD, NOW, Look

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

LATER = NOW + timedelta(days=30)


async def running(engine: AsyncEngine) -> int:
    return (await rules_now(engine)).season.id


async def roll(
    engine: AsyncEngine,
    name: str = "Spring",
    *,
    closing: int | None = None,
    now: datetime = LATER,
    ends_at: datetime | None = None,
) -> Rolled:
    closing = closing or await running(engine)
    return await seasons.roll(engine, actor=ADMIN, guild_id=GUILD, closing=closing, name=name, now=now, ends_at=ends_at)


async def award(engine: AsyncEngine, key: str, now: datetime) -> None:
    values = {"user_id": ADA, "gold": 1, "reason": "Thanks", "idempotency_key": key}
    await awards.give(engine, actor=ADMIN, guild_id=GUILD, values=values, now=now)


async def revert(engine: AsyncEngine, entry_id: int, now: datetime = LATER) -> int:
    return (await reversals.revert(engine, actor=ADMIN, guild_id=GUILD, entry_id=entry_id, now=now)).id


async def test_one_ends_as_the_next_begins(live_engine: AsyncEngine, log: Log, recount: Recount) -> None:
    await award(live_engine, "before", NOW)
    rolled = await roll(live_engine, ends_at=LATER + timedelta(days=90))
    assert rolled.closed.ends_at == rolled.opened.starts_at == LATER
    assert await running(live_engine) == rolled.opened.id
    assert [each.id for each in await seasons.seasons(live_engine, GUILD)] == [rolled.opened.id, rolled.closed.id]
    entry = (await log())[-1]
    assert (entry.subject, entry.action) == (f"season:{rolled.opened.id}", "roll")
    await award(live_engine, "after", LATER)
    await recount()


async def test_a_repeated_request_does_not_end_the_next_one(live_engine: AsyncEngine, log: Log) -> None:
    first = await running(live_engine)
    await roll(live_engine)
    with pytest.raises(Conflict, match="already"):
        await roll(live_engine, "Summer", closing=first, now=LATER + timedelta(1))
    assert len(await log()) == 1


async def test_what_cannot_be_rolled(live_engine: AsyncEngine, log: Log, look: Look) -> None:
    with pytest.raises(Invalid):
        await roll(live_engine, " ")
    with pytest.raises(Invalid, match="later than now"):
        await roll(live_engine, ends_at=LATER)
    with pytest.raises(Conflict, match="not begun"):
        await roll(live_engine, now=NOW - timedelta(days=9999))
    [(name,)] = await look("SELECT name FROM seasons")
    with pytest.raises(Conflict, match="season called"):
        await roll(live_engine, name.upper())
    with pytest.raises(NotFound):
        await seasons.roll(live_engine, actor=ADMIN, guild_id=5, closing=1, name="X", now=NOW)
    assert await log() == ()


async def test_a_roll_is_taken_back_and_done_again(live_engine: AsyncEngine, log: Log) -> None:
    before = await tables(live_engine)
    await roll(live_engine, ends_at=LATER + timedelta(days=90))
    after = await tables(live_engine)
    [entry] = await log()

    back = await revert(live_engine, entry.id, LATER + timedelta(hours=1))
    assert await tables(live_engine) == before
    assert len(await seasons.seasons(live_engine, GUILD)) == 1
    again = await revert(live_engine, back, LATER + timedelta(hours=2))
    assert await tables(live_engine) == after
    await revert(live_engine, again, LATER)
    assert await tables(live_engine) == before


async def test_what_was_earned_in_the_new_season_is_not_lost(live_engine: AsyncEngine, log: Log) -> None:
    await roll(live_engine)
    await award(live_engine, "one", LATER)
    with pytest.raises(Conflict, match="1 members have earned"):
        await revert(live_engine, (await log())[0].id)


async def test_what_was_earned_since_a_reversal_is_not_moved(live_engine: AsyncEngine, log: Log, look: Look) -> None:
    await roll(live_engine)
    back = await revert(live_engine, (await log())[0].id)
    [(at,)] = await look("SELECT max(at) FROM audit_log")
    await award(live_engine, "one", at)
    with pytest.raises(Conflict, match="would end before"):
        await revert(live_engine, back)


async def test_only_the_last_roll_is_taken_back(live_engine: AsyncEngine, log: Log) -> None:
    await roll(live_engine)
    await roll(live_engine, "Summer", now=LATER + timedelta(days=1))
    with pytest.raises(Conflict, match="rolled again"):
        await revert(live_engine, (await log())[0].id)
