import asyncio
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener
from synapse.db.session import driver_transaction
from synapse.engine.events import AchievementEarned
from synapse.engine.rules import Rarity, Scope, TriggerKind
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import achievements, awarding, awards, background, gifts
from synapse.services.achievements import Template
from synapse.services.ingest.write import OutdatedError
from tests.services.admin.conftest import ADA, ADMIN, BOB, BOT, EVE, LEAVER, OPTED_OUT, OTHER, Log, Recount, rules_now
from tests.services.conftest import GUILD, NOW, Look

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

GENEROUS = {"name": "Generous", "trigger": "xp", "threshold": 50, "gold": 5}


async def create(engine: AsyncEngine, **values: Any) -> Template:  # noqa: ANN401 - fields of any type
    return await achievements.create(engine, actor=ADMIN, guild_id=GUILD, values={**GENEROUS, **values})


async def update(engine: AsyncEngine, there: Template, **values: Any) -> Template:  # noqa: ANN401 - as above
    return await achievements.update(
        engine, actor=ADMIN, guild_id=GUILD, achievement_id=there.id, version=there.version, values=values
    )


async def set_active(engine: AsyncEngine, there: Template, *, active: bool) -> Template:
    return await achievements.set_active(
        engine, actor=ADMIN, guild_id=GUILD, achievement_id=there.id, version=there.version, active=active
    )


async def award(engine: AsyncEngine, user: int, xp: int) -> None:
    values = {"user_id": user, "xp": xp, "reason": "Well done", "idempotency_key": f"{user}.{xp}"}
    await awards.give(engine, actor=ADMIN, guild_id=GUILD, values=values, now=NOW)


async def earners(engine: AsyncEngine, template: Template) -> list[int]:
    async with driver_transaction(engine) as connection:
        rows = await connection.fetch(
            "SELECT user_id FROM member_achievements WHERE achievement_id = $1 ORDER BY user_id", template.id
        )
    return [row["user_id"] for row in rows]


async def test_a_new_achievement_is_in_the_rules_and_in_the_log(live_engine: AsyncEngine, log: Log) -> None:
    made = await create(live_engine, rarity="epic", category="Giving", channel_id=11, series="G", series_step=1)
    assert (made.trigger, made.rarity, made.scope) == (TriggerKind.XP, Rarity.EPIC, Scope.LIFETIME)
    assert (made.version, made.awarding_after) == (1, 0)
    assert made.id in {each.id for each in (await rules_now(live_engine)).achievements}
    [entry] = await log()
    assert (entry.subject, entry.action, entry.before) == (f"achievement:{made.id}", "create", None)
    assert entry.after is not None
    assert (entry.after["channel_id"], entry.after["zone_id"]) == ("11", None)


async def test_who_passes_already_is_awarded_in_steps(live_engine: AsyncEngine, recount: Recount, look: Look) -> None:
    for user, xp in ((ADA, 60), (BOB, 10), (EVE, 50)):
        await award(live_engine, user, xp)
    await look("UPDATE members SET xp = 100 WHERE user_id IN (104, 105, 106)")
    made = await create(live_engine)
    assert await awarding.pending(live_engine) == [GUILD]

    assert await awarding.step(live_engine, GUILD, limit=2)
    assert await earners(live_engine, made) == [ADA]
    [half] = await achievements.templates(live_engine, GUILD, [made.id])
    assert half.awarding_after == BOB
    assert await achievements.progress(live_engine, GUILD, BOB) == pytest.approx(2 / 3)
    await awarding.finish(live_engine, GUILD)

    assert await earners(live_engine, made) == [ADA, EVE]
    assert await awarding.pending(live_engine) == []
    assert not await awarding.step(live_engine, GUILD)
    announced = "SELECT user_id, state FROM announcements WHERE kind = 'achievement' ORDER BY user_id"
    assert await look(announced) == [(ADA, "skipped"), (EVE, "skipped")]
    await look("UPDATE members SET xp = 0 WHERE user_id IN (104, 105, 106)")
    await recount()


