"""disnake's view of the gateway, with a direct line to each dispatch frame.

disnake starts a task per event and listener and builds rich objects for each. Where five thousand
messages a second come in, the payload itself is heard instead, in the gateway's order.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from disnake.state import AutoShardedConnectionState

log = structlog.get_logger(__name__)

_FATAL = frozenset({"READY", "RESUMED"})
"""Frames that disnake must be able to read; without them there is no session."""

Hear = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Session:
    """A shard's session with the gateway and how far it has been heard."""

    session_id: str
    resume_url: str
    sequence: int


class State(AutoShardedConnectionState):
    """disnake's state with hearers for dispatch frames.

    Attributes:
        unreadable: How many frames of each kind a hearer could not understand.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - disnake's own, handed through
        super().__init__(**options)
        self.unreadable: Counter[str] = Counter()
        self._sessions: dict[int, tuple[str, str]] = {}
        self.hear("READY", self._began)

    def hear(self, name: str, hearer: Hear, *, instead: bool = False) -> None:
        """Call ``hearer`` with the data of each frame of this name.

        Args:
            name: The frame's name, as in ``MESSAGE_CREATE``.
            hearer: Called at once and in order; must not block. What it raises is logged, by kind only.
            instead: In place of disnake's own reading of the frame; else after it.
        """
        before = None if instead else self.parsers.get(name)

        if before is None:
            self.parsers[name] = self._guarded(name, hearer)
        elif name in _FATAL:
            self.parsers[name] = _in_turn(before, self._guarded(name, hearer))
        else:
            self.parsers[name] = _in_turn(self._guarded(name, before), self._guarded(name, hearer))

    def _guarded(self, name: str, hearer: Hear) -> Hear:
        """A hearer that tells of what it cannot read and goes on."""

        def heard(data: dict[str, Any]) -> None:
            try:
                hearer(data)
            except Exception as error:  # noqa: BLE001 - a strange frame must not end the connection
                self.unreadable[name] += 1
                log.warning("gateway.unreadable", frame=name, error=type(error).__name__)

        return heard

    def session(self, shard_id: int) -> Session | None:
        """Where a shard stands; None while it has no session."""
        known = self._sessions.get(shard_id)
        sequence = self._get_websocket(None, shard_id=shard_id).sequence if known else None
        return Session(*known, sequence=sequence) if known and sequence is not None else None

    def _began(self, data: dict[str, Any]) -> None:
        self._sessions[data["__shard_id__"]] = (data["session_id"], data["resume_gateway_url"])


def _in_turn(first: Hear, second: Hear) -> Hear:
    def heard(data: dict[str, Any]) -> None:
        first(data)
        second(data)

    return heard
