"""Boosts: factors on what is earned, for everybody during an event, or for the members of a role."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Self

import asyncpg
from pydantic import Field, model_validator
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import boosts as queries
from synapse.db.queries import settings as role_queries
from synapse.db.queries.rules import boost_multipliers
from synapse.db.read import Row, reading
from synapse.engine.events import EventKind
from synapse.engine.rules import ZoneMultiplier
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import changes, subjects, versions
from synapse.services.changes import Actor
from synapse.services.checks import Draft, Name, checked
from synapse.services.subjects import Doing, Fields, Sides
from synapse.services.texts import say
from synapse.services.versions import Versions
from synapse.services.zones import KINDS

MOST = 100
"""The most boosts that a guild can have in force or ahead of it."""

_NAMES = {kind.name.lower(): kind for kind in KINDS}
_TIMES = ("starts_at", "ends_at")
BoostFactor = Annotated[Decimal, Field(ge=0, le=10, max_digits=5, decimal_places=3)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boost:
    """A boost as its admins see it; ``version`` counts its changes.

    Attributes:
        role_id: Whose members it is for; None for everybody.
        starts_at: When it begins; None for ever since.
        ends_at: When it is over; None for never.
        active: Whether it is in force, if its time is.
        multipliers: Factors by kind of event; a kind that is missing is paid as it is.
    """

    guild_id: int
    id: int
    version: int
    name: str
    role_id: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    active: bool
    multipliers: Mapping[EventKind, ZoneMultiplier]

    def running(self, now: datetime) -> bool:
        """Whether it holds at a moment."""
        begun = self.starts_at is None or self.starts_at <= now
        return self.active and begun and not self.over(now)

    def over(self, now: datetime) -> bool:
        """Whether its time is past."""
        return self.ends_at is not None and self.ends_at <= now


class BoostFactors(Draft):
    """What a boost does to one kind of event."""

    xp: BoostFactor = Decimal(1)
    stars: BoostFactor = Decimal(1)


class BoostDraft(Draft):
    """A boost as somebody wants it. Multipliers go by the name of the kind of event, ``message_sent``."""

    name: Name
    role_id: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    multipliers: dict[str, BoostFactors] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.role_id is None and (self.starts_at is None or self.ends_at is None):
            raise ValueError(say("refused.boost.endless"))
        if self.starts_at is not None and self.ends_at is not None and self.ends_at <= self.starts_at:
            raise ValueError(say("refused.boost.order"))
        if all(each.xp == 1 and each.stars == 1 for each in self.multipliers.values()):
            raise ValueError(say("refused.boost.nothing"))
        if unknown := self.multipliers.keys() - _NAMES:
            raise ValueError(say("refused.boost.kind", kind=min(unknown)))
        return self


async def boosts(engine: AsyncEngine, guild_id: int, ids: Sequence[int] | None = None) -> list[Boost]:
    """These boosts of a guild, or all, those that are over too, the newest first."""
    async with reading(engine) as connection:
        return [_boost(guild_id, row) for row in await queries.boosts(connection, guild_id, ids)]


async def create(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    values: Mapping[str, Any],
    now: datetime,
    reason: str | None = None,
) -> Boost:
    """Make a boost.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        values: As ``BoostDraft``.
        now: The present moment.
        reason: Why, for the audit log.

    Raises:
        Invalid: A value is wrong in itself.
        Conflict: There are too many.
        NotFound: The guild or the role is not there.
    """
    draft = _checked(values)
    if draft.ends_at is not None and draft.ends_at <= now:
        raise Invalid(say("refused.boost.past"), path=("ends_at",))
    async with changes.changing(engine, guild_id) as connection:
        there = [_boost(guild_id, row) for row in await queries.boosts(connection, guild_id)]
        if sum(each.active and not each.over(now) for each in there) >= MOST:
            raise Conflict(say("refused.boost.most", most=MOST))
        await _check_role(connection, guild_id, draft.role_id)
        wanted = _fields(draft)
        number = await queries.insert(connection, guild_id, _columns({"active": True, **wanted}))
        doing = Doing(actor=actor, guild_id=guild_id, action="create", reason=reason)
        await subjects.note(connection, BOOST, number, Sides(None, {"active": True, **wanted}), doing)
        return await _one(connection, guild_id, number)


async def update(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    boost_id: int,
    version: int,
    values: Mapping[str, Any],
    reason: str | None = None,
) -> Boost:
    """Change some fields of a boost; ``multipliers`` replaces all that were there.

    What was earned keeps what it earned; what is earned from now on follows the boost as it is.

    Raises:
        Invalid: A value is wrong in itself, or does not fit the rest.
        Conflict: Somebody else changed the boost.
        NotFound: The guild, the boost or the role is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        boost = await _one(connection, guild_id, boost_id)
        await _check_version(connection, boost, version)
        draft = _checked({**_draft(boost), **values})
        if draft.role_id != boost.role_id:
            await _check_role(connection, guild_id, draft.role_id)
        doing = Doing(actor=actor, guild_id=guild_id, action="update", reason=reason)
        wanted = {f"multipliers.{name}": None for name in _NAMES} | _fields(draft)
        await subjects.alter(connection, BOOST, boost_id, wanted, doing)
        return await _one(connection, guild_id, boost_id)


