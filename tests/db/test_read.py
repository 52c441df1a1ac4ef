"""Connections for reading: broken ones are exchanged, once, and nobody reading notices."""

import asyncio
from typing import Any

import asyncpg
import pytest
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db import notify
from synapse.db.read import reading
from synapse.db.session import create_engine, driver_transaction
from synapse.errors import Unavailable

OWN = "SELECT pg_backend_pid()"
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'synapse'"


@pytest.fixture
async def engine(database_url: URL) -> AsyncEngine:
    return create_engine(database_url, pool_size=1)


async def end(url: URL, process: int) -> None:
    """Have the server end a connection, and return when it has."""
    admin = await notify.connect(url, application="test")
    await admin.fetchval("SELECT pg_terminate_backend($1, 10000)", process)
    await admin.close()


async def test_a_connection_that_ended_while_it_lay_ready_is_replaced(engine: AsyncEngine, database_url: URL) -> None:
    async with reading(engine) as connection:
        first = await connection.fetchval(OWN)
    await end(database_url, first)
    async with reading(engine) as connection:
        assert await connection.fetchval(OWN) != first
    await engine.dispose()


@pytest.mark.parametrize("method", ["fetch", "fetchrow", "fetchval", "execute"])
async def test_a_read_is_tried_again_on_another_connection(engine: AsyncEngine, database_url: URL, method: str) -> None:
    async with reading(engine) as connection:
        first = await connection.fetchval(OWN)
        await end(database_url, first)
        answer = await getattr(connection, method)(OWN)
        assert str(first) not in str(answer)
        assert await connection.fetchval("SELECT 1") == 1
    assert engine.sync_engine.pool.checkedout() == 0  # type: ignore[attr-defined] # the pool counts
    await engine.dispose()


async def test_a_snapshot_begins_on_a_sound_connection(
    engine: AsyncEngine, database_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(engine) as connection:
        first = await connection.fetchval(OWN)
    # As if the end had not been heard yet when the connection was taken.
    monkeypatch.setattr(asyncpg.Connection, "is_closed", _not_at_first(asyncpg.Connection.is_closed))
    await end(database_url, first)
    async with reading(engine, snapshot=True) as connection:
        assert await connection.fetchval(OWN) != first
        assert await connection.fetchval("SHOW transaction_isolation") == "repeatable read"
        assert await connection.fetchval("SHOW transaction_read_only") == "on"
    async with reading(engine) as connection:
        assert await connection.fetchval("SHOW transaction_read_only") == "off"
    await engine.dispose()


async def test_a_transaction_begins_on_a_sound_connection(
    engine: AsyncEngine, database_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driver_transaction(engine) as connection:
        first = await connection.fetchval(OWN)
    monkeypatch.setattr(asyncpg.Connection, "is_closed", _not_at_first(asyncpg.Connection.is_closed))
    await end(database_url, first)
    async with driver_transaction(engine) as connection:
        assert await connection.fetchval(OWN) != first
    await engine.dispose()


async def test_a_snapshot_that_breaks_midway_is_told_as_unavailable(engine: AsyncEngine, database_url: URL) -> None:
    async def broken() -> None:
        async with reading(engine, snapshot=True) as connection:
            await end(database_url, await connection.fetchval(OWN))
            await connection.fetchval(OWN)

    with pytest.raises(Unavailable):
        await broken()
    async with reading(engine) as connection:
        assert await connection.fetchval("SELECT 1") == 1
    await engine.dispose()


async def test_a_wrong_statement_is_not_repeated(engine: AsyncEngine) -> None:
    async with reading(engine) as connection:
        with pytest.raises(asyncpg.UndefinedTableError):
            await connection.fetch("SELECT * FROM nothing")
    await engine.dispose()


def _not_at_first(real: object) -> object:
    heard: list[bool] = []

    def is_closed(self: object) -> bool:
        heard.append(True)
        return len(heard) > 1 and bool(real(self))  # type: ignore[operator] # a function

    return is_closed


async def test_a_connection_stays_at_hand_and_goes_with_its_engine(database_url: URL) -> None:
    engine = create_engine(database_url, pool_size=4)
    seen = set()
    for _ in range(3):
        async with reading(engine) as connection:
            seen.add(await connection.fetchval(OWN))
    assert len(seen) == 1
    admin = await notify.connect(database_url, application="test")
    assert await admin.fetchval("SELECT count(*) FROM pg_stat_activity WHERE pid = $1", *seen) == 1
    await end(database_url, *seen)
    async with reading(engine) as connection:
        assert await connection.fetchval(OWN) not in seen
    await engine.dispose()
    await _gone(admin, database_url)
    await admin.close()


async def _gone(admin: "asyncpg.Connection[Any]", url: URL) -> None:
    """Wait until nobody but the asker is connected."""
    async with asyncio.timeout(30):
        while await admin.fetchval(_OTHERS, url.database):
            pass


async def test_what_was_left_unfinished_is_not_kept(database_url: URL) -> None:
    engine = create_engine(database_url, pool_size=4)

    async def fail() -> int:
        async with reading(engine) as connection:
            seen.append(await connection.fetchval(OWN))
            raise ZeroDivisionError

    seen: list[int] = []
    with pytest.raises(ZeroDivisionError):
        await fail()
    async with reading(engine) as connection:
        assert await connection.fetchval(OWN) not in seen
    await engine.dispose()


async def test_others_find_room_beside_what_is_at_hand(database_url: URL) -> None:
    engine = create_engine(database_url, pool_size=4)
    async with reading(engine) as connection:
        await connection.fetchval("SELECT 1")
    async with engine.connect(), engine.connect(), engine.connect(), reading(engine) as connection:
        assert await connection.fetchval("SELECT 1") == 1
    await engine.dispose()
