"""``/buy-coffee``: a coffee for gold."""

import disnake
from disnake.interactions.application_command import GuildCommandInteraction

from bot.commands.admin import refusals
from bot.commands.answer import Answer, give
from bot.core import Core
from bot.texts import counted, described, named, say
from synapse.services import purchases
from synapse.services.purchases import Item

_COLOR = 0x8D6E63


def attach(core: Core) -> None:
    """Offer the command."""

    @core.client.slash_command(name=named("buy-coffee", "coffee.name"), description=described("coffee.description"))
    async def coffee(interaction: GuildCommandInteraction[disnake.Client]) -> None:
        await give(interaction, _buy(core, interaction), for_asker=True)


async def _buy(core: Core, interaction: GuildCommandInteraction[disnake.Client]) -> Answer:
    with refusals():
        bought = await purchases.buy(
            core.engine,
            guild_id=interaction.guild_id,
            user_id=interaction.author.id,
            item=Item.COFFEE,
            # Discord may send an interaction twice; whoever asks once pays once.
            idempotency_key=f"interaction.{interaction.id}",
            now=core.clock(),
        )
    made = disnake.Embed(
        title=f"☕ {say('coffee.title')}",
        description=say("coffee.text", gold=counted("gold", bought.gold), left=counted("gold", bought.left)),
        color=_COLOR,
    )
    return Answer(made, for_asker=True)
