"""Anonymous readers are served from a streaming replica while it is well; everybody else never is."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text

from synapse.db.embedded import EmbeddedPostgres
from synapse.db.migrate import migrate
from synapse.db.notify import connect
from synapse.db.replica import Replica
from synapse.db.session import create_engine
from tests.api import club
from tests.api.changing import ADMIN, sign_in
from tests.api.conftest import Api, open_api
from tests.growth.servers import primary_and_replica

pytestmark = pytest.mark.live

PULSE = "query ($id: Snowflake!) { guild(id: $id) { pulse { memberCount } } }"
PATIENCE = 30


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[EmbeddedPostgres, EmbeddedPostgres]]:
    with primary_and_replica() as both:
        yield both


@pytest.fixture
async def replica(servers: tuple[EmbeddedPostgres, EmbeddedPostgres]) -> AsyncIterator[Replica]:
    opened = Replica(create_engine(servers[1].url()))
    yield opened
    await opened.engine.dispose()


@pytest.fixture
async def api(servers: tuple[EmbeddedPostgres, EmbeddedPostgres], replica: Replica) -> AsyncIterator[Api]:
    url = servers[0].url()
    await migrate(url)
    connection = await connect(url, application="test")
    if not await connection.fetchval("SELECT count(*) FROM guilds"):
        await club.found(connection)
    await connection.close()
    async with open_api(url, replica=replica) as opened:
        yield opened


async def arrived(replica: Replica, statement: str) -> None:
    """Wait until the replica answers a question with yes."""
    async with asyncio.timeout(PATIENCE), replica.engine.connect() as connection:
        while not (await connection.execute(text(statement))).scalar_one():
            await asyncio.sleep(0.02)
            await connection.rollback()


async def pause(replica: Replica, *, resume: bool = False) -> None:
    async with replica.engine.connect() as connection:
        await connection.execute(text(f"SELECT pg_wal_replay_{'resume' if resume else 'pause'}()"))
        await connection.commit()


def well(replica: Replica) -> bool:
    return replica.is_well


async def asked_of_primary(api: Api) -> int:
    """How many statements of a query for the overview's figures the primary got."""
    before = len(api.statements)
    answer = await api.ask(PULSE, id=str(club.GUILD))
    assert answer["guild"]["pulse"]["memberCount"] > 0
    return sum("FROM members" in statement for statement in api.statements[before:])


async def test_strangers_read_the_replica_and_who_signed_in_the_primary(api: Api, replica: Replica) -> None:
    await arrived(replica, "SELECT count(*) > 0 FROM guilds")
    await replica.look()
    assert replica.is_well
    assert await asked_of_primary(api) == 0
    await sign_in(api, ADMIN)
    assert await asked_of_primary(api) > 0


async def test_a_replica_that_falls_behind_or_goes_away_is_left_aside(
    api: Api, replica: Replica, servers: tuple[EmbeddedPostgres, EmbeddedPostgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    await arrived(replica, "SELECT count(*) > 0 FROM guilds")
    await replica.look()
    assert well(replica)
    await pause(replica)
    await api.database.execute("UPDATE guilds SET name = name")
    monkeypatch.setattr("synapse.db.replica.LAG_SECONDS", 0.0)
    async with asyncio.timeout(PATIENCE):
        while well(replica):
            await replica.look()
    assert await asked_of_primary(api) > 0
    await pause(replica, resume=True)
    servers[1].stop(mode="immediate")
    await replica.look()
    assert replica.lag_seconds is None
    assert await asked_of_primary(api) > 0
