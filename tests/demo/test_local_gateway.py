"""The gateway, seen by the real disnake client and by a bare websocket."""

import asyncio

import disnake
import pytest

from synapse.demo import misbehave
from synapse.demo.backend import Options
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from tests.demo import worlds
from tests.demo.clients import Clock, Connect, Open

EVERY = disnake.Intents.all().value
WITHOUT_CONTENT = EVERY & ~(1 << 15)


class Listener(disnake.Client):
    """Notes what it hears."""

    def __init__(self, *, chunk: bool = True) -> None:
        super().__init__(intents=disnake.Intents.all(), guild_ready_timeout=0.2, chunk_guilds_at_startup=chunk)
        self.heard: list[str] = []
        self.events: list[str] = []
        self.arrived = asyncio.Event()
        self.resumed = asyncio.Event()

    def dispatch(self, event: str, *args: object, **kwargs: object) -> None:
        self.events.append(event)
        super().dispatch(event, *args, **kwargs)

    async def on_message(self, message: disnake.Message) -> None:
        self.heard.append(message.content)
        self.arrived.set()

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def until_heard(self, text: str) -> None:
        async with asyncio.timeout(10):
            while text not in self.heard:
                self.arrived.clear()
                await self.arrived.wait()


class TestDisnake:
    async def test_is_told_the_guild_with_its_places_and_roles(self, connect: Connect) -> None:
        client = await connect(Listener())
        guild = client.guilds[0]
        assert guild.name == "Lab"
        assert {channel.name for channel in guild.channels} == {"Text", "general", "help", "Lounge", "AFK"}
        assert guild.me.guild_permissions.manage_roles
        assert guild.owner is not None
        assert guild.owner.name == "ada"

    @pytest.mark.parametrize("world", [worlds.small(2_400)])
    async def test_gets_all_members_in_chunks(self, connect: Connect, world: World) -> None:
        client = await connect(Listener())
        assert {member.id for member in client.guilds[0].members} == set(world.guild.members)

    async def test_hears_what_members_do(self, connect: Connect, script: Script) -> None:
        client = Listener()
        await connect(client)
        del client.events[:]
        message = script.says("Ada", "#general", "hello")
        script.reacts("Grace", message)
        script.opens_thread("Linus", "#general", "Ideas")
        script.joins_voice("Linus", "Lounge")
        script.joins("Newcomer")
        script.leaves("Newcomer")
        script.says("Ada", "#general", "end")
        await client.until_heard("end")
        expected = ["reaction_add", "thread_create", "voice_state_update", "member_join", "member_remove"]
        assert [event for event in client.events if event in expected] == expected

    @pytest.mark.parametrize("drop", [{}, {"code": 4000}, {"reconnect": True}])
    async def test_hears_after_a_resume_what_it_missed(
        self, connect: Connect, script: Script, local: LocalDiscord, drop: dict[str, object]
    ) -> None:
        client = Listener()
        await connect(client)
        script.says("Ada", "#general", "before")
        await client.until_heard("before")
        await misbehave.drop(local.backend.hub, drop)
        script.says("Ada", "#general", "meanwhile")
        async with asyncio.timeout(10):
            await client.resumed.wait()
        script.says("Ada", "#general", "after")
        await client.until_heard("after")
        assert client.heard == ["before", "meanwhile", "after"]
        assert local.backend.hub.counters["identifies"] == 1


