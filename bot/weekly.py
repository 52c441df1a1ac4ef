"""Looks whether a week of a guild is over: has its winners found and its recap posted, once each."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import date

import structlog

from bot.core import Core
from bot.errands import is_outage
from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.engine.rules import Rules
from synapse.services import weeks

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 30.0


class Weekly:
    """Does what is due with the weeks of this process's guilds."""

    def __init__(self, core: Core, listener: Listener) -> None:
        self._core = core
        self._listener = listener
        self._wake = asyncio.Event()
        self._undo: list[Callable[[], None]] = []
        self._task: asyncio.Task[None] | None = None
        self._done: set[tuple[int, str, date]] = set()

    def start(self) -> None:
        """Begin to look."""
        self._undo = [self._listener.on_notice(self._hear)]
        self._task = asyncio.create_task(self._run(), name="weekly")

    async def stop(self) -> None:
        """Stop; what is due then is done after the next start."""
        for undo in self._undo:
            undo()
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def step(self) -> None:
        """Do what is due now and was not done by this process yet."""
        for guild in self._core.client.guilds:
            rules = self._core.rulebook.get(guild.id)
            if rules is not None and self._core.serves(guild.id):
                await self._of_guild(rules)

    async def _of_guild(self, rules: Rules) -> None:
        now, guild_id, engine = self._core.clock(), rules.guild_id, self._core.engine
        week = weeks.due_winners(rules, now)
        if week is not None and (guild_id, "winners", week) not in self._done:
            if won := await weeks.close(engine, guild_id, now=now):
                log.info("weekly.winners", guild_id=guild_id, week=week.isoformat(), winners=len(won))
            self._done.add((guild_id, "winners", week))
        week = weeks.due_recap(rules, now)
        if week is not None and (guild_id, "recap", week) not in self._done:
            await weeks.tell_recap(engine, guild_id, now=now)
            self._done.add((guild_id, "recap", week))

    def _hear(self, notice: Notice) -> None:
        if notice.topic is Topic.CONFIG and Part.SETTINGS in notice.parts:
            self._wake.set()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            try:
                await self.step()
            except Exception as error:
                log.warning("weekly.failed", error=type(error).__name__, exc_info=not is_outage(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_EVERY_SECONDS):
                    await self._wake.wait()
