"""Reading the audit log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import audit as queries
from synapse.db.queries.audit import Filter, Window
from synapse.db.read import Row, reading

__all__ = ["Entry", "Filter", "Page", "Window", "by_ids", "entry_of", "page"]


_GIVEN = frozenset({"award", "grant", "hand_in", "purchase"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One change.

    Attributes:
        actor_id: Who made it; None for Synapse itself.
        action: What was done, as a verb.
        subject: What it was done to, as ``kind`` or ``kind:id``.
        before: The fields that it touched, before; None for something new.
        after: The same fields afterwards.
        reverts: The entry that it undid.
        reverted_by: The entry that undid it.
    """

    guild_id: int
    id: int
    actor_id: int | None
    action: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str | None
    address: str | None
    at: datetime
    reverts: int | None
    reverted_by: int | None

    @property
    def recipient(self) -> int | None:
        """The Discord id of whom an award, a grant or an answer to a hand-in went to, None for everything else."""
        if self.subject.partition(":")[0] not in _GIVEN:
            return None
        user_id = (self.after or {}).get("user_id")
        return None if user_id is None else int(user_id)


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the log, newest first, and whether older (next) or newer (previous) entries exist."""

    entries: tuple[Entry, ...] = ()
    has_next: bool = False
    has_previous: bool = False


async def page(engine: AsyncEngine, guild_id: int, wanted: Filter, window: Window) -> Page:
    """One part of the log."""
    async with reading(engine) as connection:
        rows = await queries.page(connection, guild_id, wanted, replace(window, size=window.size + 1))
    more = len(rows) > window.size
    if window.backward:
        kept = rows[1:] if more else rows
        return Page(tuple(map(entry_of, kept)), has_next=window.before is not None, has_previous=more)
    return Page(tuple(map(entry_of, rows[: window.size])), has_next=more, has_previous=window.after is not None)


async def by_ids(engine: AsyncEngine, guild_id: int, ids: Sequence[int]) -> dict[int, Entry]:
    """These entries by id."""
    async with reading(engine) as connection:
        return {row["id"]: entry_of(row) for row in await queries.by_ids(connection, guild_id, ids)}


def entry_of(row: Row) -> Entry:
    """The entry of a row."""
    values: dict[str, Any] = dict(row)
    for side in ("before", "after"):
        values[side] = None if row[side] is None else orjson.loads(row[side])
    return Entry(**values)
