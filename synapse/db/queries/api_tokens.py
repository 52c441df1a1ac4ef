"""API tokens: credentials of programs that act for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import asyncpg


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token to add, without its secret."""

    user_id: int
    digest: bytes
    name: str
    scopes: Sequence[str]
    expires_at: datetime


_COLUMNS = "id, name, scopes, created_at, expires_at, last_used_at, revoked_at"
_LOCK_OWNER = "SELECT FROM users WHERE user_id = $1 FOR UPDATE"
_COUNT = "SELECT count(*) FROM api_tokens WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2"
_ADD = f"""
INSERT INTO api_tokens (user_id, digest, name, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
RETURNING {_COLUMNS}
"""  # noqa: S608 - its own constant
_REVOKE = f"""
UPDATE api_tokens SET revoked_at = coalesce(revoked_at, $3) WHERE user_id = $1 AND id = $2 RETURNING {_COLUMNS}
"""  # noqa: S608 - as above
_IN_FORCE = f"""
SELECT {_COLUMNS} FROM api_tokens
WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id DESC
"""  # noqa: S608 - as above
_BY_ID = f"SELECT {_COLUMNS} FROM api_tokens WHERE user_id = $1 AND id = $2"  # noqa: S608 - as above
_BY_DIGEST = "SELECT id, user_id, scopes, expires_at, last_used_at, revoked_at FROM api_tokens WHERE digest = $1"
_USED = "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)"
_PRUNE = "DELETE FROM api_tokens WHERE user_id = $1 AND least(expires_at, revoked_at) < $2"


async def lock_owner(connection: "asyncpg.Connection[Any]", user_id: int) -> None:
    """Let nobody else add tokens for a person until the transaction ends."""
    await connection.execute(_LOCK_OWNER, user_id)


async def count(connection: "asyncpg.Connection[Any]", user_id: int, now: datetime) -> int:
    """How many tokens of a person are in force."""
    return int(await connection.fetchval(_COUNT, user_id, now))


async def add(connection: "asyncpg.Connection[Any]", new: NewToken, now: datetime) -> asyncpg.Record:
    """Add a token; returns its row without the digest."""
    values = (new.user_id, new.digest, new.name, new.scopes, now, new.expires_at)
    added: list[asyncpg.Record] = await connection.fetch(_ADD, *values)
    return added[0]


async def revoke(
    connection: "asyncpg.Connection[Any]", user_id: int, token_id: int, now: datetime
) -> asyncpg.Record | None:
    """End a token of a person, None when they have none with this id; one that was ended stays so."""
    return await connection.fetchrow(_REVOKE, user_id, token_id, now)


async def in_force(connection: "asyncpg.Connection[Any]", user_id: int, now: datetime) -> list[asyncpg.Record]:
    """A person's tokens that are in force, newest first."""
    return await connection.fetch(_IN_FORCE, user_id, now)


async def by_id(connection: "asyncpg.Connection[Any]", user_id: int, token_id: int) -> asyncpg.Record | None:
    """A person's token."""
    return await connection.fetchrow(_BY_ID, user_id, token_id)


async def by_digest(connection: "asyncpg.Connection[Any]", digest: bytes) -> asyncpg.Record | None:
    """A token by what is kept of its secret."""
    return await connection.fetchrow(_BY_DIGEST, digest)


async def used(connection: "asyncpg.Connection[Any]", token_id: int, now: datetime, every: timedelta) -> None:
    """Note that a token was used, unless that was noted within ``every``."""
    await connection.execute(_USED, token_id, now, now - every)


async def prune(connection: "asyncpg.Connection[Any]", user_id: int, before: datetime) -> None:
    """Remove a person's tokens that ended before a moment."""
    await connection.execute(_PRUNE, user_id, before)
