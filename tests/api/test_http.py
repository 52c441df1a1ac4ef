"""GraphQL over HTTP: methods, media types, status codes, bounds."""

from typing import Any

import httpx
import orjson
import pytest
from graphql import build_schema

from synapse.api import limits
from synapse.db.notify import Listener
from tests.api import club
from tests.api.conftest import Api

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
QUERY = "{ guilds { name } }"
DATA = {"guilds": [{"name": "Campus Code Club"}]}


async def post(api: Api, body: object, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    sent = {"content-type": JSON} | {name.replace("_", "-"): value for name, value in headers.items()}
    return await api.http.post("/graphql", content=content, headers=sent)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (GRAPHQL, GRAPHQL),
        (JSON, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (f"{JSON};q=0.5, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8, {JSON}; charset=utf-8", GRAPHQL),
        (f"{JSON}, text/event-stream", JSON),
        (f"{GRAPHQL}, application/graphql+json, {JSON}, text/event-stream, multipart/mixed", GRAPHQL),
        (f"text/html, {JSON};q=0.1", JSON),
    ],
)
async def test_the_answer_has_the_most_wanted_type(api: Api, accept: str, media: str) -> None:
    response = await post(api, {"query": QUERY}, accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert "Accept" in response.headers["vary"].split(", ")
    assert response.json()["data"] == DATA


async def test_without_accept_it_is_json(api: Api) -> None:
    request = api.http.build_request("POST", "/graphql", json={"query": QUERY})
    del request.headers["accept"]
    response = await api.http.send(request)
    assert response.headers["content-type"] == f"{JSON}; charset=utf-8"


@pytest.mark.parametrize("accept", ["image/png", "text/html", f"{JSON};q=0"])
async def test_what_cannot_be_answered_is_not_acceptable(api: Api, accept: str) -> None:
    response = await post(api, {"query": QUERY}, accept=accept)
    assert response.status_code == 406
    assert "Accept one of" in response.json()["errors"][0]["message"]


async def test_queries_by_get(api: Api) -> None:
    variables = orjson.dumps({"id": str(club.GUILD)}).decode()
    document = "query A { guilds { name } } query B($id: Snowflake!) { guild(id: $id) { name } }"
    parameters = {"query": document, "variables": variables, "operationName": "B", "extensions": "{}"}
    response = await api.http.get("/graphql", params=parameters)
    assert response.status_code == 200
    assert response.json() == {"data": {"guild": {"name": "Campus Code Club"}}}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD"])
async def test_other_methods_are_refused(api: Api, method: str) -> None:
    response = await api.http.request(method, "/graphql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize("media", [GRAPHQL, JSON])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"query"',
        {},
        {"query": 1},
        {"query": ["{ guilds { name } }"]},
        {"query": ""},
        {"query": QUERY, "variables": "x"},
        {"query": QUERY, "variables": [1]},
        {"query": QUERY, "operationName": {}},
        {"query": QUERY, "extensions": 7},
        {"documentId": 5},
        [{"query": QUERY}],
    ],
)
async def test_malformed_requests_are_bad_requests(api: Api, media: str, body: object) -> None:
    response = await post(api, body, accept=media)
    assert response.status_code == 400
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert list(response.json()) == ["errors"]
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{"},
        {"query": "{ nothing }"},
        {"query": "query ($id: Snowflake!) { guild(id: $id) { name } }"},
        {"query": "query ($id: Snowflake!) { guild(id: $id) { name } }", "variables": {"id": 5}},
        {"query": QUERY, "operationName": "Other"},
        {"query": "query A { guilds { name } } query B { guilds { name } }"},
        {"query": "mutation { nothing }"},
    ],
)
async def test_what_is_wrong_with_a_document_has_a_status_by_media_type(api: Api, body: dict[str, Any]) -> None:
    for media, status in ((GRAPHQL, 400), (JSON, 200)):
        response = await post(api, body, accept=media)
        assert response.status_code == status
        assert list(response.json()) == ["errors"]


async def test_field_errors_come_with_data_and_200(api: Api) -> None:
    document = '{ guild(id: "4000000000000000001") { name leaderboard(first: 0) { totalCount } } }'
    response = await post(api, {"query": document}, accept=GRAPHQL)
    assert response.status_code == 200
    assert response.json()["data"] == {"guild": None}


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
async def test_other_bodies_are_unsupported(api: Api, content_type: str) -> None:
    response = await post(api, {"query": QUERY}, content_type=content_type)
    assert response.status_code == 415


async def test_other_character_sets_are_unsupported(api: Api) -> None:
    response = await post(api, {"query": QUERY}, content_type="application/json; charset=utf-16")
    assert response.status_code == 415
    assert (await post(api, {"query": QUERY}, content_type="application/json; charset=UTF-8")).status_code == 200


async def test_large_bodies_are_refused(api: Api) -> None:
    response = await post(api, {"query": QUERY + " " * 100_001})
    assert response.status_code == 413


async def test_long_addresses_are_refused(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_BYTES", 10)
    assert (await api.http.get("/graphql", params={"query": QUERY})).status_code == 414


async def test_a_browser_is_told_what_this_is(api: Api) -> None:
    response = await api.http.get("/graphql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert "http" not in response.text


async def test_any_page_may_read_without_credentials(api: Api) -> None:
    headers = {"origin": "https://club.example", "access-control-request-method": "POST"}
    response = await api.http.options("/graphql", headers=headers | {"access-control-request-headers": "content-type"})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers
    response = await post(api, {"query": QUERY}, origin="https://club.example")
    assert response.headers["access-control-allow-origin"] == "*"


async def test_known_documents_are_asked_for_by_their_hash(api: Api) -> None:
    health = "sha256:5fadf4de03f124524b5409ce8e4f0b2e9efa6ae68b77fa53eab7fbae140dd407"
    response = await post(api, {"documentId": health})
    assert response.json() == {"data": {"__typename": "Query"}}
    assert (await api.http.get("/graphql", params={"documentId": health})).json() == response.json()
    unknown = await post(api, {"documentId": "sha256:0"}, accept=GRAPHQL)
    assert unknown.status_code == 404
    assert unknown.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


async def test_health(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await api.http.get("/health/live")).json() == {"status": "ok"}
    response = await api.http.get("/health/ready")
    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "database": "ok", "migrations": "ok", "listener": "ok"},
    )
    monkeypatch.setattr(Listener, "connected", False)
    response = await api.http.get("/health/ready")
    assert (response.status_code, response.json()["listener"]) == (503, "unreachable")


async def test_other_addresses_say_where_the_api_is(api: Api) -> None:
    response = await api.http.get("/other")
    assert response.status_code == 404
    assert "/graphql" in response.json()["errors"][0]["message"]


async def test_the_contract_as_one_file(api: Api) -> None:
    first = await api.http.get("/schema.graphql")
    assert first.headers["content-type"] == "text/plain; charset=utf-8"
    assert build_schema(first.text).query_type
    plain = await api.http.get("/schema.graphql", headers={"accept-encoding": "identity"})
    assert plain.text == first.text
    again = await api.http.get("/schema.graphql", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
