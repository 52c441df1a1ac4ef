"""Awarding in the background what members pass already, after an achievement was made or changed.

The work is a walk over the guild's members by id, in batches of one transaction each. How far it came is
kept with the achievements, so whoever goes on after a crash begins where the last batch ended; two who walk at
once only take turns.
"""

import asyncio
import contextlib
from collections.abc import Callable

import asyncpg
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.db.queries import achievements as queries
from synapse.db.read import reading
from synapse.errors import SynapseError
from synapse.services import changes, gifts
from synapse.services.ingest.write import OutdatedError, settle_up

log = structlog.get_logger(__name__)

BATCH = 500
"""How many members are looked at in one transaction."""

_FAILURES = (SynapseError, OutdatedError, OSError, TimeoutError, asyncpg.PostgresError, SQLAlchemyError)
_RETRY_SECONDS = 1.0


async def step(engine: AsyncEngine, guild_id: int, *, limit: int = BATCH) -> bool:
    """Look at the next members of a guild; False when there is nothing left to do.

    Raises:
        NotFound: The guild is not served.
    """
    async with changes.changing(engine, guild_id) as connection:
        after = (await queries.pending(connection, guild_id)).get(guild_id)
        if after is None:
            return False
        rules = await gifts.rules_of(connection, guild_id)
        at = await queries.clock(connection)
        last = await settle_up(connection, rules, after=after, limit=limit, at=at)
        if last is None:
            await queries.done(connection, guild_id)
            return False
        await queries.advance(connection, guild_id, last)
        return True


async def finish(engine: AsyncEngine, guild_id: int, *, limit: int = BATCH) -> None:
    """Look at all members of a guild that are left; raises as ``step`` does."""
    more = True
    while more:
        more = await step(engine, guild_id, limit=limit)


async def pending(engine: AsyncEngine) -> list[int]:
    """The guilds in which something is to be awarded."""
    async with reading(engine) as connection:
        return list(await queries.pending(connection))


class Awarding:
    """Does the work in one process: at the start, and whenever an achievement changed."""

    def __init__(self, engine: AsyncEngine, listener: Listener) -> None:
        self._engine = engine
        self._listener = listener
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: list[Callable[[], None]] = []

    def start(self) -> None:
        """Begin, with what an earlier process left."""
        self._unsubscribe = [self._listener.on_notice(self._hear), self._listener.on_reconnect(self._wake.set)]
        self._wake.set()
        self._task = asyncio.create_task(self._run(), name="awarding")

    async def stop(self) -> None:
        """End; what is not done yet is done by whoever starts next."""
        for undo in self._unsubscribe:
            undo()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _hear(self, notice: Notice) -> None:
        if notice.topic is Topic.CONFIG and Part.ACHIEVEMENTS in notice.parts:
            self._wake.set()

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                for guild_id in await pending(self._engine):
                    await finish(self._engine, guild_id)
            except _FAILURES as error:
                log.warning("awarding.failed", error=type(error).__name__, retry_in_seconds=_RETRY_SECONDS)
                await asyncio.sleep(_RETRY_SECONDS)
                self._wake.set()
