"""Quests: what admins post for members to do, and how far that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import asyncpg
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import quests as queries
from synapse.db.queries import seasons as season_queries
from synapse.db.queries import zones as zone_queries
from synapse.db.queries.quests import Moment, Window
from synapse.db.read import Row, reading
from synapse.engine import quests as engine_quests
from synapse.engine.quests import Hindrance, Terms
from synapse.engine.rules import Rules
from synapse.engine.settings import Amount
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import changes, subjects, versions
from synapse.services.changes import Actor
from synapse.services.checks import Draft, Name, Prose, checked
from synapse.services.subjects import Doing, Fields, Sides
from synapse.services.texts import say
from synapse.services.versions import Versions

__all__ = ["MOST", "QUEST", "Page", "Proof", "Quest", "Window", "create", "page", "set_active", "update"]

MOST = 100
"""The most quests that a guild can have open at a time."""

_REFERENCES = ("zone_id", "season_id")


class Proof(StrEnum):
    """What a member hands in with a quest; the table keeps these names."""

    NONE = "none"
    TEXT = "text"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quest:
    """A quest as everybody sees it; ``version`` counts its changes.

    Attributes:
        stars: What it pays; None for as many as the guild pays for any quest.
        zone_id: The zone that it counts for.
        season_id: The only season that it can be done in; None for any.
        places: How many can do it; None for everybody.
        ends_at: When the time for it is over; None for never.
        active: Whether it was not closed by an admin.
        held: How many places are held: by who took it on, and by who did it.
        done: How many did it.
        waiting: How many handed it in and have no answer yet.
    """

    guild_id: int
    id: int
    version: int
    created_at: datetime
    title: str
    description: str
    xp: int
    stars: int | None
    gold: int
    zone_id: int | None
    season_id: int | None
    places: int | None
    ends_at: datetime | None
    proof: Proof
    active: bool
    held: int
    done: int
    waiting: int

    @property
    def terms(self) -> Terms:
        """What decides whether it can be taken on."""
        return Terms(active=self.active, ends_at=self.ends_at, season_id=self.season_id, places=self.places)

    @property
    def places_left(self) -> int | None:
        """How many more can take it on; None for everybody."""
        return engine_quests.places_left(self.terms, self.held)

    def hindrance(self, rules: Rules, now: datetime) -> Hindrance | None:
        """What keeps one more member from taking it on; None if nothing does."""
        return engine_quests.hindrance(self.terms, self.held, now=now, season_id=rules.season.id)


class QuestDraft(Draft):
    """A quest as somebody wants it; the fields are those of ``Quest``."""

    title: Name
    description: Prose = ""
    xp: Amount = 0
    stars: Amount | None = None
    gold: Amount = 0
    zone_id: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    season_id: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    places: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    ends_at: datetime | None = None
    proof: Proof = Proof.NONE


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a guild's quests, the newest first, and whether older (next) or newer (previous) ones exist."""

    entries: tuple[Quest, ...] = ()
    has_next: bool = False
    has_previous: bool = False


async def page(engine: AsyncEngine, rules: Rules, window: Window, *, now: datetime, open_: bool | None = True) -> Page:
    """One part of a guild's quests: open ones, those that are not, or for None both; one statement."""
    moment = Moment(now, rules.season.id)
    async with reading(engine) as connection:
        wider = replace(window, size=window.size + 1)
        rows = await queries.page(connection, rules.guild_id, wider, moment, open_=open_)
    more = len(rows) > window.size
    if window.backward:
        kept = rows[1:] if more else rows
        return Page(_quests(rules.guild_id, kept), has_next=window.before is not None, has_previous=more)
    kept = rows[: window.size]
    return Page(_quests(rules.guild_id, kept), has_next=more, has_previous=window.after is not None)


async def by_ids(engine: AsyncEngine, guild_id: int, ids: Sequence[int]) -> dict[int, Quest]:
    """These quests of a guild by id; one statement."""
    async with reading(engine) as connection:
        return {each.id: each for each in _quests(guild_id, await queries.by_ids(connection, guild_id, ids))}


async def one(connection: "asyncpg.Connection[Any]", guild_id: int, quest_id: int) -> Quest:
    """A quest of a guild.

    Raises:
        NotFound: There is none of this id.
    """
    rows = await queries.by_ids(connection, guild_id, [quest_id])
    if not rows:
        raise NotFound(say("refused.quest.unknown"), path=("id",))
    return _quest(guild_id, rows[0])


async def running_season(connection: "asyncpg.Connection[Any]", guild_id: int) -> int:
    """The id of the season that runs.

    Raises:
        NotFound: The guild was never set up.
    """
    row = await season_queries.active(connection, guild_id)
    if row is None:
        raise NotFound(say("refused.guild"), path=("guild_id",))
    return int(row["id"])


