"""Guilds: registered when they come, kept current, let go when the bot is removed."""

import asyncio
from typing import Any

import structlog

from bot import mirror
from bot.core import Core
from bot.listeners.members import Members
from bot.listeners.voice import Voice
from bot.translate import snowflake
from synapse.services import guilds
from synapse.services.guilds import GuildSeen

log = structlog.get_logger(__name__)


class Guilds:
    """Takes in each guild that the bot is in and that is served."""

    def __init__(self, core: Core, members: Members, voice: Voice) -> None:
        self._core = core
        self._members = members
        self._voice = voice
        self._registered: dict[int, asyncio.Event] = {}
        self._asking: dict[int, asyncio.Task[None]] = {}

    def attach(self) -> None:
        """Hear of guilds."""
        state = self._core.client.state
        state.hear("GUILD_CREATE", self._arrived)
        state.hear("GUILD_UPDATE", self._changed)
        state.hear("GUILD_DELETE", self._gone)

    async def registered(self, guild_id: int) -> None:
        """Return when a guild has been registered."""
        await self._registered.setdefault(guild_id, asyncio.Event()).wait()

    def _arrived(self, data: dict[str, Any]) -> None:
        guild_id = snowflake(data["id"])
        guild = self._core.client.get_guild(guild_id)
        if guild is None or data.get("unavailable") is True or not self._core.serves(guild_id):
            return
        if self._core.rulebook.get(guild_id) is None:
            self._core.intake.hold(guild_id)
        seen = mirror.guild(guild)
        self._core.errands.add("guild", lambda: self._register(seen))
        self._core.intake.guild(guild_id).people.complete = False
        self._members.met(guild_id, data.get("members", ()))
        self._voice.arrived(data)
        self._ask_for_members(guild_id)

    def _ask_for_members(self, guild_id: int) -> None:
        if running := self._asking.get(guild_id):
            running.cancel()
        self._asking[guild_id] = asyncio.create_task(self._members.ask(guild_id), name="members: ask")

    async def _register(self, seen: GuildSeen) -> None:
        core = self._core
        soft = core.soft
        await guilds.register(
            core.engine,
            seen,
            announce_channel=soft.announce_channel,
            now=core.clock(),
            motto=soft.community.motto,
        )
        await self._core.rulebook.load(seen.guild_id)
        self._core.intake.release(seen.guild_id)
        self._registered.setdefault(seen.guild_id, asyncio.Event()).set()
        log.info("guilds.registered", guild_id=seen.guild_id, channels=len(seen.channels))

    def _changed(self, data: dict[str, Any]) -> None:
        guild_id = snowflake(data["id"])
        guild = self._core.client.get_guild(guild_id)
        if guild is None or not self._core.serves(guild_id):
            return
        self._voice.updated(data)
        seen = mirror.guild(guild)
        self._core.errands.add("guild", lambda: self._register(seen))

    def _gone(self, data: dict[str, Any]) -> None:
        guild_id = snowflake(data["id"])
        if data.get("unavailable") or not self._core.serves(guild_id):
            return
        self._voice.gone(guild_id)
        self._core.errands.add("guild", lambda: guilds.left(self._core.engine, guild_id))
        log.info("guilds.left", guild_id=guild_id)
