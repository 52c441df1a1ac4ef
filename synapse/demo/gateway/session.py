from collections import deque
from collections.abc import Callable
from typing import Protocol

from synapse.demo.gateway import intents as bits
from synapse.demo.gateway.events import Event

REPLAY_EVENTS = 200_000


class Outlet(Protocol):
    """Where a session's frames go while somebody is connected."""

    def push(self, frame: bytes, mark: int = 0) -> None:
        """Queue a frame for sending."""


class Session:
    """What one shard was told and can ask to hear again: numbered events, kept for RESUME."""

    def __init__(self, session_id: str, intents: int, shard: tuple[int, int]) -> None:
        self.id = session_id
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.resumable = True
        self.left_at: float | None = None
        """When its connection ended, in seconds since 1970; None while connected."""
        self._outlet: Outlet | None = None
        self._replay: deque[tuple[int, bytes]] = deque(maxlen=REPLAY_EVENTS)

    @property
    def connected(self) -> bool:
        """Whether somebody is listening."""
        return self._outlet is not None

    @property
    def sees_content(self) -> bool:
        """Whether messages arrive with their content."""
        return bool(self.intents & bits.MESSAGE_CONTENT)

    def wants(self, event: Event) -> bool:
        """Whether the event belongs to this shard and an intent asks for it."""
        number, count = self.shard
        owner = 0 if event.guild_id is None else (event.guild_id >> 22) % count
        needed = bits.needed(event.name, in_guild=event.guild_id is not None)
        return owner == number and (not needed or bool(self.intents & needed))

    def tell(self, name: str, data: bytes, mark: int = 0) -> None:
        """Number an event, keep it for a replay, and send it if connected."""
        self.sequence += 1
        frame = b'{"t":"%b","s":%d,"op":0,"d":%b}' % (name.encode(), self.sequence, data)
        self._replay.append((self.sequence, frame))
        if self._outlet is not None:
            self._outlet.push(frame, mark)

    def tell_once(self, name: str, data: bytes) -> None:
        """Number an event and send it, but keep nothing: it only concerns whoever is connected now."""
        self.tell(name, data)
        self._replay.pop()

    def attach(self, outlet: Outlet) -> None:
        """Send to this connection from now on."""
        self._outlet = outlet
        self.left_at = None

    def detach(self, outlet: Outlet, now: float) -> None:
        """Stop sending to this connection, unless another one has taken over."""
        if self._outlet is outlet:
            self._outlet = None
            self.left_at = now

    def can_replay(self, after: int) -> bool:
        """Whether everything after a sequence number is still here."""
        oldest = self._replay[0][0] if self._replay else self.sequence + 1
        return self.resumable and oldest - 1 <= after <= self.sequence

    def replay(self, after: int, push: Callable[[bytes], None]) -> int:
        """Send again what came after a sequence number; returns how many events that were."""
        missed = [frame for number, frame in self._replay if number > after]
        for frame in missed:
            push(frame)
        return len(missed)
