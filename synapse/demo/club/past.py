"""What the club's past is made of: moments, ids and the pen that writes events down."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count

from synapse.demo import snowflakes
from synapse.engine.events import Recorded

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

Entry = tuple[int, int, Recorded]
"""Time in ms, number (so that equal times keep their order), event."""


def moment(milliseconds: int) -> datetime:
    """The moment in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def hour_of(milliseconds: int) -> int:
    """The hour of the UTC day."""
    return milliseconds // HOUR_MS % 24


class Pen:
    """Gives ids that carry their time and never repeat, and keeps what was written."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.entries: list[Entry] = []

    def snowflake(self, milliseconds: int) -> int:
        """A new id of that moment."""
        return snowflakes.from_ms(milliseconds, next(self._numbers))

    def write(self, milliseconds: int, *events: Recorded) -> None:
        """Note what happened at that moment."""
        self.entries.extend((milliseconds, next(self._numbers), event) for event in events)

    def take_until(self, milliseconds: int) -> Iterable[Recorded]:
        """Hand over what happened before that moment, in order of time."""
        self.entries.sort()
        end = next((i for i, entry in enumerate(self.entries) if entry[0] >= milliseconds), len(self.entries))
        taken, self.entries = self.entries[:end], self.entries[end:]
        return [event for _, _, event in taken]
