"""Leaderboards, paged by keyset: value from high to low, equal values by user id."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import asyncpg

from synapse.db.queries.members import COLUMNS, HIDDEN

Place = tuple[int, int]
"""Where an entry stands: its value and its user id."""


# By the index of hidden members, of whom there are few: a look-up there costs next to nothing.
_IS_HIDDEN = (
    "EXISTS (SELECT FROM members AS h WHERE h.guild_id = $1 AND h.user_id = b.user_id "  # noqa: S608 - made of constants
    f"AND {HIDDEN.format('h')} AND h.user_id IS DISTINCT FROM ${{0}}::bigint)"
)
_HIDES = f"EXISTS (SELECT FROM members AS h WHERE h.guild_id = $1 AND {HIDDEN.format('h')})"
_TOTAL = (
    "(SELECT coalesce(sum(t.members), 0)::bigint FROM rank_buckets AS t "
    "WHERE t.guild_id = $1 AND t.board = '{}' AND t.season_id = {})"
)


_COUNTS = "(facts ->> 'counts') IS DISTINCT FROM 'false'"
_OF_EVENTS = {
    "xp": "sum(xp)",
    "stars": "sum(stars)",
    "messages": f"count(*) FILTER (WHERE kind = 1 AND {_COUNTS})",
    "voice_minutes": f"10 * count(*) FILTER (WHERE kind = 5 AND {_COUNTS})",
}
"""What each board sums up of the journal."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a board reads: a relation named ``b`` that has ``user_id``, and how its value is called.

    Attributes:
        relation: The FROM clause; it takes the parameters from $1 on.
        value: The expression that the board is ordered by.
        rank: The expression of the place, or NULL where it is counted elsewhere.
        total: The expression of how many entries the board has.
        where: The condition of being on the board.
        parameters: The relation's and the condition's parameters.
        hidden: The condition of being on the board without being shown; None where everybody is shown.
    """

    relation: str
    value: str
    rank: str
    total: str
    where: str
    parameters: tuple[Any, ...]
    hidden: str | None = None

    def without_hidden(self, except_id: int | None) -> "Source":
        """The same board with hidden members left out, but ``except_id``; totals and ranks still count them."""
        hidden = _IS_HIDDEN.format(len(self.parameters) + 1)
        return replace(
            self,
            where=f"{self.where} AND NOT {hidden}",
            parameters=(*self.parameters, except_id),
            hidden=f"{self.where} AND {hidden}",
        )


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a board is asked for.

    Attributes:
        size: How many entries at most.
        backward: Take them from the end of the range, not from its beginning.
        after: Only entries that follow this place.
        before: Only entries that precede this place.
    """

    size: int = 25
    backward: bool = False
    after: Place | None = None
    before: Place | None = None


def all_time(guild_id: int, currency: str) -> Source:
    """The board of the members' totals; ``currency`` is one of the columns xp, stars, gold."""
    where = f"b.guild_id = $1 AND b.listed AND b.{currency} > 0"
    total = _TOTAL.format(currency, "0")
    return Source("members AS b", f"b.{currency}", "NULL::bigint", total, where, (guild_id,))


def season(guild_id: int, season_id: int, currency: str) -> Source:
    """The board of one season; ``currency`` is xp or stars."""
    where = f"b.guild_id = $1 AND b.season_id = $2 AND b.listed AND b.{currency} > 0"
    total = _TOTAL.format(currency, "$2")
    return Source("member_seasons AS b", f"b.{currency}", "NULL::bigint", total, where, (guild_id, season_id))


def days(guild_id: int, first: date, last: date, currency: str) -> Source:
    """The board of a few days, both ends included; ``currency`` is xp or stars."""
    relation = f"""(
        SELECT d.guild_id, d.user_id, sum(d.{currency})::bigint AS value,
            rank() OVER (ORDER BY sum(d.{currency}) DESC) AS rank, count(*) OVER () AS total
        FROM member_days AS d JOIN members AS l ON l.guild_id = d.guild_id AND l.user_id = d.user_id
        WHERE d.guild_id = $1 AND d.day BETWEEN $2 AND $3 AND l.listed
        GROUP BY d.guild_id, d.user_id HAVING sum(d.{currency}) > 0
    ) AS b"""  # noqa: S608 - made of constants
    return Source(relation, "b.value", "b.rank", "b.total", "true", (guild_id, first, last))


