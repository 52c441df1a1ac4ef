"""Where accepted events wait: in memory, then in the spool, then in memory again up to a last bound."""

from collections import deque
from time import monotonic

import structlog

from synapse.engine.events import Recorded
from synapse.services.ingest.counters import Counters
from synapse.services.ingest.spool import Spool

log = structlog.get_logger(__name__)

_LAST_BOUND = 10
_RECENT = 50_000
_COMPLAIN_SECONDS = 1.0


class Queue:
    """First in, first out. Older events are in memory, newer ones in the spool, the newest beyond it.

    Attributes:
        oldest: When the oldest event in memory came, on the monotonic clock.
    """

    def __init__(self, spool: Spool, counters: Counters, *, limit: int) -> None:
        self.oldest = 0.0
        self._spool = spool
        self._counters = counters
        self._limit = limit
        self._near: deque[Recorded] = deque()
        self._beyond: deque[Recorded] = deque()
        self._recent: tuple[set[tuple[int, str]], set[tuple[int, str]]] = (set(), set())
        self._complained = 0.0

    def __len__(self) -> int:
        return len(self._near) + self._spool.waiting + len(self._beyond)

    @property
    def behind(self) -> bool:
        """Whether more waits than memory was meant for."""
        return bool(self._spool.waiting or self._beyond)

    def put(self, event: Recorded) -> bool:
        """Take an event in; False if it came a moment ago already, or if there is no room anywhere."""
        identity = (event.guild_id, event.key)
        newer, older = self._recent
        if identity in newer or identity in older:
            self._counters.repeated += 1
            return False
        if not self._keep(event):
            self._drop()
            return False
        newer.add(identity)
        if len(newer) >= _RECENT:
            self._recent = (set(), newer)
        self._counters.accepted += 1
        return True

    def take(self, limit: int) -> tuple[list[Recorded], int]:
        """The oldest events, at most ``limit``, and how many of them came from the spool."""
        near = self._near
        taken: list[Recorded] = []
        while near and len(taken) < limit:
            taken.append(near.popleft())
        self.oldest = monotonic()
        if taken:
            return taken, 0
        taken = self._spool.take(limit)
        if not taken and self._beyond:
            self._near, self._beyond = self._beyond, self._near
            return self.take(limit)
        return taken, len(taken)

    def save(self) -> int:
        """Put everything that is in memory into the spool; returns how many found no room."""
        lost = 0
        for event in (*self._near, *self._beyond):
            lost += not self._spool.append(event)
        self._near.clear()
        self._beyond.clear()
        return lost

    def _keep(self, event: Recorded) -> bool:
        if not self.behind and len(self._near) < self._limit:
            if not self._near:
                self.oldest = monotonic()
            self._near.append(event)
            return True
        if not self._beyond and self._spool.append(event):
            self._counters.spooled += 1
            return True
        if len(self._beyond) < self._limit * _LAST_BOUND:
            self._beyond.append(event)
            return True
        return False

    def _drop(self) -> None:
        self._counters.dropped += 1
        if monotonic() - self._complained > _COMPLAIN_SECONDS:
            self._complained = monotonic()
            log.error(
                "ingest.dropped",
                dropped=self._counters.dropped,
                waiting=len(self),
                advice="The database is away and the spool is full. Bring the database back, or raise spool.max_mb.",
            )
