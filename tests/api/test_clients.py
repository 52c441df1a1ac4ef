"""Other people's clients, and the audits of GraphQL over HTTP, against the API's own process."""

from typing import Any

import orjson
import pytest
from gql import Client as GqlClient
from gql import GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.aiohttp_websockets import AIOHTTPWebsocketsTransport
from sqlalchemy.engine import URL

from synapse.db import notify
from synapse.db.notify import Notice, Part, Topic
from tests.api import club
from tests.api.processes import CLIENTS, NODE, Client, api_process, client

pytestmark = pytest.mark.live

AUDITS = 61
GUILDS = {"guilds": [{"name": "Campus Code Club"}]}
BOARD = """subscription ($guild: Snowflake!) {
  leaderboardChanged(guildId: $guild, span: ALL_TIME, first: 1) { nodes { value member { displayName } } }
}"""
VARIABLES = {"guild": str(club.GUILD)}
REQUEST = orjson.dumps({"query": BOARD, "variables": VARIABLES}).decode()


def state(xp: int) -> dict[str, Any]:
    return {"leaderboardChanged": {"nodes": [{"value": xp, "member": {"displayName": "Member 1"}}]}}


async def found(url: URL) -> None:
    database = await notify.connect(url, application="test")
    await club.found(database)
    await database.close()


async def earn(url: URL) -> None:
    """The first of the board earns more XP, and everybody is told."""
    database = await notify.connect(url, application="test")
    await database.execute("UPDATE members SET xp = xp + 500 WHERE user_id = 1")
    notice = Notice(Topic.ACTIVITY, club.GUILD, frozenset({Part.TOTALS}))
    await database.execute(notify.PUBLISH, Topic.ACTIVITY.value, notice.payload)
    await database.close()


async def two_states(url: URL, running: Client) -> list[Any]:
    first = await running.state()
    await earn(url)
    return [first, await running.state()]


async def test_every_audit_of_graphql_over_http_passes(club_url: URL) -> None:
    async with api_process(club_url) as endpoint, client((NODE, CLIENTS / "audit.js", endpoint)) as running:
        audits = await running.outcome()
    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) == AUDITS


@pytest.mark.parametrize("script", ["ws.js", "sse.js"])
async def test_graphql_ws_and_graphql_sse(live_url: URL, script: str) -> None:
    await found(live_url)
    async with api_process(live_url) as endpoint, client((NODE, CLIENTS / script, endpoint, REQUEST, "2")) as running:
        states = await two_states(live_url, running)
        outcome = await running.outcome()
    assert states == [{"data": state(1000)}, {"data": state(1500)}]
    assert outcome["states"] == states
    assert outcome["query"]["data"] == GUILDS


async def test_urql(live_url: URL) -> None:
    await found(live_url)
    async with (
        api_process(live_url) as endpoint,
        client((NODE, CLIENTS / "urql.js", endpoint, REQUEST, "2")) as running,
    ):
        states = await two_states(live_url, running)
        outcome = await running.outcome()
    assert states == [{"data": state(1000)}, {"data": state(1500)}]
    assert outcome["post"] == outcome["get"] == {"data": GUILDS}
    assert "mutation" in outcome["mutation"]["error"].lower()


async def test_gql(live_url: URL) -> None:
    await found(live_url)
    query, subscription = GraphQLRequest("{ guilds { name } }"), GraphQLRequest(BOARD, variable_values=VARIABLES)
    async with api_process(live_url) as endpoint:
        async with GqlClient(transport=AIOHTTPTransport(endpoint), fetch_schema_from_transport=True) as session:
            assert await session.execute(query) == GUILDS
        sockets = AIOHTTPWebsocketsTransport(endpoint.replace("http", "ws"))
        async with GqlClient(transport=sockets) as session:
            states = session.subscribe(subscription)
            assert await anext(states) == state(1000)
            await earn(live_url)
            assert await anext(states) == state(1500)
            await states.aclose()
