"""Imports that admins uploaded, and what applying one would do, as they choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import asyncpg
import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import imports as queries
from synapse.db.read import Row, reading
from synapse.engine.levels import level_of, thresholds
from synapse.engine.rules import Rules
from synapse.engine.settings import Curve
from synapse.errors import NotFound
from synapse.services import changes, gifts
from synapse.services.changes import Actor
from synapse.services.imports import reading as files
from synapse.services.imports.found import Found, OddRow, Person, Source
from synapse.services.imports.offers import Offer, Offered, curve_of, kept, odd_of, offers_of

_SHOWN = 10
_REMEMBERED = 20


class State(StrEnum):
    """Where an import stands."""

    READ = "read"
    APPLIED = "applied"
    UNDONE = "undone"


class Keep(StrEnum):
    """What stays as it was in the source: the XP, or the levels, whose XP then follows from the curve here."""

    XP = "xp"
    LEVELS = "levels"


class Meeting(StrEnum):
    """What becomes of a member who has totals here: both are added, the larger one stays, or the file's replaces."""

    ADD = "add"
    LARGER = "larger"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Choice:
    """How an import is to be applied; ``take`` are the settings to take over."""

    keep: Keep = Keep.XP
    meeting: Meeting = Meeting.LARGER
    take: frozenset[Offered] = frozenset()


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was uploaded.

    Attributes:
        people: How many people it tells of.
        offers: Settings that could be taken over.
        odd: The first hundred rows that were left out, wholly or in part.
        odd_count: How many there were.
    """

    guild_id: int
    id: int
    source: Source
    state: State
    people: int
    created_at: datetime
    offers: tuple[Offer, ...]
    odd: tuple[OddRow, ...]
    odd_count: int
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sums:
    """Totals of all people of a file together."""

    xp: int
    stars: int
    gold: int
    messages: int
    voice_minutes: int


@dataclass(frozen=True, slots=True)
class PlannedMember:
    """A member before and after; levels as each time's curve has them."""

    user_id: int
    name: str | None
    is_new: bool
    xp_before: int
    xp_after: int
    level_before: int
    level_after: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying would do; ``members`` are those who would have the most XP."""

    people: int
    newcomers: int
    changed: int
    before: Sums
    after: Sums
    members: tuple[PlannedMember, ...]


async def upload(engine: AsyncEngine, *, actor: Actor, guild_id: int, content: bytes) -> Import:
    """Read a file and keep what it holds until it is applied or another is uploaded.

    Raises:
        Invalid: It is none of the formats.
        NotFound: The guild is not served.
    """
    found = files.read(content)
    async with changes.changing(engine, guild_id) as connection:
        number = await queries.add(
            connection,
            guild_id,
            source=found.source.value,
            uploaded_by=actor.user_id,
            found=kept(found),
            rows=_rows(found),
        )
        return await one(connection, guild_id, number)


async def imports(engine: AsyncEngine, guild_id: int) -> list[Import]:
    """The newest imports of a guild."""
    async with reading(engine) as connection:
        return [_import(guild_id, row) for row in await queries.newest(connection, guild_id, _REMEMBERED)]


async def preview(engine: AsyncEngine, *, guild_id: int, number: int, choice: Choice) -> Preview:
    """What applying an import would do now; of one that is applied already, nothing more.

    Raises:
        NotFound: There is no such import, or the guild is not served.
    """
    async with reading(engine, snapshot=True) as connection:
        rules = await gifts.rules_of(connection, guild_id)
        found = await one(connection, guild_id, number)
        plan = plan_of(found, rules, choice)
        totals = await plan.totals(connection)
        shown = await plan.sample(connection, _SHOWN)
    curves = rules.settings.levels, curve_after(found, rules, choice)
    return Preview(
        people=totals["people"],
        newcomers=totals["newcomers"],
        changed=totals["changed"],
        before=_sums(totals, "before"),
        after=_sums(totals, "after"),
        members=tuple(_planned(row, *curves) for row in shown),
    )


async def one(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> Import:
    """An import.

    Raises:
        NotFound: There is none of this number.
    """
    row = await queries.one(connection, guild_id, number)
    if row is None:
        raise NotFound(
            "There is no such import. A file that is not applied goes when another is uploaded.", path=("id",)
        )
    return _import(guild_id, row)


def plan_of(found: Import, rules: Rules, choice: Choice) -> queries.Plan:
    """The statements of an import under a choice."""
    return queries.Plan(
        found.guild_id,
        found.id,
        levels=choice.keep is Keep.LEVELS,
        thresholds=thresholds(curve_after(found, rules, choice)),
        meeting=choice.meeting.value,
    )


def curve_after(found: Import, rules: Rules, choice: Choice) -> Curve:
    """The curve that holds once the import is applied."""
    theirs = curve_of(found.document) if Offered.CURVE in choice.take else None
    return theirs or rules.settings.levels


def _rows(found: Found) -> list[tuple[Any, ...]]:
    curve = found.settings.curve
    return [
        (
            person.user_id,
            (person.name or "")[:100].replace("\0", ""),
            person.xp,
            _level(person, curve),
            person.messages,
            person.stars,
            person.gold,
            person.voice_minutes,
        )
        for person in found.people
    ]


def _level(person: Person, curve: Curve | None) -> int | None:
    """The level in the source; where the file does not tell, what the XP amount to on its curve."""
    if person.level is not None:
        return min(person.level, 100_000)
    return None if curve is None or person.xp is None else level_of(person.xp, curve)


def _import(guild_id: int, row: Row) -> Import:
    document = orjson.loads(row["found"])
    return Import(
        guild_id,
        row["id"],
        Source(row["source"]),
        State(row["state"]),
        row["people"],
        row["created_at"],
        offers_of(document),
        odd_of(document),
        document["odd_count"],
        document,
    )


def _sums(row: Row, when: str) -> Sums:
    values: Sequence[int] = [row[f"{name}_{when}"] for name in queries.FIELDS]
    return Sums(*values)


def _planned(row: Row, before: Curve, after: Curve) -> PlannedMember:
    return PlannedMember(
        row["user_id"],
        row["name"] or None,
        row["is_new"],
        row["xp_before"],
        row["xp_after"],
        level_of(row["xp_before"], before),
        level_of(row["xp_after"], after),
    )
