"""The log of deliveries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import webhooks as queries
from synapse.db.queries.webhooks import Window
from synapse.db.read import Row, reading
from synapse.services.webhooks.sending import Outcome


class DeliveryState(StrEnum):
    """What became of a delivery."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt; ``status`` is what was answered, None when nothing was."""

    at: datetime
    outcome: Outcome
    status: int | None
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event for a webhook; ``next_at`` is when it is tried next, while it is pending."""

    guild_id: int
    id: int
    webhook_id: int
    message_id: str
    event: str
    user_id: int | None
    data: Mapping[str, Any]
    occurred_at: datetime
    state: DeliveryState
    next_at: datetime | None
    finished_at: datetime | None
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the log, newest first, and whether older (next) or newer (previous) entries exist."""

    entries: tuple[Delivery, ...] = ()
    has_next: bool = False
    has_previous: bool = False


async def page(engine: AsyncEngine, guild_id: int, webhook_id: int, window: Window) -> Page:
    """One part of the log of a webhook."""
    async with reading(engine) as connection:
        rows = await queries.log(connection, guild_id, webhook_id, replace(window, size=window.size + 1))
        more = len(rows) > window.size
        kept = (rows[1:] if more else rows) if window.backward else rows[: window.size]
        tried = await queries.attempts(connection, guild_id, [row["id"] for row in kept])
    entries = tuple(_delivery(row, tried) for row in kept)
    if window.backward:
        return Page(entries, has_next=window.before is not None, has_previous=more)
    return Page(entries, has_next=more, has_previous=window.after is not None)


async def one(engine: AsyncEngine, guild_id: int, delivery_id: int) -> Delivery | None:
    """One delivery, None when it is not there."""
    async with reading(engine) as connection:
        row = await queries.delivery(connection, guild_id, delivery_id)
        tried = await queries.attempts(connection, guild_id, [delivery_id])
    return _delivery(row, tried) if row else None


def _delivery(row: Row, tried: Sequence[Row]) -> Delivery:
    values: dict[str, Any] = dict(row)
    state = DeliveryState(row["state"])
    own = [each for each in tried if each["delivery_id"] == row["id"]]
    attempts = tuple(_attempt(each) for each in own)
    next_at = row["next_at"] if state is DeliveryState.PENDING else None
    known = {"data": orjson.loads(row["data"]), "state": state, "next_at": next_at, "attempts": attempts}
    return Delivery(**{**values, **known})


def _attempt(row: Row) -> Attempt:
    return Attempt(row["at"], Outcome(row["outcome"]), row["status"], row["milliseconds"])
