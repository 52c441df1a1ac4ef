"""Achievements: what can be earned, made and changed by admins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import asyncpg
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import achievements as queries
from synapse.db.queries import settings as channel_queries
from synapse.db.queries import zones as zone_queries
from synapse.db.read import Row, reading
from synapse.engine.levels import MAX_LEVEL
from synapse.engine.rules import Rarity, Scope, TriggerKind
from synapse.engine.settings import Amount
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import changes, subjects, versions
from synapse.services.changes import Actor
from synapse.services.checks import Draft, Name, Words, checked
from synapse.services.subjects import Doing, Fields, Sides
from synapse.services.texts import say
from synapse.services.versions import Versions

MOST = 500
"""The most achievements that a guild can have."""

_SEASONLESS = frozenset({TriggerKind.LEVEL, TriggerKind.STREAK, TriggerKind.MANUAL})
_WHO_PASSES = frozenset({"trigger", "threshold", "scope", "zone_id", "active"})


class AchievementDraft(Draft):
    """An achievement as somebody wants it."""

    name: Name
    description: Words = ""
    trigger: TriggerKind
    threshold: Annotated[int, Field(ge=0, le=2_000_000_000)] = 0
    scope: Scope = Scope.LIFETIME
    zone_id: int | None = None
    xp: Amount = 0
    gold: Amount = 0
    category: Annotated[str, Field(max_length=60)] = ""
    rarity: Rarity = Rarity.COMMON
    badge: Annotated[str, Field(max_length=300)] = ""
    channel_id: int | None = None
    series: Name | None = None
    series_step: Annotated[int, Field(ge=1, le=1000)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """An achievement as its admins see it; ``version`` counts its changes.

    Attributes:
        awarding_after: Not None while those who pass it already are being awarded in the background: the
            member up to whom everybody was looked at.
    """

    guild_id: int
    id: int
    version: int
    awarding_after: int | None
    name: str
    description: str
    trigger: TriggerKind
    threshold: int
    scope: Scope
    zone_id: int | None
    xp: int
    gold: int
    category: str
    rarity: Rarity
    badge: str
    channel_id: int | None
    series: str | None
    series_step: int | None
    active: bool


@dataclass(frozen=True, slots=True)
class Earners:
    """Who earned an achievement: how many, their share of the members, and who was first."""

    count: int = 0
    share: float = 0.0
    first_user_id: int | None = None
    first_at: datetime | None = None


async def templates(engine: AsyncEngine, guild_id: int, ids: Sequence[int] | None = None) -> list[Template]:
    """These achievements of a guild or all, deactivated ones too, in the order in which they were made."""
    async with reading(engine) as connection:
        return [_template(guild_id, row) for row in await queries.achievements(connection, guild_id, ids)]


async def earners(engine: AsyncEngine, guild_id: int, ids: Sequence[int]) -> dict[int, Earners]:
    """Who earned each of these achievements; those that nobody earned are absent."""
    async with reading(engine) as connection:
        rows = await queries.earners(connection, guild_id, ids)
        people = await queries.people(connection, guild_id) if rows else 0
    return {
        row["achievement_id"]: Earners(
            row["earners"], min(1.0, row["earners"] / max(people, 1)), row["first_user"], row["first_at"]
        )
        for row in rows
    }


async def progress(engine: AsyncEngine, guild_id: int, awarding_after: int) -> float:
    """Which share of the members was looked at while an achievement is awarded in the background, from 0 to 1."""
    async with reading(engine) as connection:
        return await queries.progress(connection, guild_id, awarding_after)


async def create(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, values: Mapping[str, Any], reason: str | None = None
) -> Template:
    """Make an achievement; whoever passes it already is awarded it in the background.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        values: As ``AchievementDraft``.
        reason: Why, for the audit log.

    Raises:
        Invalid: A value is wrong in itself, or two do not fit each other.
        Conflict: The name is taken.
        NotFound: The guild, the zone or the channel is not there.
    """
    draft = checked(AchievementDraft, values)
    _check_fit(draft)
    async with changes.changing(engine, guild_id) as connection:
        if len(await queries.achievements(connection, guild_id)) >= MOST:
            raise Conflict(say("refused.achievement.most", most=MOST))
        fields = {**draft.model_dump(mode="json"), "active": True}
        await _check_places(connection, guild_id, fields, None)
        after = None if draft.trigger is TriggerKind.MANUAL else 0
        number = await queries.insert(connection, guild_id, fields, after)
        doing = Doing(actor=actor, guild_id=guild_id, action="create", reason=reason)
        await subjects.note(connection, ACHIEVEMENT, number, Sides(None, _told(fields)), doing)
        return await one(connection, guild_id, number)


async def update(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    achievement_id: int,
    version: int,
    values: Mapping[str, Any],
    reason: str | None = None,
) -> Template:
    """Change some fields of an achievement. Who earned it keeps it; who passes it now gets it in the background.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        achievement_id: Which.
        version: The version that the change was made on.
        values: Fields of ``AchievementDraft``; those that are missing stay.
        reason: Why, for the audit log.

    Raises:
        Invalid: A value is wrong in itself, or two do not fit each other.
        Conflict: Somebody else changed it, or the name is taken.
        NotFound: The guild, the achievement, the zone or the channel is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        there = await one(connection, guild_id, achievement_id)
        await _check_version(connection, there, version)
        kept = {name: getattr(there, name) for name in AchievementDraft.model_fields}
        draft = checked(AchievementDraft, {**kept, **values})
        _check_fit(draft)
        wanted = {name: value for name, value in draft.model_dump(mode="json").items() if name in values}
        await _check_places(connection, guild_id, wanted, achievement_id)
        doing = Doing(actor=actor, guild_id=guild_id, action="update", reason=reason)
        await subjects.alter(connection, ACHIEVEMENT, achievement_id, _told(wanted), doing)
        return await one(connection, guild_id, achievement_id)


