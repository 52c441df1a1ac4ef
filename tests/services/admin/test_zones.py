from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.engine.events import EventKind
from synapse.engine.rules import ZoneMultiplier
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import zones
from synapse.services.zones import Zone
from tests.services.admin.conftest import ADMIN, OTHER, Log, rules_now
from tests.services.conftest import GUILD

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]


async def zone(engine: AsyncEngine, name: str) -> Zone:
    return next(each for each in await zones.zones(engine, GUILD) if each.name == name)


async def test_a_new_zone_is_in_the_rules_and_in_the_log(live_engine: AsyncEngine, log: Log) -> None:
    made = await zones.create(
        live_engine,
        actor=ADMIN,
        guild_id=GUILD,
        values={"name": " Lab ", "multipliers": {"message_sent": {"xp": "1.50"}}},
        reason="new",
    )

    assert (made.name, made.active, made.version) == ("Lab", True, 2)
    assert (await rules_now(live_engine)).zones[made.id].multipliers == {
        EventKind.MESSAGE_SENT: ZoneMultiplier(Decimal("1.5"), Decimal(1))
    }
    [entry] = await log()
    assert (entry.actor_id, entry.address, entry.action, entry.reason) == (7, "127.0.0.1", "create", "new")
    assert entry.subject == f"zone:{made.id}"
    assert entry.before is None
    assert entry.after == {
        "name": "Lab",
        "description": "",
        "active": True,
        "multipliers.message_sent": {"xp": "1.5", "stars": "1"},
    }


async def test_a_channel_moves_only_when_it_is_said_so(live_engine: AsyncEngine, log: Log) -> None:
    memes = await zone(live_engine, "memes")
    assert memes.channel_ids == (12,)
    values = {"name": "Fun", "channel_ids": [12]}
    with pytest.raises(Conflict, match="in the zone memes"):
        await zones.create(live_engine, actor=ADMIN, guild_id=GUILD, values=values)
    assert await log() == ()

    fun = await zones.create(live_engine, actor=ADMIN, guild_id=GUILD, values=values, move_channels=True)

    assert fun.channel_ids == (12,)
    assert (await zone(live_engine, "memes")).channel_ids == ()
    [entry] = await log()
    assert entry.before == {"channels.12": memes.id}
    assert entry.after is not None
    assert entry.after["channels.12"] == fun.id


async def test_a_zone_that_is_not_in_force_holds_no_channels(live_engine: AsyncEngine) -> None:
    memes = await zone(live_engine, "memes")
    off = await zones.set_active(
        live_engine, actor=ADMIN, guild_id=GUILD, zone_id=memes.id, version=memes.version, active=False
    )
    assert (off.active, off.channel_ids) == (False, (12,))
    assert 12 not in (await rules_now(live_engine)).zone_of_channel

    fun = await zones.create(live_engine, actor=ADMIN, guild_id=GUILD, values={"name": "Fun", "channel_ids": [12]})
    assert fun.channel_ids == (12,)
    off = await zone(live_engine, "memes")
    on = await zones.set_active(
        live_engine, actor=ADMIN, guild_id=GUILD, zone_id=memes.id, version=off.version, active=True
    )
    assert (on.active, on.channel_ids) == (True, ())


async def test_updating_changes_what_is_given(live_engine: AsyncEngine, log: Log) -> None:
    memes = await zone(live_engine, "memes")

    async def update(version: int, **values: object) -> Zone:
        return await zones.update(
            live_engine, actor=ADMIN, guild_id=GUILD, zone_id=memes.id, version=version, values=values
        )

    renamed = await update(memes.version, name="Memes!", description="Fun.")
    assert (renamed.name, renamed.description, renamed.channel_ids) == ("Memes!", "Fun.", (12,))
    moved = await update(renamed.version, channel_ids=[], multipliers={"voice_tick": {"stars": "2"}})
    assert moved.channel_ids == ()
    assert moved.multipliers == {EventKind.VOICE_TICK: ZoneMultiplier(Decimal(1), Decimal(2))}
    assert [entry.action for entry in await log()] == ["update", "update"]

    same = await update(moved.version, name="Memes!", channel_ids=[])
    assert same == moved
    assert len(await log()) == 2


