"""The loop that turns events into rewards: gathers them, lets the engine decide, and has them written.

While one batch is being written, the next is gathered and decided. What was decided too early, because
the batch before it failed, is taken back and decided again.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import datetime
from time import monotonic

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Soft
from synapse.engine.events import ReactionReceived, Recorded
from synapse.engine.rules import Rules
from synapse.services.ingest.batch import Batch, Share
from synapse.services.ingest.counters import Counters
from synapse.services.ingest.failures import Failure, kind_of
from synapse.services.ingest.memory import GuildMemory, rebuilt
from synapse.services.ingest.queue import Queue
from synapse.services.ingest.roles import Roles
from synapse.services.ingest.spool import Spool
from synapse.services.ingest.writer import GivenUpError, Writer
from synapse.services.rules import Rulebook

log = structlog.get_logger(__name__)

_RETRY_SECONDS = 0.2
_STOP_SECONDS = 8.0
_TIDY_BATCHES = 100
_DONE = object()
_LARGEST = 10
"""How many times the usual size a batch may have when that many wait: members repeat, so larger ones cost less."""


class Ingest:
    """Takes events in and sees each of them rewarded once, in batches of one transaction.

    Attributes:
        counters: What became of the events.
        untracked: (guild, member) of those who opted out: nothing about them is recorded.
        roles: Who has the roles that make a difference; to be told when somebody's roles change.
        on_settled: Called after each batch that is done with; must neither block nor raise.
        on_failed: Called if the loop ends by a fault of its own; what waited is in the spool. The process
            should end then, so that it is started again.
    """

    def __init__(
        self, engine: AsyncEngine, rulebook: Rulebook, settings: Soft, *, announce_after: datetime | None = None
    ) -> None:
        self.counters = Counters()
        self.untracked: set[tuple[int, int]] = set()
        self.on_settled: list[Callable[[], None]] = []
        self.on_failed: list[Callable[[], None]] = []
        self._engine = engine
        self._rulebook = rulebook
        self._size = settings.ingest.batch_size
        self._delay = settings.ingest.max_delay_ms / 1000
        self._spool = Spool(settings.spool.directory, max_bytes=settings.spool.max_mb * 1024 * 1024)
        self._queue = Queue(self._spool, self.counters, limit=settings.ingest.queue_limit)
        self._writer = Writer(engine, self.counters, self._spool.reject, announce_after=announce_after)
        self.roles = Roles(engine)
        self._memories: dict[int, GuildMemory] = {}
        self._task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._progress = asyncio.Event()
        self._hurry = 0
        self._stopping = False
        self._forgotten: set[int] = set()
        self._writing: asyncio.Task[None] | None = None
        self._in_flight: Batch | None = None
        self._next: Batch | None = None

    @property
    def accepted(self) -> int:
        """How many events were accepted so far."""
        return self.counters.accepted

    @property
    def settled(self) -> int:
        """How many of the accepted events are done with; they are settled in the order in which they came."""
        return self.counters.settled

    @property
    def waiting(self) -> int:
        """How many events wait in memory and spool."""
        return len(self._queue)

    @property
    def spooled(self) -> int:
        """How many of those that wait are in the spool."""
        return self._spool.waiting

    def put(self, event: Recorded) -> None:
        """Take an event in. Never blocks and never raises; whatever is not recorded is counted."""
        if self._rulebook.get(event.guild_id) is None:
            self.counters.unknown += 1
        elif self.untracked and self._is_untracked(event):
            self.counters.untracked += 1
        elif self._queue.put(event):
            waiting = len(self._queue)
            if waiting == 1 or waiting >= self._size:
                self._wake.set()

    def forget(self, guild_id: int) -> None:
        """Somebody was forgotten in a guild: what is remembered of its members' achievements is read again."""
        self._forgotten.add(guild_id)

    async def start(self) -> None:
        """Find what an earlier process left in the spool, and begin."""
        left = self._spool.open()
        self.counters.accepted += left
        if left:
            log.info("ingest.spool_found", events=left)
        self._task = asyncio.create_task(self._run(), name="ingest")

    async def stop(self) -> None:
        """Write what waits, or save it in the spool when the database is away, and end."""
        self._stopping = True
        self._wake.set()
        if self._task is not None:
            asyncio.get_running_loop().call_later(_STOP_SECONDS, self._writer.give_up_when_away)
            if self._writer.recovering:
                self._writer.give_up_when_away()
            await self._task
        await self._writer.close()
        self._spool.close()

    async def drain(self) -> None:
        """Wait until everything accepted so far is settled."""
        target = self.counters.accepted
        self._hurry += 1
        self._wake.set()
        try:
            while self.settled < target:
                await self._progress.wait()
        finally:
            self._hurry -= 1

    def _is_untracked(self, event: Recorded) -> bool:
        if (event.guild_id, event.user_id) in self.untracked:
            return True
        return isinstance(event, ReactionReceived) and (event.guild_id, event.reactor_id) in self.untracked

    async def _run(self) -> None:
        try:
            while await self._gathered():
                events, spooled = self._queue.take(self._size * _LARGEST)
                await self._one(events, spooled)
            await self._written()
        except GivenUpError:
            self._save()
        except Exception:
            log.exception("ingest.failed")
            self._save()
            for callback in self.on_failed:
                callback()

    async def _gathered(self) -> bool:
        """Wait until a batch is full or old enough; False when there is nothing left and the end is asked for."""
        while True:
            self._wake.clear()
            waiting = len(self._queue)
            if not waiting:
                if self._stopping:
                    return False
                await self._woken(None)
                continue
            left = self._queue.oldest + self._delay - monotonic()
            if left <= 0 or waiting >= self._size or self._hurry or self._stopping or self._queue.behind:
                return True
            await self._woken(left)

    async def _woken(self, seconds: float | None) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()

    async def _one(self, events: list[Recorded], spooled: int) -> None:
        """Decide a batch while the one before it is written, then have it written."""
        batch = self._next = Batch(events, spooled)
        await self._share_out(batch)
        tidy = self.counters.batches % _TIDY_BATCHES == 0
        if not tidy:
            await self._decide_ahead(batch)
        await self._written()
        self._let_go()
        if tidy:
            self._tidy(batch)
        batch.decide()
        self._next, self._in_flight = None, batch
        self._writing = asyncio.create_task(self._write(batch), name="ingest-write")

    async def _decide_ahead(self, batch: Batch) -> None:
        """Decide while the batch before is written, giving way to it after each step; no further once it failed."""
        steps = batch.steps()
        while not self._writer.recovering and next(steps, _DONE) is not _DONE:  # noqa: ASYNC110 - it gives turns, it does not wait
            await asyncio.sleep(0)

    async def _write(self, batch: Batch) -> None:
        await self._writer.see_through(batch, self._undo_next)
        batch.settle()
        self._spool.settle(batch.spooled)
        self._in_flight = None
        progress, self._progress = self._progress, asyncio.Event()
        progress.set()
        for callback in self.on_settled:
            callback()

    async def _written(self) -> None:
        """Wait until no batch is being written."""
        if self._writing is not None:
            await self._writing
            self._writing = None

    def _tidy(self, batch: Batch) -> None:
        """Drop what no window reaches any more; only while nothing decided may have to be taken back."""
        for share in batch.shares.values():
            share.memory.tidy(share.events[0].occurred_at)

    def _let_go(self) -> None:
        """Drop what is remembered of members where some were forgotten; only while nothing is being written."""
        while self._forgotten:
            if (memory := self._memories.get(self._forgotten.pop())) is not None:
                memory.earned.clear()

    def _undo_next(self) -> None:
        if self._next is not None:
            self._next.undo()

    async def _share_out(self, batch: Batch) -> None:
        """Sort a batch's events by guild, each with its rules and memory."""
        for event in batch.events:
            share = batch.shares.get(event.guild_id)
            if share is None:
                rules = self._rulebook.get(event.guild_id)
                if rules is None:
                    self._spool.reject(event, "the guild is no longer served")
                    self.counters.rejected += 1
                    continue
                memory, roles = await self._memory(event), await self._roles_of(rules)
                share = batch.shares[event.guild_id] = Share([], rules, memory, roles)
            share.events.append(event)

    async def _roles_of(self, rules: Rules) -> Mapping[int, tuple[int, ...]]:
        """The roles that make a difference, by member; while the database is away it is waited for."""
        while True:
            try:
                return await self.roles.of(rules)
            except Exception as error:  # noqa: BLE001 - sorted there; an unfit one goes on upwards
                await self._wait_or_give_up(error, "ingest.roles_unread")

    async def _memory(self, event: Recorded) -> GuildMemory:
        """A guild's memory, read from the journal when its first event comes."""
        while event.guild_id not in self._memories:
            try:
                self._memories[event.guild_id] = await rebuilt(self._engine, event.guild_id, event.occurred_at)
            except Exception as error:  # noqa: BLE001 - as above
                await self._wait_or_give_up(error, "ingest.memory_unread")
        return self._memories[event.guild_id]

    async def _wait_or_give_up(self, error: Exception, what: str) -> None:
        if kind_of(error) is Failure.UNFIT:
            raise error
        if self._stopping:
            raise GivenUpError from error
        log.warning(what, error=type(error).__name__)
        await asyncio.sleep(_RETRY_SECONDS)

    def _save(self) -> None:
        """Put into the spool what could not be written; what came from it is still there."""
        kept = lost = 0
        for batch in (self._in_flight, self._next):
            for event in batch.events if batch is not None and not batch.spooled else ():
                kept, lost = (kept + 1, lost) if self._spool.append(event) else (kept, lost + 1)
        lost += self._queue.save()
        self.counters.dropped += lost
        log.warning("ingest.saved_in_spool", events=self._spool.waiting, batch=kept, lost=lost)
