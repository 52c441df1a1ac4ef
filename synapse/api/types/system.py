"""How the processes do; the values are the heartbeats service's and this process's own."""

from dataclasses import dataclass
from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api.context import Context
from synapse.api.process import Process
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import BigInt
from synapse.services import announcements, heartbeats, raids

strawberry.enum(heartbeats.State, name="BotState")


@strawberry.type
class Fault:
    """An error that a process logged; the value is ``log.Fault``."""

    reference: str
    what: str
    at: datetime


@strawberry.type
class BotStatus:
    """The bot; the value is ``heartbeats.Status``."""

    state: heartbeats.State
    version: str
    started_at: datetime
    told_at: datetime
    shards: list[int]
    shard_count: int
    online_since: datetime | None
    events_per_minute: int
    queue_depth: int
    spool_depth: int
    batch_size: int
    batch_milliseconds: float
    notice_milliseconds: float | None
    events_recorded: BigInt
    events_dropped: BigInt
    events_rejected: BigInt
    faults: list[Fault]


async def _notice_milliseconds(root: strawberry.Parent[Process], info: Info[Context, None]) -> float | None:
    lag = await root.listener.measure_lag(info.context.engine)
    return None if lag is None else lag * 1000


@strawberry.type
class ApiStatus:
    """The API; the value is ``process.Process``."""

    version: str
    started_at: datetime
    notice_milliseconds: float | None = resolved(_notice_milliseconds)
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class Watched:
    """The guild whose admin looks at the processes."""

    guild_id: int


async def _bot(root: strawberry.Parent[Watched], info: Info[Context, None]) -> heartbeats.Status | None:
    return await heartbeats.status(info.context.engine, root.guild_id, now=info.context.clock())


def _api(_root: strawberry.Parent[Watched], info: Info[Context, None]) -> Process:
    return info.context.process


async def _announcements_waiting(root: strawberry.Parent[Watched], info: Info[Context, None]) -> int:
    return await announcements.depth(info.context.engine, root.guild_id)


@strawberry.type
class Raid:
    """A raid; the value is ``raids.Raid``."""

    since: datetime
    accounts: int
    events: int
    cut: int


@strawberry.type
class FairPlayWatch:
    """What fair play holds back; the value is ``raids.Watch``."""

    since: datetime
    events: int
    cut: int
    members: int
    newcomers: int
    raid: Raid | None


async def _fair_play(root: strawberry.Parent[Watched], info: Info[Context, None]) -> raids.Watch:
    return await raids.watch(info.context.engine, root.guild_id, now=info.context.clock())


@strawberry.type
class System:
    """How the processes do; the value is ``Watched``."""

    bot: BotStatus | None = resolved(_bot)
    api: ApiStatus = resolved(_api)
    announcements_waiting: int = resolved(_announcements_waiting)
    fair_play: FairPlayWatch = resolved(_fair_play)
