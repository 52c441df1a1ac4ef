"""``/quest review``: admins answer to what members handed in, one after the other, and undo what they answered.

The buttons carry all that they need, so they work on messages from before a restart too.
"""

from datetime import datetime, timedelta
from typing import Any

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction
from disnake.interactions.modal import ModalInteraction

from bot.commands.admin import ADMIN_COLOR, actor_of, refusals
from bot.commands.answer import Answer, Interaction, give
from bot.commands.asked import carried, carrying, rules_of
from bot.commands.quests import reward
from bot.core import Core
from bot.texts import described, named, number, say, speaking
from synapse.engine.windows import microseconds
from synapse.services import changes, hand_ins, quests, reversals
from synapse.services.changes import Recorded
from synapse.services.hand_ins import Place
from synapse.services.quest_claims import Claim
from synapse.services.texts import escaped

_REVIEW = "quest_review"
_ANSWER = "answer"


def attach(core: Core, quest: commands.InvokableSlashCommand) -> None:
    """Offer the subcommand of ``/quest``; hear its buttons and its form."""

    @quest.sub_command(name=named("review", "quest.review.name"), description=described("quest.review.description"))
    async def review(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, _next(core, interaction, None), for_asker=True)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _REVIEW, 2)
        if values is None or interaction.guild_id is None:
            return
        what, about = values
        if what == "send_back":
            await _open_answer(interaction, about)
            return
        making = {"accept": _accept, "undo": _undo}.get(what, _skip)(core, interaction, about)
        await give(interaction, making, for_asker=True, in_place=True)

    @core.client.listen("on_modal_submit")
    async def sent(interaction: ModalInteraction[disnake.Client]) -> None:
        values = carried(interaction.custom_id, _REVIEW, 2)
        if values is not None and interaction.guild_id is not None:
            await give(interaction, _send_back(core, interaction, values[1]), for_asker=True, in_place=True)


async def _next(
    core: Core, interaction: Interaction, after: Place | None, said: str = "", undo: int | None = None
) -> Answer:
    """The next hand-in that waits, under what was ``said`` about the last one and how that is undone."""
    guild_id = interaction.guild_id or 0
    with refusals():
        await actor_of(core, interaction)
    page = await hand_ins.waiting(core.engine, guild_id, after=after, size=1)
    buttons: list[disnake.ui.Button[None]] = []
    made = disnake.Embed(title=say("quest.review.title"), color=ADMIN_COLOR)
    if page.entries:
        [claim] = page.entries
        made.description = await _shown(core, claim)
        waiting = await hand_ins.count_waiting(core.engine, guild_id)
        made.set_footer(text=say("quest.review.waiting", count=number(waiting)))
        about = f"{claim.quest_id}.{claim.user_id}"
        buttons += [
            _button("accept", about, disnake.ButtonStyle.success),
            _button("send_back", about, disnake.ButtonStyle.danger),
        ]
        if page.has_next:
            buttons.append(_button("later", _text(claim), disnake.ButtonStyle.secondary))
    else:
        made.description = say("quest.review.none")
    if said:
        made.description = f"{said}\n\n{made.description}"
    if undo is not None:
        buttons.append(_button("undo", str(undo), disnake.ButtonStyle.secondary))
    return Answer(
        made, buttons=buttons, for_asker=True, in_place=isinstance(interaction, MessageInteraction | ModalInteraction)
    )


async def _shown(core: Core, claim: Claim) -> str:
    rules = rules_of(core, claim.guild_id)
    quest = (await quests.by_ids(core.engine, claim.guild_id, [claim.quest_id]))[claim.quest_id]
    lines = [f"**{escaped(quest.title)}** · <@{claim.user_id}>", f"🎁 {reward(quest, rules)}"]
    if claim.handed_in_at is not None:
        lines.append(say("quest.review.at", at=f"<t:{int(claim.handed_in_at.timestamp())}:R>"))
    if claim.proof:
        lines += ["", f">>> {escaped(claim.proof, limit=1000)}"]
    return "\n".join(lines)


async def _accept(core: Core, interaction: Interaction, about: str) -> Answer:
    rows: list[Recorded] = []
    with refusals(), changes.noting(rows):
        actor = await actor_of(core, interaction)
        claim = await hand_ins.accept(core.engine, actor=actor, now=core.clock(), **_whose(interaction, about))
    return await _next(core, interaction, None, say("quest.accepted", who=f"<@{claim.user_id}>"), rows[-1][1])


async def _send_back(core: Core, interaction: ModalInteraction[disnake.Client], about: str) -> Answer:
    rows: list[Recorded] = []
    answer = interaction.text_values.get(_ANSWER, "")
    with refusals(), changes.noting(rows):
        actor = await actor_of(core, interaction)
        whose = _whose(interaction, about)
        claim = await hand_ins.send_back(core.engine, actor=actor, answer=answer, now=core.clock(), **whose)
    return await _next(core, interaction, None, say("quest.sent_back", who=f"<@{claim.user_id}>"), rows[-1][1])


async def _undo(core: Core, interaction: Interaction, about: str) -> Answer:
    with refusals():
        actor = await actor_of(core, interaction)
        guild_id = interaction.guild_id or 0
        await reversals.revert(core.engine, actor=actor, guild_id=guild_id, entry_id=int(about), now=core.clock())
    return await _next(core, interaction, None, say("quest.undone"))


async def _skip(core: Core, interaction: Interaction, about: str) -> Answer:
    at, quest_id, user_id = map(int, about.split("."))
    moment = datetime.fromtimestamp(0, core.clock().tzinfo) + timedelta(microseconds=at)
    return await _next(core, interaction, (moment, quest_id, user_id))


async def _open_answer(interaction: MessageInteraction[disnake.Client], about: str) -> None:
    with speaking(interaction.locale.value):
        field = disnake.ui.TextInput(
            label=say("quest.answer"),
            custom_id=_ANSWER,
            placeholder=say("quest.answer.example"),
            style=disnake.TextInputStyle.long,
            min_length=1,
            max_length=500,
        )
        await interaction.response.send_modal(
            title=say("quest.send_back"), custom_id=carrying(_REVIEW, "send_back", about), components=[field]
        )


def _whose(interaction: Interaction, about: str) -> dict[str, Any]:
    quest_id, user_id = map(int, about.split("."))
    return {"guild_id": interaction.guild_id or 0, "quest_id": quest_id, "user_id": user_id}


def _text(claim: Claim) -> str:
    """Where a hand-in stands in the queue, as a button carries it."""
    at = 0 if claim.handed_in_at is None else microseconds(claim.handed_in_at)
    return f"{at}.{claim.quest_id}.{claim.user_id}"


def _button(name: str, about: str, style: disnake.ButtonStyle) -> disnake.ui.Button[None]:
    return disnake.ui.Button(label=say(f"quest.{name}"), style=style, custom_id=carrying(_REVIEW, name, about))
