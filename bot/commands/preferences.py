"""``/preferences``: what of the asker is announced, where, and how others see them; each a press away."""

from collections.abc import Sequence

import disnake
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction
from disnake.ui.select.string import StringSelect

from bot.commands.admin import refusals
from bot.commands.answer import Answer, Hint, Part, give
from bot.commands.asked import carried, carrying
from bot.core import Core
from bot.texts import described, named, say
from synapse.services import preferences
from synapse.services.preferences import Preferences
from synapse.services.privacy import Visibility

_MARK = "preferences"
_COLOR = 0x5865F2
_KINDS = ("announce_level_ups", "announce_achievements", "announce_awards")
_SWITCHES = (*_KINDS, "announce_direct")
_SEEN = "visibility"
_ON, _OFF = "on", "off"


def attach(core: Core) -> None:
    """Offer the command; hear its buttons and its menu."""

    @core.client.slash_command(
        name=named("preferences", "preferences.name"), description=described("preferences.description")
    )
    async def command(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, _show(core, interaction.guild_id, interaction.author.id), for_asker=True)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 2)
        if values is None or values[0] not in _SWITCHES or interaction.guild_id is None:
            return
        making = _set(core, interaction.guild_id, interaction.author.id, {values[0]: values[1] == _ON})
        await give(interaction, making, for_asker=True, in_place=True)

    @core.client.listen("on_dropdown")
    async def chosen(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 1)
        if values != [_SEEN] or interaction.guild_id is None or not interaction.values:
            return
        making = _set(core, interaction.guild_id, interaction.author.id, {_SEEN: Visibility[interaction.values[0]]})
        await give(interaction, making, for_asker=True, in_place=True)


async def _show(core: Core, guild_id: int, user_id: int) -> Answer:
    own = (await preferences.of_person(core.engine, user_id, [guild_id])).get(guild_id)
    if own is None:
        raise Hint(say("preferences.unknown"))
    if not own.tracked:
        raise Hint(say("preferences.untracked"))
    return _answer(own.preferences)


async def _set(core: Core, guild_id: int, user_id: int, values: dict[str, object]) -> Answer:
    with refusals():
        saved = await preferences.update(core.engine, guild_id=guild_id, user_id=user_id, values=values)
    return _answer(saved, in_place=True)


def _answer(now: Preferences, *, in_place: bool = False) -> Answer:
    made = disnake.Embed(title=say("preferences.title"), description=say("preferences.text"), color=_COLOR)
    for name in _KINDS:
        made.add_field(say(f"preferences.{name}"), say("preferences.on" if getattr(now, name) else "preferences.off"))
    any_kind = any(getattr(now, name) for name in _KINDS)
    where = "announce_direct" if now.announce_direct else "announce_there"
    made.add_field(say("preferences.where"), say(f"preferences.{where}" if any_kind else "preferences.nowhere"))
    made.add_field(say("preferences.seen"), say(f"visibility.{now.visibility.name.lower()}"), inline=False)
    return Answer(made, buttons=_parts(now), for_asker=True, in_place=in_place)


def _parts(now: Preferences) -> Sequence[Part]:
    return [*(_switch(name, on=getattr(now, name)) for name in _SWITCHES), _menu(now.visibility)]


def _switch(name: str, *, on: bool) -> disnake.ui.Button[None]:
    """A button that sets the other state: pressing it twice by mistake in one message changes nothing more."""
    return disnake.ui.Button(
        label=say(f"preferences.{name}"),
        emoji="🔔" if on else "🔕",
        style=disnake.ButtonStyle.success if on else disnake.ButtonStyle.secondary,
        custom_id=carrying(_MARK, name, _OFF if on else _ON),
    )


def _menu(now: Visibility) -> StringSelect[None]:
    options = [
        disnake.SelectOption(
            label=say(f"visibility.{each.name.lower()}"),
            value=each.name,
            description=say(f"visibility.{each.name.lower()}.help"),
            default=each is now,
        )
        for each in Visibility
    ]
    return StringSelect(custom_id=carrying(_MARK, _SEEN), options=options)
