"""Leaderboards; the values are the board service's, with cursors."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import cast

import strawberry

from synapse.api import paging
from synapse.api.types.members import Member
from synapse.api.types.relay import PageInfo
from synapse.api.types.scalars import BigInt
from synapse.errors import Invalid
from synapse.services import boards

_GREATEST_VALUE = 2**63 - 1

strawberry.enum(boards.Board)
strawberry.enum(boards.Span, name="BoardSpan")


@strawberry.input
class DayRange:
    """Some days, both ends included."""

    since: date
    until: date


@strawberry.type
class LeaderboardEntry:
    """One member's place; the value is ``boards.Entry``."""

    rank: int
    value: BigInt
    member: Member


@strawberry.type
class LeaderboardEdge:
    """An entry with its cursor; the value is ``BoardEdge``."""

    cursor: str
    node: LeaderboardEntry


@strawberry.type
class LeaderboardConnection:
    """A page; the value is ``BoardPage``."""

    edges: list[LeaderboardEdge]
    nodes: list[LeaderboardEntry]
    page_info: PageInfo
    total_count: int


@dataclass(frozen=True, slots=True)
class BoardEdge:
    """An entry of a board with its cursor."""

    cursor: str
    node: boards.Entry


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A page of a board as a connection shows it; cursors are made for who asks for them."""

    question: boards.Question
    page: boards.Page

    @property
    def nodes(self) -> tuple[boards.Entry, ...]:
        """The entries."""
        return self.page.entries

    @property
    def edges(self) -> list[BoardEdge]:
        """The entries with their cursors."""
        return [BoardEdge(self._cursor(entry), entry) for entry in self.page.entries]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        entries = self.page.entries
        return paging.PageInfo(
            self.page.has_next,
            self.page.has_previous,
            self._cursor(entries[0]) if entries else None,
            self._cursor(entries[-1]) if entries else None,
        )

    @property
    def total_count(self) -> int:
        """How many members are on the board."""
        return self.page.total

    def _cursor(self, entry: boards.Entry) -> str:
        return paging.cursor(list_name(self.question), entry.value, entry.member.user_id)


def list_name(question: boards.Question) -> str:
    """What the cursors of a board say they belong to; spans of gold are one board."""
    span = boards.Span.ALL_TIME if question.board is boards.Board.GOLD else question.span
    if question == boards.Question(question.board, question.span):
        return f"board.{question.board}.{span}"
    return f"board.{blake2b(repr(question).encode(), digest_size=9).hexdigest()}"


def place_of(text: str | None, argument: str, question: boards.Question) -> boards.Place | None:
    """Where a cursor of this board stands.

    Raises:
        Invalid: The text is no cursor of this board.
    """
    if text is None:
        return None
    place = paging.place_of(text, argument, list_name(question), 2, pseudonyms=True)
    if place and place[0] > _GREATEST_VALUE:
        raise Invalid(f"`{argument}` is not a cursor of this list.", path=(argument,))
    return cast("boards.Place | None", place)
