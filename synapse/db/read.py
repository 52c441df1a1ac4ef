"""Connections for one request: plain asyncpg rows, no tracked objects, and one snapshot where it matters."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db import replica
from synapse.db.session import driver_connection, driver_transaction, shares_connections
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
    # Statements go to the driver itself, so what SQLAlchemy wraps is a connection that could not be made.
    DBAPIError,
    PoolTimeoutError,
)

_TRY_AGAIN = "The database cannot be reached at the moment. Try again in a few seconds."

Row = asyncpg.Record
"""A row by column name, as the driver gives it."""


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
    source = replica.source_of(engine)
    try:
        if snapshot:
            async with driver_transaction(source, isolation="repeatable_read", readonly=True) as driver:
                yield driver
        elif shares_connections(source):
            async with driver_transaction(source, readonly=True) as driver:
                yield driver
        else:
            async with source.connect() as connection:
                yield await driver_connection(connection)
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
