"""Sessions: what a sign-in opens. A short access token for requests, a refresh token for the next pair.

Each refresh token works once. A second use means that two have it, the person and somebody who took it, and
nobody can tell which is which; so it ends the whole session. Only the very same request, told by its
idempotency key, is answered again for a short while, for an answer may be lost on its way. The key is random and
travels with one request, so whoever took the token alone cannot repeat that request.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import asyncpg
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import sessions as queries
from synapse.db.queries.sessions import Person
from synapse.db.read import reading, writing
from synapse.errors import Invalid, Unauthenticated
from synapse.services import access_tokens
from synapse.services.credentials import Keys, digest, new_secret

__all__ = [
    "GRACE",
    "IDLE",
    "LONGEST",
    "Person",
    "Session",
    "Tokens",
    "begin",
    "end",
    "end_all",
    "end_by_token",
    "in_force",
    "refresh",
]

log = structlog.get_logger(__name__)

IDLE = timedelta(days=30)
"""A session ends when it was not refreshed for this long."""
LONGEST = timedelta(days=180)
"""However often it is refreshed, a session ends after this time."""
GRACE = timedelta(seconds=60)
"""How long the very same refresh is answered again."""
_KEPT = timedelta(days=30)
_KEY_LENGTHS = range(16, 201)
_TOKEN_LENGTHS = range(1, 201)
_SIGN_IN = "Sign in again."


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in of a person that is in force."""

    id: int
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """The pair that a session's owner holds; it does not print itself.

    Attributes:
        user_id: Whose session it is.
        session_id: The session.
        access_token: Goes with requests, until ``access_expires_at``.
        refresh_token: Trades for the next pair, until ``refresh_expires_at``.
    """

    user_id: int
    session_id: int
    access_token: str
    access_expires_at: datetime
    refresh_token: str
    refresh_expires_at: datetime


async def begin(engine: AsyncEngine, keys: Keys, person: Person, *, now: datetime) -> Tokens:
    """Open a session for a person who proved who they are."""
    refresh_token = new_secret()
    async with writing(engine) as connection:
        await queries.save_person(connection, person, now)
        await queries.prune(connection, person.user_id, now - _KEPT)
        session_id = await queries.begin(connection, person.user_id, now, now + IDLE)
        await queries.add_refresh(connection, digest(refresh_token), session_id)
    log.info("session.began", user_id=person.user_id, session_id=session_id)
    return _tokens(keys, (person.user_id, session_id), refresh_token, now=now, until=now + IDLE)


async def refresh(
    engine: AsyncEngine, keys: Keys, token: str, *, now: datetime, idempotency_key: str | None = None
) -> Tokens:
    """Trade a refresh token for the session's next pair.

    Args:
        engine: The database.
        keys: What access tokens are signed with.
        token: The refresh token.
        now: The present moment.
        idempotency_key: Random text of the caller's for this one refresh; the same token with the same key gives
            the same refresh token again within ``GRACE``, as long as that has not been used.

    Raises:
        Unauthenticated: The token is unknown, its session is over, or it had been traded, which ends the session.
        Invalid: The key could be guessed.
    """
    if idempotency_key is not None and len(idempotency_key) not in _KEY_LENGTHS:
        raise Invalid("`idempotencyKey` needs 16 to 200 random characters.", path=("idempotencyKey",))
    if len(token) not in _TOKEN_LENGTHS:
        raise Unauthenticated(f"This refresh token is not known. {_SIGN_IN}")
    trade = _trade(keys, token, idempotency_key, now)
    async with writing(engine) as connection:
        row = await queries.lock_refresh(connection, trade.spent)
        settled = await _settled(connection, row, trade) if row else None
    if row is None or row["revoked_at"] is not None or row["expires_at"] <= now:
        raise Unauthenticated(f"This session has ended. {_SIGN_IN}")
    if settled is None:
        log.warning("session.reused", user_id=row["user_id"], session_id=row["session_id"])
        raise Unauthenticated(f"This refresh token had been used before, so the session was ended. {_SIGN_IN}")
    until, following = settled
    return _tokens(keys, (row["user_id"], row["session_id"]), following, now=now, until=until)


