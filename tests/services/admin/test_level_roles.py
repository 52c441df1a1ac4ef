from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import level_role_work as work
from synapse.services import level_roles, members_sync, reversals, settings
from synapse.services.level_roles import LevelRoles, RoleProblem
from synapse.services.members_sync import MemberSeen
from tests.services.admin.conftest import ADA, ADMIN, BOB, EVE, Log, rules_now
from tests.services.conftest import GUILD, NOW

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

LOW, HIGH = 4242, 4343


@pytest.fixture(autouse=True)
async def roles(live_engine: AsyncEngine, people: int) -> None:
    async with driver_transaction(live_engine) as connection:
        for role in (LOW, HIGH):
            await connection.execute("INSERT INTO roles (guild_id, id, name) VALUES ($1, $2, 'Role')", people, role)
        await connection.execute("UPDATE members SET xp = 5000 WHERE user_id = $1", ADA)


async def put(engine: AsyncEngine, level: int, role: int | None) -> LevelRoles:
    return await level_roles.put(engine, actor=ADMIN, guild_id=GUILD, level=level, role_id=role)


async def walk(engine: AsyncEngine) -> None:
    while await work.walk(engine, GUILD, limit=2):
        pass


async def tasks(engine: AsyncEngine) -> list[tuple[int, set[int], set[int], set[int]]]:
    found = await work.tasks(engine, GUILD, limit=10)
    return [(each.user_id, set(each.steps.give), set(each.steps.take), set(each.steps.forget)) for each in found]


async def carry_out(engine: AsyncEngine, skipped: Sequence[int] = ()) -> None:
    """What the bot would do: Discord's side is the members' roles as they are kept."""
    found = await work.tasks(engine, GUILD, limit=10)
    async with driver_transaction(engine) as connection:
        for each in found:
            own = set(await connection.fetchval("SELECT role_ids FROM members WHERE user_id = $1", each.user_id))
            own = own - (each.steps.take - set(skipped)) | (each.steps.give - set(skipped))
            await connection.execute("UPDATE members SET role_ids = $2 WHERE user_id = $1", each.user_id, sorted(own))
    await work.done(engine, GUILD, found, dict.fromkeys(skipped))


async def given(engine: AsyncEngine) -> list[tuple[Any, ...]]:
    async with driver_transaction(engine) as connection:
        rows = await connection.fetch("SELECT user_id, role_id FROM level_role_grants ORDER BY 1, 2")
    return [tuple(row) for row in rows]


async def test_a_mapping_is_in_the_rules_in_the_log_and_can_be_undone(live_engine: AsyncEngine, log: Log) -> None:
    saved = await put(live_engine, 2, LOW)
    assert [(each.level, each.role_id, each.trouble) for each in saved.level_roles] == [(2, LOW, None)]
    assert saved.checking
    await put(live_engine, 2, HIGH)
    assert (await rules_now(live_engine)).level_roles == {2: HIGH}
    created, changed = await log()
    assert (changed.subject, changed.before, changed.after) == ("level_roles", {"2": str(LOW)}, {"2": str(HIGH)})
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=changed.id, now=NOW)
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=(await log())[-1].id, now=NOW)
    assert (await rules_now(live_engine)).level_roles == {2: HIGH}
    assert created.before == {"2": None}


