"""What is easily got wrong: files, components, odd requests, the ledger's file, the port."""

from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest

from synapse.demo import snowflakes, text_facts
from synapse.demo.backend import Options
from synapse.demo.gateway.endpoint import COMMANDS_PER_MINUTE
from synapse.demo.ledger import FLUSH_EVERY
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from tests.demo import worlds
from tests.demo.clients import Open, Rest


@pytest.fixture
def path(script: Script) -> str:
    return f"/channels/{script.names.channel('#general').id}/messages"


async def send(rest: Rest, method: str, path: str, body: dict[str, Any], *files: tuple[str, bytes]) -> Any:  # noqa: ANN401 - any JSON
    form = aiohttp.FormData()
    form.add_field("payload_json", orjson.dumps(body).decode(), content_type="application/json")
    for index, (name, data) in enumerate(files):
        form.add_field(f"files[{index}]", BytesIO(data), filename=name, content_type="image/png")
    headers = {"Authorization": str(rest.authorization)}
    async with rest.session.request(method, rest.api_url + path, data=form, headers=headers) as answer:
        return await answer.json()


class TestFiles:
    async def test_are_shown_in_embeds_and_served(self, rest: Rest, path: str) -> None:
        embed = {"image": {"url": "attachment://a.png"}}
        body = {"embeds": [embed], "attachments": [{"id": 0, "description": "A picture"}]}
        message = await send(rest, "POST", path, body, ("a.png", b"one"))
        attached = message["attachments"][0]
        assert (attached["description"], attached["size"]) == ("A picture", 3)
        assert message["embeds"][0]["image"]["url"] == attached["url"]
        async with rest.session.get(attached["url"]) as answer:
            assert (await answer.read(), answer.content_type) == (b"one", "image/png")

    async def test_are_kept_or_replaced_by_an_edit(self, rest: Rest, path: str) -> None:
        message = await send(rest, "POST", path, {}, ("a.png", b"one"), ("b.png", b"two"))
        kept = message["attachments"][1]
        changed = await send(
            rest, "PATCH", f"{path}/{message['id']}", {"attachments": [{"id": kept["id"]}]}, ("c.png", b"3")
        )
        assert [a["filename"] for a in changed["attachments"]] == ["b.png", "c.png"]

    async def test_too_many_and_too_large(self, rest: Rest, path: str) -> None:
        assert (await send(rest, "POST", path, {}, *[("a.png", b"1")] * 11))["code"] == 30015
        assert (await send(rest, "POST", path, {}, ("a.png", b"1" * (10 * 1024 * 1024 + 1))))["code"] == 40005

    async def test_a_body_of_another_type(self, rest: Rest, path: str) -> None:
        headers = {"Authorization": str(rest.authorization), "Content-Type": "text/plain"}
        async with rest.session.post(rest.api_url + path, data=b"hello", headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, 50035)


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(**changes: object) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": "press", **changes}


class TestComponents:
    async def test_are_numbered(self, rest: Rest, path: str) -> None:
        body = {"content": "x", "components": [row(button(), button(custom_id="other"))]}
        message = (await rest.call("POST", path, body)).data
        assert [part["id"] for part in message["components"][0]["components"]] == [2, 3]

    async def test_of_the_newer_kind_stand_alone(self, rest: Rest, path: str) -> None:
        section = {
            "type": 9,
            "components": [{"type": 10, "content": "Hello"}],
            "accessory": button(),
        }
        message = await rest.call("POST", path, {"flags": 1 << 15, "components": [section]})
        assert (message.status, message.data["components"][0]["accessory"]["custom_id"]) == (200, "press")

    @pytest.mark.parametrize(
        "components",
        [
            "none",
            [row(*[button(custom_id=str(n)) for n in range(6)])],
            [row(button(), button())],
            [row(button(custom_id=None))],
            [row(button(custom_id="x" * 101))],
            [row(button(label=None))],
            [row(button(label="x" * 81))],
            [row({"type": 2, "style": 5, "label": "a"})],
            [row({"type": 3, "custom_id": "a", "options": []})],
            [row(button(custom_id=str(n))) for n in range(6)],
        ],
    )
    async def test_are_refused_beyond_the_limits(self, rest: Rest, path: str, components: object) -> None:
        answer = await rest.call("POST", path, {"content": "x", "components": components})
        assert (answer.status, answer.data["code"]) == (400, 50035)


