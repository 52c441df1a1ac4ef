"""What the pipeline remembers of a guild between batches: fair-play windows and earned achievements."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import ingest as queries
from synapse.db.session import driver_transaction
from synapse.engine import facts
from synapse.engine.decide import remember
from synapse.engine.windows import Windows
from synapse.services.ingest.wire import EVENT_KINDS

LOOK_BACK = timedelta(hours=26)
"""The longest time that a fair-play rule looks back: a local day has up to 25 hours."""

_MEMBERS = 200_000


@dataclass(slots=True)
class GuildMemory:
    """One guild's part. ``earned`` holds achievements by member, for those who were read so far."""

    windows: Windows = field(default_factory=Windows)
    earned: dict[int, set[int]] = field(default_factory=dict)

    def tidy(self, now: datetime) -> None:
        """Let go of what is not needed any more, or can be read again."""
        self.windows.prune(now)
        if len(self.earned) > _MEMBERS:
            self.earned.clear()


async def rebuilt(engine: AsyncEngine, guild_id: int, before: datetime) -> GuildMemory:
    """A guild's memory from its journal, as it was before an event that happened at ``before``."""
    memory = GuildMemory()
    async with driver_transaction(engine) as connection:
        rows = await queries.recent_events(connection, guild_id, before - LOOK_BACK, EVENT_KINDS)
    for row in rows:
        event, reward = facts.read(guild_id, dict(row))
        remember(event, reward, memory.windows)
    memory.windows.forget(memory.windows.mark())
    return memory
