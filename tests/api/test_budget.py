"""What takes too long is stopped, in the database too."""

import asyncio

import pytest
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.read import reading
from synapse.db.session import create_engine
from synapse.errors import TimedOut
from synapse.services import directory
from tests.api.conftest import Api

pytestmark = pytest.mark.live
_SLEEPING = "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)' AND state = 'active'"


async def _sleep(engine: AsyncEngine, *_arguments: object) -> list[directory.Guild]:
    async with reading(engine) as connection:
        await connection.fetchval("SELECT pg_sleep(600)")
    return []


@pytest.mark.parametrize("media", ["application/json", "application/graphql-response+json"])
async def test_a_slow_operation_is_cancelled(live_api: Api, monkeypatch: pytest.MonkeyPatch, media: str) -> None:
    monkeypatch.setattr(directory, "guilds", _sleep)
    monkeypatch.setattr(live_api.service.operations, "_seconds", 0.2)
    response = await live_api.http.post("/graphql", json={"query": "{ guilds { name } }"}, headers={"accept": media})
    assert response.status_code == (200 if media == "application/json" else 503)
    error = response.json()["errors"][0]
    assert error["extensions"]["code"] == "TIMED_OUT"
    async with asyncio.timeout(20):
        while await live_api.database.fetchval(_SLEEPING):
            pass
    # The connection is whole again.
    monkeypatch.undo()
    assert (await live_api.ask("{ guilds { name } }"))["guilds"]


async def test_the_server_ends_statements_that_several_resolvers_wait_for(live_url: URL) -> None:
    engine = create_engine(live_url, statement_seconds=0.1)
    with pytest.raises(TimedOut):
        await _sleep(engine)
    await engine.dispose()
