"""Keeps what a restart needs: how far each shard was heard, and who sits in voice since when.

Nothing is kept before it is true: a position in the gateway only when every event up to it is
committed, a stay's ticks only when they are.
"""

import asyncio
import contextlib
from dataclasses import dataclass

import structlog

from bot.core import Core
from bot.errands import is_outage
from bot.gateway import Session
from bot.listeners.voice import Snapshot, Voice
from synapse.services import checkpoints

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Mark:
    """What may be kept once the ingest has settled ``accepted`` events."""

    accepted: int
    sessions: dict[int, Session]
    voice: Snapshot


class Keeper:
    """Saves checkpoints about once a second and at the end.

    Attributes:
        waiting: Shards whose missed events are still being caught up with; their old checkpoint stays.
    """

    def __init__(self, core: Core, voice: Voice) -> None:
        self.waiting: set[int] = set()
        self._core = core
        self._voice = voice
        self._kept: dict[int, Session] = {}
        self._mark: _Mark | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to keep."""
        self._task = asyncio.create_task(self._run(), name="keeper")

    async def stop(self) -> None:
        """Stop without keeping anything more."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def step(self) -> None:
        """Keep what has become true since the last step."""
        if self._mark is None:
            self._mark = await self._look()
        elif self._mark.accepted <= self._core.ingest.settled:
            mark, self._mark = self._mark, None
            await self._keep(mark)
            self._mark = await self._look()

    async def caught_up(self, shard: int) -> None:
        """A shard has caught up and all of it is committed: its new position takes the old one's place at once."""
        self.waiting.discard(shard)
        await self._now()

    async def last(self, seconds: float) -> None:
        """Keep the final position: called when nothing is heard any more.

        Args:
            seconds: How long to wait for the commit. What is not committed by then is not kept as if it were.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._now()
        except Exception as error:
            log.warning("keeper.not_kept", error=type(error).__name__, exc_info=not is_outage(error))

    async def _now(self) -> None:
        mark = await self._look()
        await self._core.ingest.drain()
        await self._keep(mark)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            try:
                await self.step()
            except Exception as error:
                self._mark = None
                log.warning("keeper.failed", error=type(error).__name__, exc_info=not is_outage(error))

    async def _look(self) -> _Mark:
        client, intake = self._core.client, self._core.intake
        sessions = {
            shard: session
            for shard in client.shard_numbers
            if shard not in self.waiting and (session := client.session(shard)) and session != self._kept.get(shard)
        }
        voice = self._voice.snapshot()
        held = intake.holding
        await intake.settle()
        return _Mark(self._core.ingest.accepted, {} if held else sessions, voice)

    async def _keep(self, mark: _Mark) -> None:
        if mark.voice:
            await self._voice.keep(mark.voice)
        for shard, session in mark.sessions.items():
            # A gap may have opened since the look: then the old checkpoint is still needed.
            if shard not in self.waiting:
                await self.save(shard, session)

    async def save(self, shard: int, session: Session) -> None:
        """Save where a shard stands."""
        await checkpoints.save(
            self._core.engine,
            bot_id=self._core.client.user.id,
            shard_id=shard,
            session_id=session.session_id,
            resume_url=session.resume_url,
            sequence=session.sequence,
        )
        self._kept[shard] = session
