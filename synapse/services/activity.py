"""What happened in a guild when, from the rollups: series, a heatmap, active members, a member's calendar."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import activity as queries
from synapse.db.queries.activity import Asked
from synapse.db.read import Row, reading
from synapse.engine.events import EventKind
from synapse.engine.rules import Rules
from synapse.errors import Invalid
from synapse.services.members import Counts, counts_of

LONGEST_BY_HOUR = timedelta(days=14)
"""The longest time that is told hour by hour."""
LONGEST = timedelta(days=366)
"""The longest time that is told at all."""
_HOUR = timedelta(hours=1)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_END = date(2999, 12, 31)
_USUAL = {"hour": timedelta(days=2), "day": timedelta(days=30)}


class Step(StrEnum):
    """How long each point of a series is; a day is one in the guild's time zone."""

    HOUR = "hour"
    DAY = "day"


class Grouping(StrEnum):
    """What each series is of; the names are the rollup's columns."""

    ZONE = "zone_id"
    CHANNEL = "channel_id"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Sums:
    """How much happened, and what it earned."""

    events: int = 0
    xp: int = 0
    stars: int = 0


_NONE = Sums()


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a series."""

    at: datetime
    events: int
    xp: int
    stars: int


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart, without gaps: of everything, or of the zone, channel or kind with the number ``key``."""

    guild_id: int
    grouping: Grouping | None
    key: int
    total: Sums
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of the week; ``weekday`` 1 is Monday."""

    weekday: int
    hour: int
    events: int
    xp: int
    stars: int


@dataclass(frozen=True, slots=True)
class ActiveMembers:
    """How many members did something on a day."""

    day: date
    members: int


@dataclass(frozen=True, slots=True)
class Day:
    """What a member did and earned on a day of the guild."""

    day: date
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A part of a guild's activity; ``asked_of`` checks one."""

    step: Step
    since: datetime
    until: datetime
    kinds: tuple[EventKind, ...] | None = None
    zone_ids: tuple[int, ...] | None = None


def question(
    rules: Rules,
    *,
    now: datetime,
    step: Step = Step.DAY,
    since: datetime | None = None,
    until: datetime | None = None,
    kinds: Sequence[EventKind] | None = None,
    zone_ids: Sequence[int] | None = None,
) -> Question:
    """What is asked, moved to the beginnings of its steps: the step in which ``since`` lies up to that of ``until``.

    Raises:
        Invalid: The time ends before it begins, or is too long.
    """
    zone = ZoneInfo(rules.settings.time_zone)
    end = min(until or now, now)
    if end < _BEGINNING:
        raise Invalid("There was nothing then.", path=("until",))
    begin = since or end - _USUAL[step]
    if begin > end:
        raise Invalid("`since` lies after `until`, or in the future.", path=("since",))
    longest = LONGEST_BY_HOUR if step is Step.HOUR else LONGEST
    if end - begin > longest:
        raise Invalid(f"This is told for {longest.days} days at most. Ask for less, or day by day.", path=("since",))
    return Question(
        step=step,
        since=_begin(begin, step, zone),
        until=_after(_begin(end, step, zone), step, zone),
        kinds=None if kinds is None else tuple(kinds),
        zone_ids=None if zone_ids is None else tuple(zone_ids),
    )


async def series(
    engine: AsyncEngine, rules: Rules, asked: Question, grouping: Grouping | None = None, *, most: int = 10
) -> list[Series]:
    """The series of a time, the busiest first, at most ``most``; of everything one, be it zeros; one statement."""
    group: queries.Grouping = "none" if grouping is None else grouping.value
    async with reading(engine) as connection:
        rows = await queries.series(connection, _asked(rules, asked), asked.step.value, group)
    by_key: defaultdict[int, dict[datetime, Row]] = defaultdict(dict)
    if grouping is None:
        by_key[0] = {}
    for row in rows:
        by_key[row["key"]][row["at"]] = row
    zone = ZoneInfo(rules.settings.time_zone)
    steps = [(at, _told(at, asked.step, zone)) for at in _steps(asked, zone)]
    found = [_series(rules.guild_id, grouping, key, points, steps) for key, points in by_key.items()]
    return sorted(found, key=lambda one: (-one.total.events, one.key))[:most]


