"""``/zone``: which channels belong together and what they earn; shown and changed by admins."""

from collections.abc import Mapping, Sequence

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction

from bot.commands.admin import ADMIN_COLOR, PERMISSIONS, actor_of, chosen, decimal_of, offered, refusals
from bot.commands.answer import Answer, Hint, Interaction, give
from bot.commands.asked import carried, carrying
from bot.core import Core
from bot.texts import described, factor, named, number, say
from synapse.engine.rules import ZoneMultiplier
from synapse.services import zones
from synapse.services.changes import Actor
from synapse.services.texts import escaped
from synapse.services.zones import KINDS, Zone

Asked = GuildCommandInteraction[disnake.Client]
Channel = disnake.abc.GuildChannel

_MARK = "zone"
_SIZE = 12
_SHOWN_CHANNELS = 40
_NAMED = 10
_KIND_CHOICES = [disnake.OptionChoice(described(f"why.kind.{kind.name.lower()}"), kind.name.lower()) for kind in KINDS]

_ZONE = commands.Param(name=named("zone", "option.zone"), description=described("zone.which"))


def attach(core: Core) -> None:
    """Offer the command and hear its buttons."""

    @core.client.slash_command(
        name=named("zone", "zone.name"),
        description=described("zone.description"),
        default_member_permissions=PERMISSIONS,
    )
    async def zone(_interaction: Asked) -> None:
        pass

    @zone.sub_command(name=named("show", "show.name"), description=described("zone.show.description"))
    async def show(
        interaction: Asked,
        zone: str = commands.Param(default="", name=named("zone", "option.zone"), description=described("zone.shown")),
    ) -> None:
        await give(interaction, _show(core, interaction, zone), for_asker=True)

    @zone.sub_command(name=named("create", "create_zone.name"), description=described("zone.create.description"))
    async def create(
        interaction: Asked,
        title: str = commands.Param(
            min_length=1, max_length=60, name=named("title", "option.title"), description=described("zone.title")
        ),
        channel: disnake.abc.GuildChannel | None = commands.Param(
            default=None, name=named("channel", "option.channel"), description=described("zone.first_channel")
        ),
    ) -> None:
        await give(interaction, _create(core, interaction, title, channel), for_asker=True)

    async def offers(interaction: Asked, typed: str) -> dict[str, str]:
        return offered(_names(await zones.zones(core.engine, interaction.guild_id)), typed)

    show.autocomplete("zone")(offers)
    for command in (*_attach_channels(core, zone), _attach_multiplier(core, zone)):
        command.autocomplete("zone")(offers)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 3)
        if values is None or interaction.guild_id is None:
            return
        await give(interaction, _press(core, interaction, values), for_asker=True, in_place=True)


def _attach_channels(core: Core, zone: commands.InvokableSlashCommand) -> tuple[commands.SubCommand, ...]:
    """What changes which channels are in a zone; returned is what asks for a zone's name."""

    @zone.sub_command(name=named("add", "add.name"), description=described("zone.add.description"))
    async def add(
        interaction: Asked,
        zone: str = _ZONE,
        channel: disnake.abc.GuildChannel = commands.Param(
            name=named("channel", "option.channel"), description=described("zone.channel")
        ),
    ) -> None:
        await give(interaction, _add(core, interaction, zone, channel), for_asker=True)

    @zone.sub_command(name=named("remove", "remove.name"), description=described("zone.remove.description"))
    async def remove(
        interaction: Asked,
        channel: disnake.abc.GuildChannel = commands.Param(
            name=named("channel", "option.channel"), description=described("zone.gone_channel")
        ),
    ) -> None:
        await give(interaction, _remove(core, interaction, channel), for_asker=True)

    return (add,)


def _attach_multiplier(core: Core, zone: commands.InvokableSlashCommand) -> commands.SubCommand:
    """What changes what a zone does."""

    @zone.sub_command(name=named("multiplier", "multiplier.name"), description=described("zone.multiplier.description"))
    async def multiplier(
        interaction: Asked,
        zone: str = _ZONE,
        kind: str = commands.Param(
            choices=_KIND_CHOICES, name=named("kind", "option.kind"), description=described("zone.kind")
        ),
        xp: float | None = commands.Param(
            default=None, ge=0, le=100, name=named("xp", "option.xp"), description=described("zone.xp")
        ),
        stars: float | None = commands.Param(
            default=None, ge=0, le=100, name=named("stars", "option.stars"), description=described("zone.stars")
        ),
    ) -> None:
        await give(interaction, _multiply(core, interaction, zone, kind, (xp, stars)), for_asker=True)

    return multiplier


