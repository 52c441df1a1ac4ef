"""``/quests``: what there is to do, page by page; members take quests on, hand them in and give them up with buttons.

The buttons carry all that they need, so they work on messages from before a restart too.
"""

from typing import Any

import disnake
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction
from disnake.interactions.modal import ModalInteraction

from bot.commands.admin import refusals
from bot.commands.answer import Answer, give
from bot.commands.asked import carried, carrying, rules_of
from bot.core import Core
from bot.texts import counted, described, named, number, say, speaking
from synapse.engine.quests import ClaimState, Hindrance, Step, steps
from synapse.engine.rules import Rules
from synapse.services import quest_claims, quests
from synapse.services.quest_claims import Claim
from synapse.services.quests import Proof, Quest, Window
from synapse.services.texts import escaped

COLOR = 0x2ECC71

_MARK = "quests"
_FIELD = "proof"
_SIZE = 3
_TOP = "top"
_STYLE = disnake.ButtonStyle
_LONGEST = {Proof.TEXT: 1000, Proof.LINK: 500}
_SIGNS = {
    ClaimState.CLAIMED: "🧭",
    ClaimState.HANDED_IN: "📨",
    ClaimState.SENT_BACK: "↩️",
    ClaimState.ACCEPTED: "✅",
    ClaimState.GIVEN_UP: "▫️",
    ClaimState.RECALLED: "⛔",
}


def attach(core: Core) -> None:
    """Offer the command; hear its buttons and its form."""

    @core.client.slash_command(name=named("quests", "quests.name"), description=described("quests.description"))
    async def quests_(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, _page(core, interaction.guild_id, interaction.author.id, _TOP), for_asker=True)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        values = carried(interaction.component.custom_id, _MARK, 3)
        if values is None or interaction.guild_id is None:
            return
        what, quest_id, window = values
        if what in (Proof.TEXT, Proof.LINK):
            await _open_form(interaction, Proof(what), quest_id, window)
            return
        guild_id, user_id = interaction.guild_id, interaction.author.id
        making = _do(core, guild_id, user_id, (what, quest_id, window))
        await give(interaction, making, for_asker=True, in_place=True)

    @core.client.listen("on_modal_submit")
    async def sent(interaction: ModalInteraction[disnake.Client]) -> None:
        values = carried(interaction.custom_id, _MARK, 3)
        if values is None or interaction.guild_id is None:
            return
        proof = interaction.text_values.get(_FIELD, "")
        making = _do(core, interaction.guild_id, interaction.author.id, ("hand_in", values[1], values[2]), proof)
        await give(interaction, making, for_asker=True, in_place=True)


async def _do(core: Core, guild_id: int, user_id: int, what: tuple[str, str, str], proof: str | None = None) -> Answer:
    """Do what a button says, and show its page again."""
    name, quest, window = what
    whose: dict[str, Any] = {"guild_id": guild_id, "user_id": user_id, "quest_id": int(quest or 0)}
    now = core.clock()
    with refusals():
        if name == "claim":
            await quest_claims.claim(core.engine, **whose, now=now)
        elif name == "hand_in":
            await quest_claims.hand_in(core.engine, **whose, proof=proof, now=now)
        elif name == "give_up":
            await quest_claims.give_up(core.engine, **whose, now=now)
    return await _page(core, guild_id, user_id, window, in_place=True)


async def _open_form(interaction: MessageInteraction[disnake.Client], proof: Proof, quest_id: str, window: str) -> None:
    with speaking(interaction.locale.value):
        field = disnake.ui.TextInput(
            label=say(f"quests.proof.{proof.value}"),
            custom_id=_FIELD,
            placeholder=say(f"quests.proof.{proof.value}.example"),
            style=disnake.TextInputStyle.long if proof is Proof.TEXT else disnake.TextInputStyle.short,
            min_length=1,
            max_length=_LONGEST[proof],
        )
        await interaction.response.send_modal(
            title=say("quests.hand_in"), custom_id=carrying(_MARK, "proof", quest_id, window), components=[field]
        )


