import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import disnake
import disnake.http
import pytest

from synapse.demo.backend import Options
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from tests.demo import openapi, worlds
from tests.demo.clients import Connect, RawGateway, Rest


@pytest.fixture
def world() -> World:
    return worlds.small()


@pytest.fixture
def options() -> Options:
    return Options()


@pytest.fixture
async def local(world: World, options: Options) -> AsyncIterator[LocalDiscord]:
    """A local Discord; at the end, every call it answered is judged by Discord's own description."""
    async with LocalDiscord(world, options) as running:
        yield running
        assert openapi.faults(running.backend.requests.entries) == []
        assert running.backend.failures == 0


@pytest.fixture
def script(local: LocalDiscord) -> Script:
    return Script(local.backend)


@pytest.fixture
async def rest(local: LocalDiscord) -> AsyncIterator[Rest]:
    async with aiohttp.ClientSession() as session:
        yield Rest(session, local.api_url, f"Bot {worlds.TOKEN}")


@pytest.fixture
async def connect(local: LocalDiscord, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Connect]:
    """Starts a disnake client against the local Discord and waits until it is ready."""
    monkeypatch.setattr(disnake.http.Route, "BASE", local.api_url)
    running: list[tuple[disnake.Client, asyncio.Task[None]]] = []

    async def start(client: disnake.Client) -> disnake.Client:
        running.append((client, asyncio.create_task(client.start(worlds.TOKEN))))
        async with asyncio.timeout(20):
            await client.wait_until_first_connect()
            await client.wait_until_ready()
        return client

    yield start
    for client, task in running:
        await client.close()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def open_gateway(local: LocalDiscord) -> AsyncIterator[Callable[..., Awaitable[RawGateway]]]:
    """Opens websockets to the gateway and hears HELLO."""
    async with aiohttp.ClientSession() as session:

        async def opened(query: str = "?v=10&encoding=json&compress=zlib-stream") -> RawGateway:
            gateway = RawGateway(await session.ws_connect(local.backend.gateway_url + query, max_msg_size=0))
            await gateway.frame()
            return gateway

        yield opened
