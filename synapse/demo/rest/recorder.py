import asyncio
import re
from collections import deque
from dataclasses import dataclass
from typing import Any

import orjson

KEPT = 20_000


@dataclass(slots=True, frozen=True)
class RecordedRequest:
    """A REST call that arrived: as asked, with the route it matched and the status it got."""

    method: str
    path: str
    route: str
    body: Any
    query: dict[str, str]
    headers: dict[str, str]
    status: int
    raw: bytes = b""

    @property
    def answer(self) -> Any:  # noqa: ANN401 - any JSON
        """The answer's JSON, None if it was empty."""
        return orjson.loads(self.raw) if self.raw else None


class Recorder:
    """The newest REST calls, so that a test can judge what the bot asked for."""

    def __init__(self) -> None:
        self.entries: deque[RecordedRequest] = deque(maxlen=KEPT)
        self._changed = asyncio.Event()

    def __len__(self) -> int:
        return len(self.entries)

    def add(self, entry: RecordedRequest) -> None:
        """Keep a call."""
        self.entries.append(entry)
        self._changed.set()
        self._changed = asyncio.Event()

    async def next(self) -> None:
        """Wait until another call arrives."""
        await self._changed.wait()

    def matching(self, method: str, pattern: str) -> list[RecordedRequest]:
        """The calls with this method whose path contains the regular expression."""
        return [e for e in self.entries if e.method == method and re.search(pattern, e.path)]