async def _page(core: Core, guild_id: int, user_id: int, window: str, *, in_place: bool = False) -> Answer:
    rules, now = rules_of(core, guild_id), core.clock()
    page = await quests.page(core.engine, rules, _window(window), now=now)
    ids = [quest.id for quest in page.entries]
    claims = await quest_claims.of_member(core.engine, guild_id, user_id, ids) if ids else {}
    made = disnake.Embed(title=f"🧭 {say('quests.title')}", color=COLOR)
    if not page.entries:
        made.description = say("quests.none")
    buttons: list[disnake.ui.Button[None]] = []
    for place, quest in enumerate(page.entries, 1):
        claim = claims.get(quest.id)
        made.add_field(f"{place} · {escaped(quest.title)}", _told(quest, claim, rules), inline=False)
        buttons += _own(place, quest, claim, window, quest.hindrance(rules, now))
    if page.has_previous or page.has_next:
        newest, oldest = (page.entries[0].id, page.entries[-1].id) if page.entries else (0, 0)
        buttons += [
            _turn("previous", f"b{newest}", possible=page.has_previous),
            _turn("next", f"a{oldest}", possible=page.has_next),
        ]
    return Answer(made, buttons=buttons, for_asker=True, in_place=in_place)


def _window(text: str) -> Window:
    """The part of the list that a button names: ``a7`` after the quest 7, ``b7`` before it, else the top."""
    kind, digits = text[:1], text[1:]
    if kind not in "ab" or not digits.isdecimal():
        return Window(_SIZE)
    return Window(_SIZE, after=int(digits)) if kind == "a" else Window(_SIZE, backward=True, before=int(digits))


def _told(quest: Quest, claim: Claim | None, rules: Rules) -> str:
    lines = [escaped(quest.description, limit=300)] if quest.description else []
    lines.append(f"🎁 {reward(quest, rules)}")
    facts = []
    if quest.places_left is not None:
        facts.append(say("quests.places", left=number(quest.places_left), places=number(quest.places or 0)))
    if quest.ends_at is not None:
        facts.append(say("quests.until", at=f"<t:{int(quest.ends_at.timestamp())}:R>"))
    if facts:
        lines.append(" · ".join(facts))
    if claim is not None:
        lines.append(f"{_SIGNS[claim.state]} {say(f'quests.state.{claim.state.value}')}")
        if claim.answer:
            lines.append(f"> {escaped(claim.answer, limit=200)}")
    return "\n".join(lines)


def reward(quest: Quest, rules: Rules) -> str:
    """What a quest pays, in words."""
    stars = rules.settings.rewards.quest_completed_stars if quest.stars is None else quest.stars
    amounts = (("xp", quest.xp), ("stars", stars), ("gold", quest.gold))
    return " · ".join(counted(what, amount) for what, amount in amounts if amount) or say("quests.honour")


def _own(
    place: int, quest: Quest, claim: Claim | None, window: str, hindrance: Hindrance | None
) -> list[disnake.ui.Button[None]]:
    """What the asker can do about a quest that is open."""
    possible = steps(None if claim is None else claim.state)
    found = []
    if Step.CLAIM in possible:
        found.append(_button(f"{place} · {say('quests.claim')}", ("claim", quest.id, window), _STYLE.success))
        found[-1].disabled = hindrance is not None
    if Step.HAND_IN in possible and (claim is None or claim.state is not ClaimState.HANDED_IN):
        doing = "hand_in" if quest.proof is Proof.NONE else quest.proof.value
        found.append(_button(f"{place} · {say('quests.hand_in')}", (doing, quest.id, window), _STYLE.primary))
    if Step.GIVE_UP in possible:
        found.append(_button(f"{place} · {say('quests.give_up')}", ("give_up", quest.id, window), _STYLE.secondary))
    return found


def _button(label: str, carries: tuple[str, int | str, str], style: disnake.ButtonStyle) -> disnake.ui.Button[None]:
    return disnake.ui.Button(label=label, style=style, custom_id=carrying(_MARK, *carries))


def _turn(name: str, window: str, *, possible: bool) -> disnake.ui.Button[None]:
    made = _button(say(f"quests.{name}"), (name, "", window), _STYLE.secondary)
    made.disabled = not possible
    return made
