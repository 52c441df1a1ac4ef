"""Discord's answers to an application, the good and the strange ones."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from synapse.demo.server import LocalDiscord
from synapse.errors import Invalid, SynapseError, Unavailable
from synapse.services import discord_oauth
from synapse.services.discord_oauth import Application
from synapse.services.sessions import Person
from tests.demo import worlds

ME = {"id": "4000000000000000001", "username": "ada", "global_name": "Ada L.", "avatar": "a1b2"}
TOKEN = {"access_token": "from-discord", "token_type": "Bearer"}
SECRET = "our-secret"


def application(base: str, secret: str = SECRET) -> Application:
    return Application.at(f"{base}/api/v10/", client_id="5", client_secret=secret, redirect_uri="http://127.0.0.1/back")


@asynccontextmanager
async def discord(token: web.Response, me: web.Response | None = None) -> AsyncIterator[Application]:
    """Something that answers in Discord's place."""

    def answering(response: web.Response | None) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(_request: web.Request) -> web.StreamResponse:
            assert response is not None
            return response

        return answer

    app = web.Application()
    app.router.add_post("/api/v10/oauth2/token", answering(token))
    app.router.add_get("/api/v10/users/@me", answering(me))
    async with TestServer(app) as server:
        yield application(str(server.make_url("")).rstrip("/"))


async def who(of: Application) -> Person:
    return await discord_oauth.identify(of, code="the-code", verifier="v" * 43)


async def refusal(of: Application) -> SynapseError:
    with capture_logs() as logged, pytest.raises(SynapseError) as refused:
        await who(of)
    told = f"{logged} {refused.value.message}"
    assert not any(hidden in told for hidden in ("the-code", SECRET, "from-discord", "v" * 43))
    return refused.value


async def test_a_person_is_known_by_name_and_picture() -> None:
    async with discord(web.json_response(TOKEN), web.json_response(ME)) as of:
        person = await who(of)
        assert person == Person(4_000_000_000_000_000_001, "ada", "Ada L.", f"{of.cdn_url}/avatars/{ME['id']}/a1b2.png")


async def test_who_has_neither_is_known_too() -> None:
    bare = {"id": "5", "username": "", "global_name": None, "avatar": None}
    async with discord(web.json_response(TOKEN), web.json_response(bare)) as of:
        assert await who(of) == Person(5, "5", "5", f"{of.cdn_url}/embed/avatars/0.png")


async def test_a_code_that_discord_does_not_know_begins_again() -> None:
    async with discord(web.json_response({"error": "invalid_grant"}, status=400)) as of:
        error = await refusal(of)
        assert (type(error), error.path) == (Invalid, ("code",))


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (web.json_response({"error": "invalid_client"}, status=401), "DISCORD_CLIENT_SECRET"),
        (web.json_response({"error": "invalid_request"}, status=400), "DISCORD_CLIENT_SECRET"),
        (web.json_response({"message": "slow down"}, status=429), "Try again"),
        (web.Response(text="<html>", status=502), "Try again"),
        (web.Response(text="<html>"), "Try again"),
        (web.json_response([]), "Try again"),
        (web.json_response({"access_token": 5}), "Try again"),
        (web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}), "Try again"),
    ],
)
async def test_refusals_of_the_token(response: web.Response, words: str) -> None:
    async with discord(response) as of:
        error = await refusal(of)
        assert isinstance(error, Unavailable)
        assert words in error.message


@pytest.mark.parametrize(
    "response",
    [
        web.json_response({"message": "401: Unauthorized"}, status=401),
        web.Response(status=500),
        web.json_response({"username": "no id"}),
        web.json_response({"id": 5}),
        web.json_response({"id": "5x"}),
        web.json_response({"id": "9" * 20}),
    ],
)
async def test_refusals_of_the_person(response: web.Response) -> None:
    async with discord(web.json_response(TOKEN), response) as of:
        assert isinstance(await refusal(of), Unavailable)


async def test_a_discord_that_is_away() -> None:
    error = await refusal(application("http://127.0.0.1:1"))
    assert isinstance(error, Unavailable)
    assert "Discord cannot be reached" in error.message


async def test_a_wrong_secret_at_the_local_discord() -> None:
    async with LocalDiscord(worlds.small()) as local:
        assert "DISCORD_CLIENT_SECRET" in (await refusal(application(local.base_url))).message


def test_without_another_address_it_is_discord_itself() -> None:
    of = Application.at(None, client_id="5", client_secret=SECRET, redirect_uri="http://127.0.0.1/back")
    parts = urlsplit(of.authorize_url(state="s", verifier="v"))
    assert (parts.netloc, parts.path) == ("discord.com", "/oauth2/authorize")
    assert parse_qs(parts.query)["redirect_uri"] == ["http://127.0.0.1/back"]
    assert of.cdn_url == "https://cdn.discordapp.com"
    assert SECRET not in repr(of)


def test_the_challenge_is_the_one_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    url = application("http://127.0.0.1:1").authorize_url(
        state="s", verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    )
    assert parse_qs(urlsplit(url).query)["code_challenge"] == ["E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"]
