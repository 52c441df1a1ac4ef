"""The local files that events wait in while the database is away.

Events are appended to numbered segments, one line each, and read back in order. A segment is deleted
once everything in it is settled; after a crash it is read again from its start, which is harmless
because events have identities.
"""

import os
from collections import deque
from dataclasses import dataclass
from pathlib import Path

import structlog

from synapse.engine.events import Recorded
from synapse.services.ingest import wire
from synapse.services.ingest.place import Place

log = structlog.get_logger(__name__)

_SEGMENT_BYTES = 4 * 1024 * 1024
_REJECTED = "rejected.jsonl"


@dataclass(slots=True)
class _Segment:
    """A file that is being read: its lines, how many were taken, and how many of those are settled."""

    path: Path
    lines: list[bytes]
    taken: int = 0
    settled: int = 0


class Spool:
    """A first-in-first-out store of events on disk, bounded in bytes.

    Attributes:
        waiting: How many events are in it and not taken yet.
        corrupt: How many lines could not be read (a crash can cut the last one short).
    """

    def __init__(self, directory: Path, *, max_bytes: int) -> None:
        self.waiting = 0
        self.corrupt = 0
        self._place = Place(directory)
        self._max_bytes = max_bytes
        self._paths: deque[Path] = deque()
        self._reading: deque[_Segment] = deque()
        self._bytes = 0
        self._number = 0
        self._file: int | None = None
        self._file_bytes = 0

    @property
    def _directory(self) -> Path:
        return self._place.folder

    def open(self) -> int:
        """Find what earlier processes left; returns how many events wait."""
        self._place.take()
        if self._directory.is_dir():
            for path in sorted(self._directory.glob("[0-9]*.jsonl")):
                content = path.read_bytes()
                self._paths.append(path)
                self._bytes += len(content)
                self.waiting += len(content.splitlines())
                self._number = int(path.stem)
        return self.waiting

    def append(self, event: Recorded) -> bool:
        """Keep an event; False if there is no room for it on the disk or within the bound."""
        line = wire.dump(event)
        if self._bytes + len(line) > self._max_bytes:
            return False
        try:
            self._write(line)
        except OSError as error:
            log.error("spool.unwritable", error=type(error).__name__, directory=str(self._directory))  # noqa: TRY400 - a full disk is no bug: the kind says it all
            return False
        self.waiting += 1
        return True

    def take(self, limit: int) -> list[Recorded]:
        """The oldest events, at most ``limit``; they stay on disk until ``settle`` is told of them."""
        taken: list[Recorded] = []
        while self.waiting and len(taken) < limit:
            segment = self._segment()
            lines = segment.lines[segment.taken : segment.taken + limit - len(taken)]
            segment.taken += len(lines)
            self.waiting -= len(lines)
            for line in lines:
                try:
                    taken.append(wire.load(line))
                except ValueError:
                    self.corrupt += 1
                    segment.settled += 1
                    log.warning("spool.unreadable_line", file=segment.path.name)
        return taken

    def settle(self, count: int) -> None:
        """The oldest ``count`` of the events taken are done with: delete the segments that held them."""
        while self._reading:
            segment = self._reading[0]
            step = min(count, segment.taken - segment.settled)
            segment.settled += step
            count -= step
            if segment.settled < len(segment.lines):
                return
            self._reading.popleft()
            self._bytes -= sum(map(len, segment.lines))
            segment.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Hand what was written to the disk, and leave the place to another process."""
        self._end_segment()
        self._place.let_go()

    def _end_segment(self) -> None:
        if self._file is not None:
            os.fsync(self._file)
            os.close(self._file)
            self._file = None

    def reject(self, event: Recorded, reason: str) -> None:
        """Put an event that the database refuses aside, for a person to look at."""
        log.error("ingest.rejected", event_key=event.key, guild_id=event.guild_id, reason=reason)
        self._directory.mkdir(parents=True, exist_ok=True)
        with (self._directory / _REJECTED).open("ab") as file:
            file.write(wire.dump(event))

    def _write(self, line: bytes) -> None:
        if self._file is None or self._file_bytes >= _SEGMENT_BYTES:
            self._new_file()
        assert self._file is not None  # noqa: S101 - for the type checker: opened above
        if (written := os.write(self._file, line)) < len(line):
            os.truncate(self._file, self._file_bytes)
            raise OSError(f"only {written} of {len(line)} bytes fitted")
        self._file_bytes += len(line)
        self._bytes += len(line)

    def _new_file(self) -> None:
        self._end_segment()
        self._directory.mkdir(parents=True, exist_ok=True)
        self._number += 1
        path = self._directory / f"{self._number:012}.jsonl"
        self._file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o600)
        self._file_bytes = 0
        self._paths.append(path)

    def _segment(self) -> _Segment:
        """The segment that the next line is taken from."""
        if self._reading and self._reading[-1].taken < len(self._reading[-1].lines):
            return self._reading[-1]
        path = self._paths.popleft()
        if not self._paths:
            self._end_segment()  # the last segment may be the one being written: what comes now begins another
        segment = _Segment(path, path.read_bytes().splitlines(keepends=True))
        self._reading.append(segment)
        return segment
