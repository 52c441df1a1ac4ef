"""How every command answers: in time, and kindly when something goes wrong."""

import asyncio
import secrets
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from io import BytesIO

import disnake
import structlog
from disnake.interactions.application_command import ApplicationCommandInteraction
from disnake.interactions.message import MessageInteraction
from disnake.interactions.modal import ModalInteraction
from disnake.ui.select.channel import ChannelSelect
from disnake.ui.select.role import RoleSelect
from disnake.ui.select.string import StringSelect

from bot.texts import say, speaking
from synapse.pictures.gallery import Picture

log = structlog.get_logger(__name__)

_PATIENCE_SECONDS = 1.2
"""Discord waits three seconds for the first sign; what takes longer than this says that it is thinking."""

_LONGEST_DESCRIPTION = 1024

Interaction = (
    ApplicationCommandInteraction[disnake.Client]
    | MessageInteraction[disnake.Client]
    | ModalInteraction[disnake.Client]
)

Part = disnake.ui.Button[None] | StringSelect[None] | ChannelSelect[None] | RoleSelect[None]
"""What can be pressed or chosen under an answer; a menu takes a row of its own, five buttons share one."""


class Hint(Exception):  # noqa: N818 - not a fault but an answer
    """A sentence for the asker in place of what they asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown, an embed, a picture, a file; ``for_asker`` alone, or for everybody in the channel."""

    embed: disnake.Embed | None = None
    picture: Picture | None = None
    file: disnake.File | None = None
    text: str | None = None
    """What stands above an embed."""
    buttons: Sequence[Part] = ()
    for_asker: bool = False
    in_place: bool = False
    """Replace the message whose button was pressed."""


async def give(interaction: Interaction, making: Awaitable[Answer], *, for_asker: bool, in_place: bool = False) -> None:
    """Answer an interaction with what ``making`` makes, in the language of the asker's client.

    Args:
        interaction: Which one.
        making: Makes the answer. Its ``Hint`` is shown to the asker; any other error becomes a kind sentence
            with a reference, and the log has the rest under that reference.
        for_asker: Whether the answer only concerns the asker.
        in_place: Whether it replaces the message whose button was pressed.
    """
    with speaking(interaction.locale.value):
        await _give(interaction, making, for_asker=for_asker, in_place=in_place)


async def _give(interaction: Interaction, making: Awaitable[Answer], *, for_asker: bool, in_place: bool) -> None:
    task = asyncio.ensure_future(making)
    try:
        await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
        if not task.done():
            await _think(interaction, for_asker=for_asker, in_place=in_place)
        await _show(interaction, await task)
    except Hint as hint:
        await _tell(interaction, str(hint))
    except Exception:
        task.cancel()
        reference = secrets.token_hex(4)
        log.exception("command.failed", reference=reference, command=_name(interaction))
        await _tell(interaction, say("error", reference=reference))


async def _think(interaction: Interaction, *, for_asker: bool, in_place: bool) -> None:
    if in_place:
        await interaction.response.defer()
    else:
        await interaction.response.defer(with_message=True, ephemeral=for_asker)


async def _show(interaction: Interaction, answer: Answer) -> None:
    components = list(answer.buttons)
    embeds = [answer.embed] if answer.embed else []
    files = [_file(answer.picture)] if answer.picture else []
    files += [answer.file] if answer.file else []
    if interaction.response.is_done():
        await interaction.edit_original_response(answer.text, embeds=embeds, files=files, components=components)
    elif answer.in_place:
        await interaction.response.edit_message(answer.text, embeds=embeds, components=components)
    else:
        await interaction.response.send_message(
            answer.text, embeds=embeds, files=files, components=components, ephemeral=answer.for_asker
        )


def _file(picture: Picture) -> disnake.File:
    """The picture as Discord takes it; its description is read out by screen readers."""
    return disnake.File(BytesIO(picture.png), filename="card.png", description=picture.alt[:_LONGEST_DESCRIPTION])


async def _tell(interaction: Interaction, sentence: str) -> None:
    """Say a sentence to the asker alone; an interaction that ran out is past help."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
    except disnake.HTTPException as error:
        log.warning("command.unanswered", command=_name(interaction), status=error.status, code=error.code)


def _name(interaction: Interaction) -> str:
    data = interaction.data
    return str(getattr(data, "name", None) or "button")