async def end(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    boost_id: int,
    version: int,
    now: datetime,
    reason: str | None = None,
) -> Boost:
    """End a boost now: one that has a time ends at this moment, one for a role is out of force.

    Raises:
        Conflict: Somebody else changed the boost, or it is over.
        NotFound: The guild or the boost is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        boost = await _one(connection, guild_id, boost_id)
        await _check_version(connection, boost, version)
        if boost.over(now) or not boost.active:
            raise Conflict(say("refused.boost.over"), path=("id",))
        doing = Doing(actor=actor, guild_id=guild_id, action="end", reason=reason)
        timed = boost.starts_at is not None and boost.starts_at < now
        wanted: Fields = {"ends_at": _text(now)} if timed else {"active": False}
        await subjects.alter(connection, BOOST, boost_id, wanted, doing)
        return await _one(connection, guild_id, boost_id)


class _BoostSubject:
    """A boost's fields: its own, and ``multipliers.KIND``."""

    kind = "boost"
    parts = frozenset({Part.BOOSTS})

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        rows = await queries.boosts(connection, guild_id, [number])
        if not rows:
            return None
        boost = _boost(guild_id, rows[0])
        return {name: _value(boost, name) for name in names}

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        now = await self.read(connection, guild_id, number, _ALL_FIELDS) or {}
        try:
            await queries.save(connection, guild_id, number, _columns({**now, **fields}))
        except asyncpg.CheckViolationError as error:
            raise Conflict("This does not fit the boost's present times. Set it by hand instead.") from error


BOOST = _BoostSubject()
_ALL_FIELDS = (*queries.FIELDS, *(f"multipliers.{name}" for name in _NAMES))


def _checked(values: Mapping[str, Any]) -> BoostDraft:
    draft = checked(BoostDraft, values)
    for name in _TIMES:
        moment: datetime | None = getattr(draft, name)
        if moment is not None and moment.tzinfo is None:
            raise Invalid("This time needs a time zone.", path=(name,))
    return draft


def _draft(boost: Boost) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(boost, name) for name in ("name", "role_id", *_TIMES)}
    pairs = boost.multipliers.items()
    plain["multipliers"] = {kind.name.lower(): {"xp": pair.xp, "stars": pair.stars} for kind, pair in pairs}
    return plain


def _fields(draft: BoostDraft) -> dict[str, Any]:
    """A draft as the audit log has it: plain JSON, and only the kinds that it changes."""
    plain: dict[str, Any] = {"name": draft.name, "role_id": None if draft.role_id is None else str(draft.role_id)}
    plain |= {"starts_at": _text(draft.starts_at), "ends_at": _text(draft.ends_at)}
    for name, pair in draft.multipliers.items():
        if pair.xp != 1 or pair.stars != 1:
            plain[f"multipliers.{name}"] = _pair(pair.xp, pair.stars)
    return plain


def _columns(fields: Fields) -> dict[str, Any]:
    """The audit log's fields as the table has them."""
    times = {name: None if fields[name] is None else datetime.fromisoformat(fields[name]) for name in _TIMES}
    pairs = {name: fields.get(f"multipliers.{name}") for name in _NAMES}
    return {
        "name": fields["name"],
        "role_id": None if fields["role_id"] is None else int(fields["role_id"]),
        **times,
        "active": fields["active"],
        "multipliers": {name: pair for name, pair in pairs.items() if pair},
    }


def _value(boost: Boost, name: str) -> Any:  # noqa: ANN401 - plain JSON of any kind
    if name.startswith("multipliers."):
        pair = boost.multipliers.get(_NAMES[name.removeprefix("multipliers.")])
        return None if pair is None else _pair(pair.xp, pair.stars)
    value = getattr(boost, name)
    if name in _TIMES:
        return _text(value)
    return str(value) if name == "role_id" and value is not None else value


def _pair(xp: Decimal, stars: Decimal) -> dict[str, str]:
    return {"xp": f"{xp.normalize():f}", "stars": f"{stars.normalize():f}"}


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _boost(guild_id: int, row: Row) -> Boost:
    values: dict[str, Any] = dict(row)
    return Boost(guild_id=guild_id, **values | {"multipliers": boost_multipliers(row["multipliers"])})


async def _one(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> Boost:
    rows = await queries.boosts(connection, guild_id, [number])
    if not rows:
        raise NotFound(say("refused.boost.unknown"), path=("id",))
    return _boost(guild_id, rows[0])


async def _check_version(connection: "asyncpg.Connection[Any]", boost: Boost, asked: int) -> None:
    subject = subjects.name_of(BOOST, boost.id)
    await versions.check(connection, boost.guild_id, subject, Versions(boost.version, asked), "boost")


async def _check_role(connection: "asyncpg.Connection[Any]", guild_id: int, role_id: int | None) -> None:
    if role_id == guild_id:
        raise Invalid(say("refused.boost.everybody"), path=("role_id",))
    if role_id is not None and not await role_queries.known(connection, guild_id, "role", [role_id]):
        raise NotFound(say("refused.missing.role", id=role_id), path=("role_id",))
