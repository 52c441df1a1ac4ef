"""The club's past as engine events: what a bot would have recorded, had it been there."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random

from synapse.demo.club.crowd import Crowd
from synapse.demo.club.found import Club
from synapse.demo.club.past import DAY_MS, HOUR_MS, Pen
from synapse.demo.club.past_talk import PastTalk
from synapse.demo.club.past_voice import PastVoice
from synapse.engine.events import Recorded

EVENTS_PER_DAY = 1000
_EVENTS_PER_PERSON = 3.4
_MESSAGE_SHARE = 0.385
_VOICE_SHARE = 0.1
# Monday to Sunday, and how much livelier the last day is than the first.
_WEEKDAYS = (1.0, 1.08, 1.12, 1.06, 0.95, 0.8, 0.88)
_FIRST_DAY, _LAST_DAY = 0.84, 1.16
# Hack nights: days before the end, and how much more goes on.
_FESTIVE = {45: 1.35, 24: 1.5, 23: 1.7, 9: 1.3}


def history(
    club: Club, *, days: int = 60, until: datetime, seed: int | None = None, per_day: int | None = None
) -> Iterator[Recorded]:
    """What happened in the club before `until`, in order of time; the same arguments give the same past.

    Args:
        club: Whose past it is.
        days: How far it goes back.
        until: Its end (exclusive); events carry earlier times, ids and all.
        seed: Another one tells another past of the same club; the club's own by default.
        per_day: Events on an average day; by default about 1,000, fewer in a small club.

    Yields:
        Messages, reactions given and received, threads and voice ticks, each with a unique key.
    """
    random = Random(f"history:{club.seed if seed is None else seed}")
    past = _Past(club, random, per_day or min(EVENTS_PER_DAY, round(len(club.crowd) * _EVENTS_PER_PERSON) + 1))
    end_ms = int(until.timestamp() * 1000)
    for day in range(days):
        yield from past.day(end_ms - (days - day) * DAY_MS, days_left=days - day, progress=day / days)


class _Past:
    """Writes one day after another; what a day leaves over belongs to the next."""

    def __init__(self, club: Club, random: Random, per_day: int) -> None:
        self._random = random
        self._per_day = per_day
        self._pen = Pen()
        self._crowd = Crowd(club.crowd, random)
        self._talk = PastTalk(club, self._crowd, random, self._pen)
        self._voice = PastVoice(club, self._crowd, random, self._pen)

    def day(self, start_ms: int, *, days_left: int, progress: float) -> Iterator[Recorded]:
        """Write the 24 hours from `start_ms` on and hand over what happened in them."""
        amount = self._per_day * self._mood(start_ms, days_left, progress)
        self._fill(amount * _MESSAGE_SHARE, start_ms, self._talk.conversation)
        self._fill(amount * _VOICE_SHARE, start_ms, self._voice.gathering)
        yield from self._pen.take_until(start_ms + DAY_MS)

    def _mood(self, start_ms: int, days_left: int, progress: float) -> float:
        weekday = datetime.fromtimestamp(start_ms / 1000, UTC).weekday()
        trend = _FIRST_DAY + (_LAST_DAY - _FIRST_DAY) * progress
        return _WEEKDAYS[weekday] * trend * _FESTIVE.get(days_left, 1.0) * self._random.uniform(0.9, 1.1)

    def _fill(self, amount: float, start_ms: int, write: Callable[[int], int]) -> None:
        written = 0
        while written < amount:
            written += write(self._moment(start_ms))

    def _moment(self, start_ms: int) -> int:
        """A moment of the day, likelier in the hours when more people are up."""
        bustle = self._crowd.bustle
        first_hour = start_ms // HOUR_MS
        hours = range(first_hour, first_hour + len(bustle))
        hour = self._random.choices(hours, [bustle[hour % len(bustle)] for hour in hours])[0]
        return max(start_ms, hour * HOUR_MS + self._random.randrange(HOUR_MS))
