import asyncio
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

# What a repetition or a swap would not exist for on Discord: the start of a session and answers to requests.
EXEMPT = frozenset({"READY", "RESUMED", "GUILD_CREATE", "GUILD_MEMBERS_CHUNK", "INTERACTION_CREATE"})


@dataclass(slots=True)
class Refusal:
    """The next `count` REST calls whose `METHOD path` matches `pattern` get this status."""

    status: int
    count: int = 1
    pattern: str = ""
    retry_after: float = 0.1
    everywhere: bool = False
    code: int = 0
    """Discord's JSON error code, for statuses other than 429."""
    message: str = ""
    after: bool = False
    """Whether the call takes effect and only its answer is lost."""

    def matches(self, call: str) -> bool:
        """Whether the call is one to refuse."""
        return self.count > 0 and re.search(self.pattern, call) is not None


class Gate:
    """A gate that traffic passes; closed, it holds everybody until it opens again."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_open(self) -> bool:
        """Whether traffic passes."""
        return self._open.is_set()

    def close(self, seconds: float | None = None) -> None:
        """Hold traffic, for a time or until `open`."""
        self._open.clear()
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if seconds is not None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._open.set)

    def open(self) -> None:
        """Let traffic pass."""
        self._open.set()

    async def passing(self) -> None:
        """Wait until the gate is open."""
        await self._open.wait()


class Faults:
    """How the local Discord misbehaves; everything is off until switched on."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)
        self.duplicate_probability = 0.0
        self.duplicate_next = 0
        self.reorder_window = 0
        self.heartbeat_acks = True
        self.refusals: list[Refusal] = []
        self.rest = Gate()
        self.gateway = Gate()
        self.injected: dict[str, int] = {"duplicate": 0, "reorder": 0, "refusal": 0}
        self._held: deque[Callable[[], None]] = deque()

    def clear(self) -> None:
        """Behave again."""
        self.duplicate_probability = 0.0
        self.duplicate_next = 0
        self.reorder_window = 0
        self.heartbeat_acks = True
        self.refusals.clear()
        self.rest.open()
        self.gateway.open()
        self.release()

    def refuse(self, refusal: Refusal) -> None:
        """Answer some of the coming REST calls with an error."""
        self.refusals.append(refusal)

    def refusal_of(self, call: str) -> Refusal | None:
        """The error this call is to get, used up by asking."""
        for refusal in self.refusals:
            if refusal.matches(call):
                refusal.count -= 1
                self.injected["refusal"] += 1
                self.refusals = [r for r in self.refusals if r.count > 0]
                return refusal
        return None

    def deliver(self, event: str, send: Callable[[], None]) -> None:
        """Send an event as the faults in force want it: once, twice, or swapped with its neighbours."""
        if event in EXEMPT:
            send()
            return
        for _ in range(2 if self._duplicated() else 1):
            if self.reorder_window:
                self._hold(send)
            else:
                send()

    def release(self) -> None:
        """Send what is held back for reordering, in shuffled order."""
        held = list(self._held)
        self._held.clear()
        self._random.shuffle(held)
        for send in held:
            send()

    def _duplicated(self) -> bool:
        if self.duplicate_next > 0:
            self.duplicate_next -= 1
        elif not (self.duplicate_probability and self._random.random() < self.duplicate_probability):
            return False
        self.injected["duplicate"] += 1
        return True

    def _hold(self, send: Callable[[], None]) -> None:
        if not self._held:
            # A window that never fills must not keep an event for good.
            asyncio.get_running_loop().call_later(0.05, self.release)
        self._held.append(send)
        self.injected["reorder"] += 1
        if len(self._held) >= self.reorder_window:
            self.release()
