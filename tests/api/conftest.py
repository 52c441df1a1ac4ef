"""A club in a database of the test's own, and the API in front of it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.types import ASGIApp

from synapse.api.app import create_app
from synapse.api.execution.executor import Accelerated
from synapse.api.service import Service, serving
from synapse.db import notify
from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.db.session import create_engine
from synapse.runtime import Clock
from tests.api import club


@dataclass(frozen=True, slots=True)
class Api:
    """The API under test: asked over HTTP, its database open beside it."""

    app: ASGIApp
    service: Service
    http: httpx.AsyncClient
    database: "asyncpg.Connection[asyncpg.Record]"
    statements: list[str] = field(default_factory=list)

    async def ask(self, query: str, **variables: object) -> dict[str, Any]:
        """The data of a query that must succeed."""
        answer = await self.answer(query, **variables)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    async def answer(self, query: str, **variables: object) -> dict[str, Any]:
        """The whole answer to a query."""
        response = await self.http.post("/graphql", json={"query": query, "variables": variables})
        answer: dict[str, Any] = response.json()
        # The driver tells of a statement one turn of the loop after its answer.
        await asyncio.sleep(0)
        return answer

    async def refusal(self, query: str, **variables: object) -> dict[str, Any]:
        """The first error of a query that must fail."""
        error: dict[str, Any] = (await self.answer(query, **variables))["errors"][0]
        return error

    async def notify(self, *parts: Part, topic: Topic = Topic.ACTIVITY) -> None:
        """Send a notice about the club."""
        notice = Notice(topic, club.GUILD, frozenset(parts))
        await self.database.execute(notify.PUBLISH, topic.value, notice.payload)


@pytest.fixture(autouse=True)
def _compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every operation is compiled the first time; ``tests/api/execution`` compares with the other way."""
    monkeypatch.setattr(Accelerated, "patience", 0)


@pytest.fixture(scope="session")
def club_url(server_url: URL, database_url: URL) -> Iterator[URL]:
    """A database with the club in it that this worker's tests share; they only read."""
    name = f"club_{uuid4().hex[:12]}"
    asyncio.run(_execute(server_url, f"CREATE DATABASE {name} TEMPLATE {database_url.database}"))
    url = server_url.set(database=name)
    asyncio.run(_found(url))
    yield url
    asyncio.run(_execute(server_url, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def api(club_url: URL) -> AsyncIterator[Api]:
    """The API in front of the shared club: for tests that only read."""
    async with open_api(club_url) as opened:
        yield opened


@pytest.fixture
async def live_api(live_url: URL) -> AsyncIterator[Api]:
    """The API in front of a club of the test's own: for tests that change it."""
    await _found(live_url)
    async with open_api(live_url) as opened:
        yield opened


async def _execute(url: URL, statement: str) -> None:
    connection = await notify.connect(url, application="test")
    await connection.execute(statement)
    await connection.close()


async def _found(url: URL) -> None:
    connection = await notify.connect(url, application="test")
    await club.found(connection)
    await connection.close()


@asynccontextmanager
async def open_api(
    url: URL,
    *,
    clock: Clock = lambda: club.NOW,
    **options: Any,  # noqa: ANN401 - those of ``serving``
) -> AsyncIterator[Api]:
    """The API on a database, with a plain connection beside it."""
    engine, listener = create_engine(url), Listener(url)
    await listener.start()
    database = await notify.connect(url, application="test")
    statements: list[str] = []
    _record(engine, statements)
    try:
        async with serving(engine, listener, clock=clock, **options) as service:
            app = create_app(service)
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api") as http:
                yield Api(app, service, http, database, statements)
    finally:
        await database.close()
        await listener.stop()
        await engine.dispose()
        await engine.dispose()


def _keep(statements: list[str], text: str) -> None:
    """What the process does by itself, whoever asks for what, is left out."""
    if "webhook_deliveries" not in text:
        statements.append(text)


def _record(engine: AsyncEngine, statements: list[str]) -> None:
    """Keep the text of every statement that the pool's connections execute."""

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: DBAPIConnection, _record: object) -> None:
        driver: asyncpg.Connection[asyncpg.Record] = connection.driver_connection
        driver.add_query_logger(lambda query: _keep(statements, query.query))
