"""The embedded PostgreSQL of one run: started, started again should it die, stopped."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import URL

from synapse.db.embedded import EmbeddedPostgres
from synapse.errors import SynapseError
from synapse.supervise.guard import Guard
from synapse.supervise.screen import Screen

_LOOK_SECONDS = 1.0


class Postgres:
    """A cluster in a folder, kept alive while the run lasts."""

    def __init__(self, directory: Path, guard: Guard, screen: Screen) -> None:
        self._server = EmbeddedPostgres(directory)
        self._guard = guard
        self._screen = screen
        self._keeper: asyncio.Task[None] | None = None

    @property
    def url(self) -> URL:
        """The database's address."""
        return self._server.url()

    async def start(self) -> None:
        """Start it, creating the cluster the first time.

        Raises:
            Unavailable: It does not start; the message names its log.
        """
        self._guard.keep("cluster", self._server.directory)
        await _to_the_end(self._server.start)
        self._keeper = asyncio.create_task(self._keep(), name="keep-postgres")

    async def stop(self) -> None:
        """Shut it down."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        if await asyncio.to_thread(lambda: self._server.is_running):
            await asyncio.to_thread(self._server.stop)
        self._guard.drop("cluster", self._server.directory)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            if await asyncio.to_thread(lambda: self._server.is_running):
                continue
            self._screen.say("PostgreSQL ended; starting it again.", style="yellow")
            try:
                await asyncio.to_thread(self._server.start)
            except SynapseError as error:
                self._screen.say(error.message, style="red")
            else:
                self._screen.say("PostgreSQL is back.", style="green")


async def _to_the_end(work: Callable[[], None]) -> None:
    """Work in a thread; a cancellation waits for its end, so that nothing half started is left behind."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