def _names(found: Sequence[Zone]) -> Mapping[int, str]:
    return {each.id: each.name for each in found if each.active}


async def _press(core: Core, interaction: MessageInteraction[disnake.Client], values: list[str]) -> Answer:
    what, first, second = values
    if what == "page":
        with refusals():
            await actor_of(core, interaction)
        return _list(await zones.zones(core.engine, interaction.guild_id or 0), int(first), in_place=True)
    channel = interaction.guild.get_channel(int(second)) if interaction.guild else None
    if channel is None:
        raise Hint(say("zone.channel_gone"))
    with refusals():
        actor = await actor_of(core, interaction)
        found = await _zone(core, interaction, first)
        saved = await _place(core, actor, found, _spread(channel), move=True)
    return Answer(_embed(saved), for_asker=True, in_place=True)


async def _show(core: Core, interaction: Asked, which: str) -> Answer:
    with refusals():
        await actor_of(core, interaction)
        if which:
            return Answer(_embed(await _zone(core, interaction, which)), for_asker=True)
        return _list(await zones.zones(core.engine, interaction.guild_id), 0)


async def _create(core: Core, interaction: Asked, title: str, channel: Channel | None) -> Answer:
    channel_ids = _spread(channel) if channel else ()
    with refusals():
        actor = await actor_of(core, interaction)
        elsewhere = await _holding(core, interaction.guild_id, channel_ids)
        values = {"name": title, "channel_ids": () if elsewhere else channel_ids}
        made = await zones.create(core.engine, actor=actor, guild_id=interaction.guild_id, values=values)
    return _ask_to_move(made, channel, elsewhere) if channel and elsewhere else _saved(made)


async def _add(core: Core, interaction: Asked, which: str, channel: Channel) -> Answer:
    channel_ids = _spread(channel)
    with refusals():
        actor = await actor_of(core, interaction)
        wanted = await _zone(core, interaction, which)
        elsewhere = [each for each in await _holding(core, interaction.guild_id, channel_ids) if each.id != wanted.id]
        if elsewhere:
            return _ask_to_move(wanted, channel, elsewhere)
        return _saved(await _place(core, actor, wanted, channel_ids))


async def _holding(core: Core, guild_id: int, channel_ids: Sequence[int]) -> list[Zone]:
    """The active zones that some of these channels are in."""
    found, wanted = await zones.zones(core.engine, guild_id), set(channel_ids)
    return [each for each in found if each.active and wanted & set(each.channel_ids)]


async def _remove(core: Core, interaction: Asked, channel: Channel) -> Answer:
    """Take a channel, or all of a category, out of whatever zones they are in."""
    gone = set(_spread(channel))
    with refusals():
        actor = await actor_of(core, interaction)
        holding = await _holding(core, interaction.guild_id, tuple(gone))
        if not holding:
            raise Hint(say("zone.in_none", channel=channel.mention))
        saved = [
            await _save(core, actor, each, [id_ for id_ in each.channel_ids if id_ not in gone]) for each in holding
        ]
    return _saved(saved[0]) if len(saved) == 1 else _list(await zones.zones(core.engine, interaction.guild_id), 0)


async def _multiply(
    core: Core, interaction: Asked, which: str, kind: str, factors: tuple[float | None, float | None]
) -> Answer:
    if factors == (None, None):
        raise Hint(say("zone.no_factor"))
    with refusals():
        actor = await actor_of(core, interaction)
        found = await _zone(core, interaction, which)
        now = {each.name.lower(): {"xp": pair.xp, "stars": pair.stars} for each, pair in found.multipliers.items()}
        given = zip(("xp", "stars"), factors, strict=True)
        changed = {name: decimal_of(value) for name, value in given if value is not None}
        values = {"multipliers": {**now, kind: {**now.get(kind, {}), **changed}}}
        saved = await zones.update(
            core.engine,
            actor=actor,
            guild_id=interaction.guild_id,
            zone_id=found.id,
            version=found.version,
            values=values,
        )
    return _saved(saved)


async def _zone(core: Core, interaction: Interaction, which: str) -> Zone:
    """The active zone that was chosen or typed.

    Raises:
        Hint: There is none.
    """
    found = [each for each in await zones.zones(core.engine, interaction.guild_id or 0) if each.active]
    number = chosen(_names(found), which)
    wanted = next((each for each in found if each.id == number), None)
    if wanted is None:
        raise Hint(say("zone.unknown"))
    return wanted


