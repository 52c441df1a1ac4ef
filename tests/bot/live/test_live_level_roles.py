"""Roles follow levels in the local Discord, at its limits, and what is in the way is told in words."""

import asyncio
from typing import Any

import pytest

from bot import app
from bot.level_roles import LevelRoles
from synapse.demo import snowflakes
from synapse.demo.actions import guilds as actions
from synapse.demo.rest.ratelimits import LIMITS
from synapse.demo.world import Role, World
from synapse.services import level_roles, settings
from synapse.services.changes import Actor
from synapse.services.level_roles import RoleProblem
from tests.bot.live.harness import Lab
from tests.demo import worlds

BY = Actor(1)
MANY = 5000


def role_named(lab: Lab, name: str) -> Role:
    return next(role for role in lab.script.guild.roles.values() if role.name == name)


def new_role(lab: Lab, name: str, position: int = 2) -> Role:
    guild = lab.script.guild
    role = Role(snowflakes.from_ms(worlds.FOUNDED_MS + 5000 + len(guild.roles), 1), guild.id, name, position=position)
    actions.role_saved(lab.local.backend, guild, role)
    return role


async def put(lab: Lab, level: int, role: Role | None) -> level_roles.LevelRoles:
    role_id = role.id if role else None
    guild_id = lab.script.guild.id
    return await level_roles.put(lab.engine, actor=BY, guild_id=guild_id, level=level, role_id=role_id)


async def known(lab: Lab, role: Role) -> None:
    await lab.until_rows("SELECT true FROM roles WHERE id = :id", [(True,)], id=role.id)


def holders(lab: Lab, role: Role) -> set[str]:
    return {member.display_name for member in lab.script.guild.members.values() if role.id in member.role_ids}


async def until_holders(lab: Lab, role: Role, names: set[str]) -> None:
    async def so() -> bool:
        return holders(lab, role) == names

    await lab.until(so)


async def give_xp(lab: Lab, name: str, xp: int) -> None:
    """What an import would do: totals without a level-up of their own."""
    await lab.execute("UPDATE members SET xp = :xp WHERE display_name = :name", xp=xp, name=name)


async def settled(lab: Lab) -> None:
    await lab.until_rows("SELECT count(*) FROM level_role_checks", [(0,)])
    await lab.until_rows("SELECT count(*) FROM guilds WHERE level_roles_after IS NOT NULL", [(0,)])


async def test_roles_follow_level_ups_the_mapping_and_the_setting(lab: Lab) -> None:
    async with lab.start():
        regular, veteran = role_named(lab, "Level 5"), new_role(lab, "Veteran")
        await known(lab, veteran)
        await give_xp(lab, "Ada", 5000)
        await put(lab, 2, regular)
        await until_holders(lab, regular, {"Ada"})

        # Grace gets there by what she writes.
        await give_xp(lab, "Grace", 124)
        message = lab.script.says("Grace", "#general", "one more message makes a level")
        await lab.recorded(f"m{message.id}")
        await until_holders(lab, regular, {"Ada", "Grace"})

        await put(lab, 3, veteran)
        await until_holders(lab, veteran, {"Ada"})
        guild_id = lab.script.guild.id
        version = (await settings.settings(lab.engine, guild_id)).version
        values = {"level_roles.replace": True}
        await settings.update(lab.engine, actor=BY, guild_id=guild_id, version=version, values=values)
        await until_holders(lab, regular, {"Grace"})

        # Another role in its place, then none.
        other = new_role(lab, "Elder")
        await known(lab, other)
        await put(lab, 3, other)
        await until_holders(lab, other, {"Ada"})
        await until_holders(lab, veteran, set())
        await put(lab, 3, None)
        await until_holders(lab, other, set())
        await until_holders(lab, regular, {"Ada", "Grace"})


async def test_what_somebody_has_from_elsewhere_is_not_taken(lab: Lab) -> None:
    role = role_named(lab, "Level 5")
    lab.script.guild.members[lab.script.names.user("Linus").id].role_ids.append(role.id)
    async with lab.start():
        await give_xp(lab, "Ada", 5000)
        await give_xp(lab, "Linus", 5000)
        await put(lab, 2, role)
        await until_holders(lab, role, {"Ada", "Linus"})
        await put(lab, 2, None)
        await until_holders(lab, role, {"Linus"})
        await settled(lab)


