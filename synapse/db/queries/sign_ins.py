"""Sign-ins that were begun and wait for the person to come back."""

from datetime import datetime
from typing import Any

import asyncpg

_PRUNE = "DELETE FROM sign_ins WHERE expires_at <= $1"
_BEGIN = "INSERT INTO sign_ins (state_digest, ticket_digest, expires_at) VALUES ($1, $2, $3)"
_TAKE = "DELETE FROM sign_ins WHERE state_digest = $1 RETURNING ticket_digest, expires_at"


async def prune(connection: "asyncpg.Connection[Any]", now: datetime) -> None:
    """Remove those that have expired."""
    await connection.execute(_PRUNE, now)


async def begin(
    connection: "asyncpg.Connection[Any]", state_digest: bytes, ticket_digest: bytes, expires_at: datetime
) -> None:
    """Add one."""
    await connection.execute(_BEGIN, state_digest, ticket_digest, expires_at)


async def take(connection: "asyncpg.Connection[Any]", state_digest: bytes) -> asyncpg.Record | None:
    """Remove one and return it, None when there is none: of two who ask, one gets it."""
    return await connection.fetchrow(_TAKE, state_digest)
