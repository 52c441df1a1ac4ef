from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.engine.events import EventKind
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import boosts, reversals
from synapse.services.boosts import Boost
from tests.services.admin.conftest import ADMIN, Log, rules_now
from tests.services.conftest import GUILD

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)
"""Ahead of the real present, so that the rules still know what was over by then."""
SPAN = {"starts_at": NOW, "ends_at": NOW + timedelta(days=2)}
DOUBLE = {"name": "Double XP", "multipliers": {"message_sent": {"xp": 2}}, **SPAN}
ROLE = 4242


@pytest.fixture(autouse=True)
async def role(live_engine: AsyncEngine, people: int) -> None:
    async with driver_transaction(live_engine) as connection:
        await connection.execute("INSERT INTO roles (guild_id, id, name) VALUES ($1, $2, 'Helper')", people, ROLE)


async def make(engine: AsyncEngine, **values: Any) -> Boost:  # noqa: ANN401 - any field of a boost
    return await boosts.create(engine, actor=ADMIN, guild_id=GUILD, values={**DOUBLE, **values}, now=NOW)


async def change(engine: AsyncEngine, boost: Boost, **values: Any) -> Boost:  # noqa: ANN401 - as above
    return await boosts.update(
        engine, actor=ADMIN, guild_id=GUILD, boost_id=boost.id, version=boost.version, values=values
    )


async def end(engine: AsyncEngine, boost: Boost, at: datetime = NOW) -> Boost:
    return await boosts.end(engine, actor=ADMIN, guild_id=GUILD, boost_id=boost.id, version=boost.version, now=at)


async def test_a_boost_is_in_the_rules_in_the_log_and_can_be_undone(live_engine: AsyncEngine, log: Log) -> None:
    made = await make(live_engine)
    assert made.running(NOW)
    assert not made.running(NOW - timedelta(seconds=1))
    assert not made.running(NOW + timedelta(days=2))
    [boost] = (await rules_now(live_engine)).boosts
    assert (boost.id, boost.name, boost.role_id) == (made.id, "Double XP", None)
    assert boost.multipliers[EventKind.MESSAGE_SENT].xp == Decimal(2)
    [entry] = await log()
    assert (entry.subject, entry.action, entry.before) == (f"boost:{made.id}", "create", None)
    assert entry.after == {
        "active": True,
        "name": "Double XP",
        "role_id": None,
        "starts_at": NOW.isoformat(),
        "ends_at": (NOW + timedelta(days=2)).isoformat(),
        "multipliers.message_sent": {"xp": "2", "stars": "1"},
    }
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW)
    assert (await rules_now(live_engine)).boosts == ()


async def test_fields_change_alone_and_multipliers_as_a_whole(live_engine: AsyncEngine, log: Log) -> None:
    made = await make(live_engine)
    renamed = await change(live_engine, made, name="Triple XP")
    assert (renamed.version, renamed.multipliers, renamed.ends_at) == (2, made.multipliers, made.ends_at)
    changed = await change(
        live_engine, renamed, role_id=ROLE, starts_at=None, multipliers={"voice_tick": {"stars": "1.50"}}
    )
    assert changed.role_id == ROLE
    assert list(changed.multipliers) == [EventKind.VOICE_TICK]
    entry = (await log())[-1]
    assert entry.before == {
        "role_id": None,
        "starts_at": NOW.isoformat(),
        "multipliers.message_sent": {"xp": "2", "stars": "1"},
        "multipliers.voice_tick": None,
    }
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW)
    [back] = await boosts.boosts(live_engine, GUILD)
    assert (back.role_id, back.starts_at, back.multipliers) == (None, NOW, made.multipliers)
    with pytest.raises(Conflict, match="changed this boost"):
        await change(live_engine, made, name="Late")


async def test_what_runs_ends_now_and_what_does_not_is_out_of_force(live_engine: AsyncEngine) -> None:
    made = await make(live_engine)
    ended = await end(live_engine, made, NOW + timedelta(hours=1))
    assert (ended.ends_at, ended.active) == (NOW + timedelta(hours=1), True)
    with pytest.raises(Conflict, match="over already"):
        await end(live_engine, ended, NOW + timedelta(hours=2))
    planned = await make(live_engine, starts_at=NOW + timedelta(days=1))
    off = await end(live_engine, planned)
    assert (off.active, off.running(NOW + timedelta(days=1))) == (False, False)
    of_role = await make(live_engine, role_id=ROLE, starts_at=None, ends_at=None)
    assert of_role.running(NOW)
    assert not (await end(live_engine, of_role)).active
    assert [each.id for each in (await rules_now(live_engine)).boosts] == [made.id]
    with pytest.raises(Conflict, match="over already"):
        await end(live_engine, off)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"starts_at": None}, "needs a start and an end"),
        ({"ends_at": NOW}, "end after it starts"),
        ({"multipliers": {}}, "changes nothing"),
        ({"multipliers": {"message_sent": {"xp": 1}}}, "changes nothing"),
        ({"multipliers": {"level_reached": {"xp": 2}}}, "no multipliers for level_reached"),
        ({"multipliers": {"message_sent": {"xp": 11}}}, "greatest value is 10"),
        ({"name": " "}, "too short"),
        ({"role_id": GUILD}, "Everybody has this role"),
        ({"starts_at": NOW - timedelta(days=3), "ends_at": NOW - timedelta(days=2)}, "over already"),
        ({"ends_at": datetime(2030, 6, 1), "starts_at": datetime(2030, 5, 1)}, "time zone"),  # noqa: DTZ001 - on purpose
    ],
)
async def test_what_makes_no_sense_is_refused(live_engine: AsyncEngine, values: dict[str, Any], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        await make(live_engine, **values)
    assert await boosts.boosts(live_engine, GUILD) == []


async def test_what_is_not_there_and_too_many_are_refused(
    live_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFound, match="no role 77"):
        await make(live_engine, role_id=77)
    made = await make(live_engine)
    with pytest.raises(NotFound, match="no role 77"):
        await change(live_engine, made, role_id=77)
    with pytest.raises(NotFound, match="no such boost"):
        await boosts.end(live_engine, actor=ADMIN, guild_id=GUILD, boost_id=made.id + 1, version=1, now=NOW)
    monkeypatch.setattr(boosts, "MOST", 1)
    with pytest.raises(Conflict, match="1 boosts at most"):
        await make(live_engine)
    await end(live_engine, made, NOW + timedelta(hours=1))
    later = {"starts_at": NOW + timedelta(days=3), "ends_at": NOW + timedelta(days=4)}
    values = {**DOUBLE, **later}
    await boosts.create(live_engine, actor=ADMIN, guild_id=GUILD, values=values, now=NOW + timedelta(days=1))


async def test_an_undo_that_does_not_fit_any_more_is_refused(live_engine: AsyncEngine, log: Log) -> None:
    made = await make(live_engine)
    moved = await change(live_engine, made, starts_at=NOW + timedelta(hours=10))
    await change(live_engine, moved, ends_at=NOW + timedelta(days=9), starts_at=NOW + timedelta(days=8))
    entries = await log()
    with pytest.raises(Conflict, match="changed again after that"):
        await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=entries[1].id, now=NOW)


async def test_a_change_of_what_is_gone_cannot_be_undone(live_engine: AsyncEngine, log: Log) -> None:
    made = await make(live_engine)
    await change(live_engine, made, name="Other")
    async with driver_transaction(live_engine) as connection:
        await connection.execute("DELETE FROM boosts")
    with pytest.raises(Conflict):
        await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=(await log())[-1].id, now=NOW)
