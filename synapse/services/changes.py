"""The one door for changes to what a guild's admins set: audit row and notice in the change's own transaction."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.read import writing
from synapse.errors import NotFound
from synapse.services.texts import say
from synapse.services.webhooks import outbox

Recorded = tuple[int, int]
"""An audit row: the guild's id, and the row's."""

_noted: ContextVar[list[Recorded] | None] = ContextVar("noted", default=None)


@contextmanager
def noting(rows: list[Recorded]) -> Iterator[None]:
    """Note in ``rows`` which audit rows the block writes, so that whoever asked for a change can be told of it."""
    before = _noted.set(rows)
    try:
        yield
    finally:
        _noted.reset(before)


_parts: ContextVar[dict[int, set[Part]] | None] = ContextVar("parts", default=None)


@contextmanager
def gathering() -> Iterator[Mapping[int, Collection[Part]]]:
    """Which parts of which guilds' rules the block changes: whoever answers for it reloads them before it answers."""
    found: dict[int, set[Part]] = {}
    before = _parts.set(found)
    try:
        yield found
    finally:
        _parts.reset(before)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something: their Discord id, None for Synapse itself, and the network address they ask from."""

    user_id: int | None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed and how.

    Attributes:
        subject: What it was done to, as ``kind`` or ``kind:id``, for instance ``zone:12``.
        action: What was done, as a verb: ``create``, ``update``, ``deactivate``, ...
        before: The subject's values before, as plain JSON; None for something new.
        after: Its values afterwards; None for something that is gone.
    """

    subject: str
    action: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


async def record(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    actor: Actor,
    change: Change,
    parts: Collection[Part],
    *,
    reason: str | None = None,
    reverts: int | None = None,
) -> int:
    """Write the audit row and send the CONFIG notice, both at the commit of the transaction that changed the subject.

    Args:
        connection: The connection that made the change, still in its transaction.
        guild_id: Whose rules changed.
        actor: Who did it.
        change: What was changed.
        parts: Which parts of the rules everybody has to reload; at least one.
        reason: Why, in the actor's words; an empty one is none.
        reverts: The audit row that this change undoes.

    Returns:
        The audit row's id.

    Raises:
        RuntimeError: The connection is in no transaction, so row, audit and notice could part.
    """
    if not connection.is_in_transaction():
        raise RuntimeError("A change is recorded inside the transaction that makes it; open one first.")
    entry = audit.NewEntry(
        guild_id=guild_id,
        actor_id=actor.user_id,
        action=change.action,
        subject=change.subject,
        before=change.before,
        after=change.after,
        reason=reason or None,
        address=actor.address,
        reverts=reverts,
    )
    audit_id = await audit.append(connection, entry)
    sides = (change.before or {}, change.after or {})
    await outbox.tell_of_change(connection, guild_id, change.subject, change.action, sides)
    await notify(connection, guild_id, parts)
    if (rows := _noted.get()) is not None:
        rows.append((guild_id, audit_id))
    return audit_id


async def notify(connection: "asyncpg.Connection[Any]", guild_id: int, parts: Collection[Part]) -> None:
    """Have everybody reload these parts, for what changed without an admin: Discord's own side of a guild."""
    await audit.publish(connection, Notice(Topic.CONFIG, guild_id, frozenset(parts)))
    if (found := _parts.get()) is not None:
        found.setdefault(guild_id, set()).update(parts)


@asynccontextmanager
async def changing(engine: AsyncEngine, guild_id: int) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A transaction for one change of a guild; changes of the same guild wait for each other.

    So what was read in it cannot be changed by another admin before it ends. The bot is not held up.

    Raises:
        NotFound: The guild is not served here.
        Unavailable: The database is away.
    """
    async with writing(engine) as connection:
        if not await audit.lock_guild(connection, guild_id):
            raise NotFound(say("refused.guild"), path=("guild_id",))
        yield connection
