"""Subscriptions: the state at once, again after each change, one reading for all who follow."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from synapse.api import live
from synapse.db.notify import Part, Topic
from tests.api import club
from tests.api.conftest import Api
from tests.api.serving import PATIENCE, Socket, events, opened, served

pytestmark = pytest.mark.live

BOARD = """
subscription ($first: Int! = 2) {
  leaderboardChanged(guildId: "4000000000000000001", by: XP, span: ALL_TIME, first: $first) {
    totalCount nodes { rank value member { userId } } pageInfo { hasNextPage }
  }
}
"""
FEED = 'subscription { feed(guildId: "4000000000000000001", first: 2) { nodes { level member { userId } } } }'


@pytest.fixture
async def address(live_api: Api) -> AsyncIterator[str]:
    async with served(live_api.app) as bound:
        yield bound


async def earn(api: Api, user_id: int, xp: int) -> None:
    await api.database.execute("UPDATE members SET xp = xp + $1 WHERE user_id = $2", xp, user_id)
    await api.notify(Part.TOTALS)


def values(data: dict[str, dict[str, list[dict[str, int]]]]) -> list[int]:
    return [node["value"] for node in data["leaderboardChanged"]["nodes"]]


async def test_events_send_the_state_at_once_and_after_each_change(live_api: Api, address: str) -> None:
    async with asyncio.timeout(PATIENCE), events(address, BOARD) as stream:
        assert stream.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        name, body = await stream.next()
        assert (name, values(body["data"])) == ("next", [1000, 900])
        assert body["data"]["leaderboardChanged"]["totalCount"] == 8
        await earn(live_api, 3, 500)
        name, body = await stream.next()
        assert (name, values(body["data"])) == ("next", [1400, 1000])
        assert live_api.service.live.followed == 1


async def test_the_feed_is_followed_by_its_own_notices(live_api: Api, address: str) -> None:
    async with asyncio.timeout(PATIENCE), opened(address) as socket:
        await socket.subscribe("f", FEED)
        assert (await socket.receive())["payload"] == {"data": {"feed": {"nodes": []}}}
        await club.celebrate(live_api.database, 1, "level_up", '{"level": 7, "gold": 50}')
        await live_api.notify(Part.TOTALS)
        await live_api.notify(Part.FEED)
        message = await socket.receive()
        assert message["payload"]["data"]["feed"]["nodes"] == [{"level": 7, "member": {"userId": "1"}}]


async def test_all_who_follow_a_board_share_one_statement_per_notice(live_api: Api, address: str) -> None:
    async with asyncio.timeout(PATIENCE), opened(address) as one, opened(address) as two:
        for number, socket in enumerate((one, one, two, two)):
            await socket.subscribe(str(number), BOARD)
            assert values((await socket.receive())["payload"]["data"]) == [1000, 900]
        assert live_api.service.live.followed == 1
        before = _boards(live_api)
        await earn(live_api, 2, 5000)
        for socket in (one, one, two, two):
            assert values((await socket.receive())["payload"]["data"]) == [5900, 1000]
        assert _boards(live_api) - before == 1


def _boards(api: Api) -> int:
    return sum("FROM members AS b" in statement for statement in api.statements)


async def test_notices_in_quick_succession_become_few_readings_and_the_last_state_arrives(
    live_api: Api, address: str
) -> None:
    async with asyncio.timeout(PATIENCE), opened(address) as socket:
        await socket.subscribe("b", BOARD, first=1)
        await socket.receive()
        before = _boards(live_api)
        for _ in range(200):
            await earn(live_api, 1, 1)
        seen = 0
        while seen != 1200:
            (seen,) = values((await socket.receive())["payload"]["data"])
        assert _boards(live_api) - before < 100


async def test_a_slow_follower_gets_the_newest_state_only() -> None:
    latest: live.Latest[int] = live.Latest()
    latest.put(1)
    follower = latest.follow()
    assert await anext(follower) == 1
    for value in range(2, 10):
        latest.put(value)
    assert await anext(follower) == 9
    await follower.aclose()


async def test_changed_rules_are_a_change(live_api: Api, address: str) -> None:
    query = """subscription { leaderboardChanged(guildId: "4000000000000000001", first: 1, span: ALL_TIME)
               { nodes { member { level } } } }"""
    async with asyncio.timeout(PATIENCE), opened(address) as socket:
        await socket.subscribe("l", query)
        assert _level(await socket.receive()) == 5
        await live_api.database.execute(
            """UPDATE guilds SET settings = '{"levels": {"kind": "linear", "step": 100}}'"""
        )
        await live_api.notify(Part.SETTINGS, topic=Topic.CONFIG)
        assert _level(await socket.receive()) == 11


def _level(message: dict[str, dict[str, dict[str, dict[str, list[dict[str, dict[str, int]]]]]]]) -> int:
    return message["payload"]["data"]["leaderboardChanged"]["nodes"][0]["member"]["level"]


async def test_a_lost_listener_catches_up_when_it_is_back(live_api: Api, address: str) -> None:
    async with asyncio.timeout(PATIENCE), opened(address) as socket:
        await socket.subscribe("b", BOARD, first=1)
        await socket.receive()
        await live_api.database.execute("UPDATE members SET xp = 7000 WHERE user_id = 8")
        await live_api.database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        assert values((await socket.receive())["payload"]["data"]) == [7000]


async def test_leaving_lets_go_of_what_was_followed(live_api: Api) -> None:
    async with (
        asyncio.timeout(PATIENCE),
        served(live_api.app) as address,
        opened(address) as socket,
        events(address, FEED) as stream,
    ):
        await socket.subscribe("b", BOARD)
        await socket.subscribe("c", BOARD)
        await socket.receive()
        await socket.receive()
        await stream.next()
        assert live_api.service.live.followed == 2
        await socket.send(id="b", type="complete")
        await _answered(socket)
        assert live_api.service.live.followed == 2
    assert live_api.service.live.followed == 0


async def _answered(socket: Socket) -> None:
    """Return when the server has handled all that was sent before."""
    await socket.send(type="ping")
    while (await socket.receive())["type"] != "pong":
        pass


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('subscription { leaderboardChanged(guildId: "5") { totalCount } }', "NOT_FOUND"),
        (
            'subscription { leaderboardChanged(guildId: "4000000000000000001", first: 0) { totalCount } }',
            "BAD_USER_INPUT",
        ),
        ('subscription { feed(guildId: "4000000000000000001", first: 101) { nodes { id } } }', "BAD_USER_INPUT"),
        ('subscription { feed(guildId: "x") { nodes { id } } }', "BAD_USER_INPUT"),
        ("subscription { nothing }", "BAD_USER_INPUT"),
        ("subscription {", "BAD_USER_INPUT"),
    ],
)
async def test_refused_subscriptions_say_why_on_both_transports(address: str, query: str, code: str) -> None:
    async with asyncio.timeout(PATIENCE):
        async with events(address, query) as stream:
            name, body = await stream.next()
            assert (name, list(body), body["errors"][0]["extensions"]["code"]) == ("next", ["errors"], code)
            assert (await stream.next())[0] == "complete"
        async with opened(address) as socket:
            await socket.subscribe("x", query)
            message = await socket.receive()
            assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", code)
