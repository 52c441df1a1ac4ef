"""Finding members among all of a guild: those whose names the reader may know."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import people as queries
from synapse.db.queries.people import Sought, Window
from synapse.db.read import reading
from synapse.engine.levels import MAX_LEVEL, MAX_XP, thresholds
from synapse.engine.rules import Rules
from synapse.services.checks import Draft
from synapse.services.members import Builder, Member
from synapse.services.privacy import STRANGER, Reader, Visibility

__all__ = ["Filter", "Membership", "Order", "Page", "Window", "count", "page"]

_SHORTEST_FRAGMENT = 3


class Order(StrEnum):
    """How members are ordered: by name from A on, by everything else from the greatest on."""

    NAME = "name"
    XP = "xp"
    STARS = "stars"
    GOLD = "gold"
    JOINED_AT = "joined_at"
    LAST_ACTIVE = "last_active_on"


class Membership(StrEnum):
    """Whether somebody is in the guild."""

    HERE = "here"
    LEFT = "left"
    ANY = "any"


_HERE = {Membership.HERE: True, Membership.LEFT: False, Membership.ANY: None}
_Level = Annotated[int, Field(ge=1, le=MAX_LEVEL)]
_Id = Annotated[int, Field(ge=0, lt=2**63)]


class Filter(Draft):
    """Which members are looked for.

    Attributes:
        search: What they are called: a part of a name, or its beginning if it is shorter than three letters.
        membership: Whether they are here.
        level_from: The lowest level.
        level_to: The highest level.
        role_ids: They have one of these roles.
        active_since: They did something on this day or later.
    """

    search: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] | None = None
    membership: Membership = Membership.HERE
    level_from: _Level | None = None
    level_to: _Level | None = None
    role_ids: Annotated[tuple[_Id, ...], Field(max_length=100)] | None = None
    active_since: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of what was found, and whether more lies on either side."""

    entries: tuple[Member, ...] = ()
    has_next: bool = False
    has_previous: bool = False


async def page(
    engine: AsyncEngine,
    rules: Rules,
    wanted: Filter,
    window: Window,
    *,
    order: Order = Order.NAME,
    now: datetime,
    reader: Reader = STRANGER,
) -> Page:
    """Members in an order, one part of them; one statement. Who shows no name is not among them."""
    build = Builder(rules, now, reader)
    if not build.policy.open:
        return Page()
    async with reading(engine) as connection:
        rows = await queries.page(connection, _sought(rules, wanted, build), order.value, window)
    more = len(rows) > window.size
    shown = rows[: window.size][::-1] if window.backward else rows[: window.size]
    entries = tuple(member for row in shown if (member := build.member(row)) is not None)
    if window.backward:
        return Page(entries, has_next=window.before is not None, has_previous=more)
    return Page(entries, has_next=more, has_previous=window.after is not None)


async def count(engine: AsyncEngine, rules: Rules, wanted: Filter, *, now: datetime, reader: Reader = STRANGER) -> int:
    """How many members there are to be found."""
    build = Builder(rules, now, reader)
    if not build.policy.open:
        return 0
    async with reading(engine) as connection:
        return await queries.count(connection, _sought(rules, wanted, build))


def _sought(rules: Rules, wanted: Filter, build: Builder) -> Sought:
    begins, veil = thresholds(rules.settings.levels), build.policy.veil
    sought = Sought(
        guild_id=rules.guild_id,
        everybody=veil is None,
        leavers=veil is None or veil.leavers is Visibility.NAMED,
        except_id=veil.except_id if veil else None,
        here=_HERE[wanted.membership],
        least_xp=0 if wanted.level_from is None else _xp_of(begins, wanted.level_from),
        below_xp=None if wanted.level_to is None else _xp_of(begins, wanted.level_to + 1),
        role_ids=wanted.role_ids,
        active_since=wanted.active_since,
    )
    if not wanted.search:
        return sought
    pattern = queries.pattern(wanted.search)
    if len(wanted.search) < _SHORTEST_FRAGMENT:
        return replace(sought, beginning=pattern)
    return replace(sought, within=pattern)


def _xp_of(begins: tuple[int, ...], level: int) -> int:
    """The XP at which a level begins; more than anybody has for one above the highest."""
    return begins[level - 1] if level <= len(begins) else MAX_XP
