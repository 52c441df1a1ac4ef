"""People who signed in, their sessions and the refresh tokens of those."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as Discord describes them."""

    user_id: int
    username: str
    display_name: str
    avatar_url: str


_SAVE_PERSON = """
INSERT INTO users (user_id, username, display_name, avatar_url, seen_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id) DO UPDATE SET username = excluded.username, display_name = excluded.display_name,
    avatar_url = excluded.avatar_url, seen_at = excluded.seen_at
"""
_PERSON = "SELECT user_id, username, display_name, avatar_url FROM users WHERE user_id = $1"
_BEGIN = """
INSERT INTO sessions (user_id, created_at, last_used_at, expires_at) VALUES ($1, $2, $2, $3) RETURNING id
"""
_PRUNE = "DELETE FROM sessions WHERE user_id = $1 AND least(expires_at, revoked_at) < $2"
_ADD_REFRESH = "INSERT INTO refresh_tokens (digest, session_id) VALUES ($1, $2)"
_LOCK_REFRESH = """
SELECT t.session_id, t.spent_at, t.attempt_digest, s.user_id, s.created_at, s.expires_at, s.revoked_at
FROM sessions s JOIN refresh_tokens t ON t.session_id = s.id WHERE t.digest = $1 FOR UPDATE
"""
_SPEND = "UPDATE refresh_tokens SET spent_at = $2, attempt_digest = $3 WHERE digest = $1"
_UNSPENT = "SELECT EXISTS (SELECT FROM refresh_tokens WHERE digest = $1 AND session_id = $2 AND spent_at IS NULL)"
_PROLONG = "UPDATE sessions SET last_used_at = $2, expires_at = $3 WHERE id = $1"
_END = "UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL AND expires_at > $2 RETURNING id"
_END_ALL = """
UPDATE sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 RETURNING id
"""
_IN_FORCE = """
SELECT id, created_at, last_used_at, expires_at FROM sessions
WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY last_used_at DESC, id DESC
"""
_USER_OF = "SELECT user_id FROM sessions WHERE id = $1 AND revoked_at IS NULL AND expires_at > $2"


async def save_person(connection: "asyncpg.Connection[Any]", person: Person, now: datetime) -> None:
    """Add a person, or bring their description up to date."""
    await connection.execute(_SAVE_PERSON, person.user_id, person.username, person.display_name, person.avatar_url, now)


async def person(connection: "asyncpg.Connection[Any]", user_id: int) -> Person | None:
    """A person who signed in, else None."""
    row = await connection.fetchrow(_PERSON, user_id)
    return Person(**row) if row else None


async def begin(connection: "asyncpg.Connection[Any]", user_id: int, now: datetime, expires_at: datetime) -> int:
    """Add a session; returns its id."""
    return int(await connection.fetchval(_BEGIN, user_id, now, expires_at))


async def prune(connection: "asyncpg.Connection[Any]", user_id: int, before: datetime) -> None:
    """Remove a person's sessions that ended before a moment, with their refresh tokens."""
    await connection.execute(_PRUNE, user_id, before)


async def add_refresh(connection: "asyncpg.Connection[Any]", digest: bytes, session_id: int) -> None:
    """Add a refresh token to a session."""
    await connection.execute(_ADD_REFRESH, digest, session_id)


async def lock_refresh(connection: "asyncpg.Connection[Any]", digest: bytes) -> asyncpg.Record | None:
    """A refresh token and its session, both locked until the transaction ends."""
    return await connection.fetchrow(_LOCK_REFRESH, digest)


async def spend(
    connection: "asyncpg.Connection[Any]", digest: bytes, now: datetime, attempt_digest: bytes | None
) -> None:
    """A refresh token was traded."""
    await connection.execute(_SPEND, digest, now, attempt_digest)


async def unspent(connection: "asyncpg.Connection[Any]", digest: bytes, session_id: int) -> bool:
    """Whether this refresh token belongs to the session and has not been traded."""
    return bool(await connection.fetchval(_UNSPENT, digest, session_id))


async def prolong(connection: "asyncpg.Connection[Any]", session_id: int, now: datetime, expires_at: datetime) -> None:
    """A session was used and lasts until then."""
    await connection.execute(_PROLONG, session_id, now, expires_at)


async def end(connection: "asyncpg.Connection[Any]", session_id: int, now: datetime) -> int:
    """End a session; returns how many were in force until now: 1 or 0."""
    return len(await connection.fetch(_END, session_id, now))


async def end_all(connection: "asyncpg.Connection[Any]", user_id: int, now: datetime) -> int:
    """End all sessions of a person; returns how many were in force until now."""
    return len(await connection.fetch(_END_ALL, user_id, now))


async def in_force(connection: "asyncpg.Connection[Any]", user_id: int, now: datetime) -> list[asyncpg.Record]:
    """A person's sessions that are in force, the one used last first."""
    return await connection.fetch(_IN_FORCE, user_id, now)


async def user_of(connection: "asyncpg.Connection[Any]", session_id: int, now: datetime) -> int | None:
    """Whose a session is; None for one that is not in force."""
    user_id: int | None = await connection.fetchval(_USER_OF, session_id, now)
    return user_id