async def test_a_lowered_threshold_is_awarded_and_a_raised_one_takes_nothing(live_engine: AsyncEngine) -> None:
    await award(live_engine, ADA, 60)
    made = await create(live_engine, threshold=100)
    await awarding.finish(live_engine, GUILD)
    assert await earners(live_engine, made) == []
    [made] = await achievements.templates(live_engine, GUILD, [made.id])
    lowered = await update(live_engine, made, threshold=60)
    await awarding.finish(live_engine, GUILD)
    assert await earners(live_engine, made) == [ADA]
    raised = await update(live_engine, lowered, threshold=70)
    await awarding.finish(live_engine, GUILD)
    assert await earners(live_engine, raised) == [ADA]


async def test_what_does_not_decide_who_passes_awards_nobody(live_engine: AsyncEngine) -> None:
    made = await create(live_engine)
    await awarding.finish(live_engine, GUILD)
    [made] = await achievements.templates(live_engine, GUILD, [made.id])
    renamed = await update(live_engine, made, name="Kind", description="For giving.")
    assert renamed.awarding_after is None
    manual = await update(live_engine, renamed, trigger="manual", threshold=0)
    assert manual.awarding_after is None
    assert (await create(live_engine, name="By hand", trigger="manual", threshold=0)).awarding_after is None


async def test_out_of_force_nobody_earns_it(live_engine: AsyncEngine) -> None:
    made = await create(live_engine)
    off = await set_active(live_engine, made, active=False)
    assert (off.active, off.awarding_after) == (False, None)
    await award(live_engine, ADA, 60)
    assert await earners(live_engine, made) == []
    on = await set_active(live_engine, off, active=True)
    assert on.awarding_after == 0
    await awarding.finish(live_engine, GUILD)
    assert await earners(live_engine, made) == [ADA]


async def test_a_process_awards_at_its_start_and_after_changes(live_engine: AsyncEngine, listener: Listener) -> None:
    await award(live_engine, ADA, 60)
    first = await create(live_engine)
    worker = awarding.worker(live_engine, listener)
    worker.start()
    async with asyncio.timeout(20):
        while await awarding.pending(live_engine):  # noqa: ASYNC110 - another task of the test works on it
            await asyncio.sleep(0.01)
        second = await create(live_engine, name="Kind", threshold=55)
        while await awarding.pending(live_engine):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    await worker.stop()
    assert await earners(live_engine, first) == await earners(live_engine, second) == [ADA]


