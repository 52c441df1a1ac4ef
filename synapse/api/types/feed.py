"""The feed; the values are the feed service's, with cursors."""

from dataclasses import dataclass
from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging
from synapse.api.context import Context
from synapse.api.execution.access import by_class
from synapse.api.types.achievements import Achievement
from synapse.api.types.members import Member
from synapse.api.types.relay import Node, PageInfo, resolved
from synapse.api.types.scalars import BigInt
from synapse.services import feed
from synapse.services.feed import FeedKind

strawberry.enum(FeedKind)

_LIST = "feed"


def _id(root: strawberry.Parent[feed.Entry]) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.FEED_ENTRY, root.guild_id, root.id))


@strawberry.type
class FeedEntry(Node):
    """One thing worth celebrating; the value is ``feed.Entry``."""

    id: strawberry.ID = resolved(_id)
    kind: FeedKind
    at: datetime
    member: Member
    level: int | None
    achievement: Achievement | None
    xp: BigInt
    gold: BigInt
    reason: str | None

    @classmethod
    @by_class
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, feed.Entry)


@strawberry.type
class FeedEdge:
    """An entry with its cursor; the value is ``EntryEdge``."""

    cursor: str
    node: FeedEntry


@strawberry.type
class FeedConnection:
    """A page; the value is ``FeedPage``."""

    edges: list[FeedEdge]
    nodes: list[FeedEntry]
    page_info: PageInfo


@dataclass(frozen=True, slots=True)
class EntryEdge:
    """An entry of the feed with its cursor."""

    cursor: str
    node: feed.Entry


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of the feed as a connection shows it; cursors are made for who asks for them."""

    page: feed.Page

    @property
    def nodes(self) -> tuple[feed.Entry, ...]:
        """The entries."""
        return self.page.entries

    @property
    def edges(self) -> list[EntryEdge]:
        """The entries with their cursors."""
        return [EntryEdge(paging.cursor(_LIST, entry.id), entry) for entry in self.page.entries]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        entries = self.page.entries
        return paging.PageInfo(
            self.page.has_next,
            self.page.has_previous,
            paging.cursor(_LIST, entries[0].id) if entries else None,
            paging.cursor(_LIST, entries[-1].id) if entries else None,
        )


def entry_of(text: str | None, argument: str) -> int | None:
    """The entry that a cursor of the feed stands at.

    Raises:
        Invalid: The text is no cursor of the feed.
    """
    place = paging.place_of(text, argument, _LIST, 1)
    return place[0] if place else None
