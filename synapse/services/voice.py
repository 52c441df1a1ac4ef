"""Stays in voice, stored so that a restart loses no minute."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import voice as queries
from synapse.db.queries.voice import StoredSession
from synapse.db.session import driver_transaction

__all__ = ["StoredSession", "ended", "save", "stored"]


async def stored(engine: AsyncEngine, guild_id: int) -> list[StoredSession]:
    """Everybody who was in voice in the guild when it was last looked at."""
    async with driver_transaction(engine) as connection:
        return await queries.stored(connection, guild_id)


async def save(engine: AsyncEngine, sessions: Sequence[StoredSession]) -> None:
    """Store stays that began or went on; of a member who is named twice, the last one.

    Their guilds must be registered. Where somebody is new in voice, an ACTIVITY notice tells.
    """
    by_member = {(session.guild_id, session.user_id): session for session in sessions}
    async with driver_transaction(engine) as connection:
        for guild_id in sorted(await queries.save(connection, list(by_member.values()))):
            await audit.publish(connection, _notice(guild_id))


async def ended(engine: AsyncEngine, guild_id: int, user_ids: Sequence[int]) -> None:
    """Stays ended; an ACTIVITY notice tells."""
    async with driver_transaction(engine) as connection:
        if await queries.end(connection, guild_id, user_ids):
            await audit.publish(connection, _notice(guild_id))


def _notice(guild_id: int) -> Notice:
    return Notice(Topic.ACTIVITY, guild_id, frozenset({Part.VOICE}))
