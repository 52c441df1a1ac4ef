import asyncio
from collections.abc import Callable
from random import Random

from synapse.demo.backend import Backend
from synapse.demo.club.chatter import Chatter
from synapse.demo.club.crowd import Crowd
from synapse.demo.club.doors import Doors
from synapse.demo.club.evenings import Evenings
from synapse.demo.club.found import Club
from synapse.demo.club.gestures import Gestures

AS_FAST_AS_POSSIBLE = 0.0
_BLOCK = 50
_BACKLOG = 5_000
_BACKLOG_PAUSE = 0.002
_LONGEST_LAG = 5.0
_HOUR = 3600


class Life:
    """The club's life, one deed at a time; the same seed and clock bring the same deeds."""

    def __init__(self, backend: Backend, club: Club, *, seed: int | None = None) -> None:
        random = Random(f"life:{club.seed if seed is None else seed}")
        crowd = Crowd(club.crowd, random)
        self._backend = backend
        self._random = random
        self._chatter = Chatter(backend, club, crowd, random)
        self._gestures = Gestures(backend, club, crowd, self._chatter, random)
        self._evenings = Evenings(backend, club, crowd, random)
        self._doors = Doors(backend, club, crowd, self._chatter, random)
        deeds = self._deeds()
        self._choices = list(deeds)
        self._weights = list(deeds.values())

    def _deeds(self) -> dict[Callable[[], object], float]:
        """What can happen, and how often compared with the rest."""
        return {
            lambda: self._chatter.say(self._hour): 54.0,
            lambda: self._gestures.react(self._hour): 33.0,
            lambda: self._evenings.step(self._hour): 5.0,
            self._chatter.open_thread: 1.2,
            self._gestures.take_back: 1.0,
            self._gestures.edit: 1.0,
            self._gestures.machine: 1.0,
            self._gestures.delete: 0.3,
            self._doors.step: 0.3,
        }

    def begin(self) -> None:
        """Fill the voice channels, so that the club does not look abandoned."""
        for _ in range(self._evenings.seats):
            self._evenings.join(self._hour)

    def step(self) -> None:
        """Let one thing happen."""
        self._random.choices(self._choices, self._weights)[0]()

    @property
    def _hour(self) -> int:
        return int(self._backend.clock()) // _HOUR % 24


async def live(backend: Backend, club: Club, *, pace: float, stop: asyncio.Event, seed: int | None = None) -> None:
    """Let the club live until `stop` is set.

    Args:
        backend: The running local Discord that serves the club.
        club: The world it serves.
        pace: Deeds per second on average, irregular as people are; 0 for as fast as connections take it.
        stop: Ends it.
        seed: Another one brings other deeds; the club's own by default.
    """
    life = Life(backend, club, seed=seed)
    life.begin()
    if pace <= AS_FAST_AS_POSSIBLE:
        await _race(backend, life, stop)
    else:
        await _stroll(life, pace, stop)


async def _race(backend: Backend, life: Life, stop: asyncio.Event) -> None:
    while not stop.is_set():
        for _ in range(_BLOCK):
            life.step()
        await asyncio.sleep(_BACKLOG_PAUSE if backend.hub.backlog > _BACKLOG else 0)


async def _stroll(life: Life, pace: float, stop: asyncio.Event) -> None:
    loop, gaps = asyncio.get_running_loop(), Random()
    due = loop.time()
    while not stop.is_set():
        now = loop.time()
        # After the machine slept, the club does not catch up on what it missed.
        due = max(due, now - _LONGEST_LAG)
        while due <= now:
            life.step()
            due += gaps.expovariate(pace)
        try:
            async with asyncio.timeout(due - loop.time()):
                await stop.wait()
        except TimeoutError:
            continue
