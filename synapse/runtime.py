"""What a process holds while it runs: settings, database, clock and listener, in one context manager."""

import gc
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Settings
from synapse.db import url as database_url
from synapse.db.embedded import EmbeddedPostgres
from synapse.db.migrate import migrate
from synapse.db.notify import Listener
from synapse.db.session import Sessions, create_engine, sessions_of

Clock = Callable[[], datetime]
_EMBEDDED_DIRECTORY = Path(".synapse/postgres")


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def calm_collector() -> None:
    """Let the garbage collector look at new objects in larger steps, and at those that are here now never again.

    A process that lives long keeps hundreds of thousands of small values (windows, caches). With the
    interpreter's own thresholds, looking through them took half of the time that an event costs.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


class Runtime:
    """Opens what the process needs, in order, and closes it in reverse.

    ``async with Runtime(settings) as runtime:`` has migrated the database and hears notices.
    """

    settings: Settings
    url: URL
    engine: AsyncEngine
    sessions: Sessions
    listener: Listener
    clock: Clock

    def __init__(
        self, settings: Settings, *, pool_size: int = 10, clock: Clock = now, statement_seconds: float | None = None
    ) -> None:
        self.settings = settings
        self.clock = clock
        self._pool_size = pool_size
        self._statement_seconds = statement_seconds
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Connect, migrate, listen.

        Raises:
            Misconfigured: The server lacks the database, refuses the user, or is too old.
            Unavailable: The database cannot be reached.
        """
        async with AsyncExitStack() as stack:
            self.url = self._database(stack)
            await migrate(self.url)
            name = f"synapse-{self.settings.process}"
            self.engine = create_engine(
                self.url, pool_size=self._pool_size, application=name, statement_seconds=self._statement_seconds
            )
            stack.push_async_callback(self.engine.dispose)
            self.sessions = sessions_of(self.engine)
            self.listener = Listener(self.url)
            await self.listener.start()
            stack.push_async_callback(self.listener.stop)
            self._stack = stack.pop_all()
        calm_collector()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything that was opened."""
        await self._stack.aclose()

    def _database(self, stack: AsyncExitStack) -> URL:
        if self.settings.database_url is None:
            server = EmbeddedPostgres(_EMBEDDED_DIRECTORY)
            server.start()
            if server.started_here:
                stack.callback(server.stop)
            return server.url("postgres")
        return database_url.parse(self.settings.database_url.get_secret_value())
