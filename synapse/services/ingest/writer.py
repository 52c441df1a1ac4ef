"""Writes batches, one transaction each, and sees every batch through whatever fails."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import asyncpg
import orjson
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import connect
from synapse.db.queries import ingest as queries
from synapse.db.session import direct_url
from synapse.engine.events import Recorded
from synapse.engine.reward_facts import reward_of
from synapse.services.ingest.batch import Batch, Share
from synapse.services.ingest.counters import Counters
from synapse.services.ingest.failures import Failure, kind_of
from synapse.services.ingest.write import Written, write_fold

log = structlog.get_logger(__name__)

_PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
_TRANSACTION_SECONDS = 30
_CLOCK_ERROR = timedelta(milliseconds=50)

Reject = Callable[[Recorded, str], None]


class GivenUpError(Exception):
    """The database is away and the process is stopping: the events must go to the spool."""


class Writer:
    """The one who writes; holds a connection of its own, outside the pool."""

    def __init__(
        self, engine: AsyncEngine, counters: Counters, reject: Reject, *, announce_after: datetime | None
    ) -> None:
        self._engine = engine
        self._counters = counters
        self._reject = reject
        self._announce_after = announce_after
        self._connection: asyncpg.Connection[Any] | None = None
        self._stopping = asyncio.Event()
        self._ahead = timedelta()
        self._recovering = False

    @property
    def recovering(self) -> bool:
        """Whether a batch failed and its windows are being undone: nothing else may be decided meanwhile."""
        return self._recovering

    def give_up_when_away(self) -> None:
        """From now on a missing database ends the attempt instead of being waited for."""
        self._stopping.set()

    async def close(self) -> None:
        """Let go of the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=2)

    async def see_through(self, batch: Batch, undo_later: Callable[[], None]) -> None:
        """Write a decided batch, again and again until it is committed.

        Args:
            batch: Decided on top of everything committed before.
            undo_later: Takes back what was decided on top of this batch; called before this one is undone.

        Raises:
            GivenUpError: The database is away and the process is stopping.
        """
        try:
            await self._attempt(batch)
        except Exception as error:  # noqa: BLE001 - every failure is sorted and acted on; none is passed over
            self._recovering = True
            try:
                undo_later()
                await self._recover(batch, error)
            finally:
                self._recovering = False

    async def _attempt(self, batch: Batch) -> None:
        began = perf_counter()
        try:
            async with asyncio.timeout(_TRANSACTION_SECONDS):
                connection = await self._connected()
                batch.began_at = batch.began_at or datetime.now(UTC) + self._ahead - _CLOCK_ERROR
                async with connection.transaction():
                    written = [await self._share(connection, share) for share in batch.shares.values()]
        except BaseException:
            # A commit whose answer was lost may have happened; a fresh connection cannot be in its middle.
            if self._connection is not None and self._connection.is_in_transaction():
                self._connection.terminate()
            raise
        counters = self._counters
        counters.batches += 1
        counters.committed += sum(each.events for each in written) + batch.committed_before
        counters.duplicates += batch.duplicates
        counters.levels += sum(each.levels for each in written)
        counters.achievements += sum(each.achievements for each in written)
        counters.last_batch = len(batch.events)
        counters.last_batch_seconds = perf_counter() - began

    async def _share(self, connection: "asyncpg.Connection[Any]", share: Share) -> Written:
        fold = share.fold
        if fold is None or not fold.decisions:
            return Written(0)
        after = self._announce_after
        return await write_fold(connection, share.rules, share.memory.earned, fold, announce_after=after)

    async def _connected(self) -> "asyncpg.Connection[Any]":
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(direct_url(self._engine), application="synapse-ingest")
            self._ahead = await queries.clock(self._connection) - datetime.now(UTC)
        return self._connection

    async def _recover(self, batch: Batch, error: Exception) -> None:
        outages = 0
        while True:
            self._counters.retries += 1
            batch.undo()
            kind = kind_of(error)
            if kind is Failure.UNFIT:
                await self._part(batch, error)
                return
            try:
                if kind is Failure.OUTAGE:
                    batch.uncertain = batch.began_at is not None
                    await self._wait(outages, error)
                    outages += 1
                if kind is Failure.REPEATED or outages:
                    await self._leave_out_known(batch)
                batch.decide()
                await self._attempt(batch)
            except GivenUpError:
                raise
            except Exception as next_error:  # noqa: BLE001 - as in see_through
                error = next_error
                continue
            if outages:
                log.info("ingest.resumed", waited_attempts=outages)
            return

    async def _wait(self, outages: int, error: Exception) -> None:
        if self._stopping.is_set():
            raise GivenUpError from error
        if not outages:
            log.warning(
                "ingest.database_away",
                error=type(error).__name__,
                advice="Events wait in memory, then in the spool. Bring the database back; nothing else is needed.",
            )
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PAUSES[min(outages, len(_PAUSES) - 1)]):
                await self._stopping.wait()

    async def _leave_out_known(self, batch: Batch) -> None:
        """Take out what the journal has already; what this batch itself wrote keeps its reward."""
        connection = await self._connected()
        for share in batch.shares.values():
            keys = [event.key for event in share.events if event.key not in share.committed]
            known = {row["event_key"]: row for row in await queries.known_keys(connection, share.rules.guild_id, keys)}
            ours = {
                key: reward_of(orjson.loads(row["facts"]), row["xp"], row["stars"])
                for key, row in known.items()
                if batch.uncertain and batch.began_at is not None and row["recorded_at"] >= batch.began_at
            }
            share.committed.update(ours)
            share.events = [event for event in share.events if event.key not in known or event.key in ours]
            batch.duplicates += len(known) - len(ours)
            batch.committed_before += len(ours)

    async def _part(self, batch: Batch, error: Exception) -> None:
        """Write the halves of a batch that the database refuses; a single event that it refuses is put aside."""
        self._counters.duplicates += batch.duplicates
        self._counters.committed += batch.committed_before
        events = [
            (share, event)
            for share in batch.shares.values()
            for event in share.events
            if event.key not in share.committed
        ]
        if len(events) == 1:
            self._reject(events[0][1], type(error).__name__)
            self._counters.rejected += 1
            return
        middle = len(events) // 2
        for half in (events[:middle], events[middle:]):
            part = batch.part(half)
            part.decide()
            try:
                await self._attempt(part)
            except Exception as next_error:  # noqa: BLE001 - as in see_through
                await self._recover(part, next_error)
            part.settle()
