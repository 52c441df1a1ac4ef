"""``/link-github``: the GitHub account that the asker's profile shows, or none any more."""

import disnake
from disnake.ext import commands
from disnake.interactions.application_command import GuildCommandInteraction

from bot.commands.admin import refusals
from bot.commands.answer import Answer, give
from bot.core import Core
from bot.texts import described, named, say
from synapse.services import own

_COLOR = 0x24292F
_LONGEST = 39


def attach(core: Core) -> None:
    """Offer the command."""

    @core.client.slash_command(name=named("link-github", "github.name"), description=described("github.description"))
    async def github(
        interaction: GuildCommandInteraction[disnake.Client],
        account: str | None = commands.Param(
            default=None,
            min_length=1,
            max_length=_LONGEST,
            name=named("account", "option.account"),
            description=described("github.account"),
        ),
    ) -> None:
        await give(interaction, _link(core, interaction.guild_id, interaction.author.id, account), for_asker=True)


async def _link(core: Core, guild_id: int, user_id: int, account: str | None) -> Answer:
    with refusals():
        login = await own.link_github(core.engine, guild_id=guild_id, user_id=user_id, login=account)
    made = disnake.Embed(title=say("github.title"), color=_COLOR)
    made.description = say("github.unlinked") if login is None else say("github.linked", account=login)
    return Answer(made, for_asker=True)
