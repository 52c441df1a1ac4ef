"""``/levelrole``: which level brings which role; set, shown and removed by admins."""

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction

from bot.commands.admin import ADMIN_COLOR, PERMISSIONS, actor_of, refusals
from bot.commands.answer import Answer, give
from bot.core import Core
from bot.level_roles import problem_of
from bot.texts import described, named, number, say
from synapse.engine.levels import MAX_LEVEL
from synapse.services import level_roles
from synapse.services.level_roles import LevelRoles, RoleProblem

Asked = GuildCommandInteraction[disnake.Client]


def attach(core: Core) -> None:
    """Offer the command."""

    @core.client.slash_command(
        name=named("levelrole", "levelrole.name"),
        description=described("levelrole.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def levelrole(_interaction: Asked) -> None:
        pass

    @levelrole.sub_command(name=named("show", "show.name"), description=described("levelrole.show.description"))
    async def show(interaction: Asked) -> None:
        await give(interaction, _show(core, interaction), for_asker=True)

    @levelrole.sub_command(name=named("set", "set.name"), description=described("levelrole.set.description"))
    async def put(
        interaction: Asked,
        level: int = commands.Param(
            ge=1, le=MAX_LEVEL, name=named("level", "option.level"), description=described("levelrole.level")
        ),
        role: disnake.Role = commands.Param(name=named("role", "option.role"), description=described("levelrole.role")),
    ) -> None:
        await give(interaction, _put(core, interaction, level, role), for_asker=True)

    @levelrole.sub_command(name=named("remove", "remove.name"), description=described("levelrole.remove.description"))
    async def remove(
        interaction: Asked,
        level: int = commands.Param(
            ge=1, le=MAX_LEVEL, name=named("level", "option.level"), description=described("levelrole.level")
        ),
    ) -> None:
        await give(interaction, _put(core, interaction, level, None), for_asker=True)


async def _show(core: Core, interaction: Asked) -> Answer:
    with refusals():
        await actor_of(core, interaction)
        found = await level_roles.level_roles(core.engine, interaction.guild_id)
    return Answer(_embed(interaction.guild, found), for_asker=True)


async def _put(core: Core, interaction: Asked, level: int, role: disnake.Role | None) -> Answer:
    with refusals():
        saved = await level_roles.put(
            core.engine,
            actor=await actor_of(core, interaction),
            guild_id=interaction.guild_id,
            level=level,
            role_id=role.id if role else None,
        )
    return Answer(_embed(interaction.guild, saved), for_asker=True)


def _embed(guild: disnake.Guild, found: LevelRoles) -> disnake.Embed:
    """All level roles, each with what is in its way as it is now: what is stored may be a moment old."""
    lines = []
    for each in found.level_roles:
        lines.append(say("levelrole.line", level=each.level, role=f"<@&{each.role_id}>"))
        stored = each.trouble.problem if each.trouble else None
        seen = problem_of(guild, each.role_id) or (stored if stored is RoleProblem.REFUSED else None)
        if seen is not None:
            lines.append(f"⚠️ {say(f'role_problem.{seen.value}')}")
    made = disnake.Embed(
        title=say("levelrole.title"), description="\n".join(lines) or say("levelrole.none"), color=ADMIN_COLOR
    )
    if found.checking:
        made.set_footer(text=say("levelrole.checking"))
    elif found.waiting:
        made.set_footer(text=say("levelrole.waiting", count=number(found.waiting)))
    return made
