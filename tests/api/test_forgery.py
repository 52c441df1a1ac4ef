"""Every way to pretend to be somebody else with an access token."""

import base64
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import jwt
import orjson
import pytest
from sqlalchemy.engine import URL

from synapse.services import access_tokens
from synapse.services.credentials import new_secret
from tests.api import lab as labs
from tests.api.lab import JWT_SECRET, VIEWER, Lab

pytestmark = pytest.mark.live


@pytest.fixture
async def lab(live_url: URL) -> AsyncIterator[Lab]:
    async with labs.opened(live_url) as running:
        yield running


def claims_of(lab: Lab, token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    assert set(claims) == {"iss", "aud", "iat", "exp", "sub", "sid", "jti"}
    assert claims["sub"] == str(lab.user_id("Linus"))
    return claims


async def refused(lab: Lab, token: str) -> None:
    response = await lab.send(VIEWER, token)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer ")
    answer = response.json()
    assert "data" not in answer
    [error] = answer["errors"]
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}
    assert token not in response.text


async def test_the_algorithm_none(lab: Lab) -> None:
    claims = claims_of(lab, await lab.access("Linus"))
    await refused(lab, jwt.encode(claims, None, algorithm="none"))
    body = base64.urlsafe_b64encode(orjson.dumps(claims)).rstrip(b"=").decode()
    for name in ("None", "NONE", "nOnE"):
        head = base64.urlsafe_b64encode(orjson.dumps({"alg": name, "typ": "JWT"})).rstrip(b"=").decode()
        await refused(lab, f"{head}.{body}.")


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
async def test_another_algorithm_with_the_right_key(lab: Lab, algorithm: str) -> None:
    claims = claims_of(lab, await lab.access("Linus"))
    await refused(lab, jwt.encode(claims, JWT_SECRET, algorithm=algorithm))


async def test_another_key(lab: Lab) -> None:
    await refused(lab, jwt.encode(claims_of(lab, await lab.access("Linus")), new_secret()))


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "somebody"},
        {"aud": "other-api"},
        {"aud": None},
        {"sub": 5},
        {"sub": "x"},
        {"sub": "99999999999999999999"},
        {"sid": None},
        {"exp": "never"},
        {"exp": 1},
    ],
)
async def test_claims_that_are_not_ours(lab: Lab, change: dict[str, Any]) -> None:
    claims = claims_of(lab, await lab.access("Linus"))
    assert await lab.ask(VIEWER, jwt.encode(claims, JWT_SECRET))
    await refused(lab, jwt.encode(claims | change, JWT_SECRET))


@pytest.mark.parametrize("missing", ["iss", "aud", "exp", "iat", "sub", "sid", "jti"])
async def test_claims_that_are_missing(lab: Lab, missing: str) -> None:
    claims = claims_of(lab, await lab.access("Linus"))
    del claims[missing]
    await refused(lab, jwt.encode(claims, JWT_SECRET))


async def test_somebody_elses_id_in_ones_own_session(lab: Lab) -> None:
    claims = claims_of(lab, await lab.access("Linus"))
    await refused(lab, jwt.encode(claims | {"sub": str(lab.user_id("Ada"))}, JWT_SECRET))


async def test_a_tampered_token(lab: Lab) -> None:
    token = await lab.access("Linus")
    head, body, mark = token.split(".")
    claims = orjson.loads(base64.urlsafe_b64decode(body + "=="))
    claims["sub"] = str(lab.user_id("Ada"))
    changed = base64.urlsafe_b64encode(orjson.dumps(claims)).rstrip(b"=").decode()
    for forged in (
        f"{head}.{changed}.{mark}",
        f"{head}.{body}.{mark[:-4]}AAAA",
        f"{head}.{body}.",
        f"{head}.{body}",
    ):
        await refused(lab, forged)


async def test_a_refresh_token_is_no_access_token(lab: Lab) -> None:
    await refused(lab, (await lab.sign_in("Linus"))["refreshToken"])


@pytest.mark.parametrize("token", ["syn_", "syn_" + "A" * 43, "syn_" + "x" * 5000, "x" * 5000, "a.b.c", "{}"])
async def test_invented_tokens(lab: Lab, token: str) -> None:
    await refused(lab, token)


@pytest.mark.parametrize("header", ["Basic eDp5", "Bearer", "Bearer ", "token", ""])
async def test_other_headers(lab: Lab, header: str) -> None:
    response = await lab.api.http.post("/graphql", json={"query": VIEWER}, headers={"authorization": header})
    assert response.status_code == 401
    assert "Authorization: Bearer" in response.json()["errors"][0]["message"]


async def test_an_expired_token(lab: Lab) -> None:
    token = await lab.access("Linus")
    lab.clock.advance(access_tokens.LIFE - timedelta(seconds=1))
    assert await lab.ask(VIEWER, token)
    lab.clock.advance(timedelta(seconds=1))
    await refused(lab, token)


async def test_the_session_of_somebody_who_was_forgotten(lab: Lab) -> None:
    token, program = await lab.access("Linus"), await lab.api_token("Linus", "READ")
    await lab.api.database.execute("DELETE FROM users WHERE user_id = $1", lab.user_id("Linus"))
    await refused(lab, token)
    await refused(lab, program)