async def test_nobody_overwrites_what_somebody_else_changed(live_engine: AsyncEngine, log: Log) -> None:
    memes = await zone(live_engine, "memes")
    for version in (memes.version + 1, memes.version - 1):
        with pytest.raises(Conflict, match="Somebody else"):
            await zones.update(
                live_engine, actor=ADMIN, guild_id=GUILD, zone_id=memes.id, version=version, values={"name": "X"}
            )
        with pytest.raises(Conflict, match="Somebody else"):
            await zones.set_active(
                live_engine, actor=ADMIN, guild_id=GUILD, zone_id=memes.id, version=version, active=False
            )
    assert await log() == ()


@pytest.mark.parametrize(
    ("values", "error", "path"),
    [
        ({"name": "  "}, Invalid, ("name",)),
        ({"name": "x" * 61}, Invalid, ("name",)),
        ({"name": "a\x00b"}, Invalid, ("name",)),
        ({"name": None}, Invalid, ("name",)),
        ({"nom": "x"}, Invalid, ("nom",)),
        ({"name": "MEMES"}, Conflict, ("name",)),
        ({"name": "x", "channel_ids": [999]}, NotFound, ("channel_ids",)),
        ({"name": "x", "multipliers": {"award_given": {}}}, Invalid, ("multipliers", "award_given")),
        ({"name": "x", "multipliers": {"voice_tick": {"xp": 101}}}, Invalid, ("multipliers", "voice_tick", "xp")),
    ],
)
async def test_wrong_values_change_nothing(
    live_engine: AsyncEngine, log: Log, values: dict[str, object], error: type[Exception], path: tuple[str, ...]
) -> None:
    memes = await zone(live_engine, "general")
    with pytest.raises(error) as caught:
        await zones.create(live_engine, actor=ADMIN, guild_id=GUILD, values={"name": "Lab", **values})
    assert getattr(caught.value, "path")[: len(path)] == path  # noqa: B009 - the error's type is a parameter
    with pytest.raises(error):
        await zones.update(
            live_engine, actor=ADMIN, guild_id=GUILD, zone_id=memes.id, version=memes.version, values=values
        )
    assert await log() == ()
    assert await zone(live_engine, "general") == memes


async def test_every_fault_is_told(live_engine: AsyncEngine) -> None:
    with pytest.raises(Invalid) as caught:
        await zones.create(live_engine, actor=ADMIN, guild_id=GUILD, values={"name": "", "channel_ids": "x"})
    assert [caught.value.path, *(each.path for each in caught.value.others)] == [("name",), ("channel_ids",)]


async def test_a_name_of_a_zone_out_of_force_is_taken(live_engine: AsyncEngine) -> None:
    memes = await zone(live_engine, "memes")
    await zones.set_active(
        live_engine, actor=ADMIN, guild_id=GUILD, zone_id=memes.id, version=memes.version, active=False
    )
    with pytest.raises(Conflict, match="reactivate it"):
        await zones.create(live_engine, actor=ADMIN, guild_id=GUILD, values={"name": "memes"})


async def test_another_guilds_zone_is_not_there(live_engine: AsyncEngine) -> None:
    memes = await zone(live_engine, "memes")
    async with driver_transaction(live_engine) as connection:
        await connection.execute("INSERT INTO guilds (guild_id, name) VALUES ($1, 'Other')", OTHER)
    for guild in (OTHER, 5):
        with pytest.raises(NotFound):
            await zones.update(
                live_engine, actor=ADMIN, guild_id=guild, zone_id=memes.id, version=memes.version, values={"name": "X"}
            )
    assert await zone(live_engine, "memes") == memes


async def test_there_is_an_end_to_zones(live_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "MOST", 3)
    with pytest.raises(Conflict, match="3 zones"):
        await zones.create(live_engine, actor=ADMIN, guild_id=GUILD, values={"name": "One more"})
