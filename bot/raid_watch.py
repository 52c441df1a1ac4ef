"""Notices a raid and says so in the log and the figures; what raiders earn is for fair play alone to decide.

It is looked for where many joined within an hour, for raids come with accounts that are new.
"""

import asyncio
import contextlib
from collections import defaultdict, deque
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.core import Core
from bot.errands import is_outage
from bot.translate import snowflake
from synapse.engine.raids import LEAST_ACCOUNTS
from synapse.services import raids

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 10.0
_JOINED_WITHIN = timedelta(hours=1)
_REMEMBERED = 1000


class RaidWatch:
    """Looks at the guilds of this process."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._joins: defaultdict[int, deque[datetime]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
        self._task: asyncio.Task[None] | None = None

    def attach(self) -> None:
        """Hear who joins."""
        self._core.client.state.hear("GUILD_MEMBER_ADD", self._joined)

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run(), name="raid watch")

    async def stop(self) -> None:
        """Look no more."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def step(self) -> None:
        """Look at the guilds that many joined of late, and at those where a raid went on."""
        now = self._core.clock()
        for guild_id, joins in list(self._joins.items()):
            while joins and joins[0] < now - _JOINED_WITHIN:
                joins.popleft()
            if not joins:
                del self._joins[guild_id]
        crowded = {guild_id for guild_id, joins in self._joins.items() if len(joins) >= LEAST_ACCOUNTS}
        for guild_id in crowded | self._core.raids.keys():
            await self._look(guild_id, now)

    async def _look(self, guild_id: int, now: datetime) -> None:
        raid = (await raids.watch(self._core.engine, guild_id, now=now)).raid
        before = self._core.raids.pop(guild_id, None)
        if raid is not None:
            self._core.raids[guild_id] = raid
        if raid is not None and before is None:
            log.warning(
                "raid.noticed",
                guild_id=guild_id,
                accounts=raid.accounts,
                events=raid.events,
                cut=raid.cut,
                since=raid.since.isoformat(),
                advice="They earn by the rules of fair play only. Remove them in Discord; nothing is to be done here.",
            )
        elif raid is None and before is not None:
            log.info("raid.over", guild_id=guild_id, accounts=before.accounts, events=before.events)

    def _joined(self, data: dict[str, Any]) -> None:
        guild_id = snowflake(data["guild_id"])
        if self._core.serves(guild_id):
            self._joins[guild_id].append(self._core.clock())

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            try:
                await self.step()
            except Exception as error:
                log.warning("raid_watch.failed", error=type(error).__name__, exc_info=not is_outage(error))
