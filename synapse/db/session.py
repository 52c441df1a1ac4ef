"""Engines and sessions, made the same way everywhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import orjson
from asyncpg.transaction import Transaction
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

Sessions = async_sessionmaker[AsyncSession]
"""Makes sessions. It is handed around instead of a session, because one session must not be shared by tasks."""


def create_engine(
    url: URL,
    *,
    pool_size: int = 10,
    application: str = "synapse",
    statement_seconds: float | None = None,
    direct: URL | None = None,
) -> AsyncEngine:
    """An engine with a bounded pool.

    Args:
        url: The database.
        pool_size: The most connections.
        application: The name that the server shows for them.
        statement_seconds: The server ends statements that take longer; None lets them run.
        direct: The same database without PgBouncer, where ``url`` leads to one in transaction mode. Nothing is
            then kept in a connection over the end of a transaction: no prepared statement and no setting.
    """
    settings = {"application_name": application, "timezone": "UTC"}
    if statement_seconds is not None and direct is None:
        settings["statement_timeout"] = str(int(statement_seconds * 1000))
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
        connect_args={"server_settings": settings, "timeout": 10, **(_NOTHING_PREPARED if direct else {})},
    )
    # Pinging would cost three round trips per checkout. The event loop hears when the server ends a connection,
    # and what it could not hear yet is tried once more (see ``driver_transaction`` and ``synapse.db.lease``).
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    return engine if direct is None else engine.execution_options(direct=direct, statement_seconds=statement_seconds)


def _refuse_closed(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
    """Have the pool replace a connection that the server has ended."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError("the server has ended this connection")


_NOTHING_PREPARED: dict[str, Any] = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}


def direct_url(engine: AsyncEngine) -> URL:
    """Where the engine's database is reached without PgBouncer: for a connection that keeps something."""
    direct: URL = engine.get_execution_options().get("direct", engine.url)
    return direct


def shares_connections(engine: AsyncEngine) -> bool:
    """Whether PgBouncer stands between, so that two statements outside a transaction may meet two connections."""
    return "direct" in engine.get_execution_options()


def sessions_of(engine: AsyncEngine) -> Sessions:
    """Sessions on this engine; their objects stay readable after the commit."""
    return async_sessionmaker(engine, expire_on_commit=False)


async def driver_connection(connection: AsyncConnection) -> "asyncpg.Connection[Any]":
    """The asyncpg connection under an SQLAlchemy one, for set-based statements with array parameters."""
    raw = await connection.get_raw_connection()
    driver: asyncpg.Connection[Any] = raw.driver_connection  # type: ignore[assignment] # the dialect is asyncpg's
    return driver


@asynccontextmanager
async def driver_transaction(
    engine: AsyncEngine,
    **characteristics: Any,  # noqa: ANN401 - asyncpg's own
) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A pooled asyncpg connection inside a transaction of its own, committed on a clean exit.

    Args:
        engine: The pool.
        characteristics: The transaction's isolation level and the like, as asyncpg takes them.
    """
    seconds = engine.get_execution_options().get("statement_seconds")
    async with engine.connect() as connection:
        driver = await driver_connection(connection)
        transaction = driver.transaction(**characteristics)
        try:
            await transaction.start()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            # Nothing was done yet, so a broken connection is exchanged once.
            if not driver.is_closed():
                raise
            await connection.invalidate()
            driver = await driver_connection(connection)
            transaction = driver.transaction(**characteristics)
            await transaction.start()
        async with _ended(transaction):
            if seconds is not None:
                await driver.execute(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
            yield driver


@asynccontextmanager
async def _ended(transaction: Transaction) -> AsyncIterator[None]:
    """Commit a transaction that was begun, or roll it back when the block raises."""
    try:
        yield
    except BaseException:
        await transaction.rollback()
        raise
    await transaction.commit()