async def test_a_failure_is_tried_again(
    live_engine: AsyncEngine, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    await award(live_engine, ADA, 60)
    made = await create(live_engine)
    whole, failures = awarding.finish, [ConnectionError()]

    async def fragile(engine: AsyncEngine, guild_id: int) -> None:
        if failures:
            raise failures.pop()
        await whole(engine, guild_id)

    monkeypatch.setattr(awarding, "finish", fragile)
    monkeypatch.setattr(background, "_RETRY_SECONDS", 0.01)
    worker = awarding.worker(live_engine, listener)
    await worker.stop()
    worker.start()
    async with asyncio.timeout(20):
        while not await earners(live_engine, made):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    await worker.stop()


@pytest.mark.parametrize(
    ("values", "error", "path"),
    [
        ({"name": ""}, Invalid, "name"),
        ({"trigger": "luck"}, Invalid, "trigger"),
        ({"threshold": 0}, Invalid, "threshold"),
        ({"threshold": -1}, Invalid, "threshold"),
        ({"trigger": "manual"}, Invalid, "threshold"),
        ({"trigger": "level", "threshold": 1001}, Invalid, "threshold"),
        ({"trigger": "zone_events"}, Invalid, "zone_id"),
        ({"zone_id": 1}, Invalid, "zone_id"),
        ({"trigger": "streak", "scope": "season"}, Invalid, "scope"),
        ({"series_step": 2}, Invalid, "series"),
        ({"xp": -1}, Invalid, "xp"),
        ({"name": "VETERAN"}, Conflict, "name"),
        ({"trigger": "zone_events", "zone_id": 9_999_999}, NotFound, "zone_id"),
        ({"channel_id": 99}, NotFound, "channel_id"),
    ],
)
async def test_wrong_values_change_nothing(
    live_engine: AsyncEngine, log: Log, values: dict[str, Any], error: type[Invalid], path: str
) -> None:
    made = await create(live_engine, name="There")
    with pytest.raises(error) as caught:
        await create(live_engine, **values)
    assert caught.value.path == (path,)
    with pytest.raises(error):
        await update(live_engine, made, **values)
    assert len(await log()) == 1


async def test_a_name_out_of_force_is_taken(live_engine: AsyncEngine) -> None:
    await set_active(live_engine, await create(live_engine), active=False)
    with pytest.raises(Conflict, match="reactivate"):
        await create(live_engine)


async def test_nobody_overwrites_what_somebody_else_changed(live_engine: AsyncEngine, look: Look) -> None:
    made = await create(live_engine)
    await update(live_engine, made, gold=6)
    with pytest.raises(Conflict, match="Somebody else"):
        await update(live_engine, made, gold=7)
    with pytest.raises(Conflict, match="Somebody else"):
        await set_active(live_engine, made, active=False)
    await look("INSERT INTO guilds (guild_id, name) VALUES (:other, 'Other')", other=OTHER)
    with pytest.raises(NotFound):
        await achievements.update(
            live_engine, actor=ADMIN, guild_id=OTHER, achievement_id=made.id, version=2, values={"gold": 7}
        )


async def test_there_is_an_end_to_achievements(live_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(achievements, "MOST", 3)
    with pytest.raises(Conflict, match="3 achievements"):
        await create(live_engine)


async def test_what_is_given_by_hand_pays_and_leads_to_more(
    live_engine: AsyncEngine, log: Log, recount: Recount, look: Look
) -> None:
    made = await create(live_engine, name="By hand", trigger="manual", threshold=0, xp=130, gold=7)
    await awards.grant(
        live_engine, actor=ADMIN, guild_id=GUILD, achievement_id=made.id, user_id=ADA, now=NOW, reason="Thanks"
    )
    # 130 XP are level 2, whose gold is 50, and First Steps.
    assert await look("SELECT xp, gold, level FROM members WHERE user_id = 101") == [(130, 57, 2)]
    granted = "SELECT granted_by FROM member_achievements WHERE achievement_id = :id"
    assert await look(granted, id=made.id) == [(7,)]
    celebrated = "SELECT kind FROM announcements WHERE state = 'pending' ORDER BY id"
    assert [row[0] for row in await look(celebrated)] == ["achievement", "level_up", "achievement"]
    assert (await log())[-1].after == {"user_id": str(ADA), "achievement": "By hand"}
    found = await achievements.earners(live_engine, GUILD, [made.id])
    assert (found[made.id].count, found[made.id].first_user_id) == (1, ADA)
    assert found[made.id].share == pytest.approx(1 / 4)
    assert await achievements.earners(live_engine, GUILD, [0]) == {}
    await recount()


async def test_what_a_member_has_already_is_not_written_again(live_engine: AsyncEngine, look: Look) -> None:
    made = await create(live_engine, name="By hand", trigger="manual", threshold=0)
    await look(
        "INSERT INTO member_achievements (guild_id, user_id, achievement_id, earned_at) "
        "VALUES (:guild, 101, :id, now())",
        guild=GUILD,
        id=made.id,
    )
    event = AchievementEarned(guild_id=GUILD, user_id=ADA, occurred_at=NOW, achievement_id=made.id)
    with pytest.raises(OutdatedError):
        async with driver_transaction(live_engine) as connection:
            await gifts.hand_over(connection, await gifts.rules_of(connection, GUILD), event)
    assert await look("SELECT count(*) FROM events") == [(0,)]


async def test_what_cannot_be_given_by_hand(live_engine: AsyncEngine, log: Log) -> None:
    made = await create(live_engine, threshold=1000)

    async def grant(user: int) -> None:
        await awards.grant(live_engine, actor=ADMIN, guild_id=GUILD, achievement_id=made.id, user_id=user, now=NOW)

    await grant(ADA)
    with pytest.raises(Conflict, match="already"):
        await grant(ADA)
    for user, error in (
        (BOT, NotFound),
        (5, NotFound),
        (2**64 - 1, NotFound),
        (LEAVER, Conflict),
        (OPTED_OUT, Conflict),
    ):
        with pytest.raises(error):
            await grant(user)
    await set_active(live_engine, made, active=False)
    with pytest.raises(Conflict, match="deactivated"):
        await grant(BOB)
    assert [entry.action for entry in await log()] == ["create", "grant", "deactivate"]
