"""Who may do what, and every way to pretend to be somebody else."""

import base64
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import orjson
import pytest
from sqlalchemy.engine import URL
from structlog.testing import capture_logs

from synapse.api import auth
from synapse.api.context import Context
from synapse.api.limiting.points import Charge
from synapse.errors import Forbidden, SynapseError, Unauthenticated
from synapse.services import access_tokens, api_tokens, guilds, members_sync
from synapse.services.credentials import Caller, Kind, Scope, new_secret
from synapse.services.guilds import GuildSeen, RoleSeen
from synapse.services.members_sync import MemberSeen
from tests.api import lab as labs
from tests.api.lab import CREATE, JWT_SECRET, NOW, REFRESH, REVOKE, SIGN_OUT, VIEWER, Lab
from tests.demo import worlds

pytestmark = pytest.mark.live

OTHER_GUILD = 77
TOKENS = "{ viewer { apiTokens { id name scopes lastUsedAt } apiToken { name lastUsedAt } session { id } } }"
NAME = "{ viewer { displayName } }"


@pytest.fixture
async def lab(live_url: URL) -> AsyncIterator[Lab]:
    async with labs.opened(live_url) as running:
        yield running


async def context_of(lab: Lab, token: str | None) -> Context:
    """What resolvers would be given for a request with this token."""
    operations = lab.api.service.operations
    free = Charge(0, 0, 0, 0, datetime.now(UTC))
    return operations._context(free, await operations.access.admit(token))  # noqa: SLF001 - resolvers' own view


async def refusal_of(lab: Lab, token: str | None, guild_id: int | None = None) -> type[SynapseError] | None:
    """How an admin's change of a guild is refused to the owner of a token, None when it is not."""
    try:
        await auth.require_admin(await context_of(lab, token), guild_id or lab.guild_id)
    except SynapseError as error:
        return type(error)
    return None


