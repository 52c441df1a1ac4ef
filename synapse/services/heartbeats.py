"""How the bot does, told by itself every few seconds for the admin panel and for whoever runs it."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import heartbeats as queries
from synapse.db.queries.heartbeats import Heartbeat
from synapse.db.read import reading
from synapse.db.session import driver_transaction

__all__ = ["Heartbeat", "State", "Status", "begin", "status", "tell"]

EVERY = timedelta(seconds=5)
SILENT_AFTER = timedelta(seconds=30)
_KEPT = timedelta(days=7)


class State(StrEnum):
    """What the bot is doing, as far as its last word tells."""

    ONLINE = "online"
    CONNECTING = "connecting"
    SILENT = "silent"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Heartbeat):
    """The bot's last word, and what it means now."""

    state: State


async def begin(engine: AsyncEngine, beat: Heartbeat) -> None:
    """A run begins; those that told nothing for a week are forgotten."""
    async with driver_transaction(engine) as connection:
        await queries.sweep(connection, beat.told_at - _KEPT)
        await queries.save(connection, beat)


async def tell(engine: AsyncEngine, beat: Heartbeat) -> None:
    """How a run does now."""
    async with driver_transaction(engine) as connection:
        await queries.save(connection, beat)


async def status(engine: AsyncEngine, guild_id: int, *, now: datetime) -> Status | None:
    """How the bot does that hears a guild; None when none has ever told of itself."""
    async with reading(engine) as connection:
        beat = await queries.newest(connection, guild_id)
    if beat is None:
        return None
    return Status(state=_state(beat, now), **{each.name: getattr(beat, each.name) for each in fields(beat)})


def _state(beat: Heartbeat, now: datetime) -> State:
    if beat.stopped_at is not None:
        return State.STOPPED
    if now - beat.told_at > SILENT_AFTER:
        return State.SILENT
    return State.CONNECTING if beat.online_since is None else State.ONLINE
