"""What a leaderboard can be asked, and where the answer is found: in kept places, in rollups, or in the journal."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from synapse.db.queries import boards as queries
from synapse.db.queries import ranks
from synapse.db.queries.boards import Source
from synapse.engine.events import EventKind
from synapse.engine.rules import Rules
from synapse.errors import Invalid

LONGEST_IN_JOURNAL = 92
"""The most days that are counted in the journal, event by event."""
_WEEK = timedelta(days=6)
_BEGINNING = date(1970, 1, 1)
_END = date(2999, 12, 31)


class Board(StrEnum):
    """What a leaderboard is ordered by."""

    XP = "xp"
    STARS = "stars"
    GOLD = "gold"
    MESSAGES = "messages"
    VOICE_MINUTES = "voice_minutes"


class Span(StrEnum):
    """The time that a leaderboard covers; a week is the last seven days of the guild, today included."""

    SEASON = "season"
    WEEK = "week"
    ALL_TIME = "all_time"


_KEPT = frozenset({Board.XP, Board.STARS, Board.GOLD})


@dataclass(frozen=True, slots=True)
class Question:
    """Which board is asked for. Gold knows no seasons, so each span of it is the board of all time.

    Attributes:
        season_id: One season instead of a span.
        between: The first and the last of some days instead of a span, in the guild's time zone.
        as_of: The board of all time as it was at the end of this day.
        zone_ids: Only what was earned in these zones.
        kinds: Only what events of these kinds earned.
        role_ids: Only members who have one of these roles now.
    """

    board: Board = Board.XP
    span: Span = Span.SEASON
    season_id: int | None = None
    between: tuple[date, date] | None = None
    as_of: date | None = None
    zone_ids: tuple[int, ...] | None = None
    kinds: tuple[EventKind, ...] | None = None
    role_ids: tuple[int, ...] | None = None

    @property
    def plain(self) -> bool:
        """Whether it is one of the boards whose places are kept, or of the last week."""
        narrowed = (self.between, self.as_of, self.zone_ids, self.kinds, self.role_ids)
        return self.board in _KEPT and not any(each is not None for each in narrowed)


def season_of(rules: Rules, question: Question) -> int:
    """The season whose places a question is about; 0 for the board of all time."""
    if question.board is Board.GOLD or (question.season_id is None and question.span is Span.ALL_TIME):
        return ranks.ALL_TIME
    return question.season_id or rules.season.id


def source_of(rules: Rules, question: Question, now: datetime) -> Source:
    """Where a question is answered.

    Raises:
        Invalid: It cannot be answered; the message says what can.
    """
    _check(question)
    if question.plain:
        return _kept(rules, question, now)
    source = _counted(rules, question, now)
    return source if question.role_ids is None else queries.among(source, question.role_ids)


def _kept(rules: Rules, question: Question, now: datetime) -> Source:
    currency, season_id = question.board.value, season_of(rules, question)
    if question.span is Span.WEEK and question.season_id is None and question.board is not Board.GOLD:
        today = _today(rules, now)
        return queries.days(rules.guild_id, today - _WEEK, today, currency)
    if season_id == ranks.ALL_TIME:
        return queries.all_time(rules.guild_id, currency)
    return queries.season(rules.guild_id, season_id, currency)


def _counted(rules: Rules, question: Question, now: datetime) -> Source:
    guild_id, column, today = rules.guild_id, question.board.value, _today(rules, now)
    days = question.between
    if question.as_of is not None:
        return queries.counted_days(guild_id, _BEGINNING, question.as_of, column)
    if days is None and question.season_id is None and question.span is Span.WEEK and question.board is not Board.GOLD:
        days = (today - _WEEK, today)
    if days is not None:
        return _of_days(rules, question, *days)
    season_id = season_of(rules, question)
    if question.zone_ids is not None:
        return queries.counted_zones(guild_id, question.zone_ids, season_id or None, column)
    if season_id == ranks.ALL_TIME:
        return queries.counted_all_time(guild_id, column)
    return queries.counted_season(guild_id, season_id, column)


def _of_days(rules: Rules, question: Question, first: date, last: date) -> Source:
    column = question.board.value
    if question.zone_ids is None and question.kinds is None:
        return queries.counted_days(rules.guild_id, first, last, column)
    zone = ZoneInfo(rules.settings.time_zone)
    since, until = (datetime.combine(day, time(), tzinfo=zone) for day in (first, last + timedelta(days=1)))
    return queries.counted_events(
        rules.guild_id, since, until, column, kinds=question.kinds, zone_ids=question.zone_ids
    )


def _check(question: Question) -> None:
    """Refuse what nothing that is kept can answer, and say what can be asked instead."""
    days, board = question.between, question.board
    if sum(each is not None for each in (question.season_id, days, question.as_of)) > 1:
        raise Invalid("Give one of `season`, `between` and `asOf`.", path=("season",))
    narrowed = question.zone_ids is not None or question.kinds is not None
    if board is Board.GOLD and (narrowed or days or question.as_of):
        raise Invalid("Gold is spent, so it has no board but that of the purses as they are now.", path=("by",))
    if question.as_of is not None and narrowed:
        raise Invalid("`asOf` knows neither zones nor kinds. Ask `between` two days instead.", path=("asOf",))
    if question.as_of is not None and question.as_of < _BEGINNING:
        raise Invalid("There was nothing then.", path=("asOf",))
    if days is not None and not _BEGINNING <= days[0] <= days[1] <= _END:
        raise Invalid("`between` ends before it begins, or lies where there is nothing.", path=("between",))
    _check_narrowed(question)


def _check_narrowed(question: Question) -> None:
    days = question.between
    by_day = days is not None or (question.span is Span.WEEK and question.season_id is None)
    if question.kinds is not None and not by_day:
        raise Invalid("What each kind earned is told `between` two days, or for the week.", path=("kinds",))
    if question.zone_ids is not None and not by_day and question.board not in (Board.XP, Board.STARS):
        raise Invalid("Zones of a whole season have XP and stars. For others ask `between` two days.", path=("by",))
    narrowed = question.kinds is not None or question.zone_ids is not None
    if days is not None and narrowed and (days[1] - days[0]).days >= LONGEST_IN_JOURNAL:
        raise Invalid(f"With zones or kinds, `between` has {LONGEST_IN_JOURNAL} days at most.", path=("between",))


def _today(rules: Rules, now: datetime) -> date:
    return now.astimezone(ZoneInfo(rules.settings.time_zone)).date()
