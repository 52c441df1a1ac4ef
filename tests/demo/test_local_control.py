"""The control endpoints under /_local, as another process uses them."""

from typing import Any

import disnake
import orjson
import pytest

from synapse.demo.server import LocalDiscord
from tests.demo import worlds
from tests.demo.clients import Answer, Open, Rest


class Control:
    def __init__(self, rest: Rest, local: LocalDiscord) -> None:
        self._rest = Rest(rest.session, f"{local.base_url}/_local", None)

    async def get(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        return (await self._rest.get(path)).data

    async def post(self, path: str, body: object = None) -> Answer:
        return await self._rest.call("POST", path, body)

    async def ledger(self, query: str = "") -> list[dict[str, Any]]:
        async with self._rest.session.get(f"{self._rest.api_url}/ledger{query}") as answer:
            assert answer.content_type == "application/x-ndjson"
            return [orjson.loads(line) for line in (await answer.read()).splitlines()]


@pytest.fixture
def control(rest: Rest, local: LocalDiscord) -> Control:
    return Control(rest, local)


async def test_health_and_what_there_is(control: Control, open_gateway: Open) -> None:
    assert (await control.get("/health"))["shards"] == 0
    gateway = await open_gateway()
    await gateway.identify(worlds.TOKEN, disnake.Intents.all().value)
    assert (await control.get("/health"))["shards"] == 1
    world = await control.get("/world")
    assert {m["name"] for m in world["members"] if m["admin"]} == {"Ada", "Grace"}
    assert (await control.get("/stats"))["gateway"]["identifies"] == 1


async def test_a_script_refers_to_what_came_before(control: Control) -> None:
    answer = await control.post(
        "/script",
        [
            {"do": "says", "who": "Ada", "where": "#general", "text": "hello", "as": "first"},
            {"do": "reacts", "who": "Grace", "message": "$last", "emoji": "🎉"},
            {"do": "opens_thread", "who": "Linus", "where": "#general", "name": "Ideas", "on": "$first", "as": "ideas"},
            {"do": "says", "who": "Linus", "where": "$ideas", "text": "inside"},
            {"do": "joins_voice", "who": "Ada", "where": "Lounge"},
            {"do": "leaves_voice", "who": "Ada"},
        ],
    )
    assert answer.status == 200
    assert [result is None for result in answer.data] == [False, False, False, False, True, True]
    entries = await control.ledger()
    assert [e["kind"] for e in entries] == ["message", "reaction", "thread", "note", "message", "voice", "voice"]
    assert entries[4]["parent_id"] == entries[0]["channel_id"]
    assert "hello" not in orjson.dumps(entries).decode()


async def test_the_ledger_in_parts(control: Control) -> None:
    await control.post("/script", [{"do": "says", "who": "Ada", "where": "#general", "text": "x"}] * 3)
    await control.post("/script", [{"do": "joins", "who": "Somebody New"}])
    assert [e["n"] for e in await control.ledger("?since=2")] == [2, 3, 4]
    assert [e["kind"] for e in await control.ledger("?kind=member_join,thread")] == ["member_join"]


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/script", {}, "list of steps"),
        ("/script", [{"do": "flies"}], "says"),
        ("/script", [{"do": "says"}], "missing a required argument"),
        ("/script", [{"do": "says", "who": "Nobody", "where": "#general"}], "Nobody is called"),
        ("/script", [{"do": "says", "who": "Ada", "where": "#nowhere"}], "no channel called"),
        ("/script", [{"do": "says", "who": "Ada", "where": "$gone"}], "No step was named"),
        ("/script", [{"do": "uses", "name": "/nothing", "as_": "Ada"}], "no command"),
        ("/faults", [], "object"),
        ("/faults", {"explode": 1}, "no fault called"),
        ("/faults", {"duplicate_next": "x"}, "must be: int"),
        ("/faults", {"refuse": [{"count": 1}]}, "status"),
        ("/faults", {"refuse": [{"status": 500, "colour": 1}]}, "fields"),
        ("/faults", {"refuse": [{"status": "many"}]}, "status must be: int"),
        ("/faults", {"stall": {"moon": 1}}, "stall"),
        ("/faults", {"stall": {"rest": "long"}}, "must be"),
        ("/drop", {"code": "x"}, "close code"),
    ],
)
async def test_says_what_is_wrong(control: Control, path: str, body: object, said: str) -> None:
    answer = await control.post(path, body)
    assert answer.status == 400
    assert said in answer.data["error"]


async def test_faults_are_switched(control: Control, rest: Rest) -> None:
    wanted = {"duplicate_next": 2, "refuse": [{"status": 500, "pattern": "users"}], "stall": {"gateway": True}}
    shown = (await control.post("/faults", wanted)).data
    assert (shown["duplicate_next"], shown["stall"]) == (2, {"rest": False, "gateway": True})
    assert (await rest.get("/users/@me")).status == 500
    shown = (await control.post("/faults", {"clear": True})).data
    assert (shown["duplicate_next"], shown["stall"]["gateway"], shown["refuse"]) == (0, False, [])
    assert (await control.get("/faults"))["injected"]["refusal"] == 1


@pytest.mark.parametrize("body", [None, {"code": 4000}])
async def test_connections_are_dropped(control: Control, open_gateway: Open, body: object) -> None:
    gateway = await open_gateway()
    await gateway.identify(worlds.TOKEN, disnake.Intents.all().value)
    assert (await control.post("/drop", body)).data == {"dropped": 1}
    assert await gateway.closed() == (4000 if body else 1006)


async def test_a_dropped_session_may_be_forgotten(control: Control, open_gateway: Open) -> None:
    gateway = await open_gateway()
    ready = await gateway.identify(worlds.TOKEN, disnake.Intents.all().value)
    await control.post("/drop", {"resumable": False})
    again = await open_gateway()
    await again.send(6, {"token": worlds.TOKEN, "session_id": ready["session_id"], "seq": gateway.sequence})
    assert (await again.frame())["op"] == 9


async def test_files_and_pictures(rest: Rest, local: LocalDiscord) -> None:
    for path in ("/avatars/5/abc.png", "/_cdn/embed/avatars/1.png", "/icons/5/abc.png"):
        async with rest.session.get(local.base_url + path) as answer:
            assert (await answer.read()).startswith(b"\x89PNG")
    async with rest.session.get(f"{local.base_url}/attachments/5/none.txt") as answer:
        assert answer.status == 404
