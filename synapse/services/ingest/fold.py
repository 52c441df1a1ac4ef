"""What a batch of decisions adds up to, laid out in the arrays that the statements take.

The same fold serves what came in from Discord and what follows from it (levels, achievements), and awards.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from synapse.engine import facts
from synapse.engine.decide import Decision
from synapse.engine.events import Event, EventKind, LevelReached

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
_QUARTER = 900

Columns = list[list[Any]]


class Fold:
    """The sums of one guild's decisions, ready for ``db.queries.ingest``.

    ``events`` are the journal's columns. Members' sums are ordered as ``queries.ingest.COUNTERS``;
    days and zones are kept by member, hours by channel (a thread's parent), zone and kind.
    """

    def __init__(self, decisions: Sequence[Decision], time_zone: str) -> None:
        self.events: Columns = [[] for _ in range(11)]
        self.last: dict[int, Event] = {}
        """Each member's latest event in the batch: what their levels and achievements are dated by."""
        self._members: dict[int, list[int]] = {}
        self._levels: dict[int, int] = {}
        self._active: dict[int, set[date]] = {}
        self._days: dict[tuple[date, int], list[int]] = {}
        self._zones: dict[tuple[int, int], list[int]] = {}
        self._hours: dict[tuple[datetime, int, int, int], list[int]] = {}
        slots: dict[int, tuple[datetime, date]] = {}
        for decision in decisions:
            slot = int(decision.event.occurred_at.timestamp()) // _QUARTER
            if slot not in slots:
                slots[slot] = hour_and_day(slot, time_zone)
            self._add(decision, *slots[slot])

    def _add(self, decision: Decision, hour: datetime, day: date) -> None:
        event, reward, zone = decision.event, decision.reward, decision.zone_id
        kind, user = event.kind, event.user_id
        self._journal(decision)
        self.last[user] = event
        counter, step = _COUNTER_OF.get(kind, _NO_COUNTER) if reward.counts else _NO_COUNTER
        for sums in (
            self._members.setdefault(user, [0] * _COUNTERS),
            self._days.setdefault((day, user), [0] * _COUNTERS),
        ):
            sums[_XP] += reward.xp
            sums[_STARS] += reward.stars
            sums[_GOLD] += reward.gold
            sums[counter] += step
        if step:
            if kind in _ACTIVE:
                self._active.setdefault(user, set()).add(day)
            if zone is not None:
                _add(self._zones.setdefault((user, zone), [0, 0, 0]), 1, reward.xp, reward.stars)
        elif zone is not None and (reward.xp or reward.stars):
            _add(self._zones.setdefault((user, zone), [0, 0, 0]), 0, reward.xp, reward.stars)
        place = (hour, event.parent_id or event.channel_id or 0, zone or 0, int(kind))
        _add(self._hours.setdefault(place, [0, 0, 0, 0]), 1, reward.xp, reward.stars, reward.gold)
        if isinstance(event, LevelReached):
            self._levels[user] = max(event.level, self._levels.get(user, 1))

    def _journal(self, decision: Decision) -> None:
        event, reward = decision.event, decision.reward
        row = (
            event.key,
            event.user_id,
            int(event.kind),
            event.channel_id,
            event.parent_id,
            decision.zone_id,
            reward.xp,
            reward.stars,
            reward.gold,
            facts.written(decision),
            event.occurred_at,
        )
        for column, value in zip(self.events, row, strict=True):
            column.append(value)

    def is_late(self, user_id: int, last_active_on: date | None) -> bool:
        """Whether the member's active days did not come in order, so that the streak must be counted anew."""
        days = self._active.get(user_id)
        if not days:
            return False
        newest = max(days)
        return (newest - min(days)).days >= len(days) or (last_active_on is not None and newest < last_active_on)

    def columns(self) -> Columns:
        """The arrays of ``queries.ingest.fold``: members, days, zones, hours."""
        return [*self._member_columns(), *self._day_columns(), *self._zone_columns(), *self._hour_columns()]

    def _member_columns(self) -> Columns:
        users = list(self._members)
        first: list[date | None] = []
        last: list[date | None] = []
        for user in users:
            days = self._active.get(user)
            first.append(min(days) if days else None)
            last.append(max(days) if days else None)
        levels = [self._levels.get(user, 1) for user in users]
        return [users, levels, first, last, *_transposed(self._members.values(), _COUNTERS)]

    def _day_columns(self) -> Columns:
        sums = _transposed(self._days.values(), _COUNTERS)
        del sums[_GOLD]
        return [[day for day, _user in self._days], [user for _day, user in self._days], *sums]

    def _zone_columns(self) -> Columns:
        users, zones = [user for user, _zone in self._zones], [zone for _user, zone in self._zones]
        return [users, zones, *_transposed(self._zones.values(), 3)]

    def _hour_columns(self) -> Columns:
        return [*_transposed(self._hours, 4), *_transposed(self._hours.values(), 4)]


def _add(sums: list[int], *steps: int) -> None:
    for place, step in enumerate(steps):
        sums[place] += step


def _transposed(rows: Any, width: int) -> Columns:  # noqa: ANN401 - any iterable of equally long rows
    columns = [list(column) for column in zip(*rows, strict=True)]
    return columns or [[] for _ in range(width)]


@lru_cache(maxsize=4096)
def hour_and_day(slot: int, time_zone: str) -> tuple[datetime, date]:
    """The hour (UTC) and the day in the guild's time zone of a quarter of an hour since 1970.

    Every zone's offset is a whole number of quarters, so a quarter lies in one hour and one day.
    """
    moment = datetime.fromtimestamp(slot * _QUARTER, UTC)
    return moment.replace(minute=0), moment.astimezone(ZoneInfo(time_zone)).date()
