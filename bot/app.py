"""The bot put together: parts are made, started in order, and stopped in the reverse one."""

import asyncio
import contextlib
from contextlib import AsyncExitStack
from typing import Any

import structlog

from bot.announce import Announcer
from bot.catch_up import CatchUp
from bot.client import Client, use_api
from bot.commands import attach as attach_commands
from bot.core import Core
from bot.errands import Errands, is_outage
from bot.health import Health
from bot.heartbeat import Pulse
from bot.intake import Intake
from bot.keeper import Keeper
from bot.level_roles import LevelRoles
from bot.listeners import channels, messages, reactions, roles, threads
from bot.listeners.guilds import Guilds
from bot.listeners.members import Members
from bot.listeners.voice import Voice
from bot.pace import share_turns
from bot.raid_watch import RaidWatch
from bot.translate import snowflake
from bot.weekly import Weekly
from synapse.db.notify import Notice, Part
from synapse.errors import Misconfigured
from synapse.pictures.gallery import Gallery
from synapse.pictures.portraits import DISCORD
from synapse.runtime import Runtime
from synapse.services import members_sync
from synapse.services.ingest import Ingest
from synapse.services.rules import Rulebook

log = structlog.get_logger(__name__)

_SETTLE_SECONDS = 5.0
_CLOSE_SECONDS = 2.0
_COMMIT_SECONDS = 10.0
_UNTRACKED_SECONDS = 60.0
_UNTRACKED_PAUSE_SECONDS = 1.0