def among(source: Source, role_ids: Sequence[int]) -> Source:
    """The same computed board among those who have one of these roles."""
    bound = len(source.parameters) + 1
    relation = source.relation.replace("WHERE l.listed", f"WHERE l.listed AND l.role_ids && ${bound}::bigint[]", 1)
    return replace(source, relation=relation, parameters=(*source.parameters, role_ids))


def counted_all_time(guild_id: int, column: str) -> Source:
    """The board of one of the members' totals, counted when it is asked for."""
    return _counted(f"SELECT user_id, {column} AS value FROM members WHERE guild_id = $1", guild_id)  # noqa: S608 - columns


def counted_season(guild_id: int, season_id: int, column: str) -> Source:
    """The board of one of a season's totals, counted when it is asked for."""
    inner = f"SELECT user_id, {column} AS value FROM member_seasons WHERE guild_id = $1 AND season_id = $2"  # noqa: S608 - as above
    return _counted(inner, guild_id, season_id)


def counted_days(guild_id: int, first: date, last: date, column: str) -> Source:
    """The board of some days, both ends included."""
    inner = (
        f"SELECT user_id, sum({column})::bigint AS value FROM member_days "  # noqa: S608 - as above
        "WHERE guild_id = $1 AND day BETWEEN $2 AND $3 GROUP BY user_id"
    )
    return _counted(inner, guild_id, first, last)


def counted_zones(guild_id: int, zone_ids: Sequence[int], season_id: int | None, column: str) -> Source:
    """The board of what was earned in some zones, in a season or in all; ``column`` is xp or stars."""
    inner = (
        f"SELECT user_id, sum({column})::bigint AS value FROM member_zones "  # noqa: S608 - as above
        "WHERE guild_id = $1 AND zone_id = ANY($2::bigint[]) AND ($3::bigint IS NULL OR season_id = $3) GROUP BY 1"
    )
    return _counted(inner, guild_id, zone_ids, season_id)


def counted_events(
    guild_id: int,
    since: datetime,
    until: datetime,
    column: str,
    *,
    kinds: Sequence[int] | None,
    zone_ids: Sequence[int] | None,
) -> Source:
    """The board of what the journal has of some time, some kinds and some zones."""
    inner = (
        f"SELECT user_id, {_OF_EVENTS[column]}::bigint AS value FROM events "  # noqa: S608 - as above
        "WHERE guild_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND ($4::smallint[] IS NULL OR kind = ANY($4)) "
        "AND ($5::bigint[] IS NULL OR zone_id = ANY($5)) GROUP BY user_id"
    )
    return _counted(inner, guild_id, since, until, kinds, zone_ids)


def _counted(inner: str, guild_id: int, *parameters: Any) -> Source:  # noqa: ANN401 - parameters of a statement
    relation = f"""(
        SELECT s.user_id, s.value, rank() OVER (ORDER BY s.value DESC) AS rank, count(*) OVER () AS total
        FROM ({inner}) AS s JOIN members AS l ON l.guild_id = $1 AND l.user_id = s.user_id
        WHERE l.listed AND s.value > 0
    ) AS b"""  # noqa: S608 - as above
    return Source(relation, "b.value", "b.rank", "b.total", "true", (guild_id, *parameters))


async def page(connection: "asyncpg.Connection[Any]", source: Source, window: Window) -> list[asyncpg.Record]:
    """The entries of a window in the board's order.

    Returns:
        Rows with ``value``, ``rank`` (None where the source does not know it), ``total`` (of the whole
        board), ``gaps`` (whether hidden members may be left out between the rows) and the member's columns.
    """
    parameters = [*source.parameters, window.size]
    statement = _page(source, parameters, window)
    return await connection.fetch(statement, *parameters)


async def place(connection: "asyncpg.Connection[Any]", source: Source, user_id: int) -> Place | None:
    """Where a member stands on the board, None when they are not on it."""
    number = len(source.parameters) + 1
    statement = f"SELECT {source.value} FROM {source.relation} WHERE {source.where} AND b.user_id = ${number}"  # noqa: S608 - constants
    value = await connection.fetchval(statement, *source.parameters, user_id)
    return None if value is None else (value, user_id)


