"""What the journal says about how far it goes, for a bot that was away."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import journal
from synapse.db.session import driver_transaction
from synapse.engine.events import EventKind


async def last_seen(engine: AsyncEngine, guild_id: int, *, since: datetime) -> dict[int, int]:
    """The newest recorded message by channel (a thread counts as one), as far back as ``since``."""
    async with driver_transaction(engine) as connection:
        return await journal.last_messages(connection, guild_id, EventKind.MESSAGE_SENT, since)


async def has_history(engine: AsyncEngine, guild_id: int) -> bool:
    """Whether anything of the guild was ever recorded."""
    async with driver_transaction(engine) as connection:
        return await journal.count_events(connection, guild_id) > 0
