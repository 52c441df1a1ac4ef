"""What a process holds while it runs: settings, database, clock and listener, in one context manager."""

import gc
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import SecretStr
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Process, Settings
from synapse.db import url as database_url
from synapse.db.embedded import EmbeddedPostgres
from synapse.db.migrate import migrate
from synapse.db.notify import Listener
from synapse.db.replica import Replica
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
    replica: Replica | None
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
            direct = self._address("database_direct_url")
            await migrate(direct or self.url)
            self.engine = self._engine(self.url, direct)
            stack.push_async_callback(self.engine.dispose)
            self.sessions = sessions_of(self.engine)
            self.listener = Listener(direct or self.url)
            await self.listener.start()
            stack.push_async_callback(self.listener.stop)
            self.replica = await self._open_replica(stack)
            self._stack = stack.pop_all()
        calm_collector()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything that was opened."""
        await self._stack.aclose()

    def _engine(self, url: URL, direct: URL | None = None) -> AsyncEngine:
        return create_engine(
            url,
            pool_size=self._pool_size,
            application=f"synapse-{self.settings.process}",
            statement_seconds=self._statement_seconds,
            direct=direct,
        )

    def _address(self, name: str) -> URL | None:
        text: SecretStr | None = getattr(self.settings, name)
        return None if text is None else database_url.parse(text.get_secret_value())

    async def _open_replica(self, stack: AsyncExitStack) -> Replica | None:
        """The replica that anonymous readers are served from, watched; one that is away now may come later."""
        url = self._address("database_replica_url")
        if url is None or self.settings.process is not Process.API:
            return None
        engine = self._engine(url)
        stack.push_async_callback(engine.dispose)
        replica = Replica(engine)
        await replica.start()
        stack.push_async_callback(replica.stop)
        return replica

    def _database(self, stack: AsyncExitStack) -> URL:
        if given := self._address("database_url"):
            return given
        server = EmbeddedPostgres(_EMBEDDED_DIRECTORY)
        server.start()
        if server.started_here:
            stack.callback(server.stop)
        return server.url("postgres")
