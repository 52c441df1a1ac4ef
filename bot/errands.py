"""Writes that follow from what Discord says, done one after the other in the background.

An errand that fails because the database is away is tried again until it succeeds, so nothing that
Discord said is forgotten and the order stays. One that fails for another reason is logged and left.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from synapse.errors import Unavailable
from synapse.services.ingest.failures import Failure, kind_of

log = structlog.get_logger(__name__)

Errand = Callable[[], Awaitable[object]]

_RETRY_SECONDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


def is_outage(error: BaseException) -> bool:
    """Whether an error says that the database cannot be had at the moment, and not that something is wrong."""
    return isinstance(error, Unavailable) or kind_of(error) in (Failure.OUTAGE, Failure.CONTENDED)


class Errands:
    """A queue of errands with one worker; ``start`` and ``stop`` it."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[tuple[str, Errand]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def add(self, name: str, errand: Errand) -> None:
        """Do this when everything added before is done; ``name`` is for the log."""
        self._queue.put_nowait((name, errand))

    def start(self) -> None:
        """Begin to work."""
        self._task = asyncio.create_task(self._work(), name="errands")

    async def done(self) -> None:
        """Return when everything added so far is done."""
        await self._queue.join()

    async def stop(self) -> None:
        """Stop; errands that wait are left undone, Discord tells the same again at the next start."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _work(self) -> None:
        while True:
            name, errand = await self._queue.get()
            try:
                await self._until_done(name, errand)
            finally:
                self._queue.task_done()

    async def _until_done(self, name: str, errand: Errand) -> None:
        failures = 0
        while True:
            try:
                await errand()
            except Exception as error:
                if not is_outage(error):
                    log.exception("errands.failed", errand=name)
                    return
                delay = _RETRY_SECONDS[min(failures, len(_RETRY_SECONDS) - 1)]
                failures += 1
                log.warning("errands.waiting", errand=name, error=type(error).__name__, retry_in_seconds=delay)
                await asyncio.sleep(delay)
            else:
                return
