"""The outbox of announcements: each is posted once, as far as Discord allows, also over a crash.

A claim hands an entry to one poster. The poster sends it with the entry's ``nonce`` enforced and marks it as sent.
One that is lost in between leaves a claim that goes stale; the next poster sends the same nonce again, and
Discord answers with the message that is there already instead of posting another.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import announcements as queries
from synapse.db.queries.announcements import DIRECT, Claim, Posted, Waiting
from synapse.db.read import reading
from synapse.db.session import driver_transaction

__all__ = ["DIRECT", "STALE", "Posted", "Waiting", "claim", "depth", "posted", "release", "sent", "skip"]

STALE = timedelta(seconds=60)
"""A claim older than this is taken over: its poster is lost."""


async def claim(
    engine: AsyncEngine,
    guild_ids: Collection[int],
    *,
    now: datetime,
    limit: int,
    except_channels: Collection[int] = (),
) -> list[Waiting]:
    """Claim what waits to be posted in these guilds, oldest first; no two callers get the same.

    What the guild's settings or the member's preferences rule out becomes ``skipped``, and so does what has no
    place to go or whose member opted out of tracking or was forgotten.

    Args:
        engine: The database.
        guild_ids: The guilds that the caller posts in.
        now: The present moment.
        limit: How many at most.
        except_channels: Channels that take nothing at the moment, ``DIRECT`` for direct messages; what goes
            there keeps waiting and is not in the way of the rest.

    Returns:
        Up to ``limit`` entries; fewer mean that nothing else waits.
    """
    claimed: list[Waiting] = []
    while len(claimed) < limit:
        wish = Claim(
            guild_ids=guild_ids,
            at=now,
            stale_before=now - STALE,
            limit=limit - len(claimed),
            except_channels=except_channels,
        )
        async with driver_transaction(engine) as connection:
            more, seen = await queries.claim(connection, wish)
        claimed += more
        if seen < wish.limit:
            break
    return claimed


async def sent(engine: AsyncEngine, guild_id: int, number: int, message_id: int, now: datetime) -> None:
    """An entry was posted as ``message_id``; reporting it again changes nothing."""
    async with driver_transaction(engine) as connection:
        await queries.sent(connection, (guild_id, number), message_id, now)


async def release(engine: AsyncEngine, entries: Sequence[tuple[int, int]]) -> None:
    """Give claimed entries, each (guild id, id), back unposted; they can be claimed at once."""
    async with driver_transaction(engine) as connection:
        await queries.release(connection, entries)


async def skip(engine: AsyncEngine, guild_id: int, number: int) -> None:
    """An entry can never be posted, for instance because its channel is gone."""
    async with driver_transaction(engine) as connection:
        await queries.skip(connection, (guild_id, number))


async def posted(engine: AsyncEngine, guild_ids: Collection[int], since: datetime) -> list[Posted]:
    """What was posted after ``since``, oldest first: how a poster that restarts knows which channels are full."""
    async with driver_transaction(engine) as connection:
        return await queries.posted(connection, guild_ids, since)


async def depth(engine: AsyncEngine, guild_id: int) -> int:
    """How many of a guild's announcements wait to be posted."""
    async with reading(engine) as connection:
        return await queries.depth(connection, guild_id)
