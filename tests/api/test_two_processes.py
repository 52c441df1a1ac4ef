"""Two API processes behind one database: what one changes, subscribers and caches of the other see."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy.engine import URL

from tests.api import club
from tests.api.changing import ADMIN, prepare, sign_in
from tests.api.conftest import Api, open_api
from tests.api.processes import PATIENCE, api_process
from tests.api.serving import events, opened

pytestmark = pytest.mark.live

GUILD = {"guild": str(club.GUILD)}
NAMES = "query ($guild: Snowflake!) { guild(id: $guild) { motto zones { name } } }"
FOLLOWED = "subscription ($guild: Snowflake!) { zoneChanged(guildId: $guild) { name } }"
CREATE = """mutation ($input: CreateZoneInput!) { createZone(input: $input) { problems { message } } }"""
SET = """mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { problems { message } } }"""


@asynccontextmanager
async def api_process_and_club(url: URL) -> AsyncIterator[tuple[str, Api]]:
    """The endpoint of one process, and the other within the test, in which an admin has signed in."""
    async with open_api(url) as api:
        await club.found(api.database)
        await api.service.rulebook.load(club.GUILD)
        await prepare(api)
        await sign_in(api, ADMIN)
        async with api_process(url) as endpoint:
            yield endpoint, api


async def asked(http: httpx.AsyncClient, endpoint: str) -> httpx.Response:
    """The document as anybody's GET, which the process remembers."""
    parameters = {"query": NAMES, "variables": f'{{"guild": "{club.GUILD}"}}'}
    return await http.get(endpoint, params=parameters, headers={"accept": "application/json"})


async def settled(http: httpx.AsyncClient, endpoint: str, tag: str) -> dict[str, Any]:
    """The answer once it is another one than that with a tag."""
    async with asyncio.timeout(PATIENCE):
        while (response := await asked(http, endpoint)).headers["etag"] == tag:
            pass
    guild: dict[str, Any] = response.json()["data"]["guild"]
    return guild


async def changed(api: Api, document: str, wanted: dict[str, object]) -> None:
    """A change over the process within the test, which is the other one."""
    (answer,) = (await api.ask(document, input=wanted)).values()
    assert answer == {"problems": []}


async def test_a_mutation_on_one_is_seen_by_subscribers_and_caches_of_the_other(live_url: URL) -> None:
    async with api_process_and_club(live_url) as (endpoint, api), httpx.AsyncClient(timeout=PATIENCE) as http:
        address = endpoint.removeprefix("http://").removesuffix("/graphql")
        async with events(address, FOLLOWED, GUILD) as stream, opened(address) as socket:
            await socket.subscribe("one", FOLLOWED, **GUILD)
            first = (await stream.next())[1]["data"]["zoneChanged"]
            assert (await socket.receive())["payload"]["data"]["zoneChanged"] == first
            before = await asked(http, endpoint)
            assert before.json()["data"]["guild"] == {"motto": "New", "zones": first}

            await changed(api, CREATE, {"guildId": str(club.GUILD), "name": "Fun", "channelIds": ["12"]})
            after = [*first, {"name": "Fun"}]
            async with asyncio.timeout(PATIENCE):
                while (await stream.next())[1]["data"]["zoneChanged"] != after:
                    pass
                while (await socket.receive())["payload"]["data"]["zoneChanged"] != after:
                    pass
            assert await settled(http, endpoint, before.headers["etag"]) == {"motto": "New", "zones": after}

        between = await asked(http, endpoint)
        values = [{"key": "motto", "value": "Onwards"}]
        await changed(api, SET, {"guildId": str(club.GUILD), "version": 2, "values": values})
        assert (await settled(http, endpoint, between.headers["etag"]))["motto"] == "Onwards"
