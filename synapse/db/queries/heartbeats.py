"""What the bots last told of themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

from synapse.log import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """How one run of the bot does.

    Attributes:
        instance: Names the run; random.
        version: The version of Synapse that runs.
        started_at: When the process started.
        told_at: When this was told.
        online_since: Since when it hears Discord without a break, None while it does not.
        stopped_at: When it ended by itself, None while it runs or when it was killed.
        events_per_minute: Events that were committed in the last minute.
        queue_depth: Events that are accepted and not committed, in memory and in the spool.
        spool_depth: Those of them that are in the spool.
        batch_size: How many events the last transaction had.
        batch_milliseconds: How long it took.
        notice_milliseconds: How long a notice took from its commit until it was heard, None while none was.
        events_recorded: Events committed since the start.
        events_dropped: Events that found no room anywhere since the start.
        events_rejected: Events that the database refused since the start; put aside in ``rejected.jsonl``.
        shards: The shards that it serves; empty until it has launched them.
        shard_count: How many shards there are over all processes of the bot.
        faults: The last errors, newest first.
    """

    instance: str
    version: str
    started_at: datetime
    told_at: datetime
    online_since: datetime | None = None
    stopped_at: datetime | None = None
    events_per_minute: int = 0
    queue_depth: int = 0
    spool_depth: int = 0
    batch_size: int = 0
    batch_milliseconds: float = 0.0
    notice_milliseconds: float | None = None
    events_recorded: int = 0
    events_dropped: int = 0
    events_rejected: int = 0
    shards: tuple[int, ...] = ()
    shard_count: int = 1
    faults: tuple[Fault, ...] = ()


_COLUMNS = (
    "instance, version, started_at, told_at, online_since, stopped_at, events_per_minute, queue_depth, spool_depth, "
    "batch_size, batch_milliseconds, notice_milliseconds, events_recorded, events_dropped, events_rejected, shards, "
    "shard_count"
)
_SAVE = f"""
INSERT INTO heartbeats ({_COLUMNS}, fault_references, fault_names, fault_times)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
ON CONFLICT (instance) DO UPDATE SET
    told_at = excluded.told_at, online_since = excluded.online_since, stopped_at = excluded.stopped_at,
    events_per_minute = excluded.events_per_minute, queue_depth = excluded.queue_depth,
    spool_depth = excluded.spool_depth, batch_size = excluded.batch_size,
    batch_milliseconds = excluded.batch_milliseconds, notice_milliseconds = excluded.notice_milliseconds,
    events_recorded = excluded.events_recorded, events_dropped = excluded.events_dropped,
    events_rejected = excluded.events_rejected, shards = excluded.shards, shard_count = excluded.shard_count,
    fault_references = excluded.fault_references,
    fault_names = excluded.fault_names, fault_times = excluded.fault_times
"""  # noqa: S608 - made of this module's own constants
_SWEEP = "DELETE FROM heartbeats WHERE told_at < $1"
_NEWEST = f"""
SELECT {_COLUMNS}, fault_references, fault_names, fault_times FROM heartbeats
WHERE shards = '{{}}' OR ($1::bigint >> 22) % shard_count = ANY (shards)
ORDER BY stopped_at IS NULL DESC, told_at DESC, instance LIMIT 1
"""  # noqa: S608 - as above


async def save(connection: "asyncpg.Connection[Any]", beat: Heartbeat) -> None:
    """Store how a run does, in place of what it told before."""
    values = [getattr(beat, name) for name in _COLUMNS.split(", ")]
    references = [fault.reference for fault in beat.faults]
    names, times = [fault.what for fault in beat.faults], [fault.at for fault in beat.faults]
    await connection.execute(_SAVE, *values, references, names, times)


async def sweep(connection: "asyncpg.Connection[Any]", before: datetime) -> None:
    """Forget the runs that told nothing since ``before``."""
    await connection.execute(_SWEEP, before)


async def newest(connection: "asyncpg.Connection[Any]", guild_id: int) -> Heartbeat | None:
    """The run that told of itself last among those whose shards hear the guild; one that runs before any that ended."""
    row = await connection.fetchrow(_NEWEST, guild_id)
    if row is None:
        return None
    values = dict(row)
    told = zip(values.pop("fault_references"), values.pop("fault_names"), values.pop("fault_times"), strict=True)
    faults = tuple(Fault(reference=reference, what=what, at=at) for reference, what, at in told)
    return Heartbeat(**{**values, "shards": tuple(values["shards"])}, faults=faults)
