from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from synapse.demo.gateway.events import Event
from synapse.demo.gateway.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from synapse.demo.faults import Faults
    from synapse.demo.gateway.connection import Connection

RESUME_WINDOW = 180.0
"""Seconds a session may be resumed after its connection ended."""


class Hub:
    """All sessions and connections of the gateway; spreads events to those who may see them."""

    def __init__(self, faults: Faults, clock: Callable[[], float]) -> None:
        self._faults = faults
        self._clock = clock
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self._changed = asyncio.Event()
        self.counters = {"connections": 0, "identifies": 0, "resumes": 0, "events": 0}

    def dispatch(self, event: Event) -> None:
        """Tell an event to every session that wants it, as the faults in force will have it."""
        self._faults.deliver(event.name, lambda: self._tell(event))

    def _tell(self, event: Event) -> None:
        full: bytes | None = None
        blank: bytes | None = None
        for session in list(self.sessions.values()):
            if session.left_at is not None:
                self._forget_old()
            if not session.wants(event):
                continue
            if event.content_for_all or session.sees_content:
                full = data = full or event.encoded()
            else:
                blank = data = blank or event.encoded_without_content()
            session.tell(event.name, data, event.mark)
            self.counters["events"] += 1

    def open_session(self, intents: int, shard: tuple[int, int]) -> Session:
        """Start a session for a shard that identified itself."""
        self._forget_old()
        session = Session(secrets.token_hex(16), intents, shard)
        self.sessions[session.id] = session
        self.counters["identifies"] += 1
        return session

    def resumable(self, session_id: str, after: int) -> Session | None:
        """The session to resume, or None if it is gone or has forgotten what came next."""
        self._forget_old()
        session = self.sessions.get(session_id)
        if session is None or not session.can_replay(after):
            return None
        self.counters["resumes"] += 1
        return session

    async def changed(self) -> None:
        """Wait until a shard connects or leaves."""
        await self._changed.wait()

    def note_change(self) -> None:
        """Wake whoever waits for a shard to connect or leave."""
        self._changed.set()
        self._changed = asyncio.Event()

    def end(self, session_id: str) -> None:
        """Forget a session: it cannot be resumed any more."""
        self.sessions.pop(session_id, None)

    @property
    def ready_shards(self) -> int:
        """How many shards are connected right now."""
        return sum(1 for session in self.sessions.values() if session.connected)

    @property
    def backlog(self) -> int:
        """Frames queued for the slowest connection."""
        return max((connection.backlog for connection in self.connections), default=0)

    def _forget_old(self) -> None:
        horizon = self._clock() - RESUME_WINDOW
        gone = [s.id for s in self.sessions.values() if s.left_at is not None and s.left_at < horizon]
        for session_id in gone:
            del self.sessions[session_id]
