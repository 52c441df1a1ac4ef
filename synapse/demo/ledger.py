from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import orjson

FLUSH_EVERY = 256


@dataclass(slots=True, frozen=True)
class Entry:
    """One thing that happened, with the facts an independent recount needs and never any content.

    `kind` is one of message, note (Discord's own, such as that somebody joined), message_edit,
    message_delete, reaction, reaction_removed, reaction_cleared, thread, thread_delete, voice,
    member_join, member_leave, member_update, role, channel, guild, interaction, interaction_response.
    Ids are snowflakes, `at_ms` is ms since 1970. `parent_id` is the channel above a thread,
    `target_id` whom or what it was done to (a message's author for reactions, a role for members).
    """

    n: int
    kind: str
    at_ms: int
    guild_id: int | None = None
    actor_id: int | None = None
    is_bot: bool = False
    is_webhook: bool = False
    channel_id: int | None = None
    parent_id: int | None = None
    message_id: int | None = None
    target_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


class Ledger:
    """An append-only record of everything that happened, in memory and optionally as JSON lines."""

    def __init__(self, path: Path | None = None) -> None:
        self.entries: list[Entry] = []
        self.frame_sent: dict[int, float] = {}
        """Message id -> second (since 1970) its gateway frame was written, for marked frames."""
        self._path = path
        self._file: IO[bytes] | None = None
        self._unwritten = 0

    def __enter__(self) -> Self:
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("ab")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def note(self, kind: str, at_ms: int, **values: Any) -> Entry:  # noqa: ANN401 - Entry's own fields
        """Record that something happened; `values` are the fields of `Entry`."""
        entry = Entry(len(self.entries), kind, at_ms, **values)
        self.entries.append(entry)
        if self._file is not None:
            self._file.write(orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE))
            self._unwritten += 1
            if self._unwritten >= FLUSH_EVERY:
                self.flush()
        return entry

    def flush(self) -> None:
        """Hand what was recorded to the operating system."""
        self._unwritten = 0
        if self._file is not None:
            self._file.flush()

    def of_kind(self, *kinds: str, since: int = 0) -> Iterator[Entry]:
        """The entries of these kinds from number `since` on, in order."""
        return (entry for entry in self.entries[since:] if entry.kind in kinds)

    def count(self, *kinds: str) -> int:
        """How many entries of these kinds there are."""
        return sum(1 for _ in self.of_kind(*kinds))
