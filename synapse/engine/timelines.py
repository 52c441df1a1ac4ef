"""What happened when, by key, within a span of time: the stuff that fair-play windows are made of.

Moments are whole microseconds since 1970. Every change is written to a list of changes that the tables
of one guild share, so that the newest can be taken back first. Entries that came too late to matter are
removed by ``prune``: each key waits in a queue exactly once, so pruning touches only what is due.
"""

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")

Change = tuple[Callable[[Any, Any], None], Any, Any]
"""How to take a change back: a method, the key, and what the method needs to know."""


class Table(ABC, Generic[Key, Entry]):
    """By key, something that is of interest for ``span`` microseconds after its latest moment."""

    __slots__ = ("_changes", "_queue", "_span", "entries")

    def __init__(self, span: int, changes: list[Change]) -> None:
        self.entries: dict[Key, Entry] = {}
        self._span = span
        self._changes = changes
        self._queue: deque[tuple[int, Key]] = deque()

    def _came(self, key: Key, entry: Entry, at: int) -> None:
        """A key that was not there: keep it, and look at it again when its span is over."""
        self.entries[key] = entry
        self._queue.append((at, key))

    def _gone(self, key: Key) -> None:
        """The opposite of ``_came``, when the coming is taken back."""
        del self.entries[key]
        if self._queue and self._queue[-1][1] == key:
            self._queue.pop()

    def prune(self, now: int) -> None:
        """Drop what is older than the span."""
        horizon = now - self._span
        queue = self._queue
        while queue and queue[0][0] <= horizon:
            key = queue.popleft()[1]
            if (entry := self.entries.get(key)) is None:
                continue
            if (latest := self._trimmed(entry, horizon)) is None:
                del self.entries[key]
            else:
                queue.append((latest, key))

    @abstractmethod
    def _trimmed(self, entry: Entry, horizon: int) -> int | None:
        """Drop what lies at or before the horizon; the latest moment that stays, None if nothing does."""


class Moments(Table[Key, list[int]]):
    """By key, the moments at which something happened, in order."""

    __slots__ = ()

    def near(self, key: Key, at: int, distance: int) -> bool:
        """Whether a moment of ``key`` is less than ``distance`` away, before or after."""
        moments = self.entries.get(key)
        if moments is None:
            return False
        last = moments[-1]
        if at >= last:
            return at - last < distance
        place = bisect_left(moments, at)
        return moments[place] - at < distance or (place > 0 and at - moments[place - 1] < distance)

    def add(self, key: Key, at: int) -> None:
        """It happened."""
        moments = self.entries.get(key)
        if moments is None:
            self._came(key, [at], at)
        else:
            insort(moments, at)
        self._changes.append((self._take_back, key, at))

    def _take_back(self, key: Key, at: int) -> None:
        moments = self.entries.get(key, [])
        place = bisect_left(moments, at)
        if moments[place : place + 1] == [at]:
            del moments[place]
            if not moments:
                self._gone(key)

    def _trimmed(self, entry: list[int], horizon: int) -> int | None:
        del entry[: bisect_right(entry, horizon)]
        return entry[-1] if entry else None


class Amounts(Table[Key, list[tuple[int, int]]]):
    """By key, the amounts that were given and when, in order of time."""

    __slots__ = ()

    def within(self, key: Key, at: int, span: int) -> tuple[int, int]:
        """The most entries, and the most in all, that any ``span`` around ``at`` holds.

        A span begins just after one moment and includes its end. Nothing that was entered may be later
        than ``at`` if events come in order; then the one span that counts is the one that ends with ``at``.
        """
        entries = self.entries.get(key)
        if entries is None:
            return 0, 0
        if entries[-1][0] <= at:
            counted = entries[bisect_left(entries, (at - span + 1, 0)) :]
            return len(counted), sum([amount for _, amount in counted])
        return _densest(entries, at, span)

    def add(self, key: Key, at: int, amount: int) -> None:
        """It was given."""
        entry = (at, amount)
        entries = self.entries.get(key)
        if entries is None:
            self._came(key, [entry], at)
        else:
            insort(entries, entry)
        self._changes.append((self._take_back, key, entry))

    def _take_back(self, key: Key, entry: tuple[int, int]) -> None:
        entries = self.entries.get(key, [])
        place = bisect_left(entries, entry)
        if entries[place : place + 1] == [entry]:
            del entries[place]
            if not entries:
                self._gone(key)

    def _trimmed(self, entry: list[tuple[int, int]], horizon: int) -> int | None:
        del entry[: bisect_left(entry, (horizon + 1, 0))]
        return entry[-1][0] if entry else None