class Bot:
    """One bot on one runtime.

    ``run`` serves until ``stop`` is called or something makes it impossible.
    """

    def __init__(self, runtime: Runtime, token: str) -> None:
        if runtime.settings.discord_api_url:
            use_api(runtime.settings.discord_api_url)
        client = Client(test_guild=runtime.settings.dev_guild_id, shards=runtime.settings.shards)
        rulebook = Rulebook(runtime.engine, runtime.listener)
        ingest = Ingest(runtime.engine, rulebook, runtime.settings.soft)
        share_turns(client.http, lambda: ingest.waiting)
        soft = runtime.settings.soft
        self._token = token
        self._listener = runtime.listener
        self._stop = asyncio.Event()
        self._fatal: Misconfigured | None = None
        self._gateway: asyncio.Task[None] | None = None
        self.core = core = Core(
            client=client,
            intake=Intake(
                ingest.put,
                client,
                serves=lambda guild_id: soft.guild_id in (None, guild_id),
                clock=runtime.clock,
            ),
            ingest=ingest,
            engine=runtime.engine,
            rulebook=rulebook,
            errands=Errands(),
            gallery=Gallery(runtime.settings.discord_api_url or DISCORD),
            soft=soft,
            clock=runtime.clock,
            admin_role_id=runtime.settings.admin_role_id,
        )
        self.voice = Voice(core)
        self.members = Members(core)
        self.guilds = Guilds(core, self.members, self.voice)
        self.keeper = Keeper(core, self.voice)
        self.catch_up = CatchUp(core, self.keeper, self.guilds, token)
        self.announcer = Announcer(core, runtime.listener)
        self.level_roles = LevelRoles(core, runtime.listener)
        self.weekly = Weekly(core, runtime.listener)
        self.raid_watch = RaidWatch(core)
        self.pulse = Pulse(core, runtime.listener)
        self.health = Health(core, runtime.listener, runtime.settings)
        self._attach()

    def stop(self) -> None:
        """Ask ``run`` to end."""
        self._stop.set()

    async def run(self) -> None:
        """Serve until stopped; flushes and keeps everything before it returns.

        Raises:
            Misconfigured: The configuration names a guild that the bot is not in.
            disnake.LoginFailure: Discord does not know the token.
            disnake.PrivilegedIntentsRequired: The application may not use an intent that the bot needs.
        """
        async with AsyncExitStack() as stack:
            await self._start(stack)
            await self._connected()
        if self._fatal:
            raise self._fatal

    def _attach(self) -> None:
        for listener in (messages, reactions, threads, channels, roles):
            listener.attach(self.core)
        self.members.attach()
        self.voice.attach()
        self.guilds.attach()
        self.catch_up.attach()
        self.level_roles.attach()
        self.raid_watch.attach()
        self.core.client.state.hear("READY", self._check_guild)
        attach_commands(self.core)

    async def _start(self, stack: AsyncExitStack) -> None:
        """Start the parts; what is pushed first stops last."""
        core = self.core
        # First of all: whoever asks whether it lives may not wait until Discord and the database answer.
        await self.health.start()
        stack.push_async_callback(self.health.stop)
        await stack.enter_async_context(core.gallery)
        await core.rulebook.start()
        stack.push_async_callback(core.rulebook.stop)
        await self.pulse.start()
        stack.push_async_callback(self.pulse.stop)
        core.ingest.untracked |= await members_sync.untracked(core.engine)
        await core.ingest.start()
        stack.push_async_callback(core.ingest.stop)
        core.errands.start()
        stack.push_async_callback(core.errands.stop)
        for part in (self.voice, self.keeper, self.announcer, self.level_roles, self.weekly, self.raid_watch):
            part.start()
        watch = asyncio.create_task(self._watch_untracked(), name="untracked")
        stack.push_async_callback(self._wind_down, watch)

    async def _wind_down(self, watch: asyncio.Task[None]) -> None:
        """Hear nothing more, then commit and keep what was heard."""
        watch.cancel()
        await self.announcer.stop()
        await self.level_roles.stop()
        await self.weekly.stop()
        await self.raid_watch.stop()
        await self.keeper.stop()
        await self.catch_up.stop()
        await self._leave_gateway()
        await self.voice.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_SETTLE_SECONDS):
                await self.core.errands.done()
        await self.keeper.last(_COMMIT_SECONDS)

    async def _leave_gateway(self) -> None:
        """Close the client; it may be in the middle of connecting, and then it does not end by itself."""
        await self.core.client.close()
        if self._gateway and not self._gateway.done():
            await asyncio.wait({self._gateway}, timeout=_CLOSE_SECONDS)
            self._gateway.cancel()

    async def _connected(self) -> None:
        """Stay with the gateway until it ends or the end is asked for."""
        gateway = self._gateway = asyncio.create_task(self.core.client.start(self._token), name="gateway")
        stop = asyncio.create_task(self._stop.wait(), name="stop")
        await asyncio.wait({gateway, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if gateway.done():
            await gateway

    def _check_guild(self, data: dict[str, Any]) -> None:
        """End with a clear word when the one guild to serve is not there."""
        wanted = self.core.soft.guild_id
        if wanted is None or self.core.client.shard_of(wanted) != data["__shard_id__"]:
            return
        if wanted not in {snowflake(guild["id"]) for guild in data["guilds"]}:
            problem = (
                f"guild_id: {wanted} in config.yaml is no guild that the bot is in. Invite the bot there, "
                "correct the id, or leave it empty to serve every guild the bot is in."
            )
            self._fatal = Misconfigured([problem])
            self.stop()

    async def _watch_untracked(self) -> None:
        """Keep who opted out fresh: soon after members changed, and now and then."""
        changed, said = asyncio.Event(), asyncio.Event()

        def hear(notice: Notice) -> None:
            if Part.MEMBERS in notice.parts:
                changed.set()
            if Part.PRIVACY in notice.parts:
                self.core.ingest.forget(notice.guild_id)
                said.set()

        undo = self._listener.on_notice(hear)
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_UNTRACKED_SECONDS):
                        await changed.wait()
                changed.clear()
                said.clear()
                await self._refresh_untracked()
                # A club that comes and goes must not make this a query a second; who opts out is heard at once.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_UNTRACKED_PAUSE_SECONDS):
                        await said.wait()
        finally:
            undo()

    async def _refresh_untracked(self) -> None:
        try:
            self.core.ingest.untracked = await members_sync.untracked(self.core.engine)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("app.untracked_stale", error=type(error).__name__)
