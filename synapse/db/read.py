"""Connections for one request: plain asyncpg rows, no tracked objects, and one snapshot where it matters."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import asyncpg
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db import replica
from synapse.db.lease import Lease, Row
from synapse.db.session import driver_transaction, shares_connections
from synapse.errors import Invalid, SynapseError, TimedOut, Unavailable

__all__ = ["Row", "reading", "writing"]

_AWAY = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    DisconnectionError,
    # Statements go to the driver itself, so what SQLAlchemy tells is a connection that could not be made.
    DBAPIError,
    AsyncAdapt_asyncpg_dbapi.Error,
    PoolTimeoutError,
)

_NUL = "A text holds the character U+0000, which no text here can have. Leave it out."
_TRY_AGAIN = "The database cannot be reached at the moment. Try again in a few seconds."


@asynccontextmanager
async def reading(engine: AsyncEngine, *, snapshot: bool = False) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A pooled asyncpg connection for statements that only read.

    Args:
        engine: The pool.
        snapshot: All statements see the database as it was at the first one, and none can write. Without
            it each statement stands for itself, which saves two round trips.

    Raises:
        Invalid: A text has a character that the database cannot hold.
        TimedOut: A statement took longer than the server lets it.
        Unavailable: The database is away, or no connection became free in time.
    """
    source = replica.source_of(engine)
    try:
        if shares_connections(source):
            kind = {"isolation": "repeatable_read"} if snapshot else {}
            async with driver_transaction(source, readonly=True, **kind) as driver:
                yield driver
            return
        lease, sound = await Lease.take(source), False
        try:
            if snapshot:
                driver = await lease.exchanged(_begin)
                async with _rolled_back(driver):
                    yield driver
            else:
                yield cast("asyncpg.Connection[Any]", lease)
            sound = True
        except (asyncpg.PostgresError, SynapseError, asyncio.CancelledError):
            # The server has answered, or the driver is having it cancel the statement and waits for that.
            sound = True
            raise
        finally:
            lease.end(sound=sound)
    except asyncpg.QueryCanceledError as error:
        raise TimedOut("The database took too long to answer this and was stopped. Ask for less at once.") from error
    except asyncpg.CharacterNotInRepertoireError as error:
        raise Invalid(_NUL) from error
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


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A pooled asyncpg connection inside a transaction of its own, committed on a clean exit.

    Raises:
        Invalid: A text has a character that no text can have.
        Unavailable: The database is away, or no connection became free in time.
    """
    try:
        async with driver_transaction(engine) as connection:
            yield connection
    except asyncpg.CharacterNotInRepertoireError as error:
        raise Invalid(_NUL) from error
    except _AWAY as error:
        raise Unavailable(_TRY_AGAIN) from error