async def end(engine: AsyncEngine, session_id: int, *, now: datetime) -> int:
    """End a session at once; returns how many were ended: 1, or 0 when it had ended before."""
    async with writing(engine) as connection:
        return await queries.end(connection, session_id, now)


async def end_all(engine: AsyncEngine, user_id: int, *, now: datetime) -> int:
    """End all sessions of a person at once; returns how many were ended."""
    async with writing(engine) as connection:
        return await queries.end_all(connection, user_id, now)


async def end_by_token(engine: AsyncEngine, token: str, *, everywhere: bool, now: datetime) -> int:
    """End the session of a refresh token, or all of its person's; returns how many were ended.

    A spent token ends its own session only, for whoever has it need not be the person.
    """
    async with writing(engine) as connection:
        row = await queries.lock_refresh(connection, digest(token))
        if row is None or row["revoked_at"] is not None or row["expires_at"] <= now:
            return 0
        if everywhere and row["spent_at"] is None:
            return await queries.end_all(connection, row["user_id"], now)
        return await queries.end(connection, row["session_id"], now)


async def in_force(engine: AsyncEngine, user_id: int, *, now: datetime) -> list[Session]:
    """A person's sessions that are in force, the one used last first."""
    async with reading(engine) as connection:
        rows = await queries.in_force(connection, user_id, now)
    return [Session(**row) for row in rows]


@dataclass(frozen=True, slots=True, repr=False)
class _Trade:
    """One attempt to trade a refresh token; ``attempt`` tells it from other attempts.

    ``following`` are the tokens that it may be traded for: first the one that this process gives, then the one
    that another may have given for the same attempt with the secret before.
    """

    spent: bytes
    following: tuple[str, ...]
    attempt: bytes | None
    now: datetime


def _trade(keys: Keys, token: str, idempotency_key: str | None, now: datetime) -> _Trade:
    if idempotency_key is None:
        return _Trade(digest(token), (new_secret(),), None, now)
    # The same token and key give the same next token, so it need not be kept to be told again.
    following = keys.derivations("refresh", token, idempotency_key)
    return _Trade(digest(token), following, digest(idempotency_key), now)


async def _settled(
    connection: "asyncpg.Connection[Any]", row: asyncpg.Record, trade: _Trade
) -> tuple[datetime, str] | None:
    """Until when the session lasts after this trade, and the next token; None when it is over.

    Nothing is raised here, for that would take the end of the session back.
    """
    if row["revoked_at"] is not None or row["expires_at"] <= trade.now:
        return None
    if row["spent_at"] is None:
        return await _rotate(connection, row, trade), trade.following[0]
    if following := await _repeated(connection, row, trade):
        return row["expires_at"], following
    await queries.end(connection, row["session_id"], trade.now)
    return None


async def _rotate(connection: "asyncpg.Connection[Any]", row: asyncpg.Record, trade: _Trade) -> datetime:
    """Spend the token and add the next one; returns until when the session lasts."""
    until: datetime = min(trade.now + IDLE, row["created_at"] + LONGEST)
    await queries.spend(connection, trade.spent, trade.now, trade.attempt)
    await queries.add_refresh(connection, digest(trade.following[0]), row["session_id"])
    await queries.prolong(connection, row["session_id"], trade.now, until)
    return until


async def _repeated(connection: "asyncpg.Connection[Any]", row: asyncpg.Record, trade: _Trade) -> str | None:
    """The next token, if this is the very request that spent the one before, and nobody has used its answer."""
    if trade.attempt is None or row["attempt_digest"] is None or trade.now - row["spent_at"] > GRACE:
        return None
    if not hmac.compare_digest(row["attempt_digest"], trade.attempt):
        return None
    for following in trade.following:
        if await queries.unspent(connection, digest(following), row["session_id"]):
            return following
    return None


def _tokens(keys: Keys, of: tuple[int, int], refresh_token: str, *, now: datetime, until: datetime) -> Tokens:
    """The pair of a person's session, given by their ids."""
    user_id, session_id = of
    access, expires = access_tokens.issue(keys, user_id=user_id, session_id=session_id, now=now, until=until)
    return Tokens(user_id, session_id, access, expires, refresh_token, until)
