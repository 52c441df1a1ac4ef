"""Gateway checkpoints: what lets a bot that crashed resume where everything was committed."""

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import checkpoints as queries
from synapse.db.queries.checkpoints import Checkpoint
from synapse.db.session import driver_transaction

__all__ = ["Checkpoint", "clear", "load", "save"]


async def save(
    engine: AsyncEngine, *, bot_id: int, shard_id: int, session_id: str, resume_url: str, sequence: int
) -> None:
    """Note that every frame of the session up to ``sequence`` is committed.

    A lower sequence of the same session, saved late, changes nothing.
    """
    async with driver_transaction(engine) as connection:
        await queries.save(connection, (bot_id, shard_id), session_id, resume_url, sequence)


async def load(engine: AsyncEngine, *, bot_id: int, shard_id: int) -> Checkpoint | None:
    """The shard's last checkpoint; None when there is none, or its session was given up."""
    async with driver_transaction(engine) as connection:
        return await queries.load(connection, (bot_id, shard_id))


async def clear(engine: AsyncEngine, *, bot_id: int, shard_id: int) -> None:
    """Give the session up: Discord refused to resume it, or it was closed on purpose."""
    async with driver_transaction(engine) as connection:
        await queries.clear(connection, (bot_id, shard_id))
