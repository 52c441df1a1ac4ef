"""Who asks and with what; the values are those of the services for sessions, API tokens and rights."""

from dataclasses import dataclass
from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids
from synapse.api.context import Context
from synapse.api.types.guilds import Guild
from synapse.api.types.members import Member
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import URL, Snowflake
from synapse.api.types.settings import Preferences
from synapse.errors import NotFound
from synapse.services import api_tokens, directory, members, preferences, sessions, viewer
from synapse.services.credentials import Caller, Kind, Scope

strawberry.enum(Scope, name="TokenScope")

_SESSION = "Session"
_API_TOKEN = "ApiToken"  # noqa: S105 - the name of a type


@dataclass(frozen=True, slots=True)
class Seen:
    """A caller and the person that they are."""

    caller: Caller
    person: viewer.Person

    @property
    def user_id(self) -> int:
        """The person's Discord id."""
        return self.person.user_id

    @property
    def username(self) -> str:
        """The person's user name."""
        return self.person.username

    @property
    def display_name(self) -> str:
        """The name to show."""
        return self.person.display_name

    @property
    def avatar_url(self) -> str:
        """The person's picture."""
        return self.person.avatar_url

    @property
    def scopes(self) -> list[Scope]:
        """What the credential allows, in the order of the contract."""
        return [scope for scope in Scope if scope in self.caller.scopes]


@dataclass(frozen=True, slots=True)
class Place:
    """A guild that a person is in, and what they may do there."""

    guild: directory.Guild
    user_id: int
    admin: bool
    preferences: preferences.Preferences
    tracked: bool


def _session_id(root: strawberry.Parent[sessions.Session]) -> strawberry.ID:
    return strawberry.ID(ids.pack(_SESSION, root.id))


def _token_id(root: strawberry.Parent[api_tokens.ApiToken]) -> strawberry.ID:
    return strawberry.ID(ids.pack(_API_TOKEN, root.id))


def number_of_token(text: str) -> int:
    """The number in the id of an API token.

    Raises:
        NotFound: No token ever had this id.
    """
    try:
        name, *numbers = ids.unpack(text)
    except ValueError:
        name, numbers = "", []
    if name != _API_TOKEN or len(numbers) != 1:
        raise NotFound(
            "No API token has this id. Give an id as `viewer { apiTokens { id } }` returned it.", path=("id",)
        )
    return int(numbers[0])


@strawberry.type
class Session:
    """One sign-in of a person; the value is ``sessions.Session``."""

    id: strawberry.ID = resolved(_session_id)
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime


@strawberry.type
class ApiToken:
    """A credential for a program; the value is ``api_tokens.ApiToken``."""

    id: strawberry.ID = resolved(_token_id)
    name: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


async def _member(root: strawberry.Parent[Place], info: Info[Context, None]) -> members.Member | None:
    return await info.context.loaders.member(root.guild.guild_id, root.user_id)


@strawberry.type
class ViewerGuild:
    """A guild and what the viewer may do there; the value is ``Place``."""

    guild: Guild
    member: Member | None = resolved(_member)
    admin: bool
    preferences: Preferences
    tracked: bool


async def _session(root: strawberry.Parent[Seen], info: Info[Context, None]) -> sessions.Session | None:
    caller, context = root.caller, info.context
    if caller.kind is not Kind.SESSION:
        return None
    found = await sessions.in_force(context.engine, caller.user_id, now=context.clock())
    return next((session for session in found if session.id == caller.credential_id), None)


async def _api_token(root: strawberry.Parent[Seen], info: Info[Context, None]) -> api_tokens.ApiToken | None:
    caller = root.caller
    if caller.kind is not Kind.API_TOKEN:
        return None
    return await api_tokens.by_id(info.context.engine, caller.user_id, caller.credential_id)


async def _guilds(root: strawberry.Parent[Seen], info: Info[Context, None]) -> list[Place]:
    caller, context = root.caller, info.context
    viewer.require_scope(caller, Scope.READ)
    rights = await context.access.door.rights(caller, context.rulebook.guild_ids)
    mine = [guild_id for guild_id, each in rights.items() if each.member]
    guilds = await directory.guilds(context.engine, mine, context.rulebook.get)
    own = await preferences.of_person(context.engine, caller.user_id, mine)
    may = Scope.ADMIN in caller.scopes
    return [
        Place(guild, caller.user_id, may and rights[guild.guild_id].admin, each.preferences, each.tracked)
        for guild in guilds
        if (each := own.get(guild.guild_id)) is not None
    ]


async def _sessions(root: strawberry.Parent[Seen], info: Info[Context, None]) -> list[sessions.Session]:
    viewer.require_session(root.caller)
    return await sessions.in_force(info.context.engine, root.caller.user_id, now=info.context.clock())


async def _api_tokens(root: strawberry.Parent[Seen], info: Info[Context, None]) -> list[api_tokens.ApiToken]:
    viewer.require_session(root.caller)
    return await api_tokens.in_force(info.context.engine, root.caller.user_id, now=info.context.clock())


@strawberry.type
class Viewer:
    """Who asks; the value is ``Seen``."""

    user_id: Snowflake
    username: str
    display_name: str
    avatar_url: URL
    scopes: list[Scope]
    session: Session | None = resolved(_session)
    api_token: ApiToken | None = resolved(_api_token)
    guilds: list[ViewerGuild] = resolved(_guilds)
    sessions: list[Session] = resolved(_sessions)
    api_tokens: list[ApiToken] = resolved(_api_tokens)


@strawberry.type
class SessionTokens:
    """The pair of a session; the value is ``sessions.Tokens``."""

    access_token: str
    access_expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime


async def seen(context: Context, caller: Caller) -> Seen:
    """A caller as the viewer."""
    return Seen(caller, await context.access.door.person(caller))