class TestEmbeds:
    @pytest.mark.parametrize(
        "embeds",
        [
            "none",
            [{"color": 1 << 24}],
            [{"image": {"url": "ftp://x"}}],
            [{"fields": [{"name": "", "value": "x"}]}],
            [{"fields": [{"name": "a", "value": "x" * 1025}]}],
            [{"fields": [{"name": "a", "value": "b"}] * 26}],
            [{"footer": {"text": "x" * 2049}}],
        ],
    )
    async def test_are_refused_beyond_the_limits(self, rest: Rest, path: str, embeds: object) -> None:
        answer = await rest.call("POST", path, {"embeds": embeds})
        assert (answer.status, answer.data["code"]) == (400, 50035)


class TestGateway:
    @pytest.mark.parametrize("query", ["?v=9&encoding=json", "?v=10&encoding=etf"])
    async def test_of_another_version(self, local: LocalDiscord, rest: Rest, query: str) -> None:
        socket = await rest.session.ws_connect(local.backend.gateway_url + query)
        await socket.receive()
        assert socket.close_code == 4012

    async def test_commands_are_limited(self, open_gateway: Open) -> None:
        gateway = await open_gateway()
        await gateway.identify(worlds.TOKEN, 1)
        for _ in range(COMMANDS_PER_MINUTE):
            await gateway.send(3, {})
        assert await gateway.closed() == 4008

    @pytest.mark.parametrize("text", ["{", "[]", '{"op": 1, "d": "' + "x" * 5000 + '"}'])
    async def test_what_it_cannot_read(self, open_gateway: Open, text: str) -> None:
        gateway = await open_gateway()
        await gateway.send_text(text)
        assert await gateway.closed() == 4002


class TestLedger:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return tmp_path / "deep" / "ledger.jsonl"

    @pytest.fixture
    def options(self, file: Path) -> Options:
        return Options(ledger_path=file)

    async def test_is_written_as_it_grows(self, world: World, options: Options, file: Path) -> None:
        async with LocalDiscord(world, options) as running:
            script = Script(running.backend)
            for _ in range(FLUSH_EVERY):
                script.says("Ada", "#general", "not written down")
            assert len(numbers(file)) == FLUSH_EVERY
            script.says("Ada", "#general", "the last")
        assert numbers(file) == list(range(FLUSH_EVERY + 1))


def numbers(file: Path) -> list[int]:
    """The numbers of the entries in a ledger's file, which has no content."""
    text = file.read_bytes()
    assert b"written" not in text
    return [orjson.loads(line)["n"] for line in text.splitlines()]


class TestPort:
    async def test_that_is_taken(self, local: LocalDiscord) -> None:
        port = int(local.base_url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            async with LocalDiscord(worlds.small(), port=port):
                pass


class TestIds:
    def test_carry_their_time_and_never_repeat(self) -> None:
        made = snowflakes.Snowflakes(lambda: 1_750_000_000.0)
        first, second = made.next(), made.next()
        assert (snowflakes.to_ms(first), second > first) == (1_750_000_000_000, True)


class TestTextFacts:
    @pytest.mark.parametrize(
        ("text", "emoji"),
        [
            ("plain", 0),
            ("👍", 1),
            ("👍🏽👍", 2),
            ("👩‍💻", 1),
            ("🇩🇪🇫🇷", 2),
            ("1️⃣", 1),
            ("❤️ <:a_b:123456789012345678>", 2),
            ("é ü 中", 0),
        ],
    )
    def test_emoji(self, text: str, emoji: int) -> None:
        assert text_facts.of(text, 0)["emoji"] == emoji

    def test_the_rest(self) -> None:
        facts = text_facts.of("see https://example.com ```py\nx\n```", 2)
        assert facts == {"length": 35, "has_code": True, "has_link": True, "attachments": 2, "emoji": 0}
