"""Connections for one request: plain asyncpg rows, no tracked objects, and one snapshot where it matters."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy.exc import DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_connection, driver_transaction
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
        async with engine.connect() as connection:
            driver = await driver_connection(connection)
            if not snapshot:
                yield driver
                return
            async with driver.transaction(isolation="repeatable_read", readonly=True):
                yield driver
    except asyncpg.QueryCanceledError as error:
        raise TimedOut("The database took too long to answer this and was stopped. Ask for less at once.") from error
    except _AWAY as error:
        raise Unavailable(_TRY_AGAIN) from error


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
