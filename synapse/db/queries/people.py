"""Finding members: by what they are called, and by what they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import asyncpg

from synapse.db.queries.members import COLUMNS, HIDDEN

Order = Literal["name", "xp", "stars", "gold", "joined_at", "last_active_on"]

_VALUES: dict[Order, str] = {
    "name": "m.sought",
    "xp": "m.xp",
    "stars": "m.stars",
    "gold": "m.gold",
    "joined_at": "coalesce(m.joined_at, '-infinity')",
    "last_active_on": "coalesce(m.last_active_on, '-infinity')",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which members are looked for, and which of them may be found.

    Attributes:
        everybody: Whether whoever it is may be found; else those who show their name, and ``except_id``.
        leavers: Whether leavers who show their name may be found.
        here: Only who is in the guild, or only who has left; None for both.
        least_xp: From how much XP on.
        below_xp: Below how much XP.
        role_ids: Who has one of these roles.
        beginning: What a name begins with, as a ``pattern``.
        within: What a name has anywhere, as a ``pattern``; whoever it begins with comes first in the order of names.
        active_since: Who did something on this day or later.
    """

    guild_id: int
    everybody: bool = False
    leavers: bool = True
    except_id: int | None = None
    here: bool | None = True
    least_xp: int = 0
    below_xp: int | None = None
    role_ids: Sequence[int] | None = None
    beginning: str | None = None
    within: str | None = None
    active_since: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of what was found: ``after`` and ``before`` are members, ``backward`` takes from the end."""

    size: int = 25
    backward: bool = False
    after: int | None = None
    before: int | None = None


def pattern(text: str) -> str:
    """A text as a pattern that it fits and nothing else does, in small letters as names are kept."""
    return text.lower().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


async def page(
    connection: "asyncpg.Connection[Any]", sought: Sought, order: Order, window: Window
) -> list[asyncpg.Record]:
    """The members of a window in the order asked from: one more than its size if there are more."""
    asked = _Asked()
    conditions = asked.conditions(sought)
    value, falling = _VALUES[order], order != "name"
    if order == "name" and sought.within is not None:
        value = f"(CASE WHEN {asked.begins(sought.within)} THEN '0' ELSE '1' END || m.sought)"
    for bound, later in ((window.after, True), (window.before, False)):
        if bound is not None:
            conditions += f" AND {asked.beyond(value, bound, later=later, falling=falling)}"
    ways = ("ASC" if falling == window.backward else "DESC", "DESC" if window.backward else "ASC")
    statement = (
        f"SELECT {COLUMNS} FROM members AS m WHERE {conditions} "  # noqa: S608 - made of constants
        f"ORDER BY {value} {ways[0]}, m.user_id {ways[1]} LIMIT {asked.bind(window.size + 1)}"
    )
    return await connection.fetch(statement, *asked.parameters)


async def count(connection: "asyncpg.Connection[Any]", sought: Sought) -> int:
    """How many members there are in all windows."""
    asked = _Asked()
    statement = f"SELECT count(*) FROM members AS m WHERE {asked.conditions(sought)}"  # noqa: S608 - as above
    return int(await connection.fetchval(statement, *asked.parameters))


@dataclass(slots=True)
class _Asked:
    """Conditions of what is asked, so that a plan sees no others, and their parameters."""

    parameters: list[Any] = field(default_factory=list)

    def bind(self, value: object) -> str:
        """A parameter with this value."""
        self.parameters.append(value)
        return f"${len(self.parameters)}"

    def conditions(self, sought: Sought) -> str:
        """The conditions of being found."""
        found = [f"m.guild_id = {self.bind(sought.guild_id)} AND NOT m.is_bot"]
        if not sought.everybody:
            open_ = f"m.visibility = 0 AND NOT {HIDDEN.format('m')}" + (
                "" if sought.leavers else " AND m.left_at IS NULL"
            )
            found.append(f"({open_} OR m.user_id = {self.bind(sought.except_id)}::bigint)")
        if sought.here is not None:
            found.append(f"m.left_at IS {'' if sought.here else 'NOT '}NULL")
        if sought.least_xp:
            found.append(f"m.xp >= {self.bind(sought.least_xp)}")
        if sought.below_xp is not None:
            found.append(f"m.xp < {self.bind(sought.below_xp)}")
        if sought.role_ids is not None:
            found.append(f"m.role_ids && {self.bind(sought.role_ids)}::bigint[]")
        if sought.active_since is not None:
            found.append(f"m.last_active_on >= {self.bind(sought.active_since)}")
        if sought.beginning is not None:
            found.append(self.begins(sought.beginning))
        if sought.within is not None:
            found.append(f"m.sought LIKE {self.bind(f'%{sought.within}%')}")
        return " AND ".join(found)

    def begins(self, text: str) -> str:
        """The condition that one of a member's names begins with a pattern."""
        return f"(m.sought LIKE {self.bind(f'{text}%')} OR m.sought LIKE {self.bind(f'%{chr(10)}{text}%')})"

    def beyond(self, value: str, member: int, *, later: bool, falling: bool) -> str:
        """The condition of standing after a member in the order, or before them."""
        bound = self.bind(member)
        own = f"(SELECT {value} FROM members AS m WHERE m.guild_id = $1 AND m.user_id = {bound})"  # noqa: S608 - constants
        further, next_id = ("<" if falling == later else ">"), (">" if later else "<")
        return f"({value} {further} {own} OR {value} = {own} AND m.user_id {next_id} {bound})"
