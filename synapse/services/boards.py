"""Leaderboards: who stands where, by which currency, over which time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import boards as queries
from synapse.db.queries import ranks
from synapse.db.queries.boards import Place, Source, Window
from synapse.db.read import Row, reading
from synapse.engine.rules import Rules
from synapse.services.members import Builder, Member

__all__ = ["Board", "Centre", "Entry", "Page", "Place", "Question", "Span", "Window", "around", "page"]

_WEEK = timedelta(days=6)


class Board(StrEnum):
    """What a leaderboard is ordered by."""

    XP = "xp"
    STARS = "stars"
    GOLD = "gold"


class Span(StrEnum):
    """The time that a leaderboard covers; a week is the last seven days of the guild, today included."""

    SEASON = "season"
    WEEK = "week"
    ALL_TIME = "all_time"


@dataclass(frozen=True, slots=True)
class Question:
    """Which board is asked for. Gold knows no seasons, so each span of it is the board of all time."""

    board: Board = Board.XP
    span: Span = Span.SEASON


@dataclass(frozen=True, slots=True)
class Centre:
    """A member to centre a page of ``size`` entries on."""

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


async def page(engine: AsyncEngine, rules: Rules, question: Question, window: Window, *, now: datetime) -> Page:
    """One part of a board; one statement for the part that begins at the top, a few for others."""
    source = _source(rules, question, now)
    build = Builder(rules, now)
    if window == Window(size=window.size):
        async with reading(engine) as connection:
            return _top(
                await queries.page(connection, source, replace(window, size=window.size + 1)), window.size, build
            )
    async with reading(engine, snapshot=True) as connection:
        reader = _Reader(connection, source, rules, question)
        rows = await queries.page(connection, source, window)
        return await reader.page(rows, build) if rows else await reader.empty(window)


async def around(engine: AsyncEngine, rules: Rules, question: Question, centre: Centre, *, now: datetime) -> Page:
    """The part of a board around a member; an empty page when they are not on the board."""
    source = _source(rules, question, now)
    async with reading(engine, snapshot=True) as connection:
        reader = _Reader(connection, source, rules, question)
        rows = await reader.around(centre)
        return await reader.page(rows, Builder(rules, now)) if rows else Page(total=await reader.total())


def _source(rules: Rules, question: Question, now: datetime) -> Source:
    currency = question.board.value
    if question.board is Board.GOLD or question.span is Span.ALL_TIME:
        return queries.all_time(rules.guild_id, currency)
    if question.span is Span.SEASON:
        return queries.season(rules.guild_id, rules.season.id, currency)
    today = now.astimezone(ZoneInfo(rules.settings.time_zone)).date()
    return queries.days(rules.guild_id, today - _WEEK, today, currency)


def _season_id(rules: Rules, question: Question) -> int:
    if question.board is Board.GOLD or question.span is Span.ALL_TIME:
        return ranks.ALL_TIME
    return rules.season.id


def _top(rows: list[Row], size: int, build: Builder) -> Page:
    """The page that begins at the top: its ranks follow from the rows themselves."""
    entries: list[Entry] = []
    rank, last, member = 0, None, build.member
    for number, row in enumerate(rows[:size], start=1):
        if (value := row["value"]) != last:
            rank, last = number, value
        entries.append(tuple.__new__(Entry, (rank, value, member(row))))
    return Page(tuple(entries), total=rows[0]["total"] if rows else 0, has_next=len(rows) > size)


def _place(row: Row) -> Place:
    return row["value"], row["user_id"]


class _Reader:
    """Reads a part of a board within one snapshot."""

    def __init__(self, connection: "asyncpg.Connection[Any]", source: Source, rules: Rules, question: Question) -> None:
        self._connection = connection
        self._source = source
        self._rules = rules
        self._question = question

    async def around(self, centre: Centre) -> list[Row]:
        """The rows around a member: half before them, half after, shifted where the board ends."""
        at = await queries.place(self._connection, self._source, centre.user_id)
        if at is None:
            return []
        above = await self._part(Window(size=centre.size, before=at, backward=True))
        own_and_below = await self._part(Window(size=centre.size, after=(at[0], at[1] - 1)))
        lead = max((centre.size - 1) // 2, centre.size - len(own_and_below))
        return [*above[len(above) - min(lead, len(above)) :], *own_and_below][: centre.size]

    async def page(self, rows: list[Row], build: Builder) -> Page:
        """The page of these rows: with exact ranks, and what lies beyond on either side."""
        first, last = _place(rows[0]), _place(rows[-1])
        places = await self._ranks(rows)
        entries = (Entry(place, row["value"], build.member(row)) for place, row in zip(places, rows, strict=True))
        return Page(
            tuple(entries),
            total=rows[0]["total"],
            has_next=await queries.exists(self._connection, self._source, beyond=last, above=False),
            has_previous=await queries.exists(self._connection, self._source, beyond=first, above=True),
        )

    async def empty(self, window: Window) -> Page:
        """An empty page, which still tells whether anything lies on the far side of its bounds."""
        return Page(
            total=await self.total(),
            has_next=await self._lies_at(window.before, above=False),
            has_previous=await self._lies_at(window.after, above=True),
        )

    async def total(self) -> int:
        """How many members are on the board."""
        return await queries.count(self._connection, self._source)

    async def _part(self, window: Window) -> list[Row]:
        return await queries.page(self._connection, self._source, window)

    async def _lies_at(self, bound: Place | None, *, above: bool) -> bool:
        if bound is None:
            return False
        return await queries.exists(self._connection, self._source, beyond=bound, above=above, inclusive=True)

    async def _ranks(self, rows: list[Row]) -> list[int]:
        if rows[0]["rank"] is not None:
            return [row["rank"] for row in rows]
        return await ranks.ranks_of_page(
            self._connection,
            self._rules.guild_id,
            self._question.board.value,
            _season_id(self._rules, self._question),
            [row["value"] for row in rows],
        )
