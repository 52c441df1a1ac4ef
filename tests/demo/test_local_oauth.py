"""Signing in with OAuth2, and every way to get it wrong."""

import hashlib
from base64 import urlsafe_b64encode
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from synapse.demo.backend import Options
from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from tests.demo import worlds
from tests.demo.clients import Answer, Clock, Rest

REDIRECT = "http://127.0.0.1:8000/auth/callback"
VERIFIER = "v" * 64
CHALLENGE = urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


class Browser:
    """Somebody's browser on the authorize page, and the application behind it."""

    def __init__(self, rest: Rest, local: LocalDiscord) -> None:
        self.rest = rest
        self.base = local.base_url
        self.application = local.backend.world.application
        self.asked = {
            "client_id": str(self.application.id),
            "redirect_uri": REDIRECT,
            "response_type": "code",
            "scope": "identify guilds guilds.members.read",
            "state": "s&1",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }

    async def opens(self, **changes: str) -> tuple[int, str]:
        address = f"{self.base}/oauth2/authorize"
        async with self.rest.session.get(address, params=self.asked | changes, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location") or unescape(await answer.text())

    async def picks(self, user_id: object, **changes: str) -> tuple[int, dict[str, str]]:
        form = self.asked | {"user_id": str(user_id)} | changes
        async with self.rest.session.post(f"{self.base}/oauth2/authorize", data=form, allow_redirects=False) as answer:
            sent_to = answer.headers.get("Location", "")
            return answer.status, {key: values[0] for key, values in parse_qs(urlsplit(sent_to).query).items()}

    async def posts(self, path: str, **form: str) -> Answer:
        client = {"client_id": str(self.application.id), "client_secret": worlds.SECRET}
        async with self.rest.session.post(f"{self.rest.api_url}{path}", data=client | form) as answer:
            return Answer(answer.status, await answer.json(), dict(answer.headers))

    async def trades(self, code: str, **changes: str) -> Answer:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER}
        return await self.posts("/oauth2/token", **form | changes)

    async def signs_in(self, user_id: object, **changes: str) -> dict[str, Any]:
        _, back = await self.picks(user_id, **changes)
        answer = await self.trades(back["code"])
        assert answer.status == 200, answer.data
        data: dict[str, Any] = answer.data
        return data


@pytest.fixture
def browser(rest: Rest, local: LocalDiscord) -> Browser:
    return Browser(rest, local)


@pytest.fixture
def grace(world: World) -> str:
    return str(next(member.id for member in world.people() if member.display_name == "Grace"))


class TestPage:
    async def test_shows_admins_and_members_without_scripts(self, browser: Browser) -> None:
        status, page = await browser.opens()
        assert status == 200
        assert page.index("Admins") < page.index("Grace") < page.index("Members") < page.index("Linus")
        assert "<script" not in page
        assert "Synapse" in page

    async def test_finds_somebody_by_name(self, browser: Browser) -> None:
        _, page = await browser.opens(q="marg")
        assert ("Margaret" in page, "Linus" in page) == (True, False)
        _, empty = await browser.opens(q='<b>"')
        assert 'Nobody is called “<b>"”' in empty

    async def test_escapes_what_it_is_given(self, browser: Browser) -> None:
        address = f"{browser.base}/oauth2/authorize"
        query = browser.asked | {"q": "<script>", "state": '"><script>'}
        async with browser.rest.session.get(address, params=query) as answer:
            assert "<script" not in await answer.text()
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]

    @pytest.mark.parametrize(
        "change",
        [{"client_id": "5"}, {"client_id": ""}, {"redirect_uri": ""}, {"redirect_uri": "https://example.com/back"}],
    )
    async def test_never_sends_to_an_address_it_does_not_know(self, browser: Browser, change: dict[str, str]) -> None:
        status, page = await browser.opens(**change)
        assert (status, "does not work" in page) == (400, True)
        assert (await browser.picks(1, **change))[0] == 400

    async def test_knows_registered_addresses_only_once_there_are_any(self, browser: Browser) -> None:
        browser.application.redirect_uris.append("http://localhost:1/other")
        assert (await browser.opens())[0] == 400
        assert (await browser.opens(redirect_uri="http://localhost:1/other"))[0] == 200

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"response_type": "token"}, "unsupported_response_type"),
            ({"scope": ""}, "invalid_scope"),
            ({"scope": "identify everything"}, "invalid_scope"),
            ({"code_challenge": "short"}, "invalid_request"),
            ({"code_challenge_method": "S512"}, "invalid_request"),
        ],
    )
    async def test_sends_other_faults_back(self, browser: Browser, change: dict[str, str], error: str) -> None:
        status, location = await browser.opens(**change)
        answer = parse_qs(urlsplit(location).query)
        assert (status, answer["error"], answer["state"]) == (302, [error], ["s&1"])
        assert (await browser.picks(1, **change))[1]["error"] == error

    async def test_nobody_or_a_bot_picked(self, browser: Browser) -> None:
        for picked in ("", "x", "5", browser.application.id):
            assert (await browser.picks(picked))[0] == 400

    async def test_cancelling(self, browser: Browser, grace: str) -> None:
        _, back = await browser.picks(grace, decision="cancel")
        assert (back["error"], back["state"]) == ("access_denied", "s&1")