async def set_active(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    achievement_id: int,
    version: int,
    active: bool,
    reason: str | None = None,
) -> Template:
    """Deactivate an achievement, so that nobody earns it any more, or bring it back. Who earned it keeps it.

    Raises:
        Conflict: Somebody else changed it.
        NotFound: The guild or the achievement is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        there = await one(connection, guild_id, achievement_id)
        await _check_version(connection, there, version)
        action = "reactivate" if active else "deactivate"
        doing = Doing(actor=actor, guild_id=guild_id, action=action, reason=reason)
        await subjects.alter(connection, ACHIEVEMENT, achievement_id, {"active": active}, doing)
        return await one(connection, guild_id, achievement_id)


class _AchievementSubject:
    """An achievement's fields, as its columns are called; ids of Discord and of zones are text."""

    kind = "achievement"
    parts = frozenset({Part.ACHIEVEMENTS})

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        rows = await queries.achievements(connection, guild_id, [number])
        return _told({name: rows[0][name] for name in names}) if rows else None

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        values = _stored(fields)
        await _check_places(connection, guild_id, values, number)
        await queries.save(connection, guild_id, number, values)
        if _WHO_PASSES & values.keys():
            template = await one(connection, guild_id, number)
            earned_by_totals = template.active and template.trigger is not TriggerKind.MANUAL
            await queries.award_from(connection, guild_id, number, 0 if earned_by_totals else None)


ACHIEVEMENT = _AchievementSubject()

_IDS = ("zone_id", "channel_id")


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if name in _IDS and value is not None else value for name, value in fields.items()}


def _stored(fields: Fields) -> dict[str, Any]:
    return {name: int(value) if name in _IDS and value is not None else value for name, value in fields.items()}


async def _check_version(connection: "asyncpg.Connection[Any]", there: Template, asked: int) -> None:
    subject = subjects.name_of(ACHIEVEMENT, there.id)
    await versions.check(connection, there.guild_id, subject, Versions(there.version, asked), "achievement")


async def one(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> Template:
    """One achievement.

    Raises:
        NotFound: The guild has none with this id.
    """
    rows = await queries.achievements(connection, guild_id, [number])
    if not rows:
        raise NotFound(say("refused.achievement.unknown"), path=("id",))
    return _template(guild_id, rows[0])


def _template(guild_id: int, row: Row) -> Template:
    values: dict[str, Any] = dict(row)
    kinds = {"trigger": TriggerKind(row["trigger"]), "scope": Scope(row["scope"]), "rarity": Rarity(row["rarity"])}
    return Template(guild_id=guild_id, **(values | kinds))


def _check_fit(draft: AchievementDraft) -> None:
    """Refuse values that contradict each other."""
    manual, watches_zone = draft.trigger is TriggerKind.MANUAL, draft.trigger is TriggerKind.ZONE_EVENTS
    if manual != (draft.threshold == 0):
        why = "refused.achievement.no_threshold" if manual else "refused.achievement.threshold"
        raise Invalid(say(why), path=("threshold",))
    if draft.trigger is TriggerKind.LEVEL and draft.threshold > MAX_LEVEL:
        raise Invalid(say("refused.achievement.level", most=MAX_LEVEL), path=("threshold",))
    if watches_zone != (draft.zone_id is not None):
        why = "refused.achievement.zone" if watches_zone else "refused.achievement.no_zone"
        raise Invalid(say(why), path=("zone_id",))
    if draft.scope is Scope.SEASON and draft.trigger in _SEASONLESS:
        raise Invalid(say("refused.achievement.season"), path=("scope",))
    if draft.series_step is not None and draft.series is None:
        raise Invalid(say("refused.achievement.step"), path=("series",))


async def _check_places(
    connection: "asyncpg.Connection[Any]", guild_id: int, fields: Mapping[str, Any], own: int | None
) -> None:
    """Refuse a name that is taken, and a zone or a channel that is not this guild's."""
    name, zone, channel = fields.get("name"), fields.get("zone_id"), fields.get("channel_id")
    if name is not None:
        other = await queries.named(connection, guild_id, name)
        if other is not None and other["id"] != own:
            why = "refused.achievement.name_taken" if other["active"] else "refused.achievement.name_off"
            raise Conflict(say(why, name=name), path=("name",))
    if zone is not None and not await zone_queries.zones(connection, guild_id, [zone]):
        raise NotFound(say("refused.zone.unknown"), path=("zone_id",))
    if channel is not None and not await channel_queries.has_channel(connection, guild_id, channel):
        raise NotFound(say("refused.channel.post", channel=channel), path=("channel_id",))
