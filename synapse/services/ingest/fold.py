"""What a batch of decisions adds up to, laid out in the arrays that the statements take.

The same fold serves what came in from Discord and what follows from it (levels, achievements), and awards.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from synapse.db.queries.arrays import dates_or_null, numbers, numbers_or_null, texts
from synapse.engine import facts
from synapse.engine.decide import Decision
from synapse.engine.events import Event, EventKind, LevelReached
from synapse.engine.streaks import recent_days
from synapse.engine.windows import microseconds

_XP, _STARS, _GOLD, _COUNTERS = 0, 1, 2, 8
_COUNTER_OF = {
    EventKind.MESSAGE_SENT: (3, 1),
    EventKind.REACTION_GIVEN: (4, 1),
    EventKind.REACTION_RECEIVED: (5, 1),
    EventKind.THREAD_CREATED: (6, 1),
    EventKind.VOICE_TICK: (7, 10),
}
_NO_COUNTER = (-1, 0)
_ACTIVE = frozenset({EventKind.MESSAGE_SENT, EventKind.REACTION_GIVEN, EventKind.THREAD_CREATED, EventKind.VOICE_TICK})
_QUARTER_SECONDS = 900
_QUARTER = _QUARTER_SECONDS * 1_000_000
_HOUR = 3600 * 1_000_000
_EMPTY = "{}"


class Fold:
    """The sums of one guild's decisions, ready for ``db.queries.ingest``.

    Members' sums are ordered as ``queries.ingest.COUNTERS``; days and zones are kept by member, hours by
    channel (a thread's parent), zone and kind.

    Attributes:
        decisions: What was added.
        last: Each member's latest event in the batch: what their levels and achievements are dated by.
    """

    def __init__(self, time_zone: str) -> None:
        self.decisions: list[Decision] = []
        self.last: dict[int, Event] = {}
        self._time_zone = time_zone
        self._times: list[int] = []
        self._journal: list[str] = []
        self._totals: list[str] = []
        self._members: dict[int, list[int]] = {}
        self._levels: dict[int, int] = {}
        self._active: dict[int, set[date]] = {}
        self._days: dict[tuple[date, int], list[int]] = {}
        self._zones: dict[tuple[int, int], list[int]] = {}
        self._hours: dict[tuple[int, int, int, int], list[int]] = {}

    @classmethod
    def of(cls, decisions: Iterable[Decision], time_zone: str) -> Self:
        """The sums of decisions that are all there."""
        fold = cls(time_zone)
        for decision in decisions:
            fold.add(decision)
        return fold

    def add(self, decision: Decision) -> None:
        """Add one decision; not after the arrays were laid out."""
        time = microseconds(decision.event.occurred_at)
        self.decisions.append(decision)
        self._times.append(time)
        self._add(decision, time // _HOUR, day_of(time // _QUARTER, self._time_zone))

    def lay_out(self) -> Iterator[None]:
        """Make the arrays that are known before anything is written, some at a time."""
        self.journal_columns()
        yield
        self.total_columns()
        yield

    def _add(self, decision: Decision, hour: int, day: date) -> None:
        event, reward, zone = decision.event, decision.reward, decision.zone_id
        kind, user, xp, stars, gold = event.kind, event.user_id, reward.xp, reward.stars, reward.gold
        self.last[user] = event
        counter, step = _COUNTER_OF.get(kind, _NO_COUNTER) if reward.counts else _NO_COUNTER
        if (sums := self._members.get(user)) is None:
            sums = self._members[user] = [0] * _COUNTERS
        if (daily := self._days.get((day, user))) is None:
            daily = self._days[(day, user)] = [0] * _COUNTERS
        for kept in (sums, daily):
            kept[_XP] += xp
            kept[_STARS] += stars
            kept[_GOLD] += gold
            kept[counter] += step
        if step and kind in _ACTIVE:
            self._active.setdefault(user, set()).add(day)
        if zone is not None and (reward.counts or xp or stars):
            _add(self._zones.setdefault((user, zone), [0, 0, 0]), 1 if reward.counts else 0, xp, stars)
        place = (hour, event.parent_id or event.channel_id or 0, zone or 0, int(kind))
        _add(self._hours.setdefault(place, [0, 0, 0, 0]), 1, xp, stars, gold)
        if isinstance(event, LevelReached):
            self._levels[user] = max(event.level, self._levels.get(user, 1))

    def is_irregular(self, user_id: int, streak: int, last_active_on: date | None) -> bool:
        """Whether the member's active days have gaps or did not come in order, so that the streak must be recounted."""
        days = self._active.get(user_id)
        if not days:
            return False
        newest = max(days)
        gaps = not streak or (newest - min(days)).days >= len(days)
        return gaps or (last_active_on is not None and newest < last_active_on)

    def journal_columns(self) -> list[str]:
        """The arrays of ``queries.ingest.insert_events``."""
        if not self._journal:
            self._journal = self._made_journal()
        return self._journal

    def _made_journal(self) -> list[str]:
        events = [decision.event for decision in self.decisions]
        rewards = [decision.reward for decision in self.decisions]
        return [
            texts([event.key for event in events]),
            numbers([event.user_id for event in events]),
            numbers([int(event.kind) for event in events]),
            numbers_or_null([event.channel_id for event in events]),
            numbers_or_null([event.parent_id for event in events]),
            numbers_or_null([decision.zone_id for decision in self.decisions]),
            numbers([reward.xp for reward in rewards]),
            numbers([reward.stars for reward in rewards]),
            numbers([reward.gold for reward in rewards]),
            f"[{','.join([facts.written(decision) for decision in self.decisions])}]",
            numbers(self._times),
        ]

    @property
    def users(self) -> list[int]:
        """The members that moved."""
        return list(self._members)

    def take_spent(self) -> dict[int, int]:
        """The gold that members spend on the whole; it is no part of ``total_columns``, which only ever add."""
        spent = {user: -sums[_GOLD] for user, sums in self._members.items() if sums[_GOLD] < 0}
        for user in spent:
            self._members[user][_GOLD] = 0
        return spent

    def total_columns(self) -> list[str]:
        """The arrays of ``queries.ingest.add_to_totals``."""
        if not self._totals:
            days = [self._active.get(user) for user in self._members]
            self._totals = [
                numbers(self._members),
                numbers([self._levels.get(user, 1) for user in self._members]),
                dates_or_null([min(each) if each else None for each in days]),
                dates_or_null([max(each) if each else None for each in days]),
                numbers([recent_days(each) if each else 0 for each in days]),
                *_transposed(self._members.values(), _COUNTERS),
            ]
        return self._totals

    def rollup_columns(self, listed: Sequence[bool]) -> list[str]:
        """The arrays of ``queries.ingest.add_to_rollups``; ``listed`` says who of ``users`` is on the boards."""
        sums = self.total_columns()[-_COUNTERS:]
        del sums[_GOLD]
        season = [numbers(self._members), numbers(map(int, listed)), *sums]
        return [*season, *self._day_columns(), *self._zone_columns(), *self._hour_columns()]

    def _day_columns(self) -> list[str]:
        sums = _transposed(self._days.values(), _COUNTERS)
        del sums[_GOLD]
        return [dates_or_null([day for day, _user in self._days]), numbers([user for _day, user in self._days]), *sums]

    def _zone_columns(self) -> list[str]:
        return [*_transposed(self._zones, 2), *_transposed(self._zones.values(), 3)]

    def _hour_columns(self) -> list[str]:
        return [*_transposed(self._hours, 4), *_transposed(self._hours.values(), 4)]


def _add(sums: list[int], *steps: int) -> None:
    for place, step in enumerate(steps):
        sums[place] += step


def _transposed(rows: Iterable[Iterable[int]], width: int) -> list[str]:
    columns = [numbers(column) for column in zip(*rows, strict=True)]
    return columns or [_EMPTY] * width


@lru_cache(maxsize=8192)
def day_of(quarter: int, time_zone: str) -> date:
    """The day in the guild's time zone of a quarter of an hour since 1970.

    Every zone's offset is a whole number of quarters, so all of a quarter lies in one day.
    """
    return datetime.fromtimestamp(quarter * _QUARTER_SECONDS, UTC).astimezone(ZoneInfo(time_zone)).date()