class TestTokens:
    async def test_open_what_was_asked_for(self, browser: Browser, grace: str, world: World) -> None:
        token = await browser.signs_in(grace)
        assert (token["token_type"], token["scope"]) == ("Bearer", "guilds guilds.members.read identify")
        me = browser.rest.as_(f"Bearer {token['access_token']}")
        assert (await me.get("/users/@me")).data["username"] == "grace"
        guilds = (await me.get("/users/@me/guilds")).data
        assert (guilds[0]["name"], guilds[0]["owner"]) == ("Lab", False)
        assert int(guilds[0]["permissions"]) & 1 << 5
        member = (await me.get(f"/users/@me/guilds/{world.guild.id}/member")).data
        assert len(member["roles"]) == 1
        assert (await me.get("/users/@me/guilds/5/member")).data["code"] == 10004
        assert (await me.get("/oauth2/@me")).data["user"]["id"] == grace

    async def test_open_no_more_than_that(self, browser: Browser, grace: str, world: World) -> None:
        token = await browser.signs_in(grace, scope="identify")
        me = browser.rest.as_(f"Bearer {token['access_token']}")
        assert (await me.get("/users/@me")).status == 200
        assert "email" not in (await me.get("/users/@me")).data
        assert (await me.get("/users/@me/guilds")).status == 401
        assert (await me.get(f"/guilds/{world.guild.id}")).status == 401

    async def test_a_code_works_once(self, browser: Browser, grace: str) -> None:
        _, back = await browser.picks(grace)
        assert (await browser.trades(back["code"])).status == 200
        assert (await browser.trades(back["code"])).data["error"] == "invalid_grant"

    @pytest.mark.parametrize(
        ("change", "error", "status"),
        [
            ({"code": "wrong"}, "invalid_grant", 400),
            ({"code": ""}, "invalid_request", 400),
            ({"redirect_uri": "http://127.0.0.1:8000/elsewhere"}, "invalid_grant", 400),
            ({"code_verifier": "w" * 64}, "invalid_grant", 400),
            ({"code_verifier": ""}, "invalid_grant", 400),
            ({"client_secret": "wrong"}, "invalid_client", 401),
            ({"client_id": "5"}, "invalid_client", 401),
            ({"grant_type": "password"}, "unsupported_grant_type", 400),
        ],
    )
    async def test_a_code_needs_all_the_rest(
        self, browser: Browser, grace: str, change: dict[str, str], error: str, status: int
    ) -> None:
        _, back = await browser.picks(grace)
        answer = await browser.trades(**{"code": back["code"]} | change)
        assert (answer.status, answer.data["error"]) == (status, error)

    async def test_plain_challenges_and_none(self, browser: Browser, grace: str) -> None:
        assert await browser.signs_in(grace, code_challenge=VERIFIER, code_challenge_method="plain")
        browser.asked = {k: v for k, v in browser.asked.items() if not k.startswith("code_challenge")}
        assert await browser.signs_in(grace)

    async def test_are_refreshed(self, browser: Browser, grace: str) -> None:
        token = await browser.signs_in(grace)
        form = {"grant_type": "refresh_token", "refresh_token": token["refresh_token"]}
        renewed = await browser.posts("/oauth2/token", **form)
        assert (await browser.rest.as_(f"Bearer {token['access_token']}").get("/users/@me")).status == 401
        assert (await browser.rest.as_(f"Bearer {renewed.data['access_token']}").get("/users/@me")).status == 200
        assert (await browser.posts("/oauth2/token", **form)).data["error"] == "invalid_grant"

    async def test_are_revoked(self, browser: Browser, grace: str) -> None:
        token = await browser.signs_in(grace)
        assert (await browser.posts("/oauth2/token/revoke", token=token["access_token"])).status == 200
        assert (await browser.rest.as_(f"Bearer {token['access_token']}").get("/users/@me")).status == 401
        assert (await browser.posts("/oauth2/token/revoke", token="unknown")).status == 200
        assert (await browser.posts("/oauth2/token/revoke", token="x", client_secret="no")).status == 401

    async def test_need_a_form(self, browser: Browser) -> None:
        async with browser.rest.session.post(f"{browser.rest.api_url}/oauth2/token", json={}) as answer:
            assert (answer.status, (await answer.json())["error"]) == (400, "invalid_request")

    async def test_take_the_client_by_http_basic(self, browser: Browser, grace: str) -> None:
        _, back = await browser.picks(grace)
        form = {"grant_type": "authorization_code", "code": back["code"], "redirect_uri": REDIRECT}
        address = f"{browser.rest.api_url}/oauth2/token"
        good = aiohttp.encode_basic_auth(str(browser.application.id), worlds.SECRET)
        for basic, status in (("Basic %%%", 401), (good, 200)):
            sent = form | {"code_verifier": VERIFIER}
            async with browser.rest.session.post(address, data=sent, headers={"Authorization": basic}) as answer:
                assert answer.status == status


class TestTime:
    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def options(self, clock: Clock) -> Options:
        return Options(clock=clock)

    async def test_codes_and_tokens_end(self, browser: Browser, grace: str, clock: Clock) -> None:
        _, back = await browser.picks(grace)
        token = await browser.signs_in(grace)
        clock.now += 61
        assert (await browser.trades(back["code"])).data["error"] == "invalid_grant"
        clock.now += 604_800
        assert (await browser.rest.as_(f"Bearer {token['access_token']}").get("/users/@me")).status == 401
