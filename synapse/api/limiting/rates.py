"""How often one person may do a thing that is not counted in points."""

import math
from collections import OrderedDict, deque
from collections.abc import Hashable
from datetime import datetime

from synapse.errors import RateLimited
from synapse.runtime import Clock

_MINUTE = 60.0
_PEOPLE = 10_000


class PerMinute:
    """Lets each person do something so many times within any minute."""

    def __init__(self, most: int, clock: Clock, *, what: str = "changes") -> None:
        self._most = most
        self._clock = clock
        self._what = what
        self._done: OrderedDict[Hashable, deque[datetime]] = OrderedDict()

    def take(self, person: Hashable) -> None:
        """Count one more time.

        Raises:
            RateLimited: It would be one too many; it was not counted.
        """
        now = self._clock()
        done = self._done.setdefault(person, deque())
        self._done.move_to_end(person)
        while done and (now - done[0]).total_seconds() >= _MINUTE:
            done.popleft()
        if len(done) >= self._most:
            wait = max(1, math.ceil(_MINUTE - (now - done[0]).total_seconds()))
            raise RateLimited(
                f"No more than {self._most} {self._what} a minute. Wait {wait} s and go on.", retry_after=wait
            )
        done.append(now)
        if len(self._done) > _PEOPLE:
            self._done.popitem(last=False)
