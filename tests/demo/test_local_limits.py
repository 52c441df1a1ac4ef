"""Rate limits: buckets, the global limit, and that disnake lives with them."""

import asyncio

import disnake
import pytest

from synapse.demo.backend import Options
from synapse.demo.faults import Refusal
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from tests.demo.clients import Clock, Connect, Rest


class TestBuckets:
    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def options(self, clock: Clock) -> Options:
        return Options(clock=clock)

    async def test_count_down_and_refuse(self, rest: Rest, script: Script, clock: Clock) -> None:
        path = f"/channels/{script.names.channel('#general').id}/messages"
        answers = [await rest.call("POST", path, {"content": f"{n}"}) for n in range(6)]
        assert [a.status for a in answers] == [200] * 5 + [429]
        assert [a.headers["X-RateLimit-Remaining"] for a in answers] == ["4", "3", "2", "1", "0", "0"]
        assert {a.headers["X-RateLimit-Limit"] for a in answers} == {"5"}
        assert answers[5].data["retry_after"] == pytest.approx(5.0)
        assert (answers[5].data["global"], answers[5].headers["X-RateLimit-Scope"]) == (False, "user")
        clock.now += 5
        assert (await rest.call("POST", path, {"content": "later"})).status == 200

    async def test_are_kept_apart_by_channel(self, rest: Rest, script: Script) -> None:
        for name in ("#general", "#help"):
            path = f"/channels/{script.names.channel(name).id}/messages"
            answers = [await rest.call("POST", path, {"content": "x"}) for _ in range(5)]
            assert [a.status for a in answers] == [200] * 5

    async def test_fifty_in_a_second_in_all(self, rest: Rest, script: Script) -> None:
        members = [member.id for member in script.guild.members.values()]
        answers = [await rest.get(f"/users/{members[n % 5]}") for n in range(10)]
        for channel in script.guild.channels.values():
            answers += [await rest.get(f"/channels/{channel.id}") for _ in range(10)]
        assert [a.status for a in answers].count(429) == 10
        assert answers[-1].data["global"] is True
        assert answers[-1].headers["X-RateLimit-Global"] == "true"

    async def test_answers_to_interactions_are_exempt(self, rest: Rest, script: Script) -> None:
        script.backend.commands.create(None, {"name": "hello", "description": "d"})
        for _ in range(60):
            asked = script.starts("/hello", "Ada")
            answer = await rest.call("POST", f"/interactions/{asked.id}/{asked.token}/callback", {"type": 5})
            assert answer.status == 204


class TestSwitchedOff:
    @pytest.fixture
    def options(self) -> Options:
        return Options(rate_limits=False)

    async def test_nothing_is_refused(self, rest: Rest, script: Script) -> None:
        path = f"/channels/{script.names.channel('#general').id}/messages"
        answers = [await rest.call("POST", path, {"content": "x"}) for _ in range(20)]
        assert {a.status for a in answers} == {200}


class TestRefusals:
    async def test_on_command(self, rest: Rest, local: LocalDiscord) -> None:
        faults = local.backend.faults
        faults.refuse(Refusal(429, pattern="GET /users/@me$", retry_after=0.5))
        faults.refuse(Refusal(500, count=2, pattern="^GET /gateway/bot"))
        faults.refuse(Refusal(403, pattern="^GET /applications", code=50001, message="Missing Access"))
        limited = await rest.get("/users/@me")
        assert (limited.status, limited.data["retry_after"]) == (429, 0.5)
        assert [(await rest.get("/gateway/bot")).status for _ in range(3)] == [500, 500, 200]
        denied = await rest.get("/applications/@me")
        assert (denied.status, denied.data["code"]) == (403, 50001)
        assert (await rest.get("/users/@me")).status == 200
        assert faults.injected["refusal"] == 4
        assert local.backend.limits.refused == 1

    async def test_of_an_answer_only(self, rest: Rest, local: LocalDiscord, script: Script) -> None:
        path = f"/channels/{script.names.channel('#general').id}/messages"
        local.backend.faults.refuse(Refusal(502, pattern="POST", after=True))
        body = {"content": "once", "nonce": "1", "enforce_nonce": True}
        answers = [await rest.call("POST", path, body) for _ in range(2)]
        assert [a.status for a in answers] == [502, 200]
        assert len((await rest.get(path)).data) == 1

    async def test_disnake_waits_and_tries_again(self, connect: Connect, local: LocalDiscord, script: Script) -> None:
        client = await connect(disnake.Client(intents=disnake.Intents.all(), guild_ready_timeout=0.1))
        local.backend.faults.refuse(Refusal(429, count=2, pattern="POST .*/messages", retry_after=0.01))
        channel = client.get_channel(script.names.channel("#general").id)
        assert isinstance(channel, disnake.TextChannel)
        message = await channel.send("in the end")
        assert message.content == "in the end"
        assert [e.status for e in local.backend.requests.matching("POST", "/messages$")] == [429, 429, 200]

    async def test_a_stall_holds_calls_until_it_ends(self, rest: Rest, local: LocalDiscord) -> None:
        local.backend.faults.rest.close()
        asked = asyncio.create_task(rest.get("/users/@me"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(asked), 0.05)
        local.backend.faults.rest.open()
        assert (await asked).status == 200
