"""Tells every few seconds how the bot does: for the admin panel, the health port and the figures."""

import asyncio
import contextlib
import secrets
from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

import synapse
from bot.core import Core
from bot.errands import is_outage
from synapse import log as logging
from synapse.db.notify import Listener
from synapse.services import heartbeats
from synapse.services.heartbeats import Heartbeat

log = structlog.get_logger(__name__)

_MINUTE = timedelta(minutes=1)


class Rate:
    """How much a growing number grew within the last minute."""

    def __init__(self) -> None:
        self._seen: deque[tuple[datetime, int]] = deque()

    def per_minute(self, now: datetime, number: int) -> int:
        """Take in what the number is now; what it grew by since a minute ago, or since it was first seen."""
        self._seen.append((now, number))
        while len(self._seen) > 1 and self._seen[1][0] <= now - _MINUTE:
            self._seen.popleft()
        return number - self._seen[0][1]


class Pulse:
    """The bot's heartbeat.

    Attributes:
        beat: What was told last.
    """

    def __init__(self, core: Core, listener: Listener) -> None:
        self._core = core
        self._listener = listener
        self._rate = Rate()
        now = core.clock()
        name = secrets.token_hex(8)
        self.beat = Heartbeat(instance=name, version=synapse.__version__, started_at=now, told_at=now)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Tell that a run begins, and go on telling."""
        self._rate.per_minute(self._core.clock(), self._core.ingest.counters.committed)
        await heartbeats.begin(self._core.engine, self.beat)
        self._task = asyncio.create_task(self._run(), name="heartbeat")

    async def stop(self) -> None:
        """Tell that the run ends; a database that is away is not waited for."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        now = self._core.clock()
        last = replace(self.look(), stopped_at=now, online_since=None)
        try:
            async with asyncio.timeout(heartbeats.EVERY.total_seconds()):
                await heartbeats.tell(self._core.engine, last)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("heartbeat.untold", error=type(error).__name__)

    def look(self) -> Heartbeat:
        """How the bot does now."""
        ingest, now = self._core.ingest, self._core.clock()
        counters, lag = ingest.counters, self._listener.lag_seconds
        online = (self.beat.online_since or now) if self._core.client.is_online else None
        self.beat = replace(
            self.beat,
            told_at=now,
            shards=self._core.client.shard_numbers,
            shard_count=self._core.client.shard_count or 1,
            online_since=online,
            events_per_minute=self._rate.per_minute(now, counters.committed),
            queue_depth=ingest.waiting,
            spool_depth=ingest.spooled,
            batch_size=counters.last_batch,
            batch_milliseconds=counters.last_batch_seconds * 1000,
            notice_milliseconds=None if lag is None else lag * 1000,
            events_recorded=counters.committed,
            events_dropped=counters.dropped,
            events_rejected=counters.rejected,
            faults=logging.faults(),
        )
        return self.beat

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(heartbeats.EVERY.total_seconds())
            try:
                await self._listener.measure_lag(self._core.engine)
                await heartbeats.tell(self._core.engine, self.look())
            except Exception as error:
                # An outage is told of by whom it keeps from working.
                if not is_outage(error):
                    log.exception("heartbeat.failed")
