"""``/boost``: factors on what is earned for a while or for a role; started, shown and ended by admins."""

from datetime import datetime, timedelta
from decimal import Decimal

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction

from bot.commands.admin import ADMIN_COLOR, PERMISSIONS, actor_of, chosen, decimal_of, refusals
from bot.commands.admin import offered as offers
from bot.commands.answer import Answer, Hint, give
from bot.core import Core
from bot.texts import described, factor, named, say
from synapse.services import boosts
from synapse.services.boosts import Boost
from synapse.services.texts import escaped
from synapse.services.zones import KINDS

Asked = GuildCommandInteraction[disnake.Client]

_MOST_HOURS = 24 * 90
_CHOICES = 25


def attach(core: Core) -> None:
    """Offer the command."""

    @core.client.slash_command(
        name=named("boost", "boost.name"),
        description=described("boost.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def boost(_interaction: Asked) -> None:
        pass

    @boost.sub_command(name=named("show", "show.name"), description=described("boost.show.description"))
    async def show(interaction: Asked) -> None:
        await give(interaction, _show(core, interaction), for_asker=True)

    @boost.sub_command(name=named("start", "start.name"), description=described("boost.start.description"))
    async def start(
        interaction: Asked,
        title: str = commands.Param(
            min_length=1, max_length=60, name=named("title", "option.title"), description=described("boost.title")
        ),
        xp: float = commands.Param(ge=0, le=10, name=named("xp", "option.xp"), description=described("boost.xp")),
        hours: int | None = commands.Param(
            default=None,
            ge=1,
            le=_MOST_HOURS,
            name=named("hours", "option.hours"),
            description=described("boost.hours"),
        ),
        role: disnake.Role | None = commands.Param(
            default=None, name=named("role", "option.role"), description=described("boost.role")
        ),
        stars: float = commands.Param(
            default=1.0, ge=0, le=10, name=named("stars", "option.stars"), description=described("boost.stars")
        ),
    ) -> None:
        factors = {"xp": decimal_of(xp), "stars": decimal_of(stars)}
        await give(interaction, _start(core, interaction, (title, hours, role), factors), for_asker=True)

    @boost.sub_command(name=named("end", "end.name"), description=described("boost.end.description"))
    async def end(
        interaction: Asked,
        which: str = commands.Param(name=named("which", "option.which"), description=described("boost.which")),
    ) -> None:
        await give(interaction, _end(core, interaction, which), for_asker=True)

    @end.autocomplete("which")
    async def offered(interaction: Asked, typed: str) -> dict[str, str]:
        now = core.clock()
        found = await boosts.boosts(core.engine, interaction.guild_id)
        return offers({each.id: each.name for each in found if each.active and not each.over(now)}, typed)


async def _show(core: Core, interaction: Asked) -> Answer:
    with refusals():
        await actor_of(core, interaction)
        return await _list(core, interaction.guild_id)


async def _start(
    core: Core,
    interaction: Asked,
    what: tuple[str, int | None, disnake.Role | None],
    factors: dict[str, Decimal],
) -> Answer:
    (title, hours, role), now = what, core.clock()
    values = {
        "name": title,
        "role_id": role.id if role else None,
        "starts_at": now if hours is not None else None,
        "ends_at": now + timedelta(hours=hours) if hours is not None else None,
        "multipliers": {kind.name.lower(): factors for kind in KINDS},
    }
    with refusals():
        actor = await actor_of(core, interaction)
        await boosts.create(core.engine, actor=actor, guild_id=interaction.guild_id, values=values, now=now)
        return await _list(core, interaction.guild_id)


async def _end(core: Core, interaction: Asked, which: str) -> Answer:
    with refusals():
        actor = await actor_of(core, interaction)
        found = await boosts.boosts(core.engine, interaction.guild_id)
        number = chosen({each.id: each.name for each in found}, which)
        wanted = next((each for each in found if each.id == number), None)
        if wanted is None:
            raise Hint(say("boost.unknown"))
        await boosts.end(
            core.engine,
            actor=actor,
            guild_id=interaction.guild_id,
            boost_id=wanted.id,
            version=wanted.version,
            now=core.clock(),
        )
        return await _list(core, interaction.guild_id)


async def _list(core: Core, guild_id: int) -> Answer:
    now = core.clock()
    found = [each for each in await boosts.boosts(core.engine, guild_id) if each.active and not each.over(now)]
    lines = "\n".join(_line(each, now) for each in found[:_CHOICES])
    made = disnake.Embed(title=say("boost.list"), description=lines or say("boost.none"), color=ADMIN_COLOR)
    return Answer(made, for_asker=True)


def _line(boost: Boost, now: datetime) -> str:
    factors = sorted({f"{factor(pair.xp)} XP" for pair in boost.multipliers.values() if pair.xp != 1})
    factors += sorted({f"{factor(pair.stars)} ⭐" for pair in boost.multipliers.values() if pair.stars != 1})
    parts = [f"**{escaped(boost.name)}**", ", ".join(factors)]
    if boost.role_id is not None:
        parts.append(f"<@&{boost.role_id}>")
    if boost.starts_at is not None and boost.starts_at > now:
        parts.append(say("boost.from", at=_stamp(boost.starts_at)))
    if boost.ends_at is not None:
        parts.append(say("boost.until", at=_stamp(boost.ends_at)))
    return " · ".join(parts)


def _stamp(moment: datetime) -> str:
    """A moment that Discord shows in the reader's own time zone."""
    return f"<t:{int(moment.timestamp())}:f>"
