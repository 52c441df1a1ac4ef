"""Each guild's rules as one frozen value in memory, kept fresh by notices."""

import asyncio
import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import asyncpg
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.db.queries import rules as queries
from synapse.db.queries.rules import Zoning
from synapse.db.session import driver_transaction
from synapse.engine.rules import Achievement, Boost, Rules, Season
from synapse.engine.settings import GuildSettings

log = structlog.get_logger(__name__)

PARTS = frozenset(
    {Part.SETTINGS, Part.ZONES, Part.ACHIEVEMENTS, Part.SEASONS, Part.BOOSTS, Part.LEVEL_ROLES},
)
"""What rules are made of; each part is one query and is replaced as a whole."""

_OUTAGES = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError)
_RETRY_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)


class Rulebook:
    """The rules of all active guilds: read from memory, reloaded in the background.

    A notice reloads the parts that it names, a new connection of the listener reloads everything, since
    notices sent meanwhile are gone. While the database is away the rules stay as they were, and loading
    is tried again until it succeeds.

    Attributes:
        on_replaced: Called with a guild's id after its rules were replaced, or dropped because the guild
            is no longer active. Reloading what did not change replaces nothing. Must neither block nor raise.
    """

    def __init__(self, engine: AsyncEngine, listener: Listener | None = None) -> None:
        self.on_replaced: list[Callable[[int], None]] = []
        self._engine = engine
        self._listener = listener
        self._rules: dict[int, Rules] = {}
        self._all_stale = False
        self._stale: dict[int, set[Part]] = {}
        self._wake = asyncio.Event()
        self._loaded = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: list[Callable[[], None]] = []

    @property
    def guild_ids(self) -> tuple[int, ...]:
        """The guilds that have rules."""
        return tuple(self._rules)

    def get(self, guild_id: int) -> Rules | None:
        """The guild's rules of this moment; None for a guild that is not served."""
        return self._rules.get(guild_id)

    async def start(self) -> None:
        """Load all active guilds and keep them fresh; returns once they are loaded."""
        # Subscribed before the first load, so that no change falls between the two.
        if self._listener:
            self._unsubscribe = [
                self._listener.on_notice(self._hear),
                self._listener.on_reconnect(self._everything_is_stale),
            ]
        self._everything_is_stale()
        self._task = asyncio.create_task(self._run(), name="rulebook")
        await self._loaded.wait()

    async def stop(self) -> None:
        """Stop keeping the rules fresh; they stay readable as they are."""
        for undo in self._unsubscribe:
            undo()
        self._unsubscribe = []
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def load(self, guild_id: int) -> Rules | None:
        """Load one guild now; None when it is not active or has not been set up."""
        await self._refresh([guild_id], PARTS)
        return self.get(guild_id)

    async def keep_up(self, changed: Mapping[int, Collection[Part]]) -> None:
        """Have what this process changed itself in the rules at once, before the notice of it comes round.

        While the database is away the rules stay as they were: the notice, or the listener's new connection,
        brings them.
        """
        for guild_id, parts in changed.items():
            if fresh := PARTS & set(parts):
                with contextlib.suppress(*_OUTAGES):
                    await self._refresh([guild_id], fresh)

    def _hear(self, notice: Notice) -> None:
        if notice.topic is Topic.CONFIG and (parts := notice.parts & PARTS):
            self._stale.setdefault(notice.guild_id, set()).update(parts)
            self._wake.set()

    def _everything_is_stale(self) -> None:
        self._all_stale = True
        self._wake.set()

    async def _run(self) -> None:
        failures = 0
        while True:
            await self._wake.wait()
            try:
                await self._catch_up()
                failures = 0
                self._loaded.set()
            except Exception as error:  # whatever fails, old rules beat a task that ended unseen
                self._everything_is_stale()
                delay = _RETRY_SECONDS[min(failures, len(_RETRY_SECONDS) - 1)]
                failures += 1
                unexpected = not isinstance(error, _OUTAGES)
                log.warning("rules.stale", error=type(error).__name__, retry_in_seconds=delay, exc_info=unexpected)
                await asyncio.sleep(delay)

    async def _catch_up(self) -> None:
        self._wake.clear()
        everything, stale = self._all_stale, self._stale
        self._all_stale, self._stale = False, {}
        if everything:
            await self._refresh(None, PARTS)
            return
        for guild_id, parts in stale.items():
            await self._refresh([guild_id], parts)

    async def _refresh(self, guilds: Sequence[int] | None, parts: Iterable[Part]) -> None:
        # One at a time: a load that began earlier must not overwrite what a later one brought.
        async with self._one_at_a_time:
            if guilds and not self._rules.keys() >= set(guilds):
                parts = PARTS
            async with driver_transaction(self._engine) as connection:
                fresh = await _read(connection, guilds, frozenset(parts))
            for guild_id in self._rules.keys() | fresh.guild_ids if guilds is None else guilds:
                self._replace(guild_id, fresh.applied_to(self.get(guild_id), guild_id))

    def _replace(self, guild_id: int, rules: Rules | None) -> None:
        if rules == self.get(guild_id):
            return
        if rules is None:
            del self._rules[guild_id]
        else:
            self._rules[guild_id] = rules
        for callback in list(self.on_replaced):
            callback(guild_id)