class TestSession:
    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def options(self, clock: Clock) -> Options:
        return Options(clock=clock)

    async def test_resumes_with_everything_since(self, open_gateway: Open, script: Script, local: LocalDiscord) -> None:
        first = await open_gateway()
        ready = await first.identify(worlds.TOKEN, EVERY)
        await first.until("GUILD_CREATE")
        for connection in list(local.backend.hub.connections):
            connection.cut()
        script.says("Ada", "#general", "one")
        script.says("Ada", "#general", "two")
        again = await open_gateway()
        await again.send(6, {"token": worlds.TOKEN, "session_id": ready["session_id"], "seq": first.sequence})
        missed = [(await again.frame())["d"]["content"] for _ in range(2)]
        assert missed == ["one", "two"]
        assert (await again.frame())["t"] == "RESUMED"

    async def test_does_not_tell_again_that_it_was_resumed_before(
        self, open_gateway: Open, script: Script, local: LocalDiscord
    ) -> None:
        first = await open_gateway()
        ready = await first.identify(worlds.TOKEN, EVERY)
        await first.until("GUILD_CREATE")
        wanted = {"token": worlds.TOKEN, "session_id": ready["session_id"], "seq": first.sequence}
        for text in ("one", "two"):
            for connection in list(local.backend.hub.connections):
                connection.cut()
            script.says("Ada", "#general", text)
            again = await open_gateway()
            await again.send(6, wanted)
        assert [(await again.frame())["t"] for _ in range(3)] == ["MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED"]

    @pytest.mark.parametrize("change", [{"session_id": "unknown"}, {"seq": 999}, {"seq": None}])
    async def test_is_invalid_when_it_cannot_be_resumed(self, open_gateway: Open, change: dict[str, object]) -> None:
        first = await open_gateway()
        ready = await first.identify(worlds.TOKEN, EVERY)
        again = await open_gateway()
        wanted = {"token": worlds.TOKEN, "session_id": ready["session_id"], "seq": first.sequence} | change
        await again.send(6, wanted)
        frame = await again.frame()
        assert (frame["op"], frame["d"]) == (9, False)

    @pytest.mark.parametrize(("code", "opcode"), [(1000, 9), (1001, 9), (4000, 0)])
    async def test_ends_with_a_client_that_says_goodbye(
        self, open_gateway: Open, local: LocalDiscord, code: int, opcode: int
    ) -> None:
        first = await open_gateway()
        ready = await first.identify(worlds.TOKEN, EVERY)
        await first.close(code)
        async with asyncio.timeout(10):
            while local.backend.hub.connections:
                await local.backend.hub.changed()
        again = await open_gateway()
        await again.send(6, {"token": worlds.TOKEN, "session_id": ready["session_id"], "seq": first.sequence})
        assert (await again.frame())["op"] == opcode

    async def test_is_forgotten_after_a_few_minutes(
        self, open_gateway: Open, local: LocalDiscord, clock: Clock
    ) -> None:
        first = await open_gateway()
        await first.identify(worlds.TOKEN, EVERY)
        await first.close(4000)
        async with asyncio.timeout(10):
            while local.backend.hub.connections:
                await local.backend.hub.changed()
        clock.now += 181
        Script(local.backend).says("Ada", "#general", "into the void")
        assert local.backend.hub.sessions == {}

    async def test_without_the_content_intent_others_content_is_blank(self, open_gateway: Open, script: Script) -> None:
        gateway = await open_gateway()
        ready = await gateway.identify(worlds.TOKEN, WITHOUT_CONTENT)
        script.says("Ada", "#general", "secret")
        assert (await gateway.until("MESSAGE_CREATE"))["content"] == ""
        script.says("Ada", "#general", f"to <@{ready['user']['id']}>")
        assert (await gateway.until("MESSAGE_CREATE"))["content"].startswith("to ")

    async def test_events_of_an_intent_not_asked_for_are_left_out(self, open_gateway: Open, script: Script) -> None:
        gateway = await open_gateway()
        await gateway.identify(worlds.TOKEN, 1 << 9)
        script.reacts("Grace", script.says("Ada", "#general", "first"))
        script.says("Ada", "#general", "second")
        names = [(await gateway.frame())["t"] for _ in range(2)]
        assert names == ["MESSAGE_CREATE", "MESSAGE_CREATE"]

    async def test_another_shard_is_told_nothing_of_the_guild(self, open_gateway: Open, world: World) -> None:
        mine = (world.guild.id >> 22) % 2
        gateway = await open_gateway()
        ready = await gateway.identify(worlds.TOKEN, EVERY, shard=[1 - mine, 2])
        assert ready["guilds"] == []
        other = await open_gateway()
        assert len((await other.identify(worlds.TOKEN, EVERY, shard=[mine, 2]))["guilds"]) == 1

    async def test_frames_are_plain_text_without_compression(self, open_gateway: Open) -> None:
        gateway = await open_gateway("?v=10&encoding=json")
        assert (await gateway.identify(worlds.TOKEN, EVERY))["v"] == 10


