"""Signing in through the local Discord, staying signed in, signing out."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.engine import URL

from synapse.services import access_tokens, sessions, sign_in
from tests.api import lab as labs
from tests.api.conftest import open_api
from tests.api.lab import BEGIN, REFRESH, SIGN_IN, SIGN_OUT, VIEWER, Lab
from tests.api.serving import events, opened, served

pytestmark = pytest.mark.live

KEY = "k" * 16
SESSIONS = "{ viewer { sessions { id createdAt lastUsedAt expiresAt } session { id } apiToken { id } } }"
FEED = "subscription ($id: Snowflake!) { feed(guildId: $id) { nodes { id } } }"


@pytest.fixture
async def lab(live_url: URL) -> AsyncIterator[Lab]:
    async with labs.opened(live_url) as running:
        yield running


class TestSigningIn:
    async def test_a_person_comes_back_with_a_session(self, lab: Lab) -> None:
        begun = await lab.begun()
        back = await lab.agree(begun, "Grace")
        values = {"code": back["code"], "state": back["state"], "ticket": begun["ticket"], "clientMutationId": "7"}
        payload = await lab.ask(SIGN_IN, input=values)
        assert payload["problems"] == []
        assert payload["clientMutationId"] == "7"
        grace = lab.user_id("Grace")
        assert payload["viewer"] == {
            "userId": str(grace),
            "username": "grace",
            "displayName": "Grace",
            "avatarUrl": f"{lab.local.base_url}/embed/avatars/{(grace >> 22) % 6}.png",
            "scopes": ["READ", "WRITE_SELF", "ADMIN"],
        }
        assert payload["tokens"]["accessExpiresAt"] == "2026-05-04T12:45:00Z"
        assert payload["tokens"]["refreshExpiresAt"] == "2026-06-03T12:30:00Z"
        viewer = await lab.ask(VIEWER, payload["tokens"]["accessToken"])
        assert viewer["guilds"] == [{"guild": {"name": "Lab"}, "member": {"displayName": "Grace"}, "admin": True}]

    async def test_the_address_asks_for_what_the_design_says(self, lab: Lab) -> None:
        begun = await lab.begun()
        asked = begun["asked"]
        assert begun["url"].startswith(f"{lab.local.base_url}/oauth2/authorize?")
        assert asked["scope"] == "identify guilds guilds.members.read"
        assert (asked["code_challenge_method"], len(asked["code_challenge"])) == ("S256", 43)
        assert begun["ticket"] not in begun["url"]
        assert begun["expiresAt"] == "2026-05-04T12:40:00Z"
        assert (await lab.begun())["asked"]["state"] != asked["state"]

    async def test_nobody_is_nobody(self, lab: Lab) -> None:
        assert await lab.ask(VIEWER) is None

    async def test_no_secret_is_in_any_row(self, lab: Lab) -> None:
        begun = await lab.begun()
        await lab.begun()
        tokens = await lab.sign_in("Linus")
        secret = await lab.api_token("Linus", "READ")
        await lab.ask(REFRESH, input={"refreshToken": tokens["refreshToken"], "idempotencyKey": KEY})
        rows = []
        for table in ("users", "sign_ins", "sessions", "refresh_tokens", "api_tokens"):
            found = [str(row) for row in await lab.api.database.fetch(f"SELECT t::text FROM {table} t")]  # noqa: S608
            assert found
            rows += found
        for hidden in (begun["ticket"], begun["asked"]["state"], secret, KEY, *tokens.values()):
            if not hidden.startswith("2026"):
                assert not any(hidden in row or hidden.encode().hex() in row for row in rows)

    async def test_without_the_settings_nobody_is_signed_in(self, live_url: URL) -> None:
        async with open_api(live_url) as api:
            error = await api.refusal(BEGIN)
            assert error["extensions"]["code"] == "UNAVAILABLE"
            assert "not set up" in error["message"]


class TestWrongReturns:
    async def refused(self, lab: Lab, **values: str) -> None:
        payload = await lab.ask(SIGN_IN, input=values)
        assert payload["tokens"] is None
        assert payload["viewer"] is None
        assert [problem["code"] for problem in payload["problems"]] == ["BAD_USER_INPUT"]
        assert "Begin again" in payload["problems"][0]["message"]

    async def test_a_state_serves_once(self, lab: Lab) -> None:
        begun = await lab.begun()
        back = await lab.agree(begun, "Grace")
        assert (await lab.finish(back, begun["ticket"]))["tokens"]
        await self.refused(lab, code=back["code"], state=back["state"], ticket=begun["ticket"])
        again = await lab.agree(begun, "Grace")
        await self.refused(lab, code=again["code"], state=again["state"], ticket=begun["ticket"])

    async def test_of_many_at_once_one_is_served(self, lab: Lab) -> None:
        begun = await lab.begun()
        back = await lab.agree(begun, "Grace")
        payloads = await asyncio.gather(*(lab.finish(back, begun["ticket"]) for _ in range(5)))
        assert [payload["tokens"] is not None for payload in payloads].count(True) == 1

    async def test_the_ticket_of_another_browser_does_not_fit(self, lab: Lab) -> None:
        victims, attackers = await lab.begun(), await lab.begun()
        back = await lab.agree(attackers, "Linus")
        await self.refused(lab, code=back["code"], state=back["state"], ticket=victims["ticket"])
        # And the state is spent by the attempt.
        await self.refused(lab, code=back["code"], state=back["state"], ticket=attackers["ticket"])

    async def test_a_code_of_another_sign_in_fails_the_proof(self, lab: Lab) -> None:
        mine, other = await lab.begun(), await lab.begun()
        stolen = await lab.agree(other, "Ada")
        await self.refused(lab, code=stolen["code"], state=mine["asked"]["state"], ticket=mine["ticket"])

    async def test_a_challenge_that_was_swapped_fails_the_proof(self, lab: Lab) -> None:
        begun = await lab.begun()
        back = await lab.agree(begun, "Grace", code_challenge="A" * 43)
        await self.refused(lab, code=back["code"], state=back["state"], ticket=begun["ticket"])

    async def test_it_waits_ten_minutes_and_no_longer(self, lab: Lab) -> None:
        begun = await lab.begun()
        back = await lab.agree(begun, "Grace")
        lab.clock.advance(sign_in.LIFE)
        await self.refused(lab, code=back["code"], state=back["state"], ticket=begun["ticket"])

    async def test_expired_ones_are_removed(self, lab: Lab) -> None:
        await lab.begun()
        lab.clock.advance(sign_in.LIFE)
        await lab.begun()
        assert await lab.api.database.fetchval("SELECT count(*) FROM sign_ins") == 1

    @pytest.mark.parametrize(("name", "value"), [("code", ""), ("state", "x" * 501), ("ticket", "")])
    async def test_empty_and_endless_values(self, lab: Lab, name: str, value: str) -> None:
        await self.refused(lab, **({"code": "c", "state": "s", "ticket": "t"} | {name: value}))

    async def test_an_invented_state(self, lab: Lab) -> None:
        await self.refused(lab, code="c", state="s", ticket="t")


class TestRefreshing:
    async def refresh(self, lab: Lab, token: str, key: str | None = None) -> dict[str, str]:
        payload = await lab.ask(REFRESH, input={"refreshToken": token, "idempotencyKey": key, "clientMutationId": "r"})
        assert payload["clientMutationId"] == "r"
        tokens: dict[str, str] = payload["tokens"]
        return tokens

    async def ended(self, lab: Lab, token: str, key: str | None = None) -> bool:
        variables = {"refreshToken": token, "idempotencyKey": key}
        return await lab.code(REFRESH, input=variables) == "UNAUTHENTICATED"

    async def test_gives_the_next_pair_and_prolongs_the_session(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        lab.clock.advance(timedelta(days=29))
        second = await self.refresh(lab, first["refreshToken"])
        lab.clock.advance(timedelta(minutes=10))
        assert (await lab.ask(VIEWER, second["accessToken"]))["displayName"] == "Linus"
        assert second["refreshExpiresAt"] == "2026-07-02T12:30:00Z"
        assert await lab.code(VIEWER, first["accessToken"]) == "UNAUTHENTICATED"

    async def test_a_spent_token_ends_the_whole_session(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        other = await lab.sign_in("Linus")
        second = await self.refresh(lab, first["refreshToken"])
        assert await self.ended(lab, first["refreshToken"])
        assert await lab.code(VIEWER, second["accessToken"]) == "UNAUTHENTICATED"
        assert await lab.code(VIEWER, first["accessToken"]) == "UNAUTHENTICATED"
        assert await self.ended(lab, second["refreshToken"])
        assert (await lab.ask(VIEWER, other["accessToken"]))["displayName"] == "Linus"

    async def test_the_very_same_request_is_answered_again(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        second = await self.refresh(lab, first["refreshToken"], KEY)
        lab.clock.advance(sessions.GRACE)
        again = await self.refresh(lab, first["refreshToken"], KEY)
        assert again["refreshToken"] == second["refreshToken"]
        assert (await lab.ask(VIEWER, again["accessToken"]))["displayName"] == "Linus"
        await self.refresh(lab, again["refreshToken"], "another key, 16+")

    @pytest.mark.parametrize("key", [None, "guessed by a thief"])
    async def test_another_request_with_a_spent_token_is_not(self, lab: Lab, key: str | None) -> None:
        first = await lab.sign_in("Linus")
        second = await self.refresh(lab, first["refreshToken"], KEY)
        assert await self.ended(lab, first["refreshToken"], key)
        assert await self.ended(lab, second["refreshToken"])

    async def test_a_key_does_not_help_a_token_that_was_spent_without(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        await self.refresh(lab, first["refreshToken"])
        assert await self.ended(lab, first["refreshToken"], KEY)

    async def test_nor_after_the_grace(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        await self.refresh(lab, first["refreshToken"], KEY)
        lab.clock.advance(sessions.GRACE + timedelta(seconds=1))
        assert await self.ended(lab, first["refreshToken"], KEY)

    async def test_nor_once_the_answer_was_used(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        second = await self.refresh(lab, first["refreshToken"], KEY)
        third = await self.refresh(lab, second["refreshToken"], KEY)
        assert await self.ended(lab, first["refreshToken"], KEY)
        assert await self.ended(lab, third["refreshToken"])

    async def test_a_key_that_could_be_guessed_is_a_problem(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        for key in ("", "short", "k" * 201):
            payload = await lab.ask(REFRESH, input={"refreshToken": first["refreshToken"], "idempotencyKey": key})
            assert payload["problems"] == [{"code": "BAD_USER_INPUT", "path": ["idempotencyKey"]}]
        await self.refresh(lab, first["refreshToken"])

    async def test_an_idle_session_ends(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        lab.clock.advance(sessions.IDLE)
        assert await self.ended(lab, first["refreshToken"])

    async def test_no_session_lasts_for_ever(self, lab: Lab) -> None:
        tokens = await lab.sign_in("Linus")
        for _ in range(9):
            lab.clock.advance(timedelta(days=20) - timedelta(minutes=1))
            tokens = await self.refresh(lab, tokens["refreshToken"])
        assert tokens["refreshExpiresAt"] == "2026-10-31T12:30:00Z"
        assert tokens["accessExpiresAt"] == "2026-10-31T12:30:00Z"
        lab.clock.advance(timedelta(minutes=9))
        assert await self.ended(lab, tokens["refreshToken"])

    @pytest.mark.parametrize("token", ["", "x", "x" * 201])
    async def test_invented_tokens(self, lab: Lab, token: str) -> None:
        assert await self.ended(lab, token)


class TestSigningOut:
    async def test_ends_the_session_in_use_at_once(self, lab: Lab) -> None:
        first, second = await lab.sign_in("Linus"), await lab.sign_in("Linus")
        out = await lab.ask(SIGN_OUT, first["accessToken"], input={"clientMutationId": "o"})
        assert out == {"ended": 1, "clientMutationId": "o"}
        assert await lab.code(VIEWER, first["accessToken"]) == "UNAUTHENTICATED"
        assert await lab.code(REFRESH, input={"refreshToken": first["refreshToken"]}) == "UNAUTHENTICATED"
        assert await lab.ask(VIEWER, second["accessToken"])

    async def test_everywhere_ends_all_of_the_person_and_of_nobody_else(self, lab: Lab) -> None:
        first, second, ada = await lab.sign_in("Linus"), await lab.sign_in("Linus"), await lab.sign_in("Ada")
        out = await lab.ask(SIGN_OUT, first["accessToken"], input={"everywhere": True})
        assert out["ended"] == 2
        assert await lab.code(VIEWER, second["accessToken"]) == "UNAUTHENTICATED"
        assert await lab.ask(VIEWER, ada["accessToken"])

    async def test_works_with_the_refresh_token_alone(self, lab: Lab) -> None:
        first, second = await lab.sign_in("Linus"), await lab.sign_in("Linus")
        token = {"refreshToken": first["refreshToken"]}
        assert (await lab.ask(SIGN_OUT, input=token))["ended"] == 1
        assert (await lab.ask(SIGN_OUT, input=token))["ended"] == 0
        assert (await lab.ask(SIGN_OUT, input={"refreshToken": "x"}))["ended"] == 0
        everywhere = {"refreshToken": second["refreshToken"], "everywhere": True}
        third = await lab.sign_in("Linus")
        assert (await lab.ask(SIGN_OUT, input=everywhere))["ended"] == 2
        assert await lab.code(VIEWER, third["accessToken"]) == "UNAUTHENTICATED"

    async def test_a_spent_refresh_token_ends_its_own_session_only(self, lab: Lab) -> None:
        first, second = await lab.sign_in("Linus"), await lab.sign_in("Linus")
        await lab.ask(REFRESH, input={"refreshToken": first["refreshToken"]})
        everywhere = {"refreshToken": first["refreshToken"], "everywhere": True}
        assert (await lab.ask(SIGN_OUT, input=everywhere))["ended"] == 1
        assert await lab.ask(VIEWER, second["accessToken"])

    async def test_nobody_has_nothing_to_end(self, lab: Lab) -> None:
        assert await lab.code(SIGN_OUT, input={}) == "UNAUTHENTICATED"

    async def test_sessions_are_listed_while_they_are_in_force(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        lab.clock.advance(timedelta(minutes=5))
        second = await lab.sign_in("Linus")
        listed = await lab.ask(SESSIONS, second["accessToken"])
        assert [session["createdAt"] for session in listed["sessions"]] == [
            "2026-05-04T12:35:00Z",
            "2026-05-04T12:30:00Z",
        ]
        assert listed["session"]["id"] == listed["sessions"][0]["id"]
        assert listed["apiToken"] is None
        await lab.ask(SIGN_OUT, first["accessToken"], input={})
        assert len((await lab.ask(SESSIONS, second["accessToken"]))["sessions"]) == 1

    async def test_long_ended_sessions_are_removed_at_the_next_sign_in(self, lab: Lab) -> None:
        first = await lab.sign_in("Linus")
        await lab.ask(SIGN_OUT, first["accessToken"], input={})
        lab.clock.advance(timedelta(days=31))
        await lab.sign_in("Linus")
        assert await lab.api.database.fetchval("SELECT count(*) FROM sessions") == 1
        assert await lab.api.database.fetchval("SELECT count(*) FROM refresh_tokens") == 1


class TestStreams:
    async def test_a_websocket_takes_the_token_at_its_beginning(self, lab: Lab) -> None:
        token = await lab.access("Grace")
        async with served(lab.api.app) as address, opened(address, init=False) as socket:
            await socket.send(type="connection_init", payload={"Authorization": f"Bearer {token}"})
            assert (await socket.receive())["type"] == "connection_ack"
            await socket.subscribe("1", VIEWER)
            answer = await socket.receive()
            assert answer["payload"]["data"]["viewer"]["displayName"] == "Grace"
            assert (await socket.receive())["type"] == "complete"
            lab.clock.advance(access_tokens.LIFE)
            await socket.subscribe("2", VIEWER)
            refused = await socket.receive()
            assert (refused["id"], refused["type"]) == ("2", "error")
            assert refused["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"

    @pytest.mark.parametrize("payload", [{"authorization": "Bearer x"}, {"Authorization": 5}, {"Authorization": "x"}])
    async def test_a_wrong_token_closes_the_websocket(self, lab: Lab, payload: dict[str, object]) -> None:
        async with served(lab.api.app) as address, opened(address, init=False) as socket:
            await socket.send(type="connection_init", payload=payload)
            assert await socket.close_code() == 4403

    async def test_a_database_that_is_away_asks_to_come_back_later(
        self, lab: Lab, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse() -> object:
            raise ConnectionRefusedError

        token = await lab.access("Grace")
        await lab.engine.dispose()
        monkeypatch.setattr(lab.engine.sync_engine.pool, "connect", refuse)
        async with served(lab.api.app) as address, opened(address, init=False) as socket:
            await socket.send(type="connection_init", payload={"Authorization": f"Bearer {token}"})
            assert await socket.close_code() == 1013
        response = await lab.send(VIEWER, token)
        assert response.status_code == 503
        assert response.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"

    async def test_events_end_when_the_session_does(self, lab: Lab) -> None:
        token = await lab.access("Grace")
        variables = {"id": str(lab.guild_id)}
        async with (
            served(lab.api.app) as address,
            events(address, FEED, variables, {"authorization": f"Bearer {token}"}) as stream,
        ):
            assert await stream.next() == ("next", {"data": {"feed": {"nodes": []}}})
            await lab.ask(SIGN_OUT, token, input={})
            lab.api.service.live._touch_all()  # noqa: SLF001 - as after a notice
            name, answer = await stream.next()
            assert (name, answer["errors"][0]["extensions"]["code"]) == ("next", "UNAUTHENTICATED")
            assert (await stream.next())[0] == "complete"
