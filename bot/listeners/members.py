"""Members: who joins, changes and leaves, and the complete list at the start."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

import structlog

from bot import mirror
from bot.core import Core
from bot.errands import is_outage
from bot.translate import snowflake
from synapse.services import members_sync
from synapse.services.members_sync import MemberSeen

log = structlog.get_logger(__name__)

_LIST_SECONDS = 60
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class _Left:
    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Complete:
    user_ids: Sequence[int]
    at: datetime


_Step = MemberSeen | _Left | _Complete


@dataclass(slots=True)
class _Steps:
    """What happened to a guild's members since the last write, in order."""

    waiting: list[_Step] = field(default_factory=list)
    nonce: str = ""


class Members:
    """Keeps the members of the served guilds; many changes become one write."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._guilds: dict[int, _Steps] = {}
        self._lists = 0

    def attach(self) -> None:
        """Hear of members; their lists in place of disnake, which would build an object of each."""
        state = self._core.client.state
        state.hear("GUILD_MEMBERS_CHUNK", self._chunk, instead=True)
        state.hear("GUILD_MEMBER_ADD", self._saw)
        state.hear("GUILD_MEMBER_UPDATE", self._saw)
        state.hear("GUILD_MEMBER_REMOVE", self._left)

    async def ask(self, guild_id: int) -> None:
        """Ask for a guild's whole list, again if it does not come."""
        guild, steps = self._core.intake.guild(guild_id), self._steps(guild_id)
        while not guild.people.complete:
            self._lists += 1
            steps.nonce = f"members-{self._lists}"
            guild.people.begin()
            try:
                await self._core.client.ask_for_members(guild_id, steps.nonce)
                async with asyncio.timeout(_LIST_SECONDS):
                    await guild.listed.wait()
            except (TimeoutError, OSError) as error:
                log.warning("members.list_missing", guild_id=guild_id, error=type(error).__name__)
                await asyncio.sleep(1)

    def met(self, guild_id: int, payloads: Sequence[dict[str, Any]]) -> None:
        """Take in members that another payload brought along."""
        for data in payloads:
            self._take(guild_id, data)

    def _chunk(self, data: dict[str, Any]) -> None:
        guild_id = snowflake(data["guild_id"])
        if not self._core.serves(guild_id) or data.get("nonce") != self._steps(guild_id).nonce:
            return
        for payload in data["members"]:
            self._take(guild_id, payload)
        if data["chunk_index"] + 1 >= data["chunk_count"]:
            self._complete(guild_id)

    def _complete(self, guild_id: int) -> None:
        guild = self._core.intake.guild(guild_id)
        guild.people.complete = True
        guild.listed.set()
        self._step(guild_id, _Complete(tuple(guild.people.members), self._core.clock()))
        log.info("members.listed", guild_id=guild_id, members=len(guild.people.members))

    def _saw(self, data: dict[str, Any]) -> None:
        guild_id = snowflake(data["guild_id"])
        if self._core.serves(guild_id):
            self._take(guild_id, data)

    def _left(self, data: dict[str, Any]) -> None:
        guild_id, user_id = snowflake(data["guild_id"]), snowflake(data["user"]["id"])
        if self._core.serves(guild_id):
            self._core.intake.guild(guild_id).people.left(user_id)
            self._step(guild_id, _Left(user_id, self._core.clock()))

    def _take(self, guild_id: int, data: dict[str, Any]) -> None:
        member = mirror.member(data, guild_id)
        self._core.intake.guild(guild_id).people.saw(member.user_id, is_bot=member.is_bot)
        self._core.ingest.roles.saw(guild_id, member.user_id, member.role_ids)
        self._step(guild_id, member)

    def _steps(self, guild_id: int) -> _Steps:
        return self._guilds.setdefault(guild_id, _Steps())

    def _step(self, guild_id: int, step: _Step) -> None:
        waiting = self._steps(guild_id).waiting
        waiting.append(step)
        if len(waiting) == 1:
            self._core.errands.add("members", lambda: self._write(guild_id))

    async def _write(self, guild_id: int) -> None:
        """Write what waits; it stays waiting until it is written, so that a failed write loses nothing."""
        steps = self._steps(guild_id)
        while steps.waiting:
            batch = steps.waiting[:_AT_ONCE]
            try:
                for kind, run in groupby(batch, key=type):
                    await self._write_run(guild_id, kind, list(run))
            except Exception as error:
                if not is_outage(error):
                    del steps.waiting[: len(batch)]
                raise
            del steps.waiting[: len(batch)]

    async def _write_run(self, guild_id: int, kind: type[_Step], run: list[Any]) -> None:
        if kind is MemberSeen:
            await members_sync.saw(self._core.engine, guild_id, run)
        elif kind is _Left:
            for step in run:
                await members_sync.left(self._core.engine, guild_id, step.user_id, step.at)
        else:
            for step in run:
                await members_sync.present(self._core.engine, guild_id, step.user_ids, step.at)
