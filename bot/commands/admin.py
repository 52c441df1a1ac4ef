"""What admins' commands share: Discord hides them from others, and the services ask again."""

from collections.abc import Iterator
from contextlib import contextmanager

import disnake

from bot.commands.answer import Hint, Interaction
from bot.core import Core
from bot.texts import CATALOGUE, say
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
    except Invalid as error:
        raise Hint("\n".join(map(_told, (error, *error.others)))) from error
    except (Conflict, NotFound, Forbidden) as error:
        raise Hint(error.message) from error


def _told(error: Invalid) -> str:
    """What is wrong, with the field where it is known under a name."""
    field = f"field.{error.path[-1]}" if error.path else ""
    return f"**{say(field)}**: {error.message}" if field in CATALOGUE else error.message


async def actor_of(core: Core, interaction: Interaction) -> Actor:
    """The admin who uses a command, presses a button or sends a form.

    Raises:
        Forbidden: They are none.
    """
    return await admins.admin(core.engine, interaction.guild_id or 0, interaction.author.id, core.admin_role_id)
