"""``/privacy``: what is held about the asker, as a file too; opting out and in again; being forgotten."""

import gzip
from io import BytesIO

import disnake
import orjson
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction
from disnake.interactions.modal import ModalInteraction

from bot.commands.admin import refusals
from bot.commands.answer import Answer, Hint, Interaction, give
from bot.commands.asked import carried, carrying
from bot.core import Core
from bot.texts import described, named, number, say, speaking
from synapse.services import own, preferences

_MARK = "privacy"
_COLOR = 0x5865F2
_WORD = "word"
_HERE, _EVERYWHERE = "here", "everywhere"
_LARGEST = 8 * 1024 * 1024
"""Discord takes 10 MiB at least; what is larger is packed."""


def attach(core: Core) -> None:
    """Offer the command; hear its buttons and its form."""

    @core.client.slash_command(name=named("privacy", "privacy.name"), description=described("privacy.description"))
    async def privacy(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, _show(core, interaction.guild_id, interaction.author.id), for_asker=True)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 2)
        if values is None or interaction.guild_id is None:
            return
        what, value = values
        if what == "forget":
            await _open_form(interaction, value)
        elif what == "data":
            await give(interaction, _data(core, interaction.guild_id, interaction.author.id), for_asker=True)
        elif what == "track":
            making = _track(core, interaction.guild_id, interaction.author.id, tracked=value == "on")
            await give(interaction, making, for_asker=True, in_place=True)

    @core.client.listen("on_modal_submit")
    async def sent(interaction: ModalInteraction[disnake.Client]) -> None:
        values = carried(interaction.custom_id, _MARK, 2)
        if values is None or interaction.guild_id is None:
            return
        making = _forget(core, interaction, everywhere=values[1] == _EVERYWHERE)
        await give(interaction, making, for_asker=True, in_place=True)


async def _show(core: Core, guild_id: int, user_id: int, *, in_place: bool = False) -> Answer:
    if not await own.known(core.engine, guild_id, user_id):
        raise Hint(say("privacy.nothing"))
    settings = (await preferences.of_person(core.engine, user_id, [guild_id])).get(guild_id)
    tracked = settings is None or settings.tracked
    held = await own.counts(core.engine, guild_id=guild_id, user_id=user_id)
    made = disnake.Embed(title=say("privacy.title"), description=say("privacy.text"), color=_COLOR)
    made.add_field(say("privacy.recording"), say("privacy.tracked" if tracked else "privacy.untracked"), inline=False)
    made.add_field(say("privacy.held"), _listed(held), inline=False)
    return Answer(made, buttons=_buttons(tracked=tracked), for_asker=True, in_place=in_place)


def _listed(held: dict[str, int]) -> str:
    """How much is held, most first; what a name means is in the catalogue."""
    ordered = sorted(((count, name) for name, count in held.items() if count), reverse=True)
    lines = [say("privacy.profile"), *(f"{say(f'held.{name}')}: {number(count)}" for count, name in ordered)]
    return "\n".join(f"• {line}" for line in lines)


def _buttons(*, tracked: bool) -> list[disnake.ui.Button[None]]:
    style, press = disnake.ButtonStyle, disnake.ui.Button[None]
    track = "off" if tracked else "on"
    return [
        press(label=say("privacy.download"), emoji="📥", style=style.primary, custom_id=carrying(_MARK, "data", "")),
        press(label=say(f"privacy.track_{track}"), style=style.secondary, custom_id=carrying(_MARK, "track", track)),
        press(label=say("privacy.forget_here"), style=style.danger, custom_id=carrying(_MARK, "forget", _HERE)),
        press(label=say("privacy.forget_all"), style=style.danger, custom_id=carrying(_MARK, "forget", _EVERYWHERE)),
    ]


async def _data(core: Core, guild_id: int, user_id: int) -> Answer:
    now = core.clock()
    held = await own.data(core.engine, guild_id=guild_id, user_id=user_id, now=now)
    made = disnake.Embed(description=say("privacy.file"), color=_COLOR)
    name = f"synapse-{guild_id}-{user_id}-{now:%Y-%m-%d}.json"
    return Answer(made, file=_file(name, orjson.dumps(held, option=orjson.OPT_INDENT_2)), for_asker=True)


def _file(name: str, content: bytes) -> disnake.File:
    if len(content) > _LARGEST:
        name, content = f"{name}.gz", gzip.compress(content)
    if len(content) > _LARGEST:
        raise Hint(say("privacy.too_large"))
    return disnake.File(BytesIO(content), filename=name)


async def _track(core: Core, guild_id: int, user_id: int, *, tracked: bool) -> Answer:
    with refusals():
        await own.set_tracking(core.engine, guild_id=guild_id, user_id=user_id, tracked=tracked)
    return await _show(core, guild_id, user_id, in_place=True)


async def _open_form(interaction: MessageInteraction[disnake.Client], where: str) -> None:
    """Ask for a word before anything is gone: a press alone is too near to a slip."""
    with speaking(interaction.locale.value):
        word = say("privacy.word")
        field = disnake.ui.TextInput(
            label=say("privacy.type", word=word),
            custom_id=_WORD,
            placeholder=word,
            min_length=1,
            max_length=40,
        )
        title = say("privacy.forget_all" if where == _EVERYWHERE else "privacy.forget_here")
        await interaction.response.send_modal(
            title=title, custom_id=carrying(_MARK, "forget", where), components=[field]
        )


async def _forget(core: Core, interaction: Interaction, *, everywhere: bool) -> Answer:
    typed = interaction.text_values.get(_WORD, "") if isinstance(interaction, ModalInteraction) else ""
    if typed.strip().casefold() != say("privacy.word").casefold():
        raise Hint(say("privacy.kept", word=say("privacy.word")))
    guild_id = None if everywhere else interaction.guild_id
    await own.forget(core.engine, user_id=interaction.author.id, guild_id=guild_id)
    made = disnake.Embed(title=say("privacy.forgotten.title"), description=say("privacy.forgotten.text"), color=_COLOR)
    return Answer(made, for_asker=True, in_place=True)
