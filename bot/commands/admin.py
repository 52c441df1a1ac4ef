"""What admins' commands share: Discord hides them from others, and the services ask again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal

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

_CHOICES = 25
_LONGEST_CHOICE = 100


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
    field = f"field.{error.path[-1]}.label" if error.path else ""
    return f"**{say(field)}**: {error.message}" if field in CATALOGUE else error.message


async def actor_of(core: Core, interaction: Interaction) -> Actor:
    """The admin who uses a command, presses a button or sends a form.

    Raises:
        Forbidden: They are none.
    """
    return await admins.admin(core.engine, interaction.guild_id or 0, interaction.author.id, core.admin_role_id)


def offered(names: Mapping[int, str], typed: str) -> dict[str, str]:
    """What Discord offers while a name is typed: the first names with what was typed in them, by the number of each.

    Names that are alike are told apart by their numbers.
    """
    wanted = [(name, str(number)) for number, name in names.items() if typed.casefold() in name.casefold()]
    offers: dict[str, str] = {}
    for name, number in wanted[:_CHOICES]:
        short = name[:_LONGEST_CHOICE]
        offers[f"{name[: _LONGEST_CHOICE - len(number) - 3]} ({number})" if short in offers else short] = number
    return offers


def chosen(names: Mapping[int, str], typed: str) -> int | None:
    """The number of what was chosen from the offers, or typed without choosing; None if there is no such thing."""
    known = {str(number): number for number in names}
    by_name = {name.casefold(): number for number, name in names.items()}
    return known.get(typed, by_name.get(typed.strip().casefold()))


def decimal_of(value: float) -> Decimal:
    """A factor as people write it: 1.5 is exactly that."""
    return Decimal(str(round(value, 3)))
