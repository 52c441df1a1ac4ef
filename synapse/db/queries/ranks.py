"""Exact ranks at about the cost of a primary-key look-up, however large the guild is.

Triggers keep, for each board, how many listed members' values fall into each bucket (``rank_buckets``).
A rank is the sum of the buckets above, and a count within the value's own bucket by the board's index.
"""

from collections.abc import Sequence
from typing import Any, Literal

import asyncpg

Board = Literal["xp", "stars", "gold"]
"""The boards whose ranks are kept; gold has the board of all time only."""

ALL_TIME = 0
"""The ``season_id`` that stands for the board of all time."""

_MEMBERS_ABOVE = (
    "SELECT coalesce(sum(members), 0) FROM rank_buckets WHERE guild_id = $1 AND board = $2 AND season_id = $3"
)


async def rank(connection: "asyncpg.Connection[Any]", guild_id: int, board: Board, season_id: int, value: int) -> int:
    """One more than the number of listed members whose value is greater; equal values share a rank."""
    return int(await connection.fetchval(_rank(board, season_id), guild_id, board, season_id, max(value, 0)))


async def ranks_of_page(
    connection: "asyncpg.Connection[Any]", guild_id: int, board: Board, season_id: int, values: Sequence[int]
) -> list[int]:
    """The ranks of a page's values, which stand in the board's order (greatest first) without gaps.

    Two look-ups suffice: where the second distinct value stands tells the place of all that follow.
    """
    ranks: list[int] = []
    distinct = 0
    origin = 0
    for place, value in enumerate(values):
        if place and value == values[place - 1]:
            ranks.append(ranks[-1])
            continue
        distinct += 1
        if distinct <= 2:  # noqa: PLR2004 - the first value may begin on an earlier page, the second begins here
            ranks.append(await rank(connection, guild_id, board, season_id, value))
            origin = ranks[-1] - place
        else:
            ranks.append(origin + place)
    return ranks


async def total(connection: "asyncpg.Connection[Any]", guild_id: int, board: Board, season_id: int) -> int:
    """How many members are on the board: listed, with a value above zero."""
    return int(await connection.fetchval(_MEMBERS_ABOVE, guild_id, board, season_id))


def _rank(board: Board, season_id: int) -> str:
    """The statement of a rank; $1 to $4 are guild, board, season and value.

    Only the database says which bucket a value is in. Its buckets are a 32nd of a doubling wide, so whatever shares
    one with a value is less than 2^(1/32) = 1.0219 times it: a 45th more at most. That bound keeps the count within
    a short range of the board's index.
    """
    table = "members" if season_id == ALL_TIME else "member_seasons"
    season = "" if season_id == ALL_TIME else "AND b.season_id = $3 "
    bucket = "rank_bucket(nullif($4::bigint, 0))"
    return (
        f"SELECT 1 + ({_MEMBERS_ABOVE} AND bucket > coalesce({bucket}, -1)) "  # noqa: S608 - made of constants
        f"+ (SELECT count(*) FROM {table} AS b "
        f"WHERE b.guild_id = $1 {season}AND b.listed AND b.{board} > 0 AND b.{board} > $4 "
        f"AND b.{board} <= $4 + $4 / 45 AND rank_bucket(b.{board}) = {bucket})"
    )
