"""Finding members; the values are those of the service for people, with cursors."""

from dataclasses import dataclass
from datetime import date

import strawberry
from strawberry.types.info import Info

from synapse.api import paging
from synapse.api.context import Context
from synapse.api.types.members import Member
from synapse.api.types.relay import PageInfo, resolved
from synapse.api.types.scalars import Snowflake
from synapse.engine.rules import Rules
from synapse.services import directory, members, people
from synapse.services.checks import checked
from synapse.services.privacy import Reader

strawberry.enum(people.Order, name="MemberOrder")
strawberry.enum(people.Membership)

_SIZE = 25
_Info = Info[Context, None]


@strawberry.input
class MemberFilter:
    """Which members."""

    search: str | None = None
    membership: people.Membership = people.Membership.HERE
    level_from: int | None = None
    level_to: int | None = None
    role_ids: list[Snowflake] | None = None
    active_since: date | None = None


@dataclass(frozen=True, slots=True)
class MemberEdgeOf:
    """A member with their cursor."""

    cursor: str
    node: members.Member


@strawberry.type
class MemberEdge:
    """A member with their cursor; the value is ``MemberEdgeOf``."""

    cursor: str
    node: Member


@dataclass(frozen=True, slots=True)
class Found:
    """A page of members as a connection shows it, and what was asked, for who wants to know how many there are."""

    rules: Rules
    wanted: people.Filter
    reader: Reader
    name: str
    page: people.Page

    @property
    def nodes(self) -> tuple[members.Member, ...]:
        """The members."""
        return self.page.entries

    @property
    def edges(self) -> list[MemberEdgeOf]:
        """The members with their cursors."""
        return [MemberEdgeOf(paging.cursor(self.name, member.key), member) for member in self.page.entries]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        edges = self.edges
        ends = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
        return paging.PageInfo(self.page.has_next, self.page.has_previous, *ends)


async def _total(root: strawberry.Parent[Found], info: _Info) -> int:
    context = info.context
    return await people.count(context.engine, root.rules, root.wanted, now=context.clock(), reader=root.reader)


@strawberry.type
class MemberConnection:
    """A page of members; the value is ``Found``."""

    edges: list[MemberEdge]
    nodes: list[Member]
    page_info: PageInfo
    total_count: int = resolved(_total)


async def members_of(
    root: strawberry.Parent[directory.Guild],
    info: _Info,
    *,
    filter: MemberFilter | None = None,  # noqa: A002 - the argument's name in the schema
    order_by: people.Order = people.Order.NAME,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Found:
    """The resolver of a guild's members."""
    size = paging.size_of(first, last, default=_SIZE)
    name = f"members.{order_by.value}"
    start, end = (_member(text, argument, name) for text, argument in ((after, "after"), (before, "before")))
    wanted = checked(people.Filter, vars(filter) if filter else {})
    reader = await info.context.readers(root.guild_id)
    page = await people.page(
        info.context.engine,
        root.rules,
        wanted,
        people.Window(size.size, size.backward, start, end),
        order=order_by,
        now=info.context.clock(),
        reader=reader,
    )
    return Found(root.rules, wanted, reader, name, page)


def _member(text: str | None, argument: str, name: str) -> int | None:
    place = paging.place_of(text, argument, name, 1)
    return place[0] if place else None
