"""Leaderboards: who stands where, by which currency, over which time."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, cast

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import boards as queries
from synapse.db.queries import ranks
from synapse.db.queries.boards import Place, Source, Window
from synapse.db.read import Row, reading
from synapse.engine.rules import Rules
from synapse.services.board_questions import Board, Question, Span, season_of, source_of
from synapse.services.members import Builder, Member
from synapse.services.privacy import STRANGER, Policy, Reader

__all__ = ["Board", "Centre", "Entry", "Page", "Place", "Question", "Span", "Window", "around", "page"]

_GREATEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Centre:
    """A member to centre a page of ``size`` entries on, by the id that the reader knows them by."""

    user_id: int
    size: int = 25


class Entry(NamedTuple):
    """One member's place; ``rank`` counts from 1 and is shared by equal values."""

    rank: int
    value: int
    member: Member


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a board in its order, how many entries the whole has, and whether more lie on either side."""

    entries: tuple[Entry, ...] = ()
    total: int = 0
    has_next: bool = False
    has_previous: bool = False


async def page(
    engine: AsyncEngine, rules: Rules, question: Question, window: Window, *, now: datetime, reader: Reader = STRANGER
) -> Page:
    """One part of a board as the reader sees it; one statement for the part that begins at the top, a few for others.

    Places in the window are of members as the reader knows them. Who is hidden is left out and counted all the same.
    """
    build = Builder(rules, now, reader)
    if not build.policy.open:
        return Page()
    source = source_of(rules, question, now)
    if window == Window(size=window.size):
        async with reading(engine) as connection:
            shown = _shown(source, build.policy)
            rows = await queries.page(connection, shown, replace(window, size=window.size + 1))
        if not (rows and rows[0]["gaps"]):
            return _top(rows, window.size, build)
    async with reading(engine, snapshot=True) as connection:
        part = _Part(connection, source, rules, question, build)
        return await part.page(_known(window, build.policy))


async def around(
    engine: AsyncEngine, rules: Rules, question: Question, centre: Centre, *, now: datetime, reader: Reader = STRANGER
) -> Page:
    """The part of a board around a member; an empty page when they are not on the board, or not for the reader."""
    build = Builder(rules, now, reader)
    if not build.policy.open:
        return Page()
    async with reading(engine, snapshot=True) as connection:
        part = _Part(connection, source_of(rules, question, now), rules, question, build)
        return await part.around(centre)


def _shown(source: Source, policy: Policy) -> Source:
    return source if policy.veil is None else source.without_hidden(policy.veil.except_id)


def _known(window: Window, policy: Policy) -> Window:
    """The window with members' own ids in place of those that the reader knows."""

    def own(place: Place | None) -> Place | None:
        return None if place is None else (place[0], policy.user_id(place[1]))

    return replace(window, after=own(window.after), before=own(window.before))


def _top(rows: list[Row], size: int, build: Builder) -> Page:
    """The page that begins at the top, without gaps: its ranks follow from the rows themselves."""
    entries: list[Entry] = []
    rank, last, shown, new = 0, None, rows[:size], tuple.__new__
    for number, (row, seen) in enumerate(zip(shown, build.members(shown), strict=True), start=1):
        if (value := row["value"]) != last:
            rank, last = number, value
        if seen is not None:
            entries.append(new(Entry, (rank, value, seen)))
    return Page(tuple(entries), total=rows[0]["total"] if rows else 0, has_next=len(rows) > size)


def _place(row: Row) -> Place:
    return row["value"], row["user_id"]


class _Part:
    """Reads a part of a board within one snapshot."""

    def __init__(
        self,
        connection: "asyncpg.Connection[Any]",
        source: Source,
        rules: Rules,
        question: Question,
        build: Builder,
    ) -> None:
        self._connection = connection
        self._whole = source
        self._source = _shown(source, build.policy)
        self._rules = rules
        self._question = question
        self._build = build

    async def page(self, window: Window) -> Page:
        """The page of a window; an empty one still tells whether anything lies on the far side of its bounds."""
        rows = await queries.page(self._connection, self._source, window)
        if rows:
            return await self._page(rows)
        return Page(
            total=await queries.count(self._connection, self._whole),
            has_next=await self._lies_at(window.before, above=False),
            has_previous=await self._lies_at(window.after, above=True),
        )

    async def around(self, centre: Centre) -> Page:
        """The page around a member: half before them, half after, shifted where the board ends."""
        rows = await self._around(self._build.policy.user_id(centre.user_id), centre.size)
        page = await self._page(rows) if rows else Page()
        if any(entry.member.user_id == centre.user_id for entry in page.entries):
            return page
        return Page(total=await queries.count(self._connection, self._whole))

    async def _around(self, user_id: int, size: int) -> list[Row]:
        at = await queries.place(self._connection, self._source, user_id) if user_id <= _GREATEST_ID else None
        if at is None:
            return []
        above = await self._rows(Window(size=size, before=at, backward=True))
        own_and_below = await self._rows(Window(size=size, after=(at[0], at[1] - 1)))
        lead = max((size - 1) // 2, size - len(own_and_below))
        return [*above[len(above) - min(lead, len(above)) :], *own_and_below][:size]

    async def _page(self, rows: list[Row]) -> Page:
        """The page of these rows: with exact ranks, and what lies beyond on either side."""
        first, last = _place(rows[0]), _place(rows[-1])
        seen = zip(rows, await self._ranks(rows), strict=True)
        entries = (Entry(rank, row["value"], member) for row, rank in seen if (member := self._build.member(row)))
        return Page(
            tuple(entries),
            total=rows[0]["total"],
            has_next=await queries.exists(self._connection, self._source, beyond=last, above=False),
            has_previous=await queries.exists(self._connection, self._source, beyond=first, above=True),
        )

    async def _rows(self, window: Window) -> list[Row]:
        return await queries.page(self._connection, self._source, window)

    async def _lies_at(self, bound: Place | None, *, above: bool) -> bool:
        if bound is None:
            return False
        return await queries.exists(self._connection, self._source, beyond=bound, above=above, inclusive=True)

    async def _ranks(self, rows: list[Row]) -> list[int]:
        if rows[0]["rank"] is not None:
            return [row["rank"] for row in rows]
        shown = [_place(row) for row in rows]
        gaps = await queries.hidden(self._connection, self._source, shown[0], shown[-1]) if rows[0]["gaps"] else []
        places = sorted([*shown, *gaps], key=queries.order)
        values = [value for value, _user_id in places]
        # Whatever has no places of its own counts them with its rows.
        board = cast("ranks.Board", self._question.board.value)
        season_id = season_of(self._rules, self._question)
        found = await ranks.ranks_of_page(self._connection, self._rules.guild_id, board, season_id, values)
        by_place = dict(zip(places, found, strict=True))
        return [by_place[place] for place in shown]
