"""A streaming replica that anonymous readers are served from while it is well.

Whoever has signed in reads from the primary, and so sees what they just changed; so do subscriptions,
which read because a notice of the primary told them to.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import asyncpg
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_connection

log = structlog.get_logger(__name__)

LAG_SECONDS = 5.0
"""A replica that is further behind than this is left aside. A bot's heartbeat writes as often, so lag shows."""

_EVERY_SECONDS = 2.0
_PATIENCE_SECONDS = 2.0
# What was received and is applied is no lag, however long ago the last write was.
_LAG = """
SELECT CASE
    WHEN NOT pg_is_in_recovery() THEN 0
    WHEN NOT EXISTS (SELECT FROM pg_stat_wal_receiver) THEN NULL
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE extract(epoch FROM now() - pg_last_xact_replay_timestamp()) END::float8
"""

_source: ContextVar[AsyncEngine | None] = ContextVar("source", default=None)


def source_of(engine: AsyncEngine) -> AsyncEngine:
    """Where a read goes that asks for this engine."""
    return _source.get() or engine


class Replica:
    """A replica and whether it is well.

    Attributes:
        engine: Its pool.
        lag_seconds: How far it is behind, None while it is away or not streaming.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.lag_seconds: float | None = None
        self._was_well: bool | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def is_well(self) -> bool:
        """Whether readers can be served from it."""
        return self.lag_seconds is not None and self.lag_seconds <= LAG_SECONDS

    @contextlib.contextmanager
    def reads(self) -> Iterator[None]:
        """Everything that is read within is read from the replica, if it is well at the beginning."""
        token = _source.set(self.engine if self.is_well else None)
        try:
            yield
        finally:
            _source.reset(token)

    async def start(self) -> None:
        """Look once, and go on looking."""
        await self.look()
        self._task = asyncio.create_task(self._run(), name="replica")

    async def stop(self) -> None:
        """Look no more."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def look(self) -> None:
        """See how far behind it is."""
        lag: float | None = None
        with contextlib.suppress(OSError, TimeoutError, SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError):
            async with asyncio.timeout(_PATIENCE_SECONDS), self.engine.connect() as connection:
                driver: asyncpg.Connection[Any] = await driver_connection(connection)
                lag = await driver.fetchval(_LAG)
        self.lag_seconds = lag
        if self.is_well is not self._was_well:
            self._was_well = self.is_well
            log.info("replica.serves" if self.is_well else "replica.left_aside", lag_seconds=lag)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            await self.look()
