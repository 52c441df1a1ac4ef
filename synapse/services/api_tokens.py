"""API tokens: credentials for programs that act for a person. The secret is shown once; its SHA-256 is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from asyncpg import Record
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import api_tokens as queries
from synapse.db.read import reading, writing
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services.credentials import Scope, digest, new_secret

log = structlog.get_logger(__name__)

PREFIX = "syn_"
"""What every API token begins with, so that people and scanners know one when they see it."""
MOST = 50
"""How many tokens in force one person may have."""
LONGEST_DAYS = 366
_LONGEST_NAME = 100
_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token as its owner sees it.

    Attributes:
        last_used_at: When it was last used, to the minute; None when it never was.
        revoked_at: When its owner ended it, None while it is in force.
    """

    id: int
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


async def create(
    engine: AsyncEngine, *, user_id: int, name: str, scopes: Collection[Scope], days: int, now: datetime
) -> tuple[ApiToken, str]:
    """Make a token; returns it and its secret, which is nowhere kept.

    Raises:
        Invalid: The name, the scopes or the days are out of bounds.
        Conflict: The person has as many tokens as one may have.
    """
    name = name.strip()
    _check(name, scopes, days)
    secret = PREFIX + new_secret()
    chosen = [scope.value for scope in Scope if scope in scopes]
    async with writing(engine) as connection:
        await queries.lock_owner(connection, user_id)
        await queries.prune(connection, user_id, now - _KEPT)
        if await queries.count(connection, user_id, now) >= MOST:
            raise Conflict(f"You have {MOST} API tokens, which is the most. End one that is no longer needed.")
        new = queries.NewToken(user_id, digest(secret), name, chosen, now + timedelta(days=days))
        row = await queries.add(connection, new, now)
    log.info("api_token.created", user_id=user_id, token_id=row["id"], scopes=chosen)
    return _token(row), secret


async def revoke(engine: AsyncEngine, *, user_id: int, token_id: int, now: datetime) -> ApiToken:
    """End one of a person's tokens at once; one that was ended stays as it is.

    Raises:
        NotFound: The person has no such token.
    """
    async with writing(engine) as connection:
        row = await queries.revoke(connection, user_id, token_id, now)
    if row is None:
        raise NotFound("You have no API token with this id. Ask `viewer { apiTokens { id name } }`.", path=("id",))
    log.info("api_token.revoked", user_id=user_id, token_id=token_id)
    return _token(row)


async def in_force(engine: AsyncEngine, user_id: int, *, now: datetime) -> list[ApiToken]:
    """A person's tokens that are in force, newest first."""
    async with reading(engine) as connection:
        rows = await queries.in_force(connection, user_id, now)
    return [_token(row) for row in rows]


async def by_id(engine: AsyncEngine, user_id: int, token_id: int) -> ApiToken | None:
    """One of a person's tokens, in force or not."""
    async with reading(engine) as connection:
        row = await queries.by_id(connection, user_id, token_id)
    return _token(row) if row else None


def _check(name: str, scopes: Collection[Scope], days: int) -> None:
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise Invalid(f"`name` needs 1 to {_LONGEST_NAME} visible characters.", path=("name",))
    if not scopes:
        raise Invalid("`scopes` is empty. Give at least what the program needs.", path=("scopes",))
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(f"`expiresInDays` is {days}, but may be 1 to {LONGEST_DAYS}.", path=("expiresInDays",))


def _token(row: Record) -> ApiToken:
    scopes = tuple(Scope(scope) for scope in row["scopes"])
    return ApiToken(
        row["id"], row["name"], scopes, row["created_at"], row["expires_at"], row["last_used_at"], row["revoked_at"]
    )
