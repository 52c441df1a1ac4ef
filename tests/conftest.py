"""Fixtures that every test may use: a real PostgreSQL, a database per worker, a rolled-back transaction per test.

``database_url`` is a migrated database of this worker. ``session`` and ``connection`` work in one
transaction that is rolled back. ``live_url`` is an empty migrated database of the test's own, for what
needs real commits and notices.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from synapse.db import url as address
from synapse.db.embedded import EmbeddedPostgres
from synapse.db.migrate import migrate
from synapse.db.session import create_engine

_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


@pytest.fixture(scope="session")
def server_url() -> Iterator[URL]:
    """A PostgreSQL server: ``TEST_DATABASE_URL`` if it is set, else an embedded one of this worker.

    Its folder is not one of pytest's, which other runs on the machine clean up.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield address.parse(given)
        return
    with tempfile.TemporaryDirectory(prefix="synapse-test-") as folder:
        server = EmbeddedPostgres(Path(folder) / "cluster", settings=_FAST)
        server.start()
        yield server.url()
        server.remove()


async def _execute(url: URL, statement: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


@pytest.fixture(scope="session")
def database_url(server_url: URL) -> Iterator[URL]:
    """A migrated database for this worker, also the template of ``live_url``."""
    name = f"synapse_{uuid4().hex[:12]}"
    asyncio.run(_execute(server_url, f"CREATE DATABASE {name}"))
    url = server_url.set(database=name)
    asyncio.run(migrate(url))
    yield url
    asyncio.run(_execute(server_url, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def live_url(server_url: URL, database_url: URL) -> AsyncIterator[URL]:
    """A migrated database of this test's own, for real commits."""
    name = f"live_{uuid4().hex[:12]}"
    # Copying files is several times cheaper than logging each page, where nothing has to survive a crash.
    await _execute(server_url, f"CREATE DATABASE {name} TEMPLATE {database_url.database} STRATEGY FILE_COPY")
    yield server_url.set(database=name)
    await _execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def live_engine(live_url: URL) -> AsyncIterator[AsyncEngine]:
    """A pool on ``live_url``."""
    engine = create_engine(live_url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def connection(database_url: URL) -> AsyncIterator[AsyncConnection]:
    """A connection in a transaction that is rolled back after the test."""
    engine = create_async_engine(database_url, poolclass=NullPool)
    async with engine.connect() as opened:
        transaction = await opened.begin()
        yield opened
        await transaction.rollback()
    await engine.dispose()


@pytest.fixture
async def session(connection: AsyncConnection) -> AsyncIterator[AsyncSession]:
    """A session whose commits are savepoints of the rolled-back transaction."""
    async with AsyncSession(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as opened:
        yield opened
