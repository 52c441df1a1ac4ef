"""Pooled connections for single statements: the last few stay at hand, and broken ones are exchanged."""

from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar
from weakref import WeakKeyDictionary

import asyncpg
from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import PoolProxiedConnection

_AT_HAND = 2
_SHARE = 4
"""At most one connection in so many of a pool stays at hand: the others are for who comes through the pool."""

T = TypeVar("T")
Row = asyncpg.Record
"""A row by column name, as the driver gives it."""


class _AtHand:
    """Connections of one pool that were read with and not given back; going through the pool takes longer."""

    def __init__(self, engine: Engine) -> None:
        size = getattr(engine.pool, "size", None)
        self._most = min(_AT_HAND, size() // _SHARE) if callable(size) else 0
        self._waiting: list[PoolProxiedConnection] = []
        event.listen(engine, "engine_disposed", self._give_up)

    def take(self) -> PoolProxiedConnection | None:
        """A sound connection, None when there is none."""
        while self._waiting:
            proxy = self._waiting.pop()
            driver: asyncpg.Connection[Any] = proxy.driver_connection  # type: ignore[assignment] # the dialect is asyncpg's
            if not driver.is_closed():
                return proxy
            proxy.invalidate()
        return None

    def put(self, proxy: PoolProxiedConnection) -> None:
        """Keep a connection, or give it back."""
        if len(self._waiting) < self._most:
            self._waiting.append(proxy)
        else:
            proxy.close()

    def _give_up(self, _engine: Engine) -> None:
        for proxy in self._waiting:
            proxy.invalidate()
        self._waiting.clear()


_at_hand: WeakKeyDictionary[Engine, _AtHand] = WeakKeyDictionary()


class Lease:
    """A connection for single statements, exchanged once when it turns out to be broken.

    It has the methods of an asyncpg connection that queries use.
    """

    __slots__ = ("_at_hand", "_engine", "_proxy")

    def __init__(self, engine: AsyncEngine, at_hand: _AtHand, proxy: PoolProxiedConnection) -> None:
        self._engine = engine
        self._at_hand = at_hand
        self._proxy = proxy

    @classmethod
    async def take(cls, engine: AsyncEngine) -> Self:
        """A connection of the engine's pool."""
        if (at_hand := _at_hand.get(engine.sync_engine)) is None:
            at_hand = _at_hand[engine.sync_engine] = _AtHand(engine.sync_engine)
        return cls(engine, at_hand, at_hand.take() or await engine.raw_connection())

    async def fetch(self, query: str, *arguments: object) -> list[Row]:
        """The rows of a statement."""
        return await self.exchanged(lambda driver: driver.fetch(query, *arguments))

    async def fetchrow(self, query: str, *arguments: object) -> Row | None:
        """The first row of a statement."""
        return await self.exchanged(lambda driver: driver.fetchrow(query, *arguments))

    async def fetchval(self, query: str, *arguments: object) -> Any:  # noqa: ANN401 - of any type
        """The first value of a statement."""
        return await self.exchanged(lambda driver: driver.fetchval(query, *arguments))

    async def execute(self, query: str, *arguments: object) -> str:
        """Execute a statement that may be executed twice."""
        return await self.exchanged(lambda driver: driver.execute(query, *arguments))

    async def exchanged(self, call: "Callable[[asyncpg.Connection[Any]], Awaitable[T]]") -> T:
        """Do something that may be done twice; do it once more on another connection when this one was broken."""
        driver: asyncpg.Connection[Any] = self._proxy.driver_connection  # type: ignore[assignment] # the dialect is asyncpg's
        try:
            return await call(driver)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            if not driver.is_closed():
                raise
            self._proxy.invalidate(error)
        self._proxy = await self._engine.raw_connection()
        driver = self._proxy.driver_connection  # type: ignore[assignment] # as above
        return await call(driver)

    def end(self, *, sound: bool) -> None:
        """Give the connection back, or give it up when something may have been left unfinished on it."""
        if sound:
            self._at_hand.put(self._proxy)
        else:
            self._proxy.invalidate()
