"""The judge itself: it must find faults, or its silence means nothing."""

from dataclasses import replace
from urllib.parse import parse_qsl

import orjson
import pytest

from synapse.demo.rest.recorder import RecordedRequest
from synapse.demo.server import LocalDiscord
from tests.demo import openapi
from tests.demo.clients import Rest

if openapi.description() is None:
    pytest.skip(openapi.ABSENT, allow_module_level=True)


def call(operation: str, status: int = 200, *, body: object = None, answer: object = None) -> RecordedRequest:
    method, _, address = operation.partition(" ")
    path, _, query = address.partition("?")
    raw = b"" if answer is None else orjson.dumps(answer)
    return RecordedRequest(method, path, path, body, dict(parse_qsl(query)), {}, status, raw)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (call("GET /nothing"), "no such operation"),
        (call("PUT /gateway"), "no such operation"),
        (call("GET /gateway", answer={}), "'url' is a required property"),
        (call("GET /gateway", answer={"url": 5}), "5 is not of type 'string'"),
        (call("GET /channels/1/messages?limit=500", answer=[]), "500 is greater than the maximum"),
        (call("GET /channels/1/messages?page=2", answer=[]), "no such parameter"),
        (call("POST /channels/1/messages"), "the body is missing"),
        (call("POST /channels/1/messages", body={"content": "x" * 4001}), "request"),
        (call("POST /channels/1/messages", 418, answer={"message": "x"}), "'code' is a required property"),
        (call("PUT /channels/1/messages/2/reactions/x/@me", 204, answer={}), "should be empty"),
    ],
)
def test_finds(entry: RecordedRequest, said: str) -> None:
    assert any(said in fault for fault in openapi.faults([entry])), openapi.faults([entry])


async def test_finds_a_field_that_an_answer_lost(rest: Rest, local: LocalDiscord) -> None:
    user = local.backend.world.guild.owner_id
    answer = await rest.get(f"/users/{user}")
    good = local.backend.requests.entries[-1]
    del answer.data["username"]
    assert openapi.faults([good]) == []
    assert "'username' is a required property" in openapi.faults([replace(good, raw=orjson.dumps(answer.data))])[0]
