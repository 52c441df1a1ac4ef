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

_EXACT = 32
_BITS = 5

_ABOVE = "SELECT coalesce(sum(members), 0) FROM rank_buckets WHERE guild_id = $1 AND board = $2 AND season_id = $3"


def bucket(value: int) -> int:
    """The bucket of a value, as the database's ``rank_bucket`` has it.

    Below 32 each value has one of its own; from there on each power of two is split in 32.
    """
    if value < _EXACT:
        return value
    octave = value.bit_length() - 1
    return ((octave - _BITS + 1) << _BITS) + ((value >> (octave - _BITS)) & (_EXACT - 1))


def bucket_end(value: int) -> int:
    """The least value that lies above the bucket of ``value``."""
    if value < _EXACT:
        return value + 1
    width = 1 << (value.bit_length() - 1 - _BITS)
    return (value // width + 1) * width


async def rank(connection: "asyncpg.Connection[Any]", guild_id: int, board: Board, season_id: int, value: int) -> int:
    """One more than the number of listed members whose value is greater; equal values share a rank."""
    above = await connection.fetchval(f"{_ABOVE} AND bucket > $4", guild_id, board, season_id, bucket(max(value, 0)))
    if value < _EXACT:
        return int(above) + 1
    within = await connection.fetchval(_within(board, season_id), guild_id, season_id, value, bucket_end(value))
    return int(above) + int(within) + 1


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
    return int(await connection.fetchval(_ABOVE, guild_id, board, season_id))


def _within(board: Board, season_id: int) -> str:
    table = "members" if season_id == ALL_TIME else "member_seasons"
    # Both tables take the same parameters; the board of all time has no season to ask for.
    season = "$2::bigint = 0" if season_id == ALL_TIME else "season_id = $2"
    return (
        f"SELECT count(*) FROM {table} WHERE guild_id = $1 AND {season} "  # noqa: S608 - made of constants
        f"AND listed AND {board} > 0 AND {board} > $3 AND {board} < $4"
    )
