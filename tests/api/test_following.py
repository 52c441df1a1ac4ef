"""Members, achievements, zones and the configuration, followed over both transports."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeAlias

import pytest

from synapse.db.notify import Part
from synapse.services import awards, zones
from tests.api import club
from tests.api.changing import ADMIN, BY, MEMBER, prepare, sign_in
from tests.api.conftest import Api
from tests.api.serving import PATIENCE, Events, Socket, events, opened, served

pytestmark = pytest.mark.live

GUILD = f'guildId: "{club.GUILD}"'
MEMBER_CHANGED = f'subscription {{ memberChanged({GUILD}, userId: "3") {{ userId xp rank displayName }} }}'
ACHIEVEMENT_EARNED = f"""subscription {{ achievementEarned({GUILD}, first: 1) {{
    nodes {{ kind member {{ userId }} achievement {{ name }} }} pageInfo {{ hasNextPage }} }} }}"""
ZONE_CHANGED = f"subscription {{ zoneChanged({GUILD}) {{ name active }} }}"
CONFIG_CHANGED = f"""subscription {{ configChanged({GUILD}) {{
    motto settings {{ version }} zones {{ name }} auditLog(first: 1) {{ nodes {{ subject }} }} }} }}"""

Next: TypeAlias = Callable[[], Awaitable[Any]]
Follow: TypeAlias = Callable[[Api, str], AbstractAsyncContextManager[Next]]


@asynccontextmanager
async def over_events(api: Api, document: str) -> AsyncIterator[Next]:
    """What follows over server-sent events as who the test has signed in; gives the whole answers."""
    headers = {name: api.http.headers[name] for name in ("authorization",) if name in api.http.headers}
    async with served(api.app) as address, events(address, document, headers=headers) as stream:
        yield _of_events(stream)


def _of_events(stream: Events) -> Next:
    async def following() -> Any:  # noqa: ANN401 - JSON
        name, body = await stream.next()
        return body if name == "next" else name

    return following


@asynccontextmanager
async def over_socket(api: Api, document: str) -> AsyncIterator[Next]:
    """The same over a WebSocket."""
    payload = {"Authorization": given} if (given := api.http.headers.get("authorization")) else {}
    async with served(api.app) as address, opened(address, init=False) as socket:
        await socket.send(type="connection_init", payload=payload)
        assert (await socket.receive())["type"] == "connection_ack"
        await socket.subscribe("one", document)
        yield _of_socket(socket)


def _of_socket(socket: Socket) -> Next:
    async def following() -> Any:  # noqa: ANN401 - JSON
        message = await socket.receive()
        if message["type"] == "error":
            return {"errors": message["payload"]}
        return message["payload"] if message["type"] == "next" else message["type"]

    return following


@pytest.fixture(params=[over_events, over_socket], ids=["events", "socket"])
def follow(request: pytest.FixtureRequest) -> Follow:
    chosen: Follow = request.param
    return chosen


@pytest.fixture(autouse=True)
async def _patience() -> AsyncGenerator[None, None]:
    async with asyncio.timeout(PATIENCE):
        yield


async def until(following: Next, wanted: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - JSON
    """The next state that is as wanted; states in between may be told or not."""
    while True:
        answer = await following()
        assert "errors" not in answer, answer
        [state] = answer["data"].values()
        if wanted(state):
            return state


async def test_a_member_now_and_after_each_change(live_api: Api, follow: Follow) -> None:
    async with follow(live_api, MEMBER_CHANGED) as following:
        told = {"userId": "3", "xp": 900, "rank": 2, "displayName": "Member 3"}
        assert (await following())["data"] == {"memberChanged": told}
        await live_api.database.execute("UPDATE members SET xp = 5000 WHERE user_id = 3")
        await live_api.notify(Part.TOTALS)
        assert (await until(following, lambda state: state["xp"] == 5000))["rank"] == 1
        await live_api.database.execute("UPDATE members SET visibility = 2 WHERE user_id = 3")
        await live_api.notify(Part.MEMBERS)
        assert await until(following, lambda state: state is None) is None


async def test_a_member_who_is_not_there_may_come(live_api: Api, follow: Follow) -> None:
    async with follow(live_api, MEMBER_CHANGED.replace('"3"', '"333"')) as following:
        assert (await following())["data"] == {"memberChanged": None}
        season = await live_api.database.fetchval("SELECT id FROM seasons")
        await club.add_member(live_api.database, club.GUILD, 333, 7, season)
        await live_api.notify(Part.MEMBERS)
        assert (await until(following, bool))["xp"] == 7


async def test_achievements_and_nothing_else_of_the_feed(live_api: Api, follow: Follow) -> None:
    await club.add_achievement(live_api.database, "First words", ())
    number = await live_api.database.fetchval("SELECT max(id) FROM achievements")
    await club.celebrate(live_api.database, 2, "achievement", f'{{"achievement_id": {number}, "xp": 1}}')
    async with follow(live_api, ACHIEVEMENT_EARNED) as following:
        node = {"kind": "ACHIEVEMENT", "member": {"userId": "2"}, "achievement": {"name": "First words"}}
        told = {"nodes": [node], "pageInfo": {"hasNextPage": False}}
        assert (await following())["data"] == {"achievementEarned": told}
        await club.celebrate(live_api.database, 1, "level_up", '{"level": 7, "gold": 50}')
        await club.celebrate(live_api.database, 4, "achievement", f'{{"achievement_id": {number}, "xp": 1}}')
        await live_api.notify(Part.FEED)
        state = await until(following, lambda state: state["nodes"][0]["member"]["userId"] == "4")
        assert state["pageInfo"] == {"hasNextPage": True}


async def test_zones_after_each_change_of_an_admin(live_api: Api, follow: Follow) -> None:
    await prepare(live_api)
    async with follow(live_api, ZONE_CHANGED) as following:
        before = (await following())["data"]["zoneChanged"]
        assert {"name": "Lab", "active": True} in before
        values = {"name": "Fun", "channel_ids": [12]}
        await zones.create(live_api.service.engine, actor=BY, guild_id=club.GUILD, values=values)
        after = await until(following, lambda state: len(state) > len(before))
        assert after == [*before, {"name": "Fun", "active": True}]


async def test_the_configuration_for_admins_until_they_are_none(live_api: Api, follow: Follow) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    engine = live_api.service.engine
    async with follow(live_api, CONFIG_CHANGED) as following:
        first = (await following())["data"]["configChanged"]
        assert (first["motto"], first["settings"]["version"]) == ("New", 2)
        await zones.create(engine, actor=BY, guild_id=club.GUILD, values={"name": "Fun", "channel_ids": [12]})
        state = await until(following, lambda state: {"name": "Fun"} in state["zones"])
        assert state["auditLog"]["nodes"][0]["subject"].startswith("zone:")
        # An award changes no rule, and is in the log all the same.
        award = {"user_id": 3, "xp": 5, "reason": "Thanks", "idempotency_key": "one"}
        await awards.give(engine, actor=BY, guild_id=club.GUILD, values=award, now=club.NOW)
        await until(following, lambda state: state["auditLog"]["nodes"][0]["subject"].startswith("award:"))
        await live_api.database.execute("UPDATE guilds SET owner_id = 9")
        await zones.create(engine, actor=BY, guild_id=club.GUILD, values={"name": "More", "channel_ids": []})
        answer = await following()
        while "errors" not in answer:
            assert {"name": "More"} not in answer["data"]["configChanged"]["zones"]
            answer = await following()
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        if follow is over_events:  # over a WebSocket the error itself is the end
            assert await following() == "complete"


@pytest.mark.parametrize(("user", "code"), [(None, "UNAUTHENTICATED"), (MEMBER, "FORBIDDEN")])
async def test_the_configuration_is_for_nobody_else(live_api: Api, follow: Follow, user: int | None, code: str) -> None:
    await prepare(live_api)
    await sign_in(live_api, user)
    async with follow(live_api, CONFIG_CHANGED) as following:
        answer = await following()
        assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
        assert "data" not in answer


@pytest.mark.parametrize("document", [MEMBER_CHANGED, ACHIEVEMENT_EARNED, ZONE_CHANGED])
async def test_a_guild_that_is_not_served(live_api: Api, follow: Follow, document: str) -> None:
    async with follow(live_api, document.replace(str(club.GUILD), "17")) as following:
        answer = await following()
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]