class TestForgery:
    def claims(self, lab: Lab, token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
        assert set(claims) == {"iss", "aud", "iat", "exp", "sub", "sid", "jti"}
        assert claims["sub"] == str(lab.user_id("Linus"))
        return claims

    async def refused(self, lab: Lab, token: str) -> None:
        response = await lab.send(VIEWER, token)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer ")
        answer = response.json()
        assert "data" not in answer
        [error] = answer["errors"]
        assert error["extensions"] == {"code": "UNAUTHENTICATED"}
        assert token not in response.text

    async def test_the_algorithm_none(self, lab: Lab) -> None:
        claims = self.claims(lab, await lab.access("Linus"))
        await self.refused(lab, jwt.encode(claims, None, algorithm="none"))
        body = base64.urlsafe_b64encode(orjson.dumps(claims)).rstrip(b"=").decode()
        for name in ("None", "NONE", "nOnE"):
            head = base64.urlsafe_b64encode(orjson.dumps({"alg": name, "typ": "JWT"})).rstrip(b"=").decode()
            await self.refused(lab, f"{head}.{body}.")

    @pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
    @pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
    async def test_another_algorithm_with_the_right_key(self, lab: Lab, algorithm: str) -> None:
        claims = self.claims(lab, await lab.access("Linus"))
        await self.refused(lab, jwt.encode(claims, JWT_SECRET, algorithm=algorithm))

    async def test_another_key(self, lab: Lab) -> None:
        await self.refused(lab, jwt.encode(self.claims(lab, await lab.access("Linus")), new_secret()))

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
    async def test_claims_that_are_not_ours(self, lab: Lab, change: dict[str, Any]) -> None:
        claims = self.claims(lab, await lab.access("Linus"))
        assert await lab.ask(VIEWER, jwt.encode(claims, JWT_SECRET))
        await self.refused(lab, jwt.encode(claims | change, JWT_SECRET))

    @pytest.mark.parametrize("missing", ["iss", "aud", "exp", "iat", "sub", "sid", "jti"])
    async def test_claims_that_are_missing(self, lab: Lab, missing: str) -> None:
        claims = self.claims(lab, await lab.access("Linus"))
        del claims[missing]
        await self.refused(lab, jwt.encode(claims, JWT_SECRET))

    async def test_somebody_elses_id_in_ones_own_session(self, lab: Lab) -> None:
        claims = self.claims(lab, await lab.access("Linus"))
        await self.refused(lab, jwt.encode(claims | {"sub": str(lab.user_id("Ada"))}, JWT_SECRET))

    async def test_a_tampered_token(self, lab: Lab) -> None:
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
            await self.refused(lab, forged)

    async def test_a_refresh_token_is_no_access_token(self, lab: Lab) -> None:
        await self.refused(lab, (await lab.sign_in("Linus"))["refreshToken"])

    @pytest.mark.parametrize("token", ["syn_", "syn_" + "A" * 43, "syn_" + "x" * 5000, "x" * 5000, "a.b.c", "{}"])
    async def test_invented_tokens(self, lab: Lab, token: str) -> None:
        await self.refused(lab, token)

    @pytest.mark.parametrize("header", ["Basic eDp5", "Bearer", "Bearer ", "token", ""])
    async def test_other_headers(self, lab: Lab, header: str) -> None:
        response = await lab.api.http.post("/graphql", json={"query": NAME}, headers={"authorization": header})
        assert response.status_code == 401
        assert "Authorization: Bearer" in response.json()["errors"][0]["message"]

    async def test_an_expired_token(self, lab: Lab) -> None:
        token = await lab.access("Linus")
        lab.clock.advance(access_tokens.LIFE - timedelta(seconds=1))
        assert await lab.ask(VIEWER, token)
        lab.clock.advance(timedelta(seconds=1))
        await self.refused(lab, token)

    async def test_the_session_of_somebody_who_was_forgotten(self, lab: Lab) -> None:
        token, program = await lab.access("Linus"), await lab.api_token("Linus", "READ")
        await lab.api.database.execute("DELETE FROM users WHERE user_id = $1", lab.user_id("Linus"))
        await self.refused(lab, token)
        await self.refused(lab, program)


class TestApiTokens:
    async def test_are_shown_once_and_work(self, lab: Lab) -> None:
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

    async def test_end_by_themselves(self, lab: Lab) -> None:
        values = {"name": "short", "scopes": ["READ"], "expiresInDays": 1}
        access = await lab.access("Linus")
        secret = (await lab.ask(CREATE, access, input=values))["secret"]
        lab.clock.advance(timedelta(days=1) - timedelta(seconds=1))
        assert await lab.ask(NAME, secret)
        lab.clock.advance(timedelta(seconds=1))
        assert await lab.code(NAME, secret) == "UNAUTHENTICATED"
        assert (await lab.ask(TOKENS, await lab.access("Linus")))["apiTokens"] == []

    async def test_are_revoked_at_once_and_by_their_owner_only(self, lab: Lab) -> None:
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
    async def test_ids_that_no_token_has(self, lab: Lab, id_: str) -> None:
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
    async def test_wrong_wishes_are_problems(self, lab: Lab, change: dict[str, Any], path: str) -> None:
        values = {"name": "x", "scopes": ["READ"]} | change
        answer = await lab.ask(CREATE, await lab.access("Linus"), input=values)
        assert (answer["secret"], answer["apiToken"]) == (None, None)
        assert [(problem["code"], problem["path"]) for problem in answer["problems"]] == [("BAD_USER_INPUT", [path])]

    async def test_one_person_has_only_so_many(self, lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
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

    async def test_cannot_do_what_only_a_person_may(self, lab: Lab) -> None:
        secret = await lab.api_token("Grace", "READ", "WRITE_SELF", "ADMIN")
        values = {"name": "x", "scopes": ["READ"]}
        assert await lab.code(CREATE, secret, input=values) == "FORBIDDEN"
        assert await lab.code(REVOKE, secret, input={"id": "x"}) == "FORBIDDEN"
        assert await lab.code(SIGN_OUT, secret, input={"everywhere": True}) == "FORBIDDEN"
        assert await lab.code("{ viewer { sessions { id } } }", secret) == "FORBIDDEN"
        assert await lab.code("{ viewer { apiTokens { id } } }", secret) == "FORBIDDEN"

    async def test_outlive_a_sign_out_everywhere(self, lab: Lab) -> None:
        secret = await lab.api_token("Linus", "READ")
        await lab.ask(SIGN_OUT, await lab.access("Linus"), input={"everywhere": True})
        assert await lab.ask(NAME, secret)

    @pytest.mark.parametrize(
        ("query", "variables"),
        [(CREATE, {"name": "x", "scopes": ["READ"]}), (REVOKE, {"id": "x"}), (SIGN_OUT, {"everywhere": True})],
    )
    async def test_nobody_has_none(self, lab: Lab, query: str, variables: dict[str, Any]) -> None:
        assert await lab.code(query, input=variables) == "UNAUTHENTICATED"


class TestScopes:
    async def test_none_includes_another(self, lab: Lab) -> None:
        reader, writer = await lab.api_token("Grace", "READ"), await lab.api_token("Grace", "WRITE_SELF")
        admin = await lab.api_token("Grace", "ADMIN")
        assert (await lab.ask(VIEWER, reader))["guilds"][0]["admin"] is False
        assert await lab.code(VIEWER, writer) == "FORBIDDEN"
        assert await lab.code(VIEWER, admin) == "FORBIDDEN"
        for token, wanted in ((reader, Forbidden), (writer, Forbidden), (admin, None), (None, Unauthenticated)):
            assert await refusal_of(lab, token) is wanted

    async def test_resolvers_demand_one(self, lab: Lab) -> None:
        context = await context_of(lab, await lab.api_token("Grace", "READ"))
        assert auth.require_scope(context, Scope.READ).user_id == lab.user_id("Grace")
        with pytest.raises(Forbidden, match="lacks the scope WRITE_SELF"):
            auth.require_scope(context, Scope.WRITE_SELF)
        with pytest.raises(Forbidden, match="needs a session"):
            auth.require_session(context)


class TestMembers:
    async def test_are_told_from_others(self, lab: Lab) -> None:
        token = await lab.access("Linus")
        assert (await auth.require_member(await context_of(lab, token), lab.guild_id)).user_id == lab.user_id("Linus")
        await members_sync.left(lab.engine, lab.guild_id, lab.user_id("Linus"), NOW)
        with pytest.raises(Forbidden, match="members only"):
            await auth.require_member(await context_of(lab, token), lab.guild_id)
        with pytest.raises(Forbidden, match="members only"):
            await auth.require_member(await context_of(lab, token), 5)
        assert (await lab.ask(VIEWER, token))["guilds"] == []


class TestAdmins:
    async def test_are_the_owner_and_who_manages_the_guild(self, lab: Lab) -> None:
        allowed = [name for name in ("Ada", "Grace", "Linus", "Margaret") if not await self.refused(lab, name)]
        assert allowed == ["Ada", "Grace"]

    async def refused(self, lab: Lab, name: str) -> bool:
        return await refusal_of(lab, await lab.access(name)) is not None

    async def test_who_loses_the_role_loses_the_power_with_the_next_request(self, lab: Lab) -> None:
        session, program = await lab.access("Grace"), await lab.api_token("Grace", "READ", "ADMIN")
        assert [await refusal_of(lab, token) for token in (session, program)] == [None, None]
        await lab.set_roles("Grace")
        assert [await refusal_of(lab, token) for token in (session, program)] == [Forbidden, Forbidden]
        assert (await lab.ask(VIEWER, session))["guilds"][0]["admin"] is False
        await lab.set_roles("Grace", lab.role_id("Lead"))
        assert await refusal_of(lab, session) is None

    async def test_so_does_who_leaves(self, lab: Lab) -> None:
        for name in ("Grace", "Ada"):
            token = await lab.access(name)
            await members_sync.left(lab.engine, lab.guild_id, lab.user_id(name), NOW)
            assert await refusal_of(lab, token) is Forbidden

    async def test_so_does_everybody_when_the_role_changes_or_goes(self, lab: Lab) -> None:
        token, lead = await lab.access("Grace"), lab.role_id("Lead")
        await guilds.role_saved(lab.engine, lab.guild_id, RoleSeen(id=lead, name="Lead", permissions=1 << 10))
        assert await refusal_of(lab, token) is Forbidden
        await guilds.role_saved(lab.engine, lab.guild_id, RoleSeen(id=lead, name="Lead", permissions=1 << 3))
        assert await refusal_of(lab, token) is None
        await guilds.role_deleted(lab.engine, lab.guild_id, lead)
        assert await refusal_of(lab, token) is Forbidden

    async def test_the_role_of_everybody_counts(self, lab: Lab) -> None:
        token = await lab.access("Linus")
        everybody = RoleSeen(id=lab.guild_id, name="@everyone", permissions=1 << 5)
        await guilds.role_saved(lab.engine, lab.guild_id, everybody)
        assert await refusal_of(lab, token) is None

    async def test_a_guild_that_the_bot_left_has_none(self, lab: Lab) -> None:
        token = await lab.access("Ada")
        await guilds.left(lab.engine, lab.guild_id)
        assert await refusal_of(lab, token) is Forbidden

    async def test_of_one_guild_are_nobody_in_another(self, lab: Lab) -> None:
        roles = (RoleSeen(id=78, name="Lead", permissions=1 << 5), RoleSeen(id=OTHER_GUILD, name="@everyone"))
        seen = GuildSeen(guild_id=OTHER_GUILD, name="Elsewhere", owner_id=5, roles=roles)
        await guilds.register(lab.engine, seen, announce_channel=None, now=NOW)
        for name in ("Ada", "Grace"):
            assert await refusal_of(lab, await lab.access(name), OTHER_GUILD) is Forbidden
        # Neither does a role id of one guild count in another.
        grace = MemberSeen(
            user_id=lab.user_id("Grace"), username="g", display_name="G", role_ids=(lab.role_id("Lead"),)
        )
        await members_sync.saw(lab.engine, OTHER_GUILD, [grace])
        assert await refusal_of(lab, await lab.access("Grace"), OTHER_GUILD) is Forbidden
        await members_sync.saw(lab.engine, OTHER_GUILD, [replace(grace, role_ids=(78,))])
        assert await refusal_of(lab, await lab.access("Grace"), OTHER_GUILD) is None

    @pytest.mark.parametrize("guild_id", [5, -1, 2**63, 2**64 - 1])
    async def test_a_guild_that_is_not_there_is_refused_in_the_same_words(self, lab: Lab, guild_id: int) -> None:
        context = await context_of(lab, await lab.access("Linus"))
        messages = set()
        for each in (guild_id, lab.guild_id):
            with pytest.raises(Forbidden) as refused:
                await auth.require_admin(context, each)
            messages.add(refused.value.message)
        assert len(messages) == 1

    async def test_a_bot_is_none(self, lab: Lab) -> None:
        bot = Caller(lab.world.application.id, Kind.SESSION, 1, frozenset(Scope), NOW + timedelta(hours=1))
        await members_sync.saw(
            lab.engine,
            lab.guild_id,
            [
                MemberSeen(
                    user_id=bot.user_id, username="b", display_name="B", role_ids=(lab.role_id("Lead"),), is_bot=True
                )
            ],
        )
        rights = await lab.api.service.operations.access.door.rights(bot, [lab.guild_id])
        assert not rights[lab.guild_id].admin


class TestAdminRole:
    async def test_its_members_are_admins_while_they_have_it(self, live_url: URL) -> None:
        role = next(role.id for role in worlds.small().guild.roles.values() if role.name == "Level 5")
        async with labs.opened(live_url, ADMIN_ROLE_ID=str(role)) as lab:
            token = await lab.access("Linus")
            assert await refusal_of(lab, token) is Forbidden
            await lab.set_roles("Linus", role)
            assert await refusal_of(lab, token) is None
            await lab.set_roles("Linus")
            assert await refusal_of(lab, token) is Forbidden

    async def test_the_role_of_everybody_makes_no_admins(self, live_url: URL) -> None:
        async with labs.opened(live_url, ADMIN_ROLE_ID=str(worlds.small().guild.id)) as lab:
            assert await refusal_of(lab, await lab.access("Linus")) is Forbidden


class TestTransport:
    async def test_no_mutation_goes_over_get(self, lab: Lab) -> None:
        access = await lab.access("Linus")
        parameters = {"query": SIGN_OUT, "variables": '{"input": {"everywhere": true}}'}
        headers = {"authorization": f"Bearer {access}"}
        response = await lab.api.http.get("/graphql", params=parameters, headers=headers)
        assert (response.status_code, response.headers["allow"]) == (405, "POST")
        assert await lab.ask(VIEWER, access)

    async def test_a_form_of_another_page_is_not_taken(self, lab: Lab) -> None:
        headers = {"authorization": f"Bearer {await lab.access('Linus')}"}
        for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data"):
            body = orjson.dumps({"query": SIGN_OUT, "variables": {"input": {}}})
            sent = await lab.api.http.post("/graphql", content=body, headers=headers | {"content-type": kind})
            assert sent.status_code == 415

    async def test_cookies_prove_nothing(self, lab: Lab) -> None:
        access = await lab.access("Linus")
        response = await lab.api.http.post(
            "/graphql", json={"query": NAME}, headers={"cookie": f"access_token={access}; Authorization={access}"}
        )
        assert response.json()["data"] == {"viewer": None}

    async def test_what_one_person_sees_is_kept_by_no_cache(self, lab: Lab) -> None:
        response = await lab.send(VIEWER, await lab.access("Linus"))
        assert response.headers["cache-control"] == "private, no-store"
        assert "Authorization" in response.headers["vary"]
        assert (await lab.send(labs.BEGIN)).headers["cache-control"] == "private, no-store"


async def test_nothing_secret_is_logged_or_told(lab: Lab) -> None:
    with capture_logs() as logged:
        begun = await lab.begun()
        back = await lab.agree(begun, "Grace")
        tokens = (await lab.finish(back, begun["ticket"]))["tokens"]
        secret = await lab.api_token("Grace", "ADMIN")
        refused = await lab.send(VIEWER, tokens["accessToken"][:-3] + "AAA")
        await lab.ask(REFRESH, input={"refreshToken": tokens["refreshToken"]})
        reused = await lab.send(REFRESH, input={"refreshToken": tokens["refreshToken"]})
    assert {"session.began", "session.reused", "api_token.created"} <= {entry["event"] for entry in logged}
    told = f"{logged} {refused.text} {reused.text}"
    for hidden in (begun["ticket"], back["state"], back["code"], secret, tokens["accessToken"], tokens["refreshToken"]):
        assert hidden not in told
    assert JWT_SECRET not in f"{told} {lab.api.service.operations.access!r}"
    assert worlds.SECRET not in f"{told} {lab.api.service.operations.access!r}"