@pytest.mark.parametrize("restore", [True, False])
async def test_who_comes_back_gets_roles_by_the_setting(lab: Lab, restore: bool) -> None:  # noqa: FBT001 - a parameter of the test
    role, guild_id = role_named(lab, "Level 5"), lab.script.guild.id
    async with lab.start() as bot:
        values = {"level_roles.restore": restore}
        await settings.update(lab.engine, actor=BY, guild_id=guild_id, version=1, values=values)
        await lab.execute("UPDATE members SET xp = 300, level = 3 WHERE display_name = 'Ada'")
        await put(lab, 2, role)
        higher = new_role(lab, "Veteran")
        await known(lab, higher)
        await put(lab, 4, higher)
        await until_holders(lab, role, {"Ada"})
        lab.script.leaves("Ada")
        await lab.until_rows("SELECT left_at IS NULL FROM members WHERE display_name = 'Ada'", [(False,)])
        lab.script.joins("Ada")
        await lab.until_rows("SELECT left_at IS NULL FROM members WHERE display_name = 'Ada'", [(True,)])
        await settled(lab)
        above = "SELECT level_roles_above FROM members WHERE display_name = 'Ada'"
        assert await lab.rows(above) == [(0 if restore else 3,)]
        assert holders(lab, role) == ({"Ada"} if restore else set())
        # What is reached from now on brings roles either way.
        await give_xp(lab, "Ada", 470)
        message = lab.script.says("Ada", "#general", "here I am again, and glad of it")
        await lab.recorded(f"m{message.id}")
        await until_holders(lab, higher, {"Ada"})
        await bot.core.errands.done()


async def test_what_is_in_the_way_is_told_and_done_once_it_is_not(lab: Lab) -> None:
    guild = lab.script.guild
    founder, own = role_named(lab, "Founder"), role_named(lab, "Synapse")
    async with lab.start():
        await give_xp(lab, "Ada", 5000)
        await put(lab, 2, founder)
        await lab.until_rows("SELECT problem FROM level_role_problems", [("too_high",)])
        await settled(lab)
        found = await level_roles.level_roles(lab.engine, guild.id)
        assert found.level_roles[0].trouble is not None
        assert "above the bot's own" in found.troubles[0].message
        assert holders(lab, founder) == set()
        assert not _role_calls(lab)
        founder.position = 1
        actions.role_saved(lab.local.backend, guild, founder)
        await until_holders(lab, founder, {"Ada"})
        await lab.until_rows("SELECT problem FROM level_role_problems", [])
        own.permissions = 0
        actions.role_saved(lab.local.backend, guild, own)
        await lab.until_rows("SELECT problem FROM level_role_problems", [("missing_permission",)])
        await put(lab, 2, role_named(lab, "Synapse"))
        await lab.until_rows("SELECT problem FROM level_role_problems WHERE role_id = :id", [("managed",)], id=own.id)


async def test_a_refusal_that_nobody_foresaw_is_noted_and_not_repeated(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.level_roles.problem_of", lambda _guild, _role: None)
    founder = role_named(lab, "Founder")
    async with lab.start():
        await give_xp(lab, "Ada", 5000)
        await give_xp(lab, "Linus", 5000)
        await put(lab, 2, founder)
        await lab.until_rows("SELECT problem FROM level_role_problems", [(RoleProblem.REFUSED.value,)])
        await settled(lab)
        assert len(_role_calls(lab)) == 1
        assert await lab.rows("SELECT count(*) FROM level_role_grants") == [(0,)]


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    return worlds.small(MANY if "five_thousand" in request.node.name else 0)


async def test_five_thousand_members_after_a_change(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every role is right in the end, no limit is run into, and commands are answered meanwhile.

    The limits are as strict as Discord's, on a clock that runs faster.
    """
    for method in ("PUT", "DELETE"):
        monkeypatch.setitem(LIMITS, (method, "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"), (50, 0.1))
    monkeypatch.setattr(app, "LevelRoles", lambda core, listener: LevelRoles(core, listener, per_second=2000))
    role, limits = role_named(lab, "Level 5"), lab.local.backend.limits
    limits.enabled = True
    limits.overall.limit = 2000
    async with lab.start():
        await lab.until_rows("SELECT count(*) FROM members WHERE display_name LIKE 'Member %'", [(MANY,)])
        await lab.execute("UPDATE members SET xp = 5000 WHERE display_name LIKE 'Member %'")
        await put(lab, 2, role)
        answers = 0
        while len(holders(lab, role)) < MANY:
            async with asyncio.timeout(60):
                await lab.script.uses("/profile", "Ada")
            answers += 1
        await settled(lab)
        assert holders(lab, role) == {f"Member {number}" for number in range(MANY)}
        assert answers > 1
        assert limits.refused == 0
        assert len(_role_calls(lab)) == MANY
        assert await lab.rows("SELECT count(*) FROM level_role_grants") == [(MANY,)]


def _role_calls(lab: Lab) -> list[Any]:
    return [each for each in lab.local.backend.requests.entries if "/roles/" in each.path]
