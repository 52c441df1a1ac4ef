"""``/rank``: a member's card as a picture, and the same in words for who cannot see it."""

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction
from disnake.interactions.message import MessageInteraction

from bot.commands.answer import Answer, Hint, give
from bot.commands.asked import rules_of
from bot.commands.profile import embed
from bot.core import Core
from bot.texts import described, named, say
from synapse.engine.rules import Rules
from synapse.pictures import scenes
from synapse.services import cards
from synapse.services.cards import Card
from synapse.services.privacy import Reader

_MARK = "rank"


def attach(core: Core) -> None:
    """Offer the command and hear its button."""

    @core.client.slash_command(name=named("rank", "rank.name"), description=described("rank.description"))
    async def rank(
        interaction: GuildCommandInteraction[disnake.Client],
        member: disnake.User | None = commands.Param(
            default=None, name=named("member", "option.member"), description=described("rank.member")
        ),
    ) -> None:
        asked = member or interaction.author
        # Everybody sees the picture: of others it shows what they show, of themself whoever asks shows it.
        reader = Reader(interaction.author.id if asked.id == interaction.author.id else None, member=True)
        await give(interaction, _picture(core, interaction.guild_id, asked, reader), for_asker=False)

    @core.client.listen("on_button_click")
    async def pressed(interaction: MessageInteraction[disnake.Client]) -> None:
        mark, _, user_id = (interaction.component.custom_id or "").partition(":")
        if mark != _MARK or not user_id.isdecimal() or interaction.guild_id is None:
            return
        reader = Reader(interaction.author.id, member=True)
        await give(interaction, _words(core, interaction.guild_id, int(user_id), reader), for_asker=True)


async def _picture(core: Core, guild_id: int, asked: disnake.User | disnake.Member, reader: Reader) -> Answer:
    if asked.bot:
        raise Hint(say("profile.bot", who=asked.mention))
    rules = rules_of(core, guild_id)
    card = await _card(core, rules, asked.id, reader)
    style = scenes.style_of(rules.settings.cards, card.accent)
    scene = scenes.member(card.profile, style=style, members=card.members, zone=card.zone)
    drawn = await core.gallery.draw(scene)
    button = disnake.ui.Button[None](
        label=say("rank.as_text"), style=disnake.ButtonStyle.secondary, custom_id=f"{_MARK}:{asked.id}"
    )
    return Answer(picture=drawn, buttons=[button])


async def _words(core: Core, guild_id: int, user_id: int, reader: Reader) -> Answer:
    card = await _card(core, rules_of(core, guild_id), user_id, reader)
    return Answer(embed(card.profile), for_asker=True)


async def _card(core: Core, rules: Rules, user_id: int, reader: Reader) -> Card:
    found = await cards.card(core.engine, rules, user_id, now=core.clock(), reader=reader)
    if found is None:
        raise Hint(say("profile.nobody", who=f"<@{user_id}>"))
    return found