class TestDiscordsOwnNotes:
    async def test_that_somebody_joined_or_opened_a_thread(self, open_gateway: Open, script: Script) -> None:
        gateway = await open_gateway()
        await gateway.identify(worlds.TOKEN, EVERY)
        script.joins("Newcomer")
        script.opens_thread("Ada", "#general", "Alone")
        message = script.says("Ada", "#general", "topic")
        script.opens_thread("Grace", "#general", "On it", on=message)
        told = [await gateway.until("MESSAGE_CREATE") for _ in range(4)]
        assert [data["type"] for data in told] == [7, 18, 0, 21]
        assert [data["author"]["username"] for data in told] == ["newcomer", "ada", "ada", "ada"]
        assert told[3]["message_reference"]["message_id"] == str(message.id)


class TestMembers:
    async def test_are_found_by_id_and_by_the_beginning_of_a_name(self, open_gateway: Open, world: World) -> None:
        gateway = await open_gateway()
        await gateway.identify(worlds.TOKEN, EVERY)
        guild_id = str(world.guild.id)
        await gateway.send(8, {"guild_id": guild_id, "query": "mar", "limit": 5, "nonce": "a"})
        chunk = await gateway.until("GUILD_MEMBERS_CHUNK")
        assert [m["user"]["username"] for m in chunk["members"]] == ["margaret"]
        assert (chunk["nonce"], chunk["chunk_count"]) == ("a", 1)
        await gateway.send(8, {"guild_id": guild_id, "user_ids": [str(world.guild.owner_id), "1"]})
        chunk = await gateway.until("GUILD_MEMBERS_CHUNK")
        assert ([m["user"]["username"] for m in chunk["members"]], chunk["not_found"]) == (["ada"], ["1"])


class TestRefusals:
    @pytest.mark.parametrize(
        ("op", "data", "code"),
        [
            (2, {"token": "wrong", "intents": 1, "properties": {}}, 4004),
            (2, {"token": worlds.TOKEN, "intents": 1 << 30, "properties": {}}, 4013),
            (2, {"token": worlds.TOKEN, "intents": 1, "shard": [2, 2], "properties": {}}, 4010),
            (2, {"token": worlds.TOKEN}, 4002),
            (2, None, 4002),
            (6, {"token": "wrong", "session_id": "x", "seq": 1}, 4004),
            (8, {"guild_id": "1", "query": "", "limit": 0}, 4003),
            (77, None, 4001),
        ],
    )
    async def test_bad_commands_end_the_connection(self, open_gateway: Open, op: int, data: object, code: int) -> None:
        gateway = await open_gateway()
        await gateway.send(op, data)
        assert await gateway.closed() == code

    async def test_intents_that_were_not_granted(self, open_gateway: Open, world: World) -> None:
        world.application.privileged_intents = 0
        gateway = await open_gateway()
        await gateway.send(2, {"token": worlds.TOKEN, "intents": EVERY, "properties": {}})
        assert await gateway.closed() == 4014

    async def test_a_second_identify(self, open_gateway: Open) -> None:
        gateway = await open_gateway()
        await gateway.identify(worlds.TOKEN, EVERY)
        await gateway.send(2, {"token": worlds.TOKEN, "intents": EVERY, "properties": {}})
        assert await gateway.closed() == 4005


class TestHeartbeats:
    async def test_are_acknowledged(self, open_gateway: Open) -> None:
        gateway = await open_gateway()
        await gateway.send(1, None)
        assert (await gateway.frame())["op"] == 11

    @pytest.mark.parametrize("options", [Options(heartbeat_ms=50)])
    async def test_a_client_without_any_is_dropped(self, open_gateway: Open, options: Options) -> None:
        assert options.heartbeat_ms == 50
        gateway = await open_gateway()
        assert await gateway.closed() == 4000