async def test_what_makes_no_sense_is_refused(live_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    for level, role, kind, message in (
        (0, LOW, Invalid, "Levels go from 1"),
        (2, GUILD, Invalid, "Everybody has this role"),
        (2, 77, NotFound, "no role 77"),
        (2, None, NotFound, "brings no role"),
    ):
        with pytest.raises(kind, match=message):
            await put(live_engine, level, role)
    await put(live_engine, 2, LOW)
    with pytest.raises(Conflict, match="Level 2 brings this role"):
        await put(live_engine, 3, LOW)
    monkeypatch.setattr(level_roles, "MOST", 1)
    with pytest.raises(Conflict, match="1 levels can"):
        await put(live_engine, 3, HIGH)


async def test_members_are_given_roles_and_what_was_given_is_taken_back(live_engine: AsyncEngine) -> None:
    await put(live_engine, 2, LOW)
    assert await work.pending(live_engine, [GUILD]) == [GUILD]
    await walk(live_engine)
    assert await tasks(live_engine) == [(ADA, {LOW}, set(), set())]
    await carry_out(live_engine)
    assert await work.pending(live_engine, [GUILD]) == []
    assert await given(live_engine) == [(ADA, LOW)]
    await put(live_engine, 2, HIGH)
    await walk(live_engine)
    assert await tasks(live_engine) == [(ADA, {HIGH}, {LOW}, set())]
    # What cannot be done is not noted as done.
    await carry_out(live_engine, skipped=[HIGH])
    assert await given(live_engine) == []
    await put(live_engine, 2, None)
    await walk(live_engine)
    assert await tasks(live_engine) == []
    assert not (await level_roles.level_roles(live_engine, GUILD)).checking


async def test_a_role_that_is_gone_meanwhile_is_forgotten(live_engine: AsyncEngine) -> None:
    await put(live_engine, 2, LOW)
    await walk(live_engine)
    await carry_out(live_engine)
    async with driver_transaction(live_engine) as connection:
        await connection.execute("UPDATE members SET role_ids = '{}' WHERE user_id = $1", ADA)
    await put(live_engine, 2, None)
    await walk(live_engine)
    assert await tasks(live_engine) == [(ADA, set(), set(), {LOW})]
    await carry_out(live_engine)
    assert await given(live_engine) == []


async def test_who_was_asked_for_again_meanwhile_stays_to_be_looked_at(live_engine: AsyncEngine) -> None:
    await put(live_engine, 2, LOW)
    await walk(live_engine)
    found = await work.tasks(live_engine, GUILD, limit=10)
    async with driver_transaction(live_engine) as connection:
        await connection.execute("UPDATE level_role_checks SET asked_at = clock_timestamp()")
    await work.done(live_engine, GUILD, found, {})
    assert (await level_roles.level_roles(live_engine, GUILD)).waiting == 1


async def test_settings_and_curves_have_everybody_looked_at(live_engine: AsyncEngine) -> None:
    await put(live_engine, 2, LOW)
    await put(live_engine, 3, HIGH)
    await walk(live_engine)
    await carry_out(live_engine)
    assert await given(live_engine) == [(ADA, LOW), (ADA, HIGH)]
    values: dict[str, Any] = {"level_roles.replace": True}
    await settings.update(live_engine, actor=ADMIN, guild_id=GUILD, version=1, values=values)
    await walk(live_engine)
    assert await tasks(live_engine) == [(ADA, set(), {LOW}, set())]
    values = {"levels": {"kind": "linear", "step": 4000}}
    await settings.update(live_engine, actor=ADMIN, guild_id=GUILD, version=2, values=values)
    await walk(live_engine)
    assert await tasks(live_engine) == [(ADA, set(), {HIGH}, set())]


@pytest.mark.parametrize("restore", [True, False])
async def test_who_comes_back(live_engine: AsyncEngine, restore: bool) -> None:  # noqa: FBT001 - a parameter of the test
    values = {"level_roles.restore": restore}
    await settings.update(live_engine, actor=ADMIN, guild_id=GUILD, version=1, values=values)
    await put(live_engine, 2, LOW)
    await walk(live_engine)
    await carry_out(live_engine)
    async with driver_transaction(live_engine) as connection:
        await connection.execute("UPDATE members SET level = 20 WHERE user_id = $1", ADA)
    await members_sync.left(live_engine, GUILD, ADA, NOW)
    assert await tasks(live_engine) == []
    await members_sync.saw(live_engine, GUILD, [MemberSeen(user_id=ADA, username="ada", display_name="Ada")])
    assert await tasks(live_engine) == [(ADA, {LOW} if restore else set(), set(), set())]


async def test_who_leaves_before_their_turn_is_left_alone(live_engine: AsyncEngine) -> None:
    await put(live_engine, 2, LOW)
    await walk(live_engine)
    await members_sync.left(live_engine, GUILD, ADA, NOW)
    assert await tasks(live_engine) == [(ADA, set(), set(), set())]


async def test_newcomers_are_looked_at_where_levels_bring_roles(live_engine: AsyncEngine) -> None:
    seen = MemberSeen(user_id=900, username="new", display_name="New")
    await members_sync.saw(live_engine, GUILD, [seen])
    assert (await level_roles.level_roles(live_engine, GUILD)).waiting == 0
    await put(live_engine, 1, LOW)
    await members_sync.saw(live_engine, GUILD, [MemberSeen(user_id=901, username="n", display_name="N")])
    assert (901, {LOW}, set(), set()) in await tasks(live_engine)


async def test_problems_are_kept_until_they_are_solved_and_then_all_is_done_again(live_engine: AsyncEngine) -> None:
    await put(live_engine, 2, LOW)
    await walk(live_engine)
    problem = {LOW: RoleProblem.TOO_HIGH, HIGH: RoleProblem.GONE}
    assert not await work.report(live_engine, GUILD, problem, [])
    found = await level_roles.level_roles(live_engine, GUILD)
    assert [(each.role_id, each.problem) for each in found.troubles] == list(problem.items())
    assert found.level_roles[0].trouble == found.troubles[0]
    assert all(each.message for each in found.troubles)
    assert not await work.report(live_engine, GUILD, problem, [])
    assert await work.report(live_engine, GUILD, {}, [LOW, HIGH, 1])
    assert await work.troubled(live_engine, GUILD) == []
    assert (await level_roles.level_roles(live_engine, GUILD)).checking
    await work.begin_walk(live_engine, GUILD)
    assert not await work.walk(live_engine, GUILD)
    assert not await work.walk(live_engine, GUILD)
    assert {BOB, EVE}.isdisjoint(user for user, *_ in await tasks(live_engine))