def _densest(entries: list[tuple[int, int]], at: int, span: int) -> tuple[int, int]:
    """For an event that came late: of all spans that include ``at``, what the fullest ones hold."""
    ends = {at, *(moment for moment, _ in entries if at < moment < at + span)}
    held = [entries[bisect_left(entries, (end - span + 1, 0)) : bisect_left(entries, (end + 1, 0))] for end in ends]
    return max(map(len, held)), max(sum(amount for _, amount in chunk) for chunk in held)


class Crowds(Table[int, tuple[int, int]]):
    """By message, how many people reacted to it and when the last of them did.

    A message is remembered as long as each reaction follows the one before within the span.
    """

    __slots__ = ()

    def size(self, message: int, at: int) -> int:
        """How many people had reacted before ``at``."""
        size, last = self.entries.get(message, (0, at))
        return size if at - last < self._span else 0

    def grew(self, message: int, at: int, size: int) -> None:
        """Somebody reacted, who made the crowd this large (or it was larger already)."""
        before = self.entries.get(message)
        if before is None:
            self._came(message, (size, at), at)
        elif at - before[1] >= self._span:
            self.entries[message] = (size, at)
        else:
            self.entries[message] = (max(size, before[0]), max(at, before[1]))
        self._changes.append((self._take_back, message, before))

    def _take_back(self, message: int, before: tuple[int, int] | None) -> None:
        if before is not None:
            self.entries[message] = before
        elif message in self.entries:
            self._gone(message)

    def _trimmed(self, entry: tuple[int, int], horizon: int) -> int | None:
        return entry[1] if entry[1] > horizon else None


class Texts(Table[int, list[tuple[int, int]]]):
    """By member, when their last messages were written and the fingerprints of their texts, in the order heard."""

    __slots__ = ()

    def near(self, member: int, at: int, fingerprint: int, last: int) -> bool:
        """Whether one of the ``last`` messages of the span before ``at`` has nearly this fingerprint."""
        return any(
            at - when < self._span and (known ^ fingerprint).bit_count() <= NEAR
            for when, known in self.entries.get(member, ())[-last:]
        )

    def add(self, member: int, at: int, fingerprint: int, last: int) -> None:
        """The member wrote this; no more than ``last`` are remembered."""
        entry = (at, fingerprint)
        texts = self.entries.get(member)
        if texts is None:
            self._came(member, [entry], at)
            dropped: list[tuple[int, int]] = []
        else:
            texts.append(entry)
            dropped = texts[:-last]
            del texts[:-last]
        self._changes.append((self._take_back, member, dropped))

    def _take_back(self, member: int, dropped: list[tuple[int, int]]) -> None:
        texts = self.entries.get(member)
        if texts:
            texts.pop()
            texts[:0] = dropped
            if not texts:
                self._gone(member)

    def _trimmed(self, entry: list[tuple[int, int]], horizon: int) -> int | None:
        entry[:] = [text for text in entry if text[0] > horizon]
        return max(when for when, _fingerprint in entry) if entry else None


NEAR = 8
"""Fingerprints that differ in at most so many of their 64 bits are of texts that say nearly the same."""

QUARTER = 15 * 60 * 1_000_000
"""A quarter of an hour in microseconds: in every time zone of today a day begins with one."""


class Quarters(Table[int, dict[int, int]]):
    """By member, the XP of each quarter of an hour: enough for the days of any time zone."""

    __slots__ = ()

    def total(self, member: int, start: int, end: int) -> int:
        """The XP from ``start`` until before ``end``, both in microseconds."""
        first, last = start // QUARTER, end // QUARTER
        return sum(xp for quarter, xp in self.entries.get(member, {}).items() if first <= quarter < last)

    def add(self, member: int, at: int, xp: int) -> None:
        """The member earned ``xp``."""
        quarter = at // QUARTER
        earned = self.entries.get(member)
        if earned is None:
            self._came(member, {quarter: xp}, at)
        else:
            earned[quarter] = earned.get(quarter, 0) + xp
        self._changes.append((self._take_back, member, (quarter, xp)))

    def _take_back(self, member: int, change: tuple[int, int]) -> None:
        quarter, xp = change
        earned = self.entries.get(member, {})
        if quarter in earned:
            earned[quarter] -= xp
            if not earned[quarter]:
                del earned[quarter]
                if not earned:
                    self._gone(member)

    def _trimmed(self, entry: dict[int, int], horizon: int) -> int | None:
        for quarter in [quarter for quarter in entry if (quarter + 1) * QUARTER <= horizon]:
            del entry[quarter]
        return max(entry) * QUARTER if entry else None
