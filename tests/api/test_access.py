"""Who may do what: scopes, members, admins, and what no page of another site may have a browser do."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import orjson
import pytest
from sqlalchemy.engine import URL
from structlog.testing import capture_logs

from synapse.api import auth
from synapse.api.context import Context
from synapse.errors import Forbidden, SynapseError, Unauthenticated
from synapse.services import guilds, members_sync
from synapse.services.credentials import Caller, Kind, Scope
from synapse.services.guilds import GuildSeen, RoleSeen
from synapse.services.members_sync import MemberSeen
from tests.api import lab as labs
from tests.api.lab import JWT_SECRET, NOW, REFRESH, SIGN_OUT, VIEWER, Lab
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
    """What a resolver's demands look at, for a request with this token."""
    access = lab.api.service.operations.access
    return cast("Context", SimpleNamespace(access=access, caller=await access.admit(token)))


async def refusal_of(lab: Lab, token: str | None, guild_id: int | None = None) -> type[SynapseError] | None:
    """How an admin's change of a guild is refused to the owner of a token, None when it is not."""
    try:
        await auth.require_admin(await context_of(lab, token), guild_id or lab.guild_id)
    except SynapseError as error:
        return type(error)
    return None


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
        assert "no-store" in response.headers["cache-control"]
        assert "Authorization" in response.headers["vary"]
        assert "no-store" in (await lab.send(labs.BEGIN)).headers["cache-control"]


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
