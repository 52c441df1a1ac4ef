"""Quests; the values are those of the quest services, with cursors."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging, permissions
from synapse.api.context import Context
from synapse.api.types.members import Member
from synapse.api.types.relay import PageInfo, resolved
from synapse.api.types.zones import Zone
from synapse.engine.quests import ClaimState, Hindrance
from synapse.engine.rules import Rules
from synapse.errors import Invalid, NotFound
from synapse.services import directory, hand_ins, members, quest_claims, quests, zones
from synapse.services.credentials import Scope

if TYPE_CHECKING:
    from synapse.api.types.guilds import Season

strawberry.enum(quests.Proof, name="QuestProof")
strawberry.enum(ClaimState, name="QuestState")
strawberry.enum(Hindrance, name="QuestHindrance")


class QuestFilter(StrEnum):
    """Which quests of a guild."""

    OPEN = "open"
    PAST = "past"
    ALL = "all"


strawberry.enum(QuestFilter)

_OPEN = {QuestFilter.OPEN: True, QuestFilter.PAST: False, QuestFilter.ALL: None}
_QUEST, _HAND_IN = "Quest", "HandIn"
_LIST, _QUEUE = "quests", "handIns"
_SIZE = 25
_Info = Info[Context, None]
_Parent = strawberry.Parent[quests.Quest]


@strawberry.type
class QuestClaim:
    """Where who asks stands with a quest; the value is ``quest_claims.Claim``."""

    state: ClaimState
    claimed_at: datetime
    handed_in_at: datetime | None
    proof: str | None
    answer: str | None


def _id(root: _Parent) -> strawberry.ID:
    return strawberry.ID(ids.pack(_QUEST, root.guild_id, root.id))


def _rules(info: _Info, guild_id: int) -> Rules:
    rules = info.context.rulebook.get(guild_id)
    if rules is None:
        raise NotFound("This guild is no longer served here.")
    return rules


def _stars(root: _Parent, info: _Info) -> int:
    usual = _rules(info, root.guild_id).settings.rewards.quest_completed_stars
    return usual if root.stars is None else root.stars


def _usual_stars(root: _Parent) -> bool:
    return root.stars is None


async def _zone(root: _Parent, info: _Info) -> zones.Zone | None:
    return None if root.zone_id is None else await info.context.loaders.zone(root.guild_id, root.zone_id)


async def _season(root: _Parent, info: _Info) -> directory.Season | None:
    return None if root.season_id is None else await info.context.loaders.season(root.guild_id, root.season_id)


def _under_way(root: _Parent) -> int:
    return root.held - root.done


def _hindrance(root: _Parent, info: _Info) -> Hindrance | None:
    return root.hindrance(_rules(info, root.guild_id), info.context.clock())


async def _mine(root: _Parent, info: _Info) -> quest_claims.Claim | None:
    caller = info.context.caller
    if caller is None or Scope.READ not in caller.scopes:
        return None
    return await info.context.loaders.quest_claim((root.guild_id, caller.user_id), root.id)


@strawberry.type
class Quest:
    """A quest; the value is ``quests.Quest``."""

    id: strawberry.ID = resolved(_id)
    title: str
    description: str
    xp: int
    stars: int = resolved(_stars)
    usual_stars: bool = resolved(_usual_stars)
    gold: int
    zone: Zone | None = resolved(_zone)
    season: Annotated["Season", strawberry.lazy("synapse.api.types.guilds")] | None = resolved(_season)
    places: int | None
    places_left: int | None
    under_way: int = resolved(_under_way)
    completed: int = strawberry.field(resolver=lambda root: root.done)
    ends_at: datetime | None
    proof: quests.Proof
    hindrance: Hindrance | None = resolved(_hindrance)
    active: bool
    version: int
    created_at: datetime
    mine: QuestClaim | None = resolved(_mine)


_Waiting = strawberry.Parent[quest_claims.Claim]


def _hand_in_id(root: _Waiting) -> strawberry.ID:
    return strawberry.ID(ids.pack(_HAND_IN, root.guild_id, root.quest_id, root.user_id))


async def _quest(root: _Waiting, info: _Info) -> quests.Quest | None:
    return await info.context.loaders.quest(root.guild_id, root.quest_id)


async def _member(root: _Waiting, info: _Info) -> members.Member | None:
    return await info.context.loaders.member(root.guild_id, root.user_id)


@strawberry.type
class QuestHandIn:
    """What waits for an answer; the value is ``quest_claims.Claim``."""

    id: strawberry.ID = resolved(_hand_in_id)
    quest: Quest | None = resolved(_quest)
    member: Member | None = resolved(_member)
    handed_in_at: datetime | None
    proof: str | None


@strawberry.type
class QuestEdge:
    """A quest with its cursor; the value is ``EdgeOf``."""

    cursor: str
    node: Quest


@strawberry.type
class QuestConnection:
    """A page of quests; the value is ``QuestPage``."""

    edges: list[QuestEdge]
    nodes: list[Quest]
    page_info: PageInfo


@strawberry.type
class QuestHandInEdge:
    """A hand-in with its cursor; the value is ``WaitingEdge``."""

    cursor: str
    node: QuestHandIn


async def _total(root: strawberry.Parent["Queue"], info: _Info) -> int:
    return await hand_ins.count_waiting(info.context.engine, root.guild_id)


@strawberry.type
class QuestHandInConnection:
    """A page of what waits; the value is ``Queue``."""

    edges: list[QuestHandInEdge]
    nodes: list[QuestHandIn]
    page_info: PageInfo
    total_count: int = resolved(_total)


@dataclass(frozen=True, slots=True)
class EdgeOf:
    """A quest with its cursor."""

    cursor: str
    node: quests.Quest


@dataclass(frozen=True, slots=True)
class QuestPage:
    """A page of quests as a connection shows it."""

    page: quests.Page

    @property
    def nodes(self) -> tuple[quests.Quest, ...]:
        """The quests."""
        return self.page.entries

    @property
    def edges(self) -> list[EdgeOf]:
        """The quests with their cursors."""
        return [EdgeOf(paging.cursor(_LIST, quest.id), quest) for quest in self.page.entries]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        edges = self.edges
        ends = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
        return paging.PageInfo(self.page.has_next, self.page.has_previous, *ends)


@dataclass(frozen=True, slots=True)
class WaitingEdge:
    """A hand-in with its cursor."""

    cursor: str
    node: quest_claims.Claim


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits as a connection shows it."""

    guild_id: int
    page: hand_ins.Page
    later: bool

    @property
    def nodes(self) -> tuple[quest_claims.Claim, ...]:
        """The hand-ins."""
        return self.page.entries

    @property
    def edges(self) -> list[WaitingEdge]:
        """The hand-ins with their cursors."""
        return [WaitingEdge(_queue_cursor(each), each) for each in self.page.entries]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        edges = self.edges
        ends = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
        return paging.PageInfo(self.page.has_next, self.later, *ends)