async def exists(
    connection: "asyncpg.Connection[Any]", source: Source, *, beyond: Place, above: bool, inclusive: bool = False
) -> bool:
    """Whether any entry stands above (or below) a place; ``inclusive`` counts the place itself."""
    value, user = (f"${len(source.parameters) + step}" for step in (1, 2))
    further, later = (">", "<") if above else ("<", ">")
    equal = "=" if inclusive else ""
    select = f"SELECT 1 FROM {source.relation} WHERE {source.where} AND {source.value}"  # noqa: S608 - constants
    statement = (
        f"SELECT EXISTS ({select} {further} {value}::bigint) "
        f"OR EXISTS ({select} = {value}::bigint AND b.user_id {later}{equal} {user}::bigint)"
    )
    return bool(await connection.fetchval(statement, *source.parameters, *beyond))


async def hidden(connection: "asyncpg.Connection[Any]", source: Source, above: Place, below: Place) -> list[Place]:
    """Where hidden members stand between two places that are shown."""
    if source.hidden is None:
        return []
    first = len(source.parameters) + 1
    statement = (
        f"SELECT {source.value} AS value, b.user_id FROM {source.relation} "  # noqa: S608 - constants
        f"WHERE {source.hidden} AND {source.value} BETWEEN ${first + 1}::bigint AND ${first}::bigint"
    )
    rows = await connection.fetch(statement, *source.parameters, above[0], below[0])
    low, high = order(above), order(below)
    return [place for row in rows if low < order(place := (row["value"], row["user_id"])) < high]


def order(place: Place) -> Place:
    """What sorts as the board does."""
    return -place[0], place[1]


async def count(connection: "asyncpg.Connection[Any]", source: Source) -> int:
    """How many entries the board has, by counting them."""
    statement = f"SELECT count(*) FROM {source.relation} WHERE {source.where}"  # noqa: S608 - constants
    return int(await connection.fetchval(statement, *source.parameters))


def _page(source: Source, parameters: list[Any], window: Window) -> str:
    """The statement of a page; appends the places' parameters.

    The side that the scan starts from is split in two: those of equal value, and those beyond. Each half
    is a range of the board's index, so a page costs the same however many members share a value.
    """
    limit = f"${len(parameters)}"
    start, end = (window.before, window.after) if window.backward else (window.after, window.before)
    further, later = (">", "<") if window.backward else ("<", ">")
    up, down = ("ASC", "DESC") if window.backward else ("DESC", "ASC")
    condition = source.where + _end_of(source, parameters, end, backward=window.backward)
    halves = [condition]
    if start is not None:
        value, user = _bind(parameters, start)
        halves = [
            f"{condition} AND {source.value} = {value} AND b.user_id {later} {user}",
            f"{condition} AND {source.value} {further} {value}",
        ]
    found = " UNION ALL ".join(
        f"(SELECT b.user_id, {source.value} AS value, {source.rank} AS rank, {source.total} AS total "  # noqa: S608 - constants
        f"FROM {source.relation} WHERE {half} ORDER BY {source.value} {up}, b.user_id {down} LIMIT {limit})"
        for half in halves
    )
    return (
        f"SELECT p.value, p.rank, p.total, {_HIDES if source.hidden else 'false'} AS gaps, {COLUMNS} FROM "  # noqa: S608 - constants
        f"(SELECT * FROM ({found}) AS f ORDER BY f.value {up}, f.user_id {down} LIMIT {limit}) AS p "
        "JOIN members AS m ON m.guild_id = $1 AND m.user_id = p.user_id ORDER BY p.value DESC, p.user_id"
    )


def _end_of(source: Source, parameters: list[Any], end: Place | None, *, backward: bool) -> str:
    """The condition that a scan stops before it reaches ``end``."""
    if end is None:
        return ""
    further, later = ("<", ">") if backward else (">", "<")
    value, user = _bind(parameters, end)
    return f" AND ({source.value} {further} {value} OR ({source.value} = {value} AND b.user_id {later} {user}))"


def _bind(parameters: list[Any], at: Place) -> tuple[str, str]:
    parameters.extend(at)
    return f"${len(parameters) - 1}::bigint", f"${len(parameters)}::bigint"
