"""What a member did last and what it earned; the values are those of the service for that, with cursors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import paging
from synapse.api.context import Context
from synapse.api.types.relay import PageInfo, resolved
from synapse.api.types.rewards import Reward, Told
from synapse.api.types.scalars import Snowflake
from synapse.api.types.zones import ActivityKind, Zone
from synapse.services import members, why, zones
from synapse.services.credentials import Scope

_LIST = "rewards"
_SIZE = 20
_Info = Info[Context, None]


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that a member did, as a connection shows it."""

    guild_id: int
    each: why.Explained
    boosts: dict[int, str]

    @property
    def kind(self) -> ActivityKind:
        """What kind of thing it was."""
        return ActivityKind[self.each.kind.name]

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.each.at

    @property
    def channel_id(self) -> int | None:
        """Where."""
        return self.each.channel_id

    @property
    def reward(self) -> Told:
        """What it earned."""
        return Told(self.each.reward, self.boosts)


async def _zone(root: strawberry.Parent[Done], info: _Info) -> zones.Zone | None:
    zone_id = root.each.zone_id
    return None if zone_id is None else await info.context.loaders.zone(root.guild_id, zone_id)


async def _zones(context: Context, roots: Sequence[Done]) -> Sequence[zones.Zone | None]:
    wanted = [(root.guild_id, root.each.zone_id) for root in roots]
    found = iter(await context.loaders.zone.all([(guild, zone) for guild, zone in wanted if zone is not None]))
    return [None if zone is None else next(found) for _, zone in wanted]


@strawberry.type
class MemberReward:
    """One thing that a member did and what it earned; the value is ``Done``."""

    kind: ActivityKind
    at: datetime
    channel_id: Snowflake | None
    zone: Zone | None = resolved(_zone, many=_zones)
    reward: Reward


@dataclass(frozen=True, slots=True)
class DoneEdge:
    """One thing with its cursor."""

    cursor: str
    node: Done


@strawberry.type
class MemberRewardEdge:
    """One thing with its cursor; the value is ``DoneEdge``."""

    cursor: str
    node: MemberReward


@dataclass(frozen=True, slots=True)
class DonePage:
    """A part of what a member did as a connection shows it."""

    guild_id: int
    page: why.Page

    @property
    def nodes(self) -> list[Done]:
        """What was done."""
        return [Done(self.guild_id, each, dict(self.page.boosts)) for each in self.page.entries]

    @property
    def edges(self) -> list[DoneEdge]:
        """The same with cursors."""
        return [DoneEdge(paging.keyed(_LIST, node.each.at, node.each.key), node) for node in self.nodes]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        edges = self.edges
        ends = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
        return paging.PageInfo(self.page.has_next, self.page.has_previous, *ends)


@strawberry.type
class MemberRewardConnection:
    """A page; the value is ``DonePage``."""

    edges: list[MemberRewardEdge]
    nodes: list[MemberReward]
    page_info: PageInfo


async def rewards_of(
    root: strawberry.Parent[members.Member],
    info: _Info,
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> DonePage | None:
    """The resolver of a member's rewards: where somebody was and when is told to themself and to admins alone."""
    size = paging.size_of(first, last, default=_SIZE)
    start, end = (paging.keyed_place_of(*each, _LIST) for each in ((after, "after"), (before, "before")))
    context = info.context
    if not await sees_doings(context, root):
        return None
    window = why.Window(size.size, size.backward, start, end)
    page = await context.loaders.done((root.guild_id, window), root.key)
    return DonePage(root.guild_id, page or why.Page())


async def sees_doings(context: Context, member: members.Member) -> bool:
    """Whether who asks is the member, or an admin of their guild."""
    return is_themself(context, member) or (await context.readers(member.guild_id)).admin


def is_themself(context: Context, member: members.Member) -> bool:
    """Whether who asks is the member."""
    caller = context.caller
    return caller is not None and caller.user_id == member.key and Scope.READ in caller.scopes
