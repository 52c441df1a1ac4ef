"""The protocol graphql-transport-ws, message by message."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from synapse.api import limits, websocket
from tests.api.conftest import Api
from tests.api.serving import PATIENCE, opened, served

QUERY = "{ guilds { name } }"
FEED = 'subscription { feed(guildId: "4000000000000000001") { nodes { id } } }'


@pytest.fixture
async def address(api: Api) -> AsyncIterator[str]:
    async with served(api.app) as bound:
        yield bound


async def test_a_query_gives_one_answer_and_completes(address: str) -> None:
    async with opened(address) as socket:
        await socket.subscribe('a"b', QUERY)
        answer = await socket.receive()
        assert (answer["id"], answer["type"]) == ('a"b', "next")
        assert answer["payload"]["data"] == {"guilds": [{"name": "Campus Code Club"}]}
        assert answer["payload"]["extensions"]["cost"]["actual"] == 1
        assert await socket.receive() == {"id": 'a"b', "type": "complete"}
        await socket.subscribe('a"b', QUERY)
        assert (await socket.receive())["type"] == "next"


async def test_pings_are_answered_before_and_after_the_beginning(address: str) -> None:
    async with opened(address, init=False) as socket:
        await socket.send(type="ping")
        assert await socket.receive() == {"type": "pong"}
        await socket.send(type="connection_init", payload={})
        assert await socket.receive() == {"type": "connection_ack"}
        await socket.send(type="pong")
        await socket.send(type="ping", payload={"x": 1})
        assert await socket.receive() == {"type": "pong"}


async def test_field_errors_are_part_of_an_answer(address: str) -> None:
    async with opened(address) as socket:
        await socket.subscribe("1", '{ node(id: "x") { id } }')
        message = await socket.receive()
        assert (message["type"], message["payload"]["data"]) == ("next", {"node": None})


async def test_an_invalid_document_is_an_error(address: str) -> None:
    async with opened(address) as socket:
        await socket.subscribe("1", "{ nothing }")
        message = await socket.receive()
        assert (message["type"], message["id"]) == ("error", "1")
        assert message["payload"][0]["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_operations_need_the_beginning(address: str) -> None:
    async with opened(address, init=False) as socket:
        await socket.subscribe("1", QUERY)
        assert await socket.close_code() == 4401


async def test_two_beginnings_are_one_too_many(address: str) -> None:
    async with opened(address) as socket:
        await socket.send(type="connection_init")
        assert await socket.close_code() == 4429


async def test_an_id_is_used_once_at_a_time(address: str) -> None:
    async with opened(address) as socket:
        await socket.subscribe("1", FEED)
        await socket.subscribe("1", FEED)
        assert await socket.close_code() == 4409


async def test_who_never_begins_is_let_go(api: Api) -> None:
    endpoint = websocket.SocketEndpoint(api.service.operations, init_seconds=0)
    async with served(endpoint) as address, opened(address, init=False) as socket:
        assert await socket.close_code() == 4408


async def test_other_protocols_are_not_spoken(address: str) -> None:
    async with opened(address, init=False, protocol="graphql-ws") as socket:
        assert await socket.close_code() == 4406


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"type": 5}',
        '{"type": "shout"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": 5}',
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 5}}',
    ],
)
async def test_wrong_messages_close_the_connection(address: str, text: str) -> None:
    async with opened(address) as socket:
        await socket.connection.send(text)
        assert await socket.close_code() == 4400


async def test_binary_and_large_messages_close_the_connection(address: str) -> None:
    async with opened(address) as socket:
        await socket.connection.send(b"{}")
        assert await socket.close_code() == 4400
    async with opened(address) as socket:
        await socket.connection.send(" " * (limits.BODY_BYTES + 1))
        assert await socket.close_code() == 4400


async def test_one_connection_runs_only_so_many_operations(address: str) -> None:
    async with asyncio.timeout(PATIENCE), opened(address) as socket:
        for number in range(websocket.OPERATIONS + 1):
            await socket.subscribe(str(number), FEED)
        assert await socket.close_code() == 4429


async def test_leaving_early_ends_what_was_running(api: Api) -> None:
    async with served(api.app) as address, opened(address) as socket:
        await socket.subscribe("1", FEED)
        await socket.receive()
        assert api.service.live.followed == 1
    assert api.service.live.followed == 0
