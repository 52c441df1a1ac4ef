"""Undoing changes: what is undone is as it was, what cannot be undone says why."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.errors import Conflict, NotFound, SynapseError
from synapse.services import achievements, audit, awards, reversals, zones
from synapse.services import settings as guild_settings
from synapse.services.audit import Entry, Filter, Window
from tests.services.admin.conftest import ADA, ADMIN, OTHER, Log, Recount, tables
from tests.services.conftest import GUILD, NOW, Look

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]


async def revert(engine: AsyncEngine, entry: Entry) -> Entry:
    return await reversals.revert(engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW, reason="oops")


async def newest(engine: AsyncEngine) -> Entry:
    return (await audit.page(engine, GUILD, Filter(), Window(1))).entries[0]


async def create_zone(engine: AsyncEngine, **values: Any) -> zones.Zone:  # noqa: ANN401 - fields of any type
    return await zones.create(engine, actor=ADMIN, guild_id=GUILD, values=values, move_channels=True)


async def update_zone(engine: AsyncEngine, which: str, /, **values: Any) -> zones.Zone:  # noqa: ANN401 - as above
    zone = next(each for each in await zones.zones(engine, GUILD) if each.name == which)
    return await zones.update(
        engine,
        actor=ADMIN,
        guild_id=GUILD,
        zone_id=zone.id,
        version=zone.version,
        values=values,
        move_channels=True,
    )


async def set_up(engine: AsyncEngine, **values: Any) -> None:  # noqa: ANN401 - as above
    version = (await guild_settings.settings(engine, GUILD)).version
    await guild_settings.update(engine, actor=ADMIN, guild_id=GUILD, version=version, values=values)


async def create_achievement(engine: AsyncEngine, **values: Any) -> achievements.Template:  # noqa: ANN401 - as above
    wanted = {"name": "New", "trigger": "xp", "threshold": 5, **values}
    return await achievements.create(engine, actor=ADMIN, guild_id=GUILD, values=wanted)


async def test_a_reversal_has_a_row_of_its_own_that_names_what_it_undid(live_engine: AsyncEngine, log: Log) -> None:
    before = await tables(live_engine)
    await update_zone(live_engine, "memes", name="Fun", channel_ids=[11, 12], multipliers={})
    done = await newest(live_engine)
    back = await revert(live_engine, done)

    assert await tables(live_engine) == before
    assert (back.action, back.subject, back.reason, back.reverts) == ("revert", done.subject, "oops", done.id)
    assert (back.before, back.after) == (done.after, done.before)
    assert (await log())[0].reverted_by == back.id
    with pytest.raises(Conflict, match="reverted already"):
        await revert(live_engine, done)


async def test_what_was_made_is_put_out_of_force_and_what_it_took_goes_back(live_engine: AsyncEngine) -> None:
    before = await tables(live_engine)
    zone = await create_zone(live_engine, name="Lab", channel_ids=[12])
    made = await tables(live_engine)
    back = await revert(live_engine, await newest(live_engine))
    now = await tables(live_engine)
    assert now["channels"] == before["channels"]
    assert now["zones"] == [*before["zones"], (zone.id, "Lab", "", False)]
    await revert(live_engine, back)
    assert await tables(live_engine) == made


async def test_only_what_a_change_touched_matters(live_engine: AsyncEngine) -> None:
    await update_zone(live_engine, "memes", description="One.")
    first = await newest(live_engine)
    await update_zone(live_engine, "memes", name="Fun")
    await revert(live_engine, first)
    [zone] = [each for each in await zones.zones(live_engine, GUILD) if each.name == "Fun"]
    assert zone.description != "One."


async def test_what_came_after_stands_in_the_way_and_is_named(live_engine: AsyncEngine, look: Look) -> None:
    await update_zone(live_engine, "memes", description="One.")
    first = await newest(live_engine)
    await update_zone(live_engine, "memes", name="Fun")
    await update_zone(live_engine, "Fun", description="Two.")
    second = await newest(live_engine)
    await update_zone(live_engine, "Fun", name="Funny")
    with pytest.raises(Conflict, match=f"description changed again after that, last by entry {second.id}"):
        await revert(live_engine, first)
    await look("UPDATE zones SET description = 'By nobody' WHERE name = 'Funny'")
    with pytest.raises(Conflict, match="with something else"):
        await revert(live_engine, second)
    with pytest.raises(Conflict):
        await revert(live_engine, first)


async def test_a_channel_that_went_elsewhere_stands_in_the_way(live_engine: AsyncEngine) -> None:
    await update_zone(live_engine, "memes", channel_ids=[])
    first = await newest(live_engine)
    await create_zone(live_engine, name="Lab", channel_ids=[12])
    with pytest.raises(Conflict, match=r"channels\.12 changed again after that, with something else"):
        await revert(live_engine, first)


async def test_a_name_that_was_taken_meanwhile_stands_in_the_way(live_engine: AsyncEngine) -> None:
    await update_zone(live_engine, "memes", name="Fun")
    first = await newest(live_engine)
    await create_zone(live_engine, name="memes")
    with pytest.raises(Conflict, match="called memes already"):
        await revert(live_engine, first)


async def test_a_setting_that_is_no_longer_possible_is_not_restored(live_engine: AsyncEngine, look: Look) -> None:
    await set_up(live_engine, **{"announcements.channel_id": "12"})
    await set_up(live_engine, **{"announcements.channel_id": None})
    await look("UPDATE channels SET active = false WHERE id = 12")
    with pytest.raises(Conflict, match="no channel 12"):
        await revert(live_engine, await newest(live_engine))


async def test_a_setting_that_this_version_does_not_know_is_not_restored(live_engine: AsyncEngine, look: Look) -> None:
    await look(
        "INSERT INTO audit_log (guild_id, action, subject, before, after) "
        "VALUES (:guild, 'update', 'settings', '{\"novelty\": 1}', '{\"novelty\": null}')",
        guild=GUILD,
    )
    with pytest.raises(Conflict, match="novelty cannot be set"):
        await revert(live_engine, await newest(live_engine))


async def test_an_achievement_is_undone_and_awarded_as_it_was(live_engine: AsyncEngine) -> None:
    made = await create_achievement(live_engine, channel_id=11)
    before = await tables(live_engine)
    await achievements.update(
        live_engine,
        actor=ADMIN,
        guild_id=GUILD,
        achievement_id=made.id,
        version=made.version,
        values={"threshold": 9, "channel_id": 12, "name": "Newer"},
    )
    await revert(live_engine, await newest(live_engine))
    assert await tables(live_engine) == before
    [now] = await achievements.templates(live_engine, GUILD, [made.id])
    assert (now.version, now.awarding_after) == (made.version + 2, 0)


async def test_an_awards_gold_comes_back_and_its_xp_stay(
    live_engine: AsyncEngine, recount: Recount, look: Look
) -> None:
    values = {"user_id": ADA, "xp": 10, "gold": 30, "reason": "Thanks", "idempotency_key": "one"}
    await awards.give(live_engine, actor=ADMIN, guild_id=GUILD, values=values, now=NOW)
    given = await newest(live_engine)
    back = await revert(live_engine, given)
    purse = "SELECT xp, gold FROM members WHERE user_id = 101"
    assert await look(purse) == [(10, 0)]
    assert (back.before, back.after) == ({"user_id": "101", "gold": 30}, {"user_id": "101", "gold": 0})
    assert await look("SELECT state FROM announcements WHERE kind = 'award'") == [("skipped",)]
    again = await revert(live_engine, back)
    assert await look(purse) == [(10, 30)]
    await look("UPDATE members SET gold = 5 WHERE user_id = 101")
    with pytest.raises(Conflict, match="has 5 gold left"):
        await revert(live_engine, again)
    await look("UPDATE members SET gold = 30 WHERE user_id = 101")
    await recount()


async def test_xp_never_fall(live_engine: AsyncEngine) -> None:
    values = {"user_id": ADA, "xp": 10, "reason": "Thanks", "idempotency_key": "one"}
    await awards.give(live_engine, actor=ADMIN, guild_id=GUILD, values=values, now=NOW)
    with pytest.raises(Conflict, match="XP never falls"):
        await revert(live_engine, await newest(live_engine))


async def test_what_can_never_be_undone_says_so(live_engine: AsyncEngine, look: Look) -> None:
    seeded = (await audit.page(live_engine, GUILD, Filter(action="seed"), Window(1))).entries[0]
    with pytest.raises(Conflict, match="Setting a guild up"):
        await revert(live_engine, seeded)
    made = await create_achievement(live_engine, trigger="manual", threshold=0)
    await awards.grant(live_engine, actor=ADMIN, guild_id=GUILD, achievement_id=made.id, user_id=ADA, now=NOW)
    with pytest.raises(Conflict, match="kept for good"):
        await revert(live_engine, await newest(live_engine))
    await look(
        "INSERT INTO audit_log (guild_id, action, subject, after) VALUES (:guild, 'update', 'weather', '{}')",
        guild=GUILD,
    )
    with pytest.raises(Conflict, match="of this kind"):
        await revert(live_engine, await newest(live_engine))


async def test_what_is_gone_altogether_is_not_restored(live_engine: AsyncEngine, look: Look) -> None:
    await look(
        "INSERT INTO audit_log (guild_id, action, subject, before, after) "
        "VALUES (:guild, 'update', 'zone:999999', '{\"name\": \"a\"}', '{\"name\": \"b\"}')",
        guild=GUILD,
    )
    with pytest.raises(Conflict, match="with something else"):
        await revert(live_engine, await newest(live_engine))


async def test_another_guilds_entry_is_not_there(live_engine: AsyncEngine, look: Look) -> None:
    await look("INSERT INTO guilds (guild_id, name) VALUES (:other, 'Other')", other=OTHER)
    entry = await newest(live_engine)
    with pytest.raises(NotFound):
        await reversals.revert(live_engine, actor=ADMIN, guild_id=OTHER, entry_id=entry.id, now=NOW)


CHANGES = st.one_of(
    st.fixed_dictionaries(
        {"description": st.sampled_from(["", "One.", "Two."])},
        optional={
            "channel_ids": st.lists(st.sampled_from([11, 12]), unique=True),
            "multipliers": st.dictionaries(
                st.sampled_from(["message_sent", "voice_tick"]),
                st.fixed_dictionaries({"xp": st.sampled_from(["0", "1.5", "2"])}),
            ),
        },
    ).map(lambda values: ("zone", values)),
    st.dictionaries(
        st.sampled_from(["fair_play.cooldown_seconds", "rewards.message_sent.xp", "fair_play.daily_xp_cap"]),
        st.integers(1, 40),
        min_size=1,
    ).map(lambda values: ("settings", values)),
    st.fixed_dictionaries(
        {},
        optional={"threshold": st.integers(1, 9), "xp": st.integers(0, 9), "rarity": st.sampled_from(["rare", "epic"])},
    ).map(lambda values: ("achievement", values)),
)


async def change(engine: AsyncEngine, made: int, kind: str, values: dict[str, Any]) -> None:
    if kind == "zone":
        await update_zone(engine, "memes", **values)
    elif kind == "settings":
        await set_up(engine, **values)
    else:
        [there] = await achievements.templates(engine, GUILD, [made])
        await achievements.update(
            engine, actor=ADMIN, guild_id=GUILD, achievement_id=made, version=there.version, values=values
        )


@given(st.lists(CHANGES, min_size=1, max_size=4), st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_laws_of_undoing(
    live_engine: AsyncEngine, changes: list[tuple[str, dict[str, Any]]], data: st.DataObject
) -> None:
    """Undone twice is as it was; undone newest first is as before all; and what is refused changes nothing."""
    [made] = [each.id for each in await achievements.templates(live_engine, GUILD) if each.name == "Veteran"]
    start, first = await tables(live_engine), (await newest(live_engine)).id
    for kind, values in changes:
        await change(live_engine, made, kind, values)
    done = [e for e in (await audit.page(live_engine, GUILD, Filter(), Window(20))).entries if e.id > first]
    if done:
        some = data.draw(st.sampled_from(done))
        now = await tables(live_engine)
        try:
            back = await revert(live_engine, some)
        except SynapseError:
            assert await tables(live_engine) == now
        else:
            await revert(live_engine, back)
            assert await tables(live_engine) == now
    latest = [e for e in (await audit.page(live_engine, GUILD, Filter(), Window(20))).entries if e.id > first]
    for entry in latest:
        if (await audit.by_ids(live_engine, GUILD, [entry.id]))[entry.id].reverted_by is None:
            await revert(live_engine, entry)
    assert await tables(live_engine) == start


async def test_the_log_is_read_in_parts(live_engine: AsyncEngine, log: Log) -> None:
    for number in range(5):
        await set_up(live_engine, motto=f"Motto {number}")
    all_ids = [entry.id for entry in reversed(await log())]

    async def page(window: Window, **wanted: Any) -> audit.Page:  # noqa: ANN401 - fields of any type
        return await audit.page(live_engine, GUILD, Filter(subject="settings", **wanted), window)

    first = await page(Window(2))
    assert ([e.id for e in first.entries], first.has_next, first.has_previous) == (all_ids[:2], True, False)
    second = await page(Window(2, after=first.entries[-1].id))
    assert ([e.id for e in second.entries], second.has_next, second.has_previous) == (all_ids[2:4], True, True)
    last = await page(Window(2, backward=True))
    assert ([e.id for e in last.entries], last.has_next, last.has_previous) == (all_ids[3:], False, True)
    before = await page(Window(9, backward=True, before=last.entries[0].id))
    assert ([e.id for e in before.entries], before.has_next, before.has_previous) == (all_ids[:3], True, False)

    assert (await page(Window(9), actor_id=8)).entries == ()
    assert (await page(Window(9), action="create")).entries == ()
    at = first.entries[0].at
    assert len((await page(Window(9), since=at)).entries) == 1
    assert len((await page(Window(9), until=at + timedelta(seconds=1), actor_id=7)).entries) == 5
    assert set(await audit.by_ids(live_engine, GUILD, all_ids)) == set(all_ids)
