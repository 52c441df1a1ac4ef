"""Notices between processes over LISTEN/NOTIFY.

A notice names the guild and what kind of thing changed, never the data. ``NOTIFY`` takes a
database-wide lock at commit, so there is one per guild and transaction, never one per event.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import Any

import asyncpg
import structlog
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.read import writing
from synapse.errors import Unavailable

log = structlog.get_logger(__name__)

_PING_SECONDS = 10
_LAG_SECONDS = 5
_RETRY_SECONDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


class Topic(StrEnum):
    """The channels that processes listen on."""

    CONFIG = "config_changed"
    ACTIVITY = "activity_changed"


class Part(StrEnum):
    """What kind of thing changed. The first group travels on CONFIG, the second on ACTIVITY."""

    SETTINGS = "settings"
    ZONES = "zones"
    ACHIEVEMENTS = "achievements"
    SEASONS = "seasons"
    LEVEL_ROLES = "level_roles"
    BOOSTS = "boosts"
    QUESTS = "quests"
    SHOP = "shop"
    WEBHOOKS = "webhooks"
    AUDIT = "audit"

    TOTALS = "totals"
    FEED = "feed"
    ANNOUNCEMENTS = "announcements"
    MEMBERS = "members"
    VOICE = "voice"
    PRIVACY = "privacy"
    ROLES_DUE = "roles_due"
    CLAIMS = "claims"
    PURCHASES = "purchases"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something changed in a guild."""

    topic: Topic
    guild_id: int
    parts: frozenset[Part]

    @property
    def payload(self) -> str:
        """How the notice travels: ``guild_id:part,part``."""
        return f"{self.guild_id}:{','.join(sorted(self.parts))}"

    @classmethod
    def parse(cls, topic: str, payload: str) -> "Notice":
        """Read a notice; parts that this version does not know are left out."""
        guild, _, names = payload.partition(":")
        known = {part.value for part in Part}
        return cls(Topic(topic), int(guild), frozenset(Part(name) for name in names.split(",") if name in known))


OnNotice = Callable[[Notice], None]
OnReconnect = Callable[[], None]

PUBLISH = "SELECT pg_notify($1, $2)"
"""Publish a notice at commit; parameters are the topic and the payload."""


class Listener:
    """Hears notices on a connection of its own and reconnects for as long as it is open.

    Notices sent while it was disconnected are gone, so every (re)connection calls the ``reconnected``
    callbacks: whoever caches something reloads it all then.

    Attributes:
        lag_seconds: How long the last notice to itself took from before its commit until it was heard; None
            while none was heard, or the last one not in time.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
        self._notice: list[OnNotice] = []
        self._reconnected: list[OnReconnect] = []
        self._task: asyncio.Task[None] | None = None
        self._connected = asyncio.Event()
        self._echo = f"echo_{secrets.token_hex(4)}"
        self._echoed = asyncio.Event()
        self.lag_seconds: float | None = None

    @property
    def connected(self) -> bool:
        """Whether notices are being heard at this moment."""
        return self._connected.is_set()

    def on_notice(self, callback: OnNotice) -> Callable[[], None]:
        """Call back for each notice; returns what undoes it. The callback must not block."""
        self._notice.append(callback)
        return lambda: self._notice.remove(callback)

    def on_reconnect(self, callback: OnReconnect) -> Callable[[], None]:
        """Call back after each connection but the first; returns what undoes it."""
        self._reconnected.append(callback)
        return lambda: self._reconnected.remove(callback)

    async def start(self) -> None:
        """Begin to listen and return once the first connection listens."""
        self._task = asyncio.create_task(self._run(), name="listener")
        waiter = asyncio.create_task(self._connected.wait())
        await asyncio.wait({waiter, self._task}, return_when=asyncio.FIRST_COMPLETED)
        waiter.cancel()

    async def stop(self) -> None:
        """Stop listening."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def measure_lag(self, engine: AsyncEngine) -> float | None:
        """Send a notice to itself through the pool; how many seconds until it is heard, None when it is not in time."""
        self._echoed.clear()
        began = monotonic()
        self.lag_seconds = None
        with contextlib.suppress(TimeoutError, Unavailable):
            async with asyncio.timeout(_LAG_SECONDS):
                async with writing(engine) as connection:
                    await connection.execute(PUBLISH, self._echo, "")
                await self._echoed.wait()
            self.lag_seconds = monotonic() - began
        return self.lag_seconds

    async def _run(self) -> None:
        attempt, first = 0, True
        while True:
            try:
                await self._listen(first=first)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                first = first and not self._connected.is_set()
                attempt = 0 if self._connected.is_set() else attempt + 1
                self._connected.clear()
                delay = _RETRY_SECONDS[min(attempt, len(_RETRY_SECONDS) - 1)]
                log.warning("listener.lost", error=type(error).__name__, retry_in_seconds=delay)
                await asyncio.sleep(delay)

    async def _listen(self, *, first: bool) -> None:
        connection = await connect(self._url, application="synapse-listener")
        closed = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _connection: closed.set())
            for topic in Topic:
                await connection.add_listener(topic.value, self._hear)
            await connection.add_listener(self._echo, lambda *_notice: self._echoed.set())
            self._connected.set()
            if not first:
                for callback in list(self._reconnected):
                    callback()
            await self._keep_alive(connection, closed)
        finally:
            connection.terminate()

    async def _keep_alive(self, connection: "asyncpg.Connection[Any]", closed: asyncio.Event) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_PING_SECONDS):
                    await closed.wait()
            if closed.is_set():
                raise ConnectionError("the server closed the listening connection")
            await connection.execute("SELECT 1", timeout=_PING_SECONDS)

    def _hear(self, _connection: object, _pid: int, topic: str, payload: object) -> None:
        try:
            notice = Notice.parse(topic, str(payload))
        except ValueError:
            log.warning("listener.unreadable", topic=topic)
            return
        for callback in list(self._notice):
            callback(notice)


async def connect(url: URL, *, application: str) -> "asyncpg.Connection[Any]":
    """A plain asyncpg connection outside the pool."""
    _arguments, options = _dialect_arguments(url)
    connection: asyncpg.Connection[Any] = await asyncpg.connect(
        **options, server_settings={"application_name": application, "timezone": "UTC"}, timeout=10
    )
    return connection


def _dialect_arguments(url: URL) -> tuple[list[str], dict[str, Any]]:
    dialect = url.get_dialect()()
    arguments, options = dialect.create_connect_args(url)
    return list(arguments), dict(options)
