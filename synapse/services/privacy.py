"""Who sees what of a member: the one policy that every face obeys.

It is decided by who asks (a stranger, a member, an admin, the member themself), by the guild's settings, and by what
the member prefers. Whatever makes members of rows does it through ``synapse.services.members.Builder``, which asks
here; lists leave out whom ``Veil`` names, in SQL.

- A guild may show its members to members only. Strangers then see none of them.
- A member may show themself without a name (a pseudonym stands for their id) or not at all.
- Who opted out of being tracked is not shown.
- Who left is shown as the guild's setting says, but never more than they prefer.
- Admins and the member themself see everything.

Ranks and totals count everybody, seen or not.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from synapse.engine.pseudonyms import Pseudonyms, is_pseudonym
from synapse.engine.rules import Rules

ANONYMOUS_NAME = "Anonymous member"
"""The name that is shown of whoever shows none."""


class Visibility(IntEnum):
    """How much of a member is seen; the numbers are stored, and the greater one of several holds."""

    NAMED = 0
    ANONYMOUS = 1
    HIDDEN = 2


class Audience(StrEnum):
    """Who sees the members of a guild; the names are those of the setting."""

    EVERYONE = "everyone"
    MEMBERS = "members"


_LEAVERS = {"shown": Visibility.NAMED, "anonymised": Visibility.ANONYMOUS, "hidden": Visibility.HIDDEN}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, in one guild at one moment.

    Attributes:
        user_id: Who they are, where it matters: they are concealed from others and see themself all the same.
        member: Whether they are in the guild.
        admin: Whether they may change its rules.
    """

    user_id: int | None = None
    member: bool = False
    admin: bool = False


STRANGER = Reader()
"""Anybody at all."""


@dataclass(frozen=True, slots=True)
class Veil:
    """Whom a list leaves out: hidden members but ``except_id``; ``leavers`` is how much of those is seen at most."""

    leavers: Visibility
    except_id: int | None


class Policy:
    """What one reader sees in one guild.

    Attributes:
        open: Whether they see members at all.
        veil: Whom lists leave out for them; None for nobody.
    """

    __slots__ = ("_leavers", "_pseudonyms", "_reader", "open", "veil")

    def __init__(self, rules: Rules, reader: Reader) -> None:
        self._leavers = _LEAVERS[rules.settings.privacy.leavers]
        self._reader = reader
        self._pseudonyms = Pseudonyms(rules.pseudonym_key)
        self.open = reader.admin or reader.member or audience(rules) is Audience.EVERYONE
        self.veil = None if reader.admin else Veil(self._leavers, reader.user_id)

    def seen(self, user_id: int, visibility: int, *, left: bool) -> Visibility:
        """How much of a member is seen; ``visibility`` is a row's column ``shown``."""
        if self._reader.admin or user_id == self._reader.user_id:
            return Visibility.NAMED
        if not self.open:
            return Visibility.HIDDEN
        return max(Visibility(visibility), self._leavers) if left else Visibility(visibility)

    def pseudonym(self, user_id: int) -> int:
        """What stands for the id of a member who is seen without a name."""
        return self._pseudonyms.of(user_id)

    def user_id(self, shown_id: int) -> int:
        """Whose id or pseudonym it is. Compare with the id that is shown of them before you tell anything."""
        return self._pseudonyms.user_id(shown_id) if is_pseudonym(shown_id) else shown_id


def audience(rules: Rules) -> Audience:
    """Who sees the members of a guild; only what everyone sees may be remembered for anybody."""
    return Audience(rules.settings.privacy.boards)
