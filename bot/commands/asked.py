"""What commands ask first: the guild's rules, and what a button, a menu or a form carries.

All that is needed for an answer stands in the custom id, so what was posted before a restart works after it.
"""

from bot.commands.answer import Hint
from bot.core import Core
from bot.texts import say
from synapse.engine.rules import Rules

_LONGEST = 100


def rules_of(core: Core, guild_id: int) -> Rules:
    """The rules of a guild.

    Raises:
        Hint: It is not known yet; the sentence asks for patience.
    """
    rules = core.rulebook.get(guild_id)
    if rules is None:
        raise Hint(say("error.not_ready"))
    return rules


def carrying(mark: str, *values: object) -> str:
    """The custom id of something that belongs to ``mark`` and carries these values; the last may hold colons.

    Raises:
        ValueError: It is longer than Discord takes.
    """
    custom_id = ":".join((mark, *map(str, values)))
    if len(custom_id) > _LONGEST:
        raise ValueError(f"The custom id of {mark} has {len(custom_id)} characters.")
    return custom_id


def carried(custom_id: str | None, mark: str, count: int) -> list[str] | None:
    """The ``count`` values of a custom id that ``carrying`` made for this mark; None for any other."""
    parts = (custom_id or "").split(":", count)
    return parts[1:] if parts[0] == mark and len(parts) == count + 1 else None