async def create(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    values: Mapping[str, Any],
    now: datetime,
    reason: str | None = None,
) -> Quest:
    """Post a quest.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        values: As ``QuestDraft``.
        now: The present moment.
        reason: Why, for the audit log.

    Raises:
        Invalid: A value is wrong in itself, or the quest pays nothing.
        Conflict: There are too many open ones.
        NotFound: The guild, the zone or the season is not there.
    """
    draft = _checked(values)
    if draft.ends_at is not None and draft.ends_at <= now:
        raise Invalid(say("refused.quest.past"), path=("ends_at",))
    async with changes.changing(engine, guild_id) as connection:
        season = await running_season(connection, guild_id)
        if await queries.count_open(connection, guild_id, Moment(now, season)) >= MOST:
            raise Conflict(say("refused.quest.most", most=MOST))
        await _check_references(connection, guild_id, draft)
        wanted = {"active": True, **_fields(draft)}
        number = await queries.insert(connection, guild_id, _columns(wanted))
        doing = Doing(actor=actor, guild_id=guild_id, action="create", reason=reason)
        await subjects.note(connection, QUEST, number, Sides(None, wanted), doing)
        return await one(connection, guild_id, number)


async def update(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    quest_id: int,
    version: int,
    values: Mapping[str, Any],
    reason: str | None = None,
) -> Quest:
    """Change some fields of a quest. Who did it already keeps what it paid them.

    Raises:
        Invalid: A value is wrong in itself, or does not fit the rest.
        Conflict: Somebody else changed the quest, or more places are held than it shall have.
        NotFound: The guild, the quest, the zone or the season is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        await queries.lock(connection, guild_id, quest_id)
        quest = await one(connection, guild_id, quest_id)
        await _check_version(connection, quest, version)
        draft = _checked({name: getattr(quest, name) for name in QuestDraft.model_fields} | dict(values))
        await _check_references(connection, guild_id, draft)
        doing = Doing(actor=actor, guild_id=guild_id, action="update", reason=reason)
        await subjects.alter(connection, QUEST, quest_id, _fields(draft), doing)
        return await one(connection, guild_id, quest_id)


async def set_active(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    quest_id: int,
    version: int,
    active: bool,
    reason: str | None = None,
) -> Quest:
    """Close a quest, so that nobody takes it on or hands it in any more, or open it again.

    What was handed in before is still answered.

    Raises:
        Conflict: Somebody else changed the quest.
        NotFound: The guild or the quest is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        quest = await one(connection, guild_id, quest_id)
        await _check_version(connection, quest, version)
        doing = Doing(actor=actor, guild_id=guild_id, action="reactivate" if active else "deactivate", reason=reason)
        await subjects.alter(connection, QUEST, quest_id, {"active": active}, doing)
        return await one(connection, guild_id, quest_id)


class _QuestSubject:
    """A quest's fields."""

    kind = "quest"
    parts = frozenset({Part.QUESTS})

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        rows = await queries.by_ids(connection, guild_id, [number])
        return {name: _plain(name, rows[0][name]) for name in names} if rows else None

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        now = await self.read(connection, guild_id, number, queries.FIELDS) or {}
        quest = await one(connection, guild_id, number)
        places = fields.get("places", quest.places)
        if places is not None and places < quest.held:
            raise Conflict(say("refused.quest.places", held=quest.held, places=places), path=("places",))
        await queries.save(connection, guild_id, number, _columns({**now, **fields}))


QUEST = _QuestSubject()


def _checked(values: Mapping[str, Any]) -> QuestDraft:
    draft = checked(QuestDraft, values)
    if not draft.xp and not draft.gold and draft.stars == 0:
        raise Invalid(say("refused.quest.nothing"), path=("xp",))
    if draft.ends_at is not None and draft.ends_at.tzinfo is None:
        raise Invalid(say("refused.quest.time_zone"), path=("ends_at",))
    return draft


def _fields(draft: QuestDraft) -> dict[str, Any]:
    """A draft as the audit log has it: plain JSON."""
    return {name: _plain(name, getattr(draft, name)) for name in QuestDraft.model_fields}


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - a field of any type, and plain JSON
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Proof):
        return value.value
    return str(value) if name in _REFERENCES and value is not None else value


def _columns(fields: Fields) -> dict[str, Any]:
    """The audit log's fields as the table has them."""
    numbers = {name: None if fields[name] is None else int(fields[name]) for name in _REFERENCES}
    ends_at = None if fields["ends_at"] is None else datetime.fromisoformat(fields["ends_at"])
    return {**fields, **numbers, "ends_at": ends_at}


def _quests(guild_id: int, rows: Sequence[Row]) -> tuple[Quest, ...]:
    return tuple(_quest(guild_id, row) for row in rows)


def _quest(guild_id: int, row: Row) -> Quest:
    values: dict[str, Any] = dict(row)
    return Quest(guild_id=guild_id, **values | {"proof": Proof(row["proof"])})


async def _check_version(connection: "asyncpg.Connection[Any]", quest: Quest, asked: int) -> None:
    subject = subjects.name_of(QUEST, quest.id)
    await versions.check(connection, quest.guild_id, subject, Versions(quest.version, asked), "quest")


async def _check_references(connection: "asyncpg.Connection[Any]", guild_id: int, draft: QuestDraft) -> None:
    if draft.zone_id is not None and not await zone_queries.zones(connection, guild_id, [draft.zone_id]):
        raise NotFound(say("refused.zone.unknown"), path=("zone_id",))
    if draft.season_id is not None:
        seasons = {row["id"] for row in await season_queries.seasons(connection, guild_id)}
        if draft.season_id not in seasons:
            raise NotFound(say("refused.quest.season_unknown"), path=("season_id",))
