"""Awarding in the background what members pass already, after an achievement was made or changed.

The work is a walk over the guild's members by id, in batches of one transaction each. How far it came is
kept with the achievements, so whoever goes on after a crash begins where the last batch ended; two who walk at
once only take turns.
"""

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.db.queries import achievements as queries
from synapse.db.read import reading
from synapse.services import changes, gifts
from synapse.services.background import Worker
from synapse.services.ingest.write import settle_up

BATCH = 500
"""How many members are looked at in one transaction."""


async def step(engine: AsyncEngine, guild_id: int, *, limit: int = BATCH) -> bool:
    """Look at the next members of a guild; False when there is nothing left to do.

    Raises:
        NotFound: The guild is not served.
    """
    async with changes.changing(engine, guild_id) as connection:
        after = (await queries.pending(connection, guild_id)).get(guild_id)
        if after is None:
            return False
        rules = await gifts.rules_of(connection, guild_id)
        at = await queries.clock(connection)
        last = await settle_up(connection, rules, after=after, limit=limit, at=at)
        if last is None:
            await queries.done(connection, guild_id)
            return False
        await queries.advance(connection, guild_id, last)
        return True


async def finish(engine: AsyncEngine, guild_id: int, *, limit: int = BATCH) -> None:
    """Look at all members of a guild that are left; raises as ``step`` does."""
    more = True
    while more:
        more = await step(engine, guild_id, limit=limit)


async def pending(engine: AsyncEngine) -> list[int]:
    """The guilds in which something is to be awarded."""
    async with reading(engine) as connection:
        return list(await queries.pending(connection))


def worker(engine: AsyncEngine, listener: Listener) -> Worker:
    """Does the work in one process, whenever an achievement changed."""

    def asks(notice: Notice) -> bool:
        return notice.topic is Topic.CONFIG and Part.ACHIEVEMENTS in notice.parts

    return Worker("awarding", engine, listener, pending=pending, finish=finish, asks=asks)