def _queue_cursor(waiting: quest_claims.Claim) -> str:
    at = 0 if waiting.handed_in_at is None else paging.ticks(waiting.handed_in_at)
    return paging.cursor(_QUEUE, at, waiting.quest_id, waiting.user_id)


async def quests_of(
    root: strawberry.Parent[directory.Guild],
    info: _Info,
    *,
    filter: QuestFilter = QuestFilter.OPEN,  # noqa: A002 - the argument's name in the schema
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> QuestPage:
    """The resolver of a guild's quests."""
    size = paging.size_of(first, last, default=_SIZE)
    window = quests.Window(size.size, size.backward, _place(after, "after"), _place(before, "before"))
    now = info.context.clock()
    found = await quests.page(info.context.engine, root.rules, window, now=now, open_=_OPEN[filter])
    return QuestPage(found)


async def quest_of(
    root: strawberry.Parent[directory.Guild],
    info: _Info,
    id: strawberry.ID,  # noqa: A002 - as above
) -> quests.Quest | None:
    """The resolver of one quest of a guild."""
    guild_id, number = numbers_of_quest(id)
    return await info.context.loaders.quest(guild_id, number) if guild_id == root.guild_id else None


async def hand_ins_of(
    root: strawberry.Parent[directory.Guild], info: _Info, *, first: int | None = None, after: str | None = None
) -> Queue:
    """The resolver of what waits for an answer."""
    await permissions.admin_reads(info.context, root.guild_id)
    size = paging.size_of(first, None, default=_SIZE)
    place = paging.place_of(after, "after", _QUEUE, 3)
    start = None if place is None else (paging.moment_of(place[0], "after"), place[1], place[2])
    page = await hand_ins.waiting(info.context.engine, root.guild_id, after=start, size=size.size)
    return Queue(root.guild_id, page, later=start is not None)


def _place(text: str | None, argument: str) -> int | None:
    place = paging.place_of(text, argument, _LIST, 1)
    return place[0] if place else None


def numbers_of_quest(text: str) -> tuple[int, int]:
    """The guild and the number of a quest's id.

    Raises:
        Invalid: It is no such id.
    """
    guild_id, number = _numbers(text, _QUEST, 2, "This is not the id of a quest.")
    return guild_id, number


def numbers_of_hand_in(text: str) -> tuple[int, int, int]:
    """The guild, the quest and the member of a hand-in's id.

    Raises:
        Invalid: It is no such id.
    """
    guild_id, quest_id, user_id = _numbers(text, _HAND_IN, 3, "This is not the id of a hand-in.")
    return guild_id, quest_id, user_id


def _numbers(text: str, wanted: str, count: int, otherwise: str) -> list[int]:
    try:
        name, *numbers = ids.unpack(text)
    except ValueError:
        name, numbers = "", []
    if name != wanted or len(numbers) != count:
        raise Invalid(otherwise, path=("id",))
    return [int(number) for number in numbers]
