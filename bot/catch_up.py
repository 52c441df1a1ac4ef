"""Catching up with what was missed: at the start, and when the gateway lost a session for good.

First the old session is replayed, which brings everything in the gateway's own words. Where Discord
refuses that, the channels' history tells. Until a shard has caught up, its old checkpoint stays: a
crash in between begins again from there.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog

from bot.core import Core
from bot.errands import is_outage
from bot.history import Gap, History
from bot.keeper import Keeper
from bot.listeners.guilds import Guilds
from bot.replay import Refused, replay
from bot.translate import snowflake
from synapse.services import catch_up, checkpoints
from synapse.services.checkpoints import Checkpoint

log = structlog.get_logger(__name__)

_GUILDS_SECONDS = 120
_RETRY_SECONDS = 5.0


class CatchUp:
    """Runs once for each session that a shard begins."""

    def __init__(self, core: Core, keeper: Keeper, guilds: Guilds, token: str) -> None:
        self._core = core
        self._keeper = keeper
        self._guilds = guilds
        self._token = token
        self._begun: set[int] = set()
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def attach(self) -> None:
        """Hear of new sessions."""
        self._core.client.state.hear("READY", self._ready)

    async def stop(self) -> None:
        """Stop in the middle; the next start begins from the old checkpoint."""
        for task in self._tasks.values():
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def done(self) -> None:
        """Return when all shards that began so far have caught up."""
        while pending := [task for task in self._tasks.values() if not task.done()]:
            await asyncio.wait(pending)

    def _ready(self, data: dict[str, Any]) -> None:
        shard = data["__shard_id__"]
        guild_ids = [snowflake(guild["id"]) for guild in data["guilds"]]
        served = [guild_id for guild_id in guild_ids if self._core.serves(guild_id)]
        self._keeper.waiting.add(shard)
        if running := self._tasks.get(shard):
            running.cancel()
        self._tasks[shard] = asyncio.create_task(self._run(shard, served), name=f"catch up: shard {shard}")

    async def _run(self, shard: int, guild_ids: Sequence[int]) -> None:
        first = shard not in self._begun
        self._begun.add(shard)
        while True:
            try:
                await self._catch_up(shard, guild_ids, first=first)
                await self._core.intake.settle()
                await self._core.ingest.drain()
                await self._keeper.caught_up(shard)
            except Exception as error:
                log.warning(
                    "catch_up.again",
                    shard=shard,
                    error=type(error).__name__,
                    retry_in_seconds=_RETRY_SECONDS,
                    exc_info=not is_outage(error),
                )
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                break
        log.info("catch_up.done", shard=shard)

    async def _catch_up(self, shard: int, guild_ids: Sequence[int], *, first: bool) -> None:
        core = self._core
        checkpoint = await checkpoints.load(core.engine, bot_id=core.client.user.id, shard_id=shard)
        await self._arrivals(guild_ids)
        # Within one process disnake has tried to resume the session before it began a new one.
        if checkpoint and first and await self._replayed(checkpoint):
            return
        if core.soft.catch_up.hours:
            for guild_id in guild_ids:
                await self._read_history(guild_id, checkpoint)

    async def _arrivals(self, guild_ids: Sequence[int]) -> None:
        try:
            async with asyncio.timeout(_GUILDS_SECONDS):
                for guild_id in guild_ids:
                    await self._guilds.registered(guild_id)
        except TimeoutError:
            log.warning("catch_up.guilds_missing", waited_seconds=_GUILDS_SECONDS)

    async def _replayed(self, checkpoint: Checkpoint) -> bool:
        core = self._core
        try:
            frames = await replay(core.client, self._token, checkpoint, core.ingest.drain)
        except Refused as error:
            log.info("catch_up.not_resumable", reason=str(error))
            return False
        log.info("catch_up.replayed", frames=frames)
        return True

    async def _read_history(self, guild_id: int, checkpoint: Checkpoint | None) -> None:
        core = self._core
        guild = core.client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return
        since = core.clock() - timedelta(hours=core.soft.catch_up.hours)
        last_seen = await catch_up.last_seen(core.engine, guild_id, since=since)
        history = History(core, guild, Gap(since=checkpoint.saved_at if checkpoint else None, last_seen=last_seen))
        await history.read()
        log.info("catch_up.read", guild_id=guild_id, messages=history.messages)
