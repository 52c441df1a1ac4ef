"""What admins' commands share: Discord hides them from others, and the services ask again."""

from collections.abc import Iterator
from contextlib import contextmanager

import disnake
from disnake.interactions.application_command import GuildCommandInteraction

from bot.commands.answer import Hint
from bot.core import Core
from synapse.errors import Conflict, Forbidden, Invalid, NotFound
from synapse.services import admins
from synapse.services.changes import Actor

PERMISSIONS = disnake.Permissions(manage_guild=True)
"""Whom Discord offers admins' commands, unless a server's own settings say otherwise."""

ADMIN_COLOR = 0x5865F2


@contextmanager
def refusals() -> Iterator[None]:
    """What a service refuses becomes a sentence for the asker."""
    try:
        yield
    except (Invalid, Conflict, NotFound, Forbidden) as error:
        raise Hint(error.message) from error


async def actor_of(core: Core, interaction: GuildCommandInteraction[disnake.Client]) -> Actor:
    """The admin who uses a command.

    Raises:
        Forbidden: They are none.
    """
    return await admins.admin(core.engine, interaction.guild_id, interaction.author.id, core.admin_role_id)
