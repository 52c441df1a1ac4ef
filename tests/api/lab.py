"""The local Discord's guild "Lab" in a database, the API in front of it, and people who sign in with a browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Process, Settings, load
from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from synapse.services import guilds, members_sync
from synapse.services.guilds import GuildSeen, RoleSeen
from synapse.services.members_sync import MemberSeen
from tests.api.conftest import Api, open_api
from tests.demo import worlds

REDIRECT = "http://127.0.0.1:3000/auth/callback"
JWT_SECRET = "8f2d6c1b9a7e4f3d5c0b1a2e3f4d5c6b"
NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)

BEGIN = "mutation { beginSignIn(input: {}) { url ticket expiresAt problems { code } } }"
SIGN_IN = """mutation ($input: SignInInput!) { signIn(input: $input) {
  tokens { accessToken accessExpiresAt refreshToken refreshExpiresAt }
  viewer { userId username displayName avatarUrl scopes }
  problems { code message path } clientMutationId } }"""
REFRESH = """mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
  tokens { accessToken refreshToken accessExpiresAt refreshExpiresAt } problems { code path } clientMutationId } }"""
SIGN_OUT = "mutation ($input: SignOutInput!) { signOut(input: $input) { ended clientMutationId } }"
CREATE = """mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  secret apiToken { id name scopes createdAt expiresAt lastUsedAt revokedAt }
  problems { code message path } clientMutationId } }"""
REVOKE = """mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) {
  apiToken { id revokedAt } problems { code path } clientMutationId } }"""
VIEWER = "{ viewer { userId displayName scopes guilds { guild { name } member { displayName } admin } } }"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


@dataclass(frozen=True, slots=True)
class Lab:
    """Everything that takes part in signing in."""

    api: Api
    local: LocalDiscord
    world: World
    clock: Clock
    browser: httpx.AsyncClient

    @property
    def guild_id(self) -> int:
        return self.world.guild.id

    @property
    def engine(self) -> AsyncEngine:
        return self.api.service.engine

    def user_id(self, name: str) -> int:
        return next(member.id for member in self.world.people() if member.display_name == name)

    async def send(self, query: str, token: str | None = None, **variables: object) -> httpx.Response:
        """The response to a request with a token."""
        headers = {"accept": "application/graphql-response+json"}
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        return await self.api.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    async def ask(self, query: str, token: str | None = None, **variables: object) -> Any:  # noqa: ANN401 - whatever the field is
        """The only field of an answer without errors."""
        answer = (await self.send(query, token, **variables)).json()
        assert "errors" not in answer, answer["errors"]
        [value] = answer["data"].values()
        return value

    async def code(self, query: str, token: str | None = None, **variables: object) -> str:
        """The code of the first error of an answer that has errors."""
        code: str = (await self.send(query, token, **variables)).json()["errors"][0]["extensions"]["code"]
        return code

    async def begun(self) -> dict[str, Any]:
        """A sign-in that was begun, with the parameters of its address as ``asked``."""
        begun: dict[str, Any] = await self.ask(BEGIN)
        query = parse_qs(urlsplit(begun["url"]).query)
        return begun | {"asked": {name: values[0] for name, values in query.items()}}

    async def agree(self, begun: dict[str, Any], name: str, **changes: str) -> dict[str, str]:
        """A person picks themselves on Discord's page; returns what the return address says."""
        form = begun["asked"] | {"user_id": str(self.user_id(name))} | changes
        answer = await self.browser.post(f"{self.local.base_url}/oauth2/authorize", data=form)
        assert answer.status_code == 302, answer.text
        address = answer.headers["location"]
        assert address.startswith(REDIRECT)
        return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}

    async def finish(self, back: dict[str, str], ticket: str) -> Any:  # noqa: ANN401 - as above
        """Finish a sign-in; returns the payload."""
        return await self.ask(SIGN_IN, input={"code": back["code"], "state": back["state"], "ticket": ticket})

    async def sign_in(self, name: str) -> dict[str, str]:
        """The tokens of a person's new session."""
        begun = await self.begun()
        payload = await self.finish(await self.agree(begun, name), begun["ticket"])
        tokens: dict[str, str] = payload["tokens"]
        return tokens

    async def access(self, name: str) -> str:
        """The access token of a person's new session."""
        return (await self.sign_in(name))["accessToken"]

    async def api_token(self, name: str, *scopes: str) -> str:
        """The secret of a new API token of a person."""
        values = {"name": "test", "scopes": scopes}
        secret: str = (await self.ask(CREATE, await self.access(name), input=values))["secret"]
        return secret

    async def set_roles(self, name: str, *role_ids: int) -> None:
        """The bot hears that a member's roles changed."""
        user_id = self.user_id(name)
        seen = MemberSeen(user_id=user_id, username=name.lower(), display_name=name, role_ids=role_ids)
        await members_sync.saw(self.engine, self.guild_id, [seen])

    def role_id(self, name: str) -> int:
        return next(role.id for role in self.world.guild.roles.values() if role.name == name)


def settings_of(local: LocalDiscord, world: World, **more: str) -> Settings:
    """What the API's process is started with beside this local Discord."""
    return load(
        Process.API,
        environment={
            "DISCORD_CLIENT_ID": str(world.application.id),
            "DISCORD_CLIENT_SECRET": worlds.SECRET,
            "DISCORD_REDIRECT_URI": REDIRECT,
            "DISCORD_API_URL": local.api_url,
            "JWT_SECRET": JWT_SECRET,
            "FRONTEND_URL": "http://127.0.0.1:3000",
            **more,
        },
    )


async def register(engine: AsyncEngine, world: World) -> None:
    """The bot's part: guild, roles and members as the local Discord has them."""
    guild = world.guild
    roles = tuple(RoleSeen(id=role.id, name=role.name, permissions=role.permissions) for role in guild.roles.values())
    seen = GuildSeen(guild_id=guild.id, name=guild.name, owner_id=guild.owner_id, roles=roles)
    await guilds.register(engine, seen, announce_channel=None, now=NOW)
    members = [
        MemberSeen(
            user_id=member.id,
            username=member.user.username,
            display_name=member.display_name,
            role_ids=tuple(member.role_ids),
            is_bot=member.user.bot,
        )
        for member in guild.members.values()
    ]
    await members_sync.saw(engine, guild.id, members)


@asynccontextmanager
async def opened(url: URL, **settings: str) -> AsyncIterator[Lab]:
    """The lab on a database of the test's own."""
    world, clock = worlds.small(), Clock()
    async with (
        LocalDiscord(world) as local,
        open_api(url, settings=settings_of(local, world, **settings), clock=clock) as api,
        httpx.AsyncClient() as browser,
    ):
        await register(api.service.engine, world)
        await api.service.rulebook.load(world.guild.id)
        yield Lab(api, local, world, clock, browser)
