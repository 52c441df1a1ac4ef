"""The gateway misbehaving on command."""

import asyncio
from collections import Counter

import disnake
import pytest

from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from tests.demo import worlds
from tests.demo.clients import Open, RawGateway


@pytest.fixture
async def gateway(open_gateway: Open) -> RawGateway:
    opened = await open_gateway()
    await opened.identify(worlds.TOKEN, disnake.Intents.all().value)
    await opened.until("GUILD_CREATE")
    return opened


async def contents(gateway: RawGateway, count: int) -> list[str]:
    return [(await gateway.until("MESSAGE_CREATE"))["content"] for _ in range(count)]


async def test_an_event_comes_twice(gateway: RawGateway, script: Script, local: LocalDiscord) -> None:
    local.backend.faults.duplicate_next = 1
    script.says("Ada", "#general", "one")
    script.says("Ada", "#general", "two")
    assert await contents(gateway, 3) == ["one", "one", "two"]
    assert local.backend.faults.injected["duplicate"] == 1


async def test_some_events_come_twice(gateway: RawGateway, script: Script, local: LocalDiscord) -> None:
    local.backend.faults.duplicate_probability = 0.5
    for number in range(100):
        script.says("Ada", "#general", str(number))
    local.backend.faults.duplicate_probability = 0
    script.says("Ada", "#general", "end")
    heard: list[str] = []
    while "end" not in heard:
        heard += await contents(gateway, 1)
    repeated = [content for content, count in Counter(heard).items() if count == 2]
    assert len(set(heard)) == 101
    assert 20 < len(repeated) < 80


async def test_events_change_their_order(gateway: RawGateway, script: Script, local: LocalDiscord) -> None:
    local.backend.faults.reorder_window = 10
    for number in range(20):
        script.says("Ada", "#general", str(number))
    heard = await contents(gateway, 20)
    expected = [str(number) for number in range(20)]
    assert heard != expected
    assert sorted(heard, key=int) == expected


async def test_a_window_that_is_never_full_is_let_go(gateway: RawGateway, script: Script, local: LocalDiscord) -> None:
    local.backend.faults.reorder_window = 10
    script.says("Ada", "#general", "alone")
    assert await contents(gateway, 1) == ["alone"]


async def test_answers_are_never_repeated(gateway: RawGateway, script: Script, local: LocalDiscord) -> None:
    local.backend.commands.create(None, {"name": "hello", "description": "d"})
    local.backend.faults.duplicate_probability = 1.0
    script.starts("/hello", "Ada")
    local.backend.faults.clear()
    script.says("Ada", "#general", "end")
    assert [(await gateway.frame())["t"] for _ in range(2)] == ["INTERACTION_CREATE", "MESSAGE_CREATE"]


async def test_a_stall_holds_frames_and_loses_none(gateway: RawGateway, script: Script, local: LocalDiscord) -> None:
    local.backend.faults.gateway.close()
    for number in range(3):
        script.says("Ada", "#general", str(number))
    waiting = asyncio.create_task(contents(gateway, 3))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(waiting), 0.05)
    local.backend.faults.gateway.open()
    assert await waiting == ["0", "1", "2"]


async def test_heartbeats_may_go_unanswered(gateway: RawGateway, script: Script, local: LocalDiscord) -> None:
    local.backend.faults.heartbeat_acks = False
    await gateway.send(1, None)
    await gateway.send(8, {"guild_id": str(script.guild.id), "query": "ada", "limit": 1})
    assert (await gateway.frame())["t"] == "GUILD_MEMBERS_CHUNK"