async def heatmap(engine: AsyncEngine, rules: Rules, asked: Question) -> list[Cell]:
    """All 168 hours of the week in the guild's time zone, Monday's first one first; one statement."""
    async with reading(engine) as connection:
        rows = await queries.heatmap(connection, _asked(rules, asked))
    found = {(row["weekday"], row["hour"]): _sums(row) for row in rows}
    return [
        Cell(weekday, hour, sums.events, sums.xp, sums.stars)
        for weekday in range(1, 8)
        for hour in range(24)
        for sums in (found.get((weekday, hour), _NONE),)
    ]


async def active_members(engine: AsyncEngine, rules: Rules, asked: Question) -> list[ActiveMembers]:
    """How many members did something on each day of a time, in any zone and of any kind; one statement."""
    zone = ZoneInfo(rules.settings.time_zone)
    first, last = asked.since.astimezone(zone).date(), (asked.until - _HOUR / 60).astimezone(zone).date()
    async with reading(engine) as connection:
        found = await queries.active_members(connection, rules.guild_id, first, last)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [ActiveMembers(day, found.get(day, 0)) for day in days]


async def calendars(
    engine: AsyncEngine, guild_id: int, user_ids: Sequence[int], first: date, last: date
) -> Mapping[int, list[Day]]:
    """The days on which each of these members did or earned something, by member; one statement."""
    async with reading(engine) as connection:
        rows = await queries.days(connection, guild_id, user_ids, first, last)
    found: defaultdict[int, list[Day]] = defaultdict(list)
    for row in rows:
        found[row["user_id"]].append(Day(row["day"], counts_of(row)))
    return found


def year(rules: Rules, *, now: datetime, since: date | None = None, until: date | None = None) -> tuple[date, date]:
    """The first and the last day of a calendar: a year up to today where nothing else is asked.

    Raises:
        Invalid: The time ends before it begins, or is longer than a year.
    """
    if until is not None and not _BEGINNING.date() <= until <= _END:
        raise Invalid("There is nothing then.", path=("until",))
    last = until or now.astimezone(ZoneInfo(rules.settings.time_zone)).date()
    first = since or last - timedelta(days=364)
    if not timedelta() <= last - first <= LONGEST - timedelta(days=1):
        raise Invalid("A calendar has 1 to 366 days. Give a later `since`, or an earlier `until`.", path=("since",))
    return first, last


def _asked(rules: Rules, asked: Question) -> Asked:
    return Asked(
        guild_id=rules.guild_id,
        since=asked.since,
        until=asked.until,
        time_zone=rules.settings.time_zone,
        kinds=asked.kinds,
        zone_ids=asked.zone_ids,
    )


def _series(
    guild_id: int,
    grouping: Grouping | None,
    key: int,
    rows: Mapping[datetime, Row],
    steps: Sequence[tuple[datetime, datetime]],
) -> Series:
    sums = [(at, _sums(rows[told]) if told in rows else _NONE) for at, told in steps]
    total = Sums(*(sum(getattr(each, name) for _at, each in sums) for name in ("events", "xp", "stars")))
    return Series(
        guild_id, grouping, key, total, tuple(Point(at, each.events, each.xp, each.stars) for at, each in sums)
    )


def _sums(row: Row) -> Sums:
    return Sums(row["events"], row["xp"], row["stars"])


def _steps(asked: Question, zone: ZoneInfo) -> Iterator[datetime]:
    at = asked.since
    while at < asked.until:
        yield at
        at = _after(at, asked.step, zone)


def _told(at: datetime, step: Step, zone: ZoneInfo) -> datetime:
    """A step as the rollup's query tells it."""
    return at if step is Step.HOUR else datetime.combine(at.astimezone(zone).date(), time(), tzinfo=UTC)


def _begin(moment: datetime, step: Step, zone: ZoneInfo) -> datetime:
    """When the step began in which a moment lies; hours are those of the clock in UTC, as the rollup has them."""
    if step is Step.HOUR:
        return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return _midnight(moment.astimezone(zone).date(), zone)


def _after(begin: datetime, step: Step, zone: ZoneInfo) -> datetime:
    if step is Step.HOUR:
        return begin + _HOUR
    return _midnight(begin.astimezone(zone).date() + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
