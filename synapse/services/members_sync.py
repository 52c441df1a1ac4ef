"""Members as Discord shows them, kept current by the bot; what they earned is the ingest's business."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import members_sync as queries
from synapse.db.queries.members_sync import MemberSeen
from synapse.db.session import driver_transaction
from synapse.services import level_role_work

__all__ = ["MemberSeen", "left", "present", "saw", "untracked"]

_TRIES = 5
_Write = Callable[["asyncpg.Connection[Any]"], Awaitable[int]]


async def saw(engine: AsyncEngine, guild_id: int, members: Sequence[MemberSeen]) -> None:
    """Take in members who are in the guild now, thousands at once; who had left is back.

    A member who is named twice counts as named last. Without effect before the guild is registered.
    """
    each_once = list({member.user_id: member for member in members}.values())
    user_ids = [member.user_id for member in each_once]

    parts = {Part.MEMBERS}

    async def save(connection: "asyncpg.Connection[Any]") -> int:
        back = await queries.gone(connection, guild_id, user_ids)
        changed, new = await queries.save(connection, guild_id, each_once)
        if (new or back) and await level_role_work.arrived(connection, guild_id, [*new, *back], back):
            parts.add(Part.ROLES_DUE)
        return changed

    await _write(engine, guild_id, save, parts)


async def present(engine: AsyncEngine, guild_id: int, user_ids: Sequence[int], now: datetime) -> int:
    """Take in the complete list of who is in the guild: everybody else has left by ``now``.

    Returns:
        How many had left.
    """
    return await _write(engine, guild_id, lambda connection: queries.leave_all_but(connection, guild_id, user_ids, now))


async def left(engine: AsyncEngine, guild_id: int, user_id: int, at: datetime) -> None:
    """A member left; their totals stay for the day they come back."""
    await _write(engine, guild_id, lambda connection: queries.leave(connection, guild_id, user_id, at))


async def untracked(engine: AsyncEngine) -> set[tuple[int, int]]:
    """Guild and user id of everybody who opted out of being tracked."""
    async with driver_transaction(engine) as connection:
        return await queries.untracked(connection)


async def _write(
    engine: AsyncEngine, guild_id: int, write: _Write, parts: Collection[Part] = frozenset({Part.MEMBERS})
) -> int:
    """Write in one transaction, with a notice if rows changed; again when it deadlocked with another writer.

    Whoever joins or leaves a board moves its rank buckets, which the ingest moves too, in an order of its own.
    """
    tries = 0
    while True:
        try:
            async with driver_transaction(engine) as connection:
                if changed := await write(connection):
                    notice = Notice(Topic.ACTIVITY, guild_id, frozenset(parts))
                    await audit.publish(connection, notice)
                return changed
        except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError):
            tries += 1
            if tries == _TRIES:
                raise