async def _place(core: Core, actor: Actor, zone: Zone, channel_ids: Sequence[int], *, move: bool = False) -> Zone:
    """Add channels to a zone; those that are in it already stay, once."""
    return await _save(core, actor, zone, list(dict.fromkeys((*zone.channel_ids, *channel_ids))), move=move)


async def _save(core: Core, actor: Actor, zone: Zone, channel_ids: list[int], *, move: bool = False) -> Zone:
    return await zones.update(
        core.engine,
        actor=actor,
        guild_id=zone.guild_id,
        zone_id=zone.id,
        version=zone.version,
        values={"channel_ids": channel_ids},
        move_channels=move,
    )


def _spread(channel: Channel) -> tuple[int, ...]:
    """The channel itself, or all that are in it if it is a category.

    Raises:
        Hint: The category is empty.
    """
    if not isinstance(channel, disnake.CategoryChannel):
        return (channel.id,)
    inside = tuple(each.id for each in channel.guild.channels if each.category_id == channel.id)
    if not inside:
        raise Hint(say("zone.empty_category", channel=escaped(channel.name)))
    return inside


def _ask_to_move(zone: Zone, channel: Channel, elsewhere: Sequence[Zone]) -> Answer:
    """A channel is in one zone at most, so who adds it here takes it away there."""
    names = ", ".join(f"**{escaped(each.name)}**" for each in elsewhere[:_NAMED])
    text = say("zone.move", channel=channel.mention, there=names, here=escaped(zone.name))
    button = disnake.ui.Button[None](
        label=say("zone.move_it"),
        style=disnake.ButtonStyle.primary,
        custom_id=carrying(_MARK, "move", zone.id, channel.id),
    )
    made = disnake.Embed(title=say("zone.move.title"), description=text, color=ADMIN_COLOR)
    return Answer(made, buttons=[button], for_asker=True)


def _saved(zone: Zone) -> Answer:
    made = _embed(zone)
    made.set_footer(text=say("admin.revertible"))
    return Answer(made, for_asker=True)


def _embed(zone: Zone) -> disnake.Embed:
    """One zone with all that it does."""
    made = disnake.Embed(
        title=escaped(zone.name, limit=60), description=escaped(zone.description, limit=500), color=ADMIN_COLOR
    )
    mentions = [f"<#{channel_id}>" for channel_id in zone.channel_ids[:_SHOWN_CHANNELS]]
    if more := len(zone.channel_ids) - len(mentions):
        mentions.append(say("profile.more", count=number(more)))
    made.add_field(say("zone.channels"), " ".join(mentions) or say("zone.no_channels"), inline=False)
    lines = [
        f"{say(f'why.kind.{kind.name.lower()}')}: {_factors(pair)}"
        for kind in KINDS
        if (pair := zone.multipliers.get(kind)) is not None
    ]
    made.add_field(say("zone.multipliers"), "\n".join(lines) or say("zone.plain"), inline=False)
    return made


def _factors(pair: ZoneMultiplier) -> str:
    return f"{factor(pair.xp)} XP, {factor(pair.stars)} ⭐"


def _list(found: Sequence[Zone], page: int, *, in_place: bool = False) -> Answer:
    """The active zones, a page of them."""
    active = [each for each in found if each.active]
    pages = max(1, -(-len(active) // _SIZE))
    page = min(page, pages - 1)
    lines = [
        say("zone.line", zone=escaped(each.name, limit=60), count=number(len(each.channel_ids)))
        for each in active[page * _SIZE : (page + 1) * _SIZE]
    ]
    made = disnake.Embed(title=say("zone.list"), description="\n".join(lines) or say("zone.none"), color=ADMIN_COLOR)
    made.set_footer(text=say("zone.list.footer"))
    if pages == 1:
        return Answer(made, for_asker=True, in_place=in_place)
    made.set_footer(text=say("achievements.footer", page=number(page + 1), pages=number(pages)))
    turns = (("previous", page - 1, "◀️"), ("next", page + 1, "▶️"))
    buttons = [
        disnake.ui.Button[None](
            label=say(f"page.{name}"),
            emoji=emoji,
            custom_id=carrying(_MARK, "page", max(to, 0), name),
            disabled=not 0 <= to < pages,
        )
        for name, to, emoji in turns
    ]
    return Answer(made, buttons=buttons, for_asker=True, in_place=in_place)
