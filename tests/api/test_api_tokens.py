"""API tokens: shown once, ended by themselves or by their owner, and never more than they say."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.engine import URL

from synapse.services import api_tokens
from tests.api import lab as labs
from tests.api.lab import CREATE, REVOKE, SIGN_OUT, VIEWER, Lab

pytestmark = pytest.mark.live

TOKENS = "{ viewer { apiTokens { id name scopes lastUsedAt } apiToken { name lastUsedAt } session { id } } }"
NAME = "{ viewer { displayName } }"


@pytest.fixture
async def lab(live_url: URL) -> AsyncIterator[Lab]:
    async with labs.opened(live_url) as running:
        yield running


async def test_tokens_are_shown_once_and_work(lab: Lab) -> None:
    access = await lab.access("Grace")
    values = {"name": " CI ", "scopes": ["ADMIN", "READ", "READ"], "clientMutationId": "c"}
    made = await lab.ask(CREATE, access, input=values)
    assert made["clientMutationId"] == "c"
    assert made["secret"].startswith("syn_")
    assert len(made["secret"]) == 47
    token = made["apiToken"]
    assert token == {
        "id": token["id"],
        "name": "CI",
        "scopes": ["READ", "ADMIN"],
        "createdAt": "2026-05-04T12:30:00Z",
        "expiresAt": "2026-08-02T12:30:00Z",
        "lastUsedAt": None,
        "revokedAt": None,
    }
    viewer = await lab.ask(VIEWER, made["secret"])
    assert viewer["scopes"] == ["READ", "ADMIN"]
    assert viewer["guilds"][0]["admin"] is True
    lab.clock.advance(timedelta(seconds=59))
    own = await lab.ask("{ viewer { apiToken { name lastUsedAt } session { id } } }", made["secret"])
    assert own == {"apiToken": {"name": "CI", "lastUsedAt": "2026-05-04T12:30:00Z"}, "session": None}
    lab.clock.advance(timedelta(seconds=1))
    await lab.ask(NAME, made["secret"])
    listed = (await lab.ask(TOKENS, access))["apiTokens"]
    assert [(each["name"], each["lastUsedAt"]) for each in listed] == [("CI", "2026-05-04T12:31:00Z")]


async def test_tokens_end_by_themselves(lab: Lab) -> None:
    values = {"name": "short", "scopes": ["READ"], "expiresInDays": 1}
    access = await lab.access("Linus")
    secret = (await lab.ask(CREATE, access, input=values))["secret"]
    lab.clock.advance(timedelta(days=1) - timedelta(seconds=1))
    assert await lab.ask(NAME, secret)
    lab.clock.advance(timedelta(seconds=1))
    assert await lab.code(NAME, secret) == "UNAUTHENTICATED"
    assert (await lab.ask(TOKENS, await lab.access("Linus")))["apiTokens"] == []


async def test_tokens_are_revoked_at_once_and_by_their_owner_only(lab: Lab) -> None:
    secret = await lab.api_token("Linus", "READ")
    access = await lab.access("Linus")
    id_ = (await lab.ask(TOKENS, access))["apiTokens"][0]["id"]
    others = await lab.ask(REVOKE, await lab.access("Ada"), input={"id": id_})
    assert (others["apiToken"], others["problems"]) == (None, [{"code": "NOT_FOUND", "path": ["id"]}])
    assert await lab.ask(NAME, secret)
    gone = await lab.ask(REVOKE, access, input={"id": id_, "clientMutationId": "g"})
    assert gone["apiToken"] == {"id": id_, "revokedAt": "2026-05-04T12:30:00Z"}
    assert gone["clientMutationId"] == "g"
    assert await lab.code(NAME, secret) == "UNAUTHENTICATED"
    lab.clock.advance(timedelta(minutes=1))
    again = await lab.ask(REVOKE, access, input={"id": id_})
    assert again["apiToken"]["revokedAt"] == "2026-05-04T12:30:00Z"


@pytest.mark.parametrize("id_", ["", "x", "QXBpVG9rZW4", "U2Vzc2lvbjox", "QXBpVG9rZW46OTk5"])
async def test_ids_that_no_token_has(lab: Lab, id_: str) -> None:
    answer = await lab.ask(REVOKE, await lab.access("Linus"), input={"id": id_})
    assert answer["problems"] == [{"code": "NOT_FOUND", "path": ["id"]}]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"expiresInDays": 0}, "expiresInDays"),
        ({"expiresInDays": 367}, "expiresInDays"),
    ],
)
async def test_wrong_wishes_are_problems(lab: Lab, change: dict[str, Any], path: str) -> None:
    values = {"name": "x", "scopes": ["READ"]} | change
    answer = await lab.ask(CREATE, await lab.access("Linus"), input=values)
    assert (answer["secret"], answer["apiToken"]) == (None, None)
    assert [(problem["code"], problem["path"]) for problem in answer["problems"]] == [("BAD_USER_INPUT", [path])]


async def test_one_person_has_only_so_many(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_tokens, "MOST", 2)
    access = await lab.access("Linus")
    values = {"name": "x", "scopes": ["READ"], "expiresInDays": 1}
    for _ in range(2):
        assert (await lab.ask(CREATE, access, input=values))["secret"]
    answer = await lab.ask(CREATE, access, input=values)
    assert [problem["code"] for problem in answer["problems"]] == ["CONFLICT"]
    lab.clock.advance(timedelta(days=100))
    assert (await lab.ask(CREATE, await lab.access("Linus"), input=values))["secret"]
    assert await lab.api.database.fetchval("SELECT count(*) FROM api_tokens") == 1


async def test_tokens_cannot_do_what_only_a_person_may(lab: Lab) -> None:
    secret = await lab.api_token("Grace", "READ", "WRITE_SELF", "ADMIN")
    values = {"name": "x", "scopes": ["READ"]}
    assert await lab.code(CREATE, secret, input=values) == "FORBIDDEN"
    assert await lab.code(REVOKE, secret, input={"id": "x"}) == "FORBIDDEN"
    assert await lab.code(SIGN_OUT, secret, input={"everywhere": True}) == "FORBIDDEN"
    assert await lab.code("{ viewer { sessions { id } } }", secret) == "FORBIDDEN"
    assert await lab.code("{ viewer { apiTokens { id } } }", secret) == "FORBIDDEN"


async def test_tokens_outlive_a_sign_out_everywhere(lab: Lab) -> None:
    secret = await lab.api_token("Linus", "READ")
    await lab.ask(SIGN_OUT, await lab.access("Linus"), input={"everywhere": True})
    assert await lab.ask(NAME, secret)


@pytest.mark.parametrize(
    ("query", "variables"),
    [(CREATE, {"name": "x", "scopes": ["READ"]}), (REVOKE, {"id": "x"}), (SIGN_OUT, {"everywhere": True})],
)
async def test_nobody_has_a_token(lab: Lab, query: str, variables: dict[str, Any]) -> None:
    assert await lab.code(query, input=variables) == "UNAUTHENTICATED"
