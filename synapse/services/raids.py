"""What fair play holds back at the moment, and whether a raid is behind it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import raids as queries
from synapse.db.read import reading
from synapse.engine.raids import LOOK_BACK, NEW_FOR, Doings, Raid, raid_of

__all__ = ["Raid", "Watch", "watch"]


@dataclass(frozen=True, slots=True)
class Watch:
    """What happened in the last minutes.

    Attributes:
        since: When the time begins that is looked at.
        events: What was recorded.
        cut: How much of that fair play lowered.
        members: How many members it came from.
        newcomers: How many of them joined within a day.
        raid: The raid that goes on, if any.
    """

    since: datetime
    events: int
    cut: int
    members: int
    newcomers: int
    raid: Raid | None


async def watch(engine: AsyncEngine, guild_id: int, *, now: datetime) -> Watch:
    """What fair play holds back in a guild at the moment; one statement."""
    since = now - LOOK_BACK
    async with reading(engine) as connection:
        rows = await queries.doings(connection, guild_id, since, now - NEW_FOR)
    doings = [Doings(row["new"], row["events"], row["cut"], row["since"]) for row in rows]
    return Watch(
        since=since,
        events=sum(each.events for each in doings),
        cut=sum(each.cut for each in doings),
        members=len(doings),
        newcomers=sum(each.new for each in doings),
        raid=raid_of(doings),
    )
