"""Seasons: rolled by admins, one running at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import audit as audit_queries
from synapse.db.queries import seasons as queries
from synapse.db.read import Row, reading
from synapse.errors import Conflict, Invalid
from synapse.services import changes
from synapse.services.audit import Entry, entry_of
from synapse.services.changes import Actor, Change
from synapse.services.checks import Draft, Name, checked
from synapse.services.directory import Season
from synapse.services.texts import say
from synapse.services.versions import Outdated

_PARTS = frozenset({Part.SEASONS})
_TICK = timedelta(microseconds=1)


class _Named(Draft):
    name: Name


@dataclass(frozen=True, slots=True)
class Rolled:
    """What rolling did: the season that ended, and the one that runs now."""

    closed: Season
    opened: Season


async def seasons(engine: AsyncEngine, guild_id: int) -> list[Season]:
    """All seasons of a guild, the newest first."""
    async with reading(engine) as connection:
        return [_season(row) for row in await queries.seasons(connection, guild_id)]


@dataclass(frozen=True, slots=True)
class Figures:
    """What all members did and earned together in a season; ``members`` did something in it."""

    members: int
    xp: int
    stars: int
    messages: int


async def figures(engine: AsyncEngine, guild_id: int, season_id: int) -> Figures:
    """A season's figures; one statement."""
    async with reading(engine) as connection:
        return Figures(*await queries.figures(connection, guild_id, season_id))


async def roll(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    closing: int,
    name: str,
    now: datetime,
    ends_at: datetime | None = None,
    reason: str | None = None,
) -> Rolled:
    """Close the running season and open the next; counters of the season start at zero, those of a lifetime stay.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        closing: The season that is to end, so that a repeated request does not end the next one.
        name: What the next one is called.
        now: When the one ends and the other begins.
        ends_at: When the next one is planned to end.
        reason: Why, for the audit log.

    Raises:
        Invalid: The name is empty, or the planned end is not ahead.
        Conflict: Another season is running by now, or the name is taken.
        NotFound: The guild is not there.
    """
    name = checked(_Named, {"name": name}).name
    if ends_at is not None and ends_at <= now:
        raise Invalid(say("refused.season.end"), path=("ends_at",))
    async with changes.changing(engine, guild_id) as connection:
        running = await queries.active(connection, guild_id)
        if running is None or running["id"] != closing:
            await _rolled_already(connection, guild_id, closing)
        if now <= running["starts_at"]:
            raise Conflict(say("refused.season.ahead"), path=("closing",))
        if await queries.taken(connection, guild_id, name):
            raise Conflict(say("refused.season.name_taken", name=name), path=("name",))
        await queries.put(connection, guild_id, closing, active=False, ends_at=now)
        opened = await queries.begin(connection, guild_id, name, now, ends_at)
        before = {"season": closing, "closed_season_ends_at": _text(running["ends_at"])}
        after = {
            "season": opened,
            "closed_season_ends_at": _text(now),
            "name": name,
            "ends_at": _text(ends_at),
        }
        change = Change(subject=f"season:{opened}", action="roll", before=before, after=after)
        await changes.record(connection, guild_id, actor, change, _PARTS, reason=reason)
        found = {row["id"]: _season(row) for row in await queries.seasons(connection, guild_id)}
        return Rolled(found[closing], found[opened])


async def undo(
    connection: "asyncpg.Connection[Any]", *, actor: Actor, entry: Entry, reason: str | None, now: datetime
) -> None:
    """Let the season before run on as if it had not been rolled, or roll again what was taken back.

    Raises:
        Conflict: Another season runs by now, or something counted for the one that would go.
    """
    before, after = entry.before or {}, entry.after or {}
    going, coming = after["season"], before["season"]
    running = await queries.active(connection, entry.guild_id)
    if running is None or running["id"] != going:
        raise Conflict("Seasons were rolled again after that. Revert the last roll first.")
    await _check_unused(connection, entry, going)
    rolled_again = entry.reverts is not None and "name" in before
    if rolled_again:
        ended = _moment(before["closed_season_ends_at"])
        await queries.put(connection, entry.guild_id, going, active=False, ends_at=ended)
        await queries.put(connection, entry.guild_id, coming, active=True, ends_at=_moment(before["ends_at"]))
    else:
        ends = max(now, running["starts_at"] + _TICK)
        await queries.put(connection, entry.guild_id, going, active=False, ends_at=ends, void=True)
        planned = _moment(before["closed_season_ends_at"])
        await queries.put(connection, entry.guild_id, coming, active=True, ends_at=planned)
    change = Change(subject=entry.subject, action="revert", before=after, after=before)
    await changes.record(connection, entry.guild_id, actor, change, _PARTS, reason=reason, reverts=entry.id)


async def _rolled_already(connection: "asyncpg.Connection[Any]", guild_id: int, closing: int) -> NoReturn:
    rows = await audit_queries.rolls_of(connection, guild_id, closing)
    raise Outdated(
        say("refused.season.rolled"),
        path=("closing",),
        meanwhile=[entry_of(row) for row in rows],
    )


async def _check_unused(connection: "asyncpg.Connection[Any]", entry: Entry, going: int) -> None:
    if "name" in (entry.after or {}):
        if counted := await queries.counted(connection, entry.guild_id, going):
            raise Conflict(f"{counted} members have earned something in the new season, which would be lost.")
    elif await queries.counted_since(connection, entry.guild_id, going, entry.at):
        raise Conflict("Members have earned something in the season that would end before that.")


def _season(row: Row) -> Season:
    return Season(row["guild_id"], row["id"], row["name"], row["starts_at"], row["ends_at"])


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