@dataclass(frozen=True, slots=True)
class _Fresh:
    """Parts as the database has them; None for a part that was not read."""

    settings: Mapping[int, GuildSettings] | None
    keys: Mapping[int, bytes]
    zones: Mapping[int, Zoning] | None
    achievements: Mapping[int, tuple[Achievement, ...]] | None
    seasons: Mapping[int, Season] | None
    boosts: Mapping[int, tuple[Boost, ...]] | None
    level_roles: Mapping[int, Mapping[int, int]] | None

    @property
    def guild_ids(self) -> frozenset[int]:
        """The guilds whose settings were read, which are active."""
        return frozenset(self.settings or ())

    def applied_to(self, rules: Rules | None, guild_id: int) -> Rules | None:
        """The rules with the fresh parts in place; None for a guild that is not active or was never set up."""
        changes: dict[str, Any] = {}
        if self.settings is not None:
            changes["settings"] = self.settings.get(guild_id)
            changes["pseudonym_key"] = self.keys.get(guild_id, b"")
        if self.seasons is not None:
            changes["season"] = self.seasons.get(guild_id)
        if None in changes.values():
            return None
        if self.zones is not None:
            zoning = self.zones.get(guild_id, Zoning())
            changes |= {"zones": zoning.zones, "zone_of_channel": zoning.zone_of_channel}
        if self.achievements is not None:
            changes["achievements"] = self.achievements.get(guild_id, ())
        if self.boosts is not None:
            changes["boosts"] = self.boosts.get(guild_id, ())
        if self.level_roles is not None:
            changes["level_roles"] = self.level_roles.get(guild_id, {})
        return replace(rules, **changes) if rules else Rules(guild_id=guild_id, **changes)


async def current(connection: "asyncpg.Connection[Any]", guild_id: int) -> Rules | None:
    """A guild's rules as a transaction sees them; None when the guild is not active or was never set up."""
    return (await _read(connection, [guild_id], PARTS)).applied_to(None, guild_id)


async def _read(connection: "asyncpg.Connection[Any]", guilds: Sequence[int] | None, parts: frozenset[Part]) -> _Fresh:
    return _Fresh(
        settings=await queries.settings(connection, guilds) if Part.SETTINGS in parts else None,
        keys=await queries.pseudonym_keys(connection, guilds) if Part.SETTINGS in parts else {},
        zones=await queries.zones(connection, guilds) if Part.ZONES in parts else None,
        achievements=await queries.achievements(connection, guilds) if Part.ACHIEVEMENTS in parts else None,
        seasons=await queries.seasons(connection, guilds) if Part.SEASONS in parts else None,
        boosts=await queries.boosts(connection, guilds) if Part.BOOSTS in parts else None,
        level_roles=await queries.level_roles(connection, guilds) if Part.LEVEL_ROLES in parts else None,
    )
