"""Work that goes on in the background, guild by guild, after a change by an admin has asked for it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence

import asyncpg
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener, Notice
from synapse.errors import SynapseError
from synapse.services.ingest.write import OutdatedError

log = structlog.get_logger(__name__)

_FAILURES = (SynapseError, OutdatedError, OSError, TimeoutError, asyncpg.PostgresError, SQLAlchemyError)
_RETRY_SECONDS = 1.0


class Worker:
    """Does one kind of work in one process: at the start, and whenever a notice asks for it.

    What is left to do must lie in the database, so that whoever starts next goes on with it.

    Args:
        name: What the log calls it.
        engine: The database.
        listener: Where notices are heard.
        pending: Gives the guilds in which something is to be done.
        finish: Does all of it in one of them.
        asks: Whether a notice asks for work.
    """

    def __init__(
        self,
        name: str,
        engine: AsyncEngine,
        listener: Listener,
        *,
        pending: Callable[[AsyncEngine], Awaitable[Sequence[int]]],
        finish: Callable[[AsyncEngine, int], Awaitable[None]],
        asks: Callable[[Notice], bool],
    ) -> None:
        self._name = name
        self._engine = engine
        self._listener = listener
        self._pending = pending
        self._finish = finish
        self._asks = asks
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: list[Callable[[], None]] = []

    def start(self) -> None:
        """Begin, with what an earlier process left."""
        self._unsubscribe = [self._listener.on_notice(self._hear), self._listener.on_reconnect(self._wake.set)]
        self._wake.set()
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End; what is not done yet is done by whoever starts next."""
        for undo in self._unsubscribe:
            undo()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _hear(self, notice: Notice) -> None:
        if self._asks(notice):
            self._wake.set()

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                for guild_id in await self._pending(self._engine):
                    await self._finish(self._engine, guild_id)
            except _FAILURES as error:
                log.warning(
                    "background.failed", work=self._name, error=type(error).__name__, retry_in_seconds=_RETRY_SECONDS
                )
                await asyncio.sleep(_RETRY_SECONDS)
                self._wake.set()
