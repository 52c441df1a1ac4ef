"""Connections for one request: plain asyncpg rows, no tracked objects, and one snapshot where it matters."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Self, TypeVar, cast

import asyncpg
from sqlalchemy.exc import DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import PoolProxiedConnection

from synapse.db.session import driver_transaction
from synapse.errors import TimedOut, Unavailable

_AWAY = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    DisconnectionError,
    InterfaceError,
    OperationalError,
    PoolTimeoutError,
)

_PATIENCE_SECONDS = 2
_TRY_AGAIN = "The database cannot be reached at the moment. Try again in a few seconds."

T = TypeVar("T")
Row = asyncpg.Record
"""A row by column name, as the driver gives it."""


async def reachable(engine: AsyncEngine) -> bool:
    """Whether the database answers now."""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS), reading(engine) as connection:
            return bool(await connection.fetchval("SELECT true"))
    except (Unavailable, TimeoutError):
        return False


@asynccontextmanager
async def reading(engine: AsyncEngine, *, snapshot: bool = False) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A pooled asyncpg connection for statements that only read.

    Args:
        engine: The pool.
        snapshot: All statements see the database as it was at the first one, and none can write. Without
            it each statement stands for itself, which saves two round trips.

    Raises:
        TimedOut: A statement took longer than the server lets it.
        Unavailable: The database is away, or no connection became free in time.
    """
    try:
        lease = await _Lease.take(engine)
        try:
            if not snapshot:
                yield cast("asyncpg.Connection[Any]", lease)
                return
            driver = await lease.exchanged(_begin)
            async with _rolled_back(driver):
                yield driver
        finally:
            lease.end()
    except asyncpg.QueryCanceledError as error:
        raise TimedOut("The database took too long to answer this and was stopped. Ask for less at once.") from error
    except _AWAY as error:
        raise Unavailable(_TRY_AGAIN) from error


async def _begin(driver: "asyncpg.Connection[Any]") -> "asyncpg.Connection[Any]":
    await driver.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    return driver


@asynccontextmanager
async def _rolled_back(driver: "asyncpg.Connection[Any]") -> AsyncIterator[None]:
    """End a transaction that wrote nothing; a broken connection ends its own."""
    try:
        yield
    finally:
        if not driver.is_closed():
            await driver.execute("ROLLBACK")


class _Lease:
    """A pooled connection for single statements, exchanged once when it turns out to be broken.

    It has the methods of an asyncpg connection that queries use.
    """

    __slots__ = ("_engine", "_proxy")

    def __init__(self, engine: AsyncEngine, proxy: PoolProxiedConnection) -> None:
        self._engine = engine
        self._proxy = proxy

    @classmethod
    async def take(cls, engine: AsyncEngine) -> Self:
        """A connection of the pool."""
        return cls(engine, await engine.raw_connection())

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
        """The status of a statement that may be repeated."""
        return await self.exchanged(lambda driver: driver.execute(query, *arguments))

    async def exchanged(self, call: "Callable[[asyncpg.Connection[Any]], Awaitable[T]]") -> T:
        """Do something that only reads; do it once more on another connection when this one was broken."""
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

    def end(self) -> None:
        """Give the connection back."""
        self._proxy.close()


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A pooled asyncpg connection inside a transaction of its own, committed on a clean exit.

    Raises:
        Unavailable: The database is away, or no connection became free in time.
    """
    try:
        async with driver_transaction(engine) as connection:
            yield connection
    except _AWAY as error:
        raise Unavailable(_TRY_AGAIN) from error
