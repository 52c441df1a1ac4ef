"""Who asks and what they may do, read anew at each request.

A credential is held against the database each time, and so are the rights of an admin: who signs out, loses
a role or leaves has lost what came with it by the next request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import api_tokens as token_queries
from synapse.db.queries import rights as rights_queries
from synapse.db.queries import sessions as session_queries
from synapse.db.queries.rights import Rights
from synapse.db.queries.sessions import Person
from synapse.db.read import reading
from synapse.errors import Forbidden, Unauthenticated
from synapse.services import access_tokens
from synapse.services.api_tokens import PREFIX
from synapse.services.credentials import Caller, Keys, Kind, Scope, digest

__all__ = ["ALL_SCOPES", "Door", "Person", "Rights"]

ALL_SCOPES = frozenset(Scope)
"""What a session allows: all that its person may do."""
_LONGEST = 200
_USED_EVERY = timedelta(minutes=1)
_SESSION_OVER = "This session has ended. Sign in again."
_TOKEN_OVER = "This API token is not known, has expired or was ended. Make a new one."  # noqa: S105 - a sentence


@dataclass(frozen=True, slots=True)
class Door:
    """Lets callers in and tells what they may do.

    Attributes:
        engine: The database.
        keys: What access tokens are signed with.
        admin_role_id: A role whose members are admins beside those whom Discord lets manage the guild.
    """

    engine: AsyncEngine
    keys: Keys
    admin_role_id: int | None = None

    async def admit(self, credential: str, *, now: datetime) -> Caller:
        """Who presents an access token or an API token.

        Raises:
            Unauthenticated: It is wrong, has expired or was ended.
        """
        if credential.startswith(PREFIX):
            return await self._of_api_token(credential, now)
        claims = access_tokens.read(self.keys, credential, now=now)
        caller = Caller(claims.user_id, Kind.SESSION, claims.session_id, ALL_SCOPES, claims.expires_at)
        await self.confirm(caller, now=now)
        return caller

    async def confirm(self, caller: Caller, *, now: datetime) -> None:
        """Check that what a caller came in with is still in force, for what takes longer than a request.

        Raises:
            Unauthenticated: It has expired or was ended.
        """
        if caller.expires_at <= now:
            raise Unauthenticated("What you signed in with has expired. Sign in again.")
        if not await self._in_force(caller, now):
            raise Unauthenticated(_SESSION_OVER if caller.kind is Kind.SESSION else _TOKEN_OVER)

    async def person(self, caller: Caller) -> Person:
        """The caller as Discord described them at their last sign-in.

        Raises:
            Unauthenticated: They were forgotten meanwhile.
        """
        async with reading(self.engine) as connection:
            person = await session_queries.person(connection, caller.user_id)
        if person is None:
            raise Unauthenticated(_SESSION_OVER)
        return person

    async def rights(self, caller: Caller, guild_ids: Sequence[int]) -> dict[int, Rights]:
        """What the caller is in these guilds at this moment, by guild; guilds that are not there are left out."""
        known = [guild_id for guild_id in guild_ids if 0 <= guild_id < 2**63]
        async with reading(self.engine) as connection:
            return await rights_queries.rights(connection, caller.user_id, known, self.admin_role_id)

    async def require_member(self, caller: Caller, guild_id: int) -> Rights:
        """The caller's rights in a guild that they are in.

        Raises:
            Forbidden: They are not in it.
        """
        found = (await self.rights(caller, [guild_id])).get(guild_id)
        if found is None or not found.member:
            raise Forbidden("This is open to the guild's members only.")
        return found

    async def require_admin(self, caller: Caller, guild_id: int) -> Rights:
        """The caller's rights in a guild whose rules they may change.

        Raises:
            Forbidden: They are no admin there; the same for a guild that is not there.
        """
        require_scope(caller, Scope.ADMIN)
        found = (await self.rights(caller, [guild_id])).get(guild_id)
        if found is None or not found.admin:
            raise Forbidden("This needs Discord's Manage Guild permission, or the admins' role, in this guild.")
        return found

    async def _in_force(self, caller: Caller, now: datetime) -> bool:
        async with reading(self.engine) as connection:
            if caller.kind is Kind.SESSION:
                return await session_queries.user_of(connection, caller.credential_id, now) == caller.user_id
            row = await token_queries.by_id(connection, caller.user_id, caller.credential_id)
            return row is not None and row["revoked_at"] is None

    async def _of_api_token(self, secret: str, now: datetime) -> Caller:
        if len(secret) > _LONGEST:
            raise Unauthenticated(_TOKEN_OVER)
        async with reading(self.engine) as connection:
            row = await token_queries.by_digest(connection, digest(secret))
            if row is None or row["revoked_at"] is not None or row["expires_at"] <= now:
                raise Unauthenticated(_TOKEN_OVER)
            last = row["last_used_at"]
            if last is None or now - last >= _USED_EVERY:
                await token_queries.used(connection, row["id"], now, _USED_EVERY)
        scopes = frozenset(Scope(scope) for scope in row["scopes"])
        return Caller(row["user_id"], Kind.API_TOKEN, row["id"], scopes, row["expires_at"])


def require_scope(caller: Caller, scope: Scope) -> None:
    """Demand that a caller's credential allows something.

    Raises:
        Forbidden: It does not.
    """
    if scope not in caller.scopes:
        raise Forbidden(f"This API token lacks the scope {scope.name}. Make one that has it.")


def require_session(caller: Caller) -> None:
    """Demand that a person asks and not a program.

    Raises:
        Forbidden: It is a program with an API token.
    """
    if caller.kind is not Kind.SESSION:
        raise Forbidden("This needs a session, not an API token. Sign in with Discord.")
