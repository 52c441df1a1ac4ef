"""Two admins at the same thing: the second is told what the first changed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.services import achievements, reversals, seasons, settings, zones
from synapse.services.changes import Actor
from synapse.services.versions import MOST, Outdated
from synapse.services.zones import Zone
from tests.services.admin.conftest import ADMIN, Log
from tests.services.conftest import GUILD, NOW

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

SECOND = Actor(8)


async def memes(engine: AsyncEngine) -> Zone:
    return next(each for each in await zones.zones(engine, GUILD) if each.name == "memes")


async def update(engine: AsyncEngine, zone: Zone, actor: Actor = ADMIN, **values: object) -> Zone:
    return await zones.update(
        engine,
        actor=actor,
        guild_id=GUILD,
        zone_id=zone.id,
        version=zone.version,
        values=values,
        move_channels=True,
    )


async def test_of_a_zone_every_change_since_is_told_oldest_first(live_engine: AsyncEngine, log: Log) -> None:
    before = await memes(live_engine)
    once = await update(live_engine, before, name="Fun")
    await update(live_engine, once, description="Laugh.")

    with pytest.raises(Outdated, match="Somebody else changed this zone") as refused:
        await update(live_engine, before, SECOND, name="Mine")

    assert refused.value.path == ("version",)
    assert [(entry.actor_id, entry.after) for entry in refused.value.meanwhile] == [
        (7, {"name": "Fun"}),
        (7, {"description": "Laugh."}),
    ]
    with pytest.raises(Outdated) as refused:
        await update(live_engine, once, SECOND, name="Mine")
    assert [entry.after for entry in refused.value.meanwhile] == [{"description": "Laugh."}]
    assert len(await log()) == 2
    assert (await memes_or_fun(live_engine)).name == "Fun"


async def memes_or_fun(engine: AsyncEngine) -> Zone:
    return next(each for each in await zones.zones(engine, GUILD) if each.name in {"memes", "Fun"})


async def test_a_channel_that_another_zone_took_is_a_change_too(live_engine: AsyncEngine, log: Log) -> None:
    before = await memes(live_engine)
    taker = await zones.create(
        live_engine, actor=ADMIN, guild_id=GUILD, values={"name": "Taker", "channel_ids": [12]}, move_channels=True
    )
    [taken] = await log()
    with pytest.raises(Outdated) as refused:
        await update(live_engine, before, SECOND, channel_ids=[12])
    assert [entry.subject for entry in refused.value.meanwhile] == [f"zone:{taker.id}"]

    after = await memes(live_engine)
    assert (after.channel_ids, after.version) == ((), before.version + 1)
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=taken.id, now=NOW)
    with pytest.raises(Outdated) as refused:
        await update(live_engine, after, SECOND, channel_ids=[])
    assert [entry.action for entry in refused.value.meanwhile] == ["revert"]
    assert (await memes(live_engine)).channel_ids == (12,)


async def test_a_version_that_never_was_is_refused_without_a_tale(live_engine: AsyncEngine) -> None:
    zone = await memes(live_engine)
    with pytest.raises(Outdated) as refused:
        await zones.set_active(
            live_engine, actor=SECOND, guild_id=GUILD, zone_id=zone.id, version=zone.version + 1, active=False
        )
    assert refused.value.meanwhile == ()


async def test_no_more_is_told_than_a_person_reads(live_engine: AsyncEngine) -> None:
    first = zone = await memes(live_engine)
    for number in range(MOST + 2):
        zone = await update(live_engine, zone, description=f"Try {number}")
    with pytest.raises(Outdated) as refused:
        await update(live_engine, first, SECOND, name="Mine")
    told = refused.value.meanwhile
    assert len(told) == MOST
    assert told[-1].after == {"description": f"Try {MOST + 1}"}


async def test_of_the_settings(live_engine: AsyncEngine) -> None:
    await settings.update(live_engine, actor=ADMIN, guild_id=GUILD, version=1, values={"motto": "First"})
    with pytest.raises(Outdated, match="the settings") as refused:
        await settings.update(live_engine, actor=SECOND, guild_id=GUILD, version=1, values={"motto": "Second"})
    assert [entry.after for entry in refused.value.meanwhile] == [{"motto": "First"}]


async def test_of_an_achievement(live_engine: AsyncEngine) -> None:
    there = (await achievements.templates(live_engine, GUILD))[0]
    about: dict[str, Any] = {"guild_id": GUILD, "achievement_id": there.id, "version": there.version}
    await achievements.update(live_engine, actor=ADMIN, **about, values={"xp": 77})
    with pytest.raises(Outdated, match="this achievement") as refused:
        await achievements.set_active(live_engine, actor=SECOND, **about, active=False)
    assert [(entry.before, entry.after) for entry in refused.value.meanwhile] == [({"xp": there.xp}, {"xp": 77})]


async def test_of_a_season_that_was_rolled(live_engine: AsyncEngine) -> None:
    [running] = await seasons.seasons(live_engine, GUILD)
    now = running.starts_at + timedelta(days=1)
    await seasons.roll(live_engine, actor=ADMIN, guild_id=GUILD, closing=running.id, name="Next", now=now)
    with pytest.raises(Outdated, match="rolled already") as refused:
        await seasons.roll(live_engine, actor=SECOND, guild_id=GUILD, closing=running.id, name="Mine", now=now)
    [entry] = refused.value.meanwhile
    assert (entry.actor_id, entry.after and entry.after["name"]) == (7, "Next")
