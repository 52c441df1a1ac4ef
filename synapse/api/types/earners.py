"""Who earned an achievement; the values are those of the service for earners, with cursors."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry.types.info import Info

from synapse.api import paging
from synapse.api.context import Context
from synapse.api.types.relay import PageInfo
from synapse.api.types.scalars import BigInt, Snowflake
from synapse.services import earners, members

if TYPE_CHECKING:
    from synapse.api.types.members import Member

_LIST = "earners"
_SIZE = 10
_Parent = strawberry.Parent[members.Achievement]
_Info = Info[Context, None]


@strawberry.type
class Earner:
    """Who earned it; the value is ``earners.Earner``."""

    member: Annotated["Member", strawberry.lazy("synapse.api.types.members")]
    earned_at: datetime


@strawberry.type
class EarnerEdge:
    """Who earned it, with their cursor; the value is ``EdgeOf``."""

    cursor: str
    node: Earner


@strawberry.type
class EarnerConnection:
    """A page; the value is ``Earned``."""

    edges: list[EarnerEdge]
    nodes: list[Earner]
    page_info: PageInfo


@dataclass(frozen=True, slots=True)
class EdgeOf:
    """Who earned it, with their cursor."""

    cursor: str
    node: earners.Earner


@dataclass(frozen=True, slots=True)
class Earned:
    """A page of earners as a connection shows it."""

    page: earners.Page
    later: bool

    @property
    def nodes(self) -> tuple[earners.Earner, ...]:
        """The earners."""
        return self.page.entries

    @property
    def edges(self) -> list[EdgeOf]:
        """The earners with their cursors."""
        return [
            EdgeOf(paging.cursor(_LIST, paging.ticks(each.earned_at), each.member.key), each)
            for each in self.page.entries
        ]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        edges = self.edges
        ends = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
        return paging.PageInfo(self.page.has_next, self.later, *ends)


async def earners_of(root: _Parent, info: _Info, first: int = _SIZE, after: str | None = None) -> Earned:
    """The resolver of an achievement's earners."""
    size = paging.bounded(first, "first")
    place = _place_of(after)
    page = await info.context.loaders.first_earners((root.guild_id, size, place), root.id)
    return Earned(page or earners.Page(), place is not None)


def _place_of(after: str | None) -> tuple[datetime, int] | None:
    place = paging.place_of(after, "after", _LIST, 2)
    return None if place is None else (paging.moment_of(place[0], "after"), place[1])


@strawberry.type
class AchievementProgress:
    """How far a member is; the value is ``earners.Progress``."""

    value: BigInt
    threshold: BigInt
    ratio: float
    earned_at: datetime | None


async def progress_of(root: _Parent, info: _Info, member: Snowflake) -> earners.Progress | None:
    """The resolver of a member's progress; None for who is not known by name."""
    loaders = info.context.loaders
    found = await loaders.known_member(root.guild_id, member)
    if found is None or found.anonymous:
        return None
    template = await loaders.template(root.guild_id, root.id)
    season = await loaders.season_counts(root.guild_id, found.key)
    zones = await loaders.zone_events(root.guild_id, found.key) if template.zone_id else None
    earned = await loaders.earned(root.guild_id, found.key)
    earned_at = next((each.earned_at for each in earned if each.achievement.id == root.id), None)
    return earners.progress(template, found, season, zones or {}, earned_at)
