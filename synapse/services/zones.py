"""Zones: which channels belong together, and what they do to rewards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import asyncpg
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import zones as queries
from synapse.db.read import Row, reading
from synapse.engine.events import EventKind
from synapse.engine.rules import ZoneMultiplier
from synapse.engine.settings import Multiplier
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import changes, subjects, versions
from synapse.services.changes import Actor
from synapse.services.checks import Draft, Name, Words, checked
from synapse.services.subjects import Doing, Fields, Sides
from synapse.services.texts import say
from synapse.services.versions import Versions

KINDS = (
    EventKind.MESSAGE_SENT,
    EventKind.REACTION_GIVEN,
    EventKind.REACTION_RECEIVED,
    EventKind.THREAD_CREATED,
    EventKind.VOICE_TICK,
)
"""The kinds of event that happen in a channel, and so in a zone."""

MOST = 100
"""The most zones that a guild can have."""

_NAMES = {kind.name.lower(): kind for kind in KINDS}
_CATEGORY = 4
_OWN = ("name", "description", "active")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone as its admins see it; ``version`` counts its changes. A kind without multipliers is as it is."""

    guild_id: int
    id: int
    name: str
    description: str
    active: bool
    version: int
    channel_ids: tuple[int, ...]
    multipliers: Mapping[EventKind, ZoneMultiplier]


class Factors(Draft):
    """What a zone does to one kind of event."""

    xp: Multiplier = Decimal(1)
    stars: Multiplier = Decimal(1)


class ZoneDraft(Draft):
    """A zone as somebody wants it. Multipliers go by the name of the kind of event, ``message_sent``."""

    name: Name
    description: Words = ""
    channel_ids: tuple[int, ...] = Field((), max_length=500)
    multipliers: dict[str, Factors] = Field(default_factory=dict)


class ZonePatch(ZoneDraft):
    """The fields of a zone that somebody wants to change; what is not given stays."""

    name: Name = ""


def factors_of(draft: ZoneDraft) -> dict[EventKind, Factors]:
    """A draft's multipliers by kind of event.

    Raises:
        Invalid: There is no such kind, or it does not happen in channels.
    """
    unknown = draft.multipliers.keys() - _NAMES
    if unknown:
        name = min(unknown)
        raise Invalid(say("refused.zone.kind", kind=name), path=("multipliers", name))
    return {_NAMES[name]: factors for name, factors in draft.multipliers.items()}


def multiplier_fields(multipliers: Mapping[str, Any]) -> dict[str, Any]:
    """All multipliers of a zone as the subject's fields; kinds that are not named are as they are.

    Raises:
        Invalid: There is no such kind, or a factor is wrong.
    """
    draft = checked(ZonePatch, {"multipliers": multipliers})
    return {f"multipliers.{name}": None for name in _NAMES} | _multipliers(draft)


async def zones(engine: AsyncEngine, guild_id: int, ids: Sequence[int] | None = None) -> list[Zone]:
    """These zones of a guild or all of them, deactivated ones too, in the order in which they were made."""
    async with reading(engine) as connection:
        return [_zone(guild_id, row) for row in await queries.zones(connection, guild_id, ids)]


async def create(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    values: Mapping[str, Any],
    move_channels: bool = False,
    reason: str | None = None,
) -> Zone:
    """Make a zone.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        values: As ``ZoneDraft``.
        move_channels: Whether to take channels out of the zones that they are in.
        reason: Why, for the audit log.

    Raises:
        Invalid: A value is wrong in itself.
        Conflict: The name is taken, or a channel is in another zone and was not to be moved.
        NotFound: The guild, or one of the channels, is not there.
    """
    draft = checked(ZoneDraft, values)
    async with changes.changing(engine, guild_id) as connection:
        await _check_name(connection, guild_id, draft.name, None)
        if len(await queries.zones(connection, guild_id)) >= MOST:
            raise Conflict(say("refused.zone.most", most=MOST))
        await _check_channels(connection, guild_id, draft.channel_ids, None, move=move_channels)
        zone_id = await queries.insert(connection, guild_id, draft.name, draft.description)
        wanted = {**dict.fromkeys(_channels(draft.channel_ids), zone_id), **_multipliers(draft)}
        before = await ZONE.read(connection, guild_id, zone_id, wanted) or {}
        await ZONE.apply(connection, guild_id, zone_id, wanted)
        after = {"name": draft.name, "description": draft.description, "active": True, **wanted}
        # Channels that were in other zones have a before although the zone is new.
        taken = {name: value for name, value in before.items() if value is not None}
        doing = Doing(actor=actor, guild_id=guild_id, action="create", reason=reason)
        await subjects.note(connection, ZONE, zone_id, Sides(taken or None, after), doing)
        return await _one(connection, guild_id, zone_id)


async def update(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    zone_id: int,
    version: int,
    values: Mapping[str, Any],
    move_channels: bool = False,
    reason: str | None = None,
) -> Zone:
    """Change some fields of a zone; ``channel_ids`` and ``multipliers`` replace what was there.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        zone_id: Which.
        version: The version that the change was made on.
        values: Fields of ``ZoneDraft``; those that are missing stay.
        move_channels: Whether to take channels out of the zones that they are in.
        reason: Why, for the audit log.

    Raises:
        Invalid: A value is wrong in itself.
        Conflict: Somebody else changed the zone; the name is taken; or a channel is in another zone.
        NotFound: The guild, the zone or one of the channels is not there.
    """
    patch = checked(ZonePatch, values)
    given = patch.model_fields_set
    async with changes.changing(engine, guild_id) as connection:
        zone = await _one(connection, guild_id, zone_id)
        await _check_version(connection, zone, version)
        wanted: dict[str, Any] = {name: getattr(patch, name) for name in ("name", "description") if name in given}
        if "name" in given:
            await _check_name(connection, guild_id, patch.name, zone_id)
        if "channel_ids" in given:
            await _check_channels(connection, guild_id, patch.channel_ids, zone_id, move=move_channels)
            wanted |= dict.fromkeys(_channels(zone.channel_ids)) | dict.fromkeys(_channels(patch.channel_ids), zone_id)
        if "multipliers" in given:
            wanted |= {f"multipliers.{name}": None for name in _NAMES} | _multipliers(patch)
        doing = Doing(actor=actor, guild_id=guild_id, action="update", reason=reason)
        await subjects.alter(connection, ZONE, zone_id, wanted, doing)
        return await _one(connection, guild_id, zone_id)


async def set_active(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    zone_id: int,
    version: int,
    active: bool,
    reason: str | None = None,
) -> Zone:
    """Deactivate a zone, so that its channels are in the default zone, or bring it back as it was.

    Raises:
        Conflict: Somebody else changed the zone.
        NotFound: The guild or the zone is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        zone = await _one(connection, guild_id, zone_id)
        await _check_version(connection, zone, version)
        action = "reactivate" if active else "deactivate"
        doing = Doing(actor=actor, guild_id=guild_id, action=action, reason=reason)
        await subjects.alter(connection, ZONE, zone_id, {"active": active}, doing)
        return await _one(connection, guild_id, zone_id)


class _ZoneSubject:
    """A zone's fields: its own, ``channels.ID`` with the zone that it is in, and ``multipliers.KIND``."""

    kind = "zone"
    parts = frozenset({Part.ZONES})

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        rows = await queries.zones(connection, guild_id, [number])
        if not rows:
            return None
        zone = _zone(guild_id, rows[0])
        asked = list(names)
        held = await queries.holders(connection, guild_id, [_number(name) for name in asked if _is_channel(name)])
        return {name: _value(zone, held, name) for name in asked}

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        if "name" in fields:
            await _check_name(connection, guild_id, fields["name"], number)
        await queries.save(connection, guild_id, number, {name: fields[name] for name in _OWN if name in fields})
        placed = {_number(name): zone for name, zone in fields.items() if _is_channel(name)}
        held = await queries.holders(connection, guild_id, list(placed))
        await queries.place(connection, guild_id, placed)
        # Whoever has another zone's form open has to hear that it lost or got a channel.
        others = {zone for zone in (*held.values(), *placed.values()) if zone is not None} - {number}
        await queries.count_up(connection, guild_id, sorted(others))
        for name, factors in fields.items():
            if name.startswith("multipliers."):
                pair = (Decimal(factors["xp"]), Decimal(factors["stars"])) if factors else None
                kind = _NAMES[name.removeprefix("multipliers.")]
                await queries.multiply(connection, guild_id, number, kind.value, pair)


ZONE = _ZoneSubject()


def _value(zone: Zone, held: Mapping[int, int], name: str) -> Any:  # noqa: ANN401 - plain JSON of any kind
    if name in _OWN:
        return getattr(zone, name)
    if _is_channel(name):
        return held.get(_number(name))
    factors = zone.multipliers.get(_NAMES[name.removeprefix("multipliers.")])
    return _plain(factors.xp, factors.stars) if factors else None


def _plain(xp: Decimal, stars: Decimal) -> dict[str, str]:
    return {"xp": _text(xp), "stars": _text(stars)}


def _text(value: Decimal) -> str:
    """As short as it can be written: 1.500 and 1.5 are the same multiplier."""
    return f"{value.normalize():f}"


def _is_channel(name: str) -> bool:
    return name.startswith("channels.")


def _number(name: str) -> int:
    return int(name.removeprefix("channels."))


def _channels(channel_ids: Iterable[int]) -> list[str]:
    return [f"channels.{channel}" for channel in channel_ids]


def _multipliers(draft: ZoneDraft) -> dict[str, dict[str, str]]:
    return {f"multipliers.{kind.name.lower()}": _plain(each.xp, each.stars) for kind, each in factors_of(draft).items()}


async def _check_version(connection: "asyncpg.Connection[Any]", zone: Zone, asked: int) -> None:
    subject = subjects.name_of(ZONE, zone.id)
    await versions.check(connection, zone.guild_id, subject, Versions(zone.version, asked), "zone")


async def _one(connection: "asyncpg.Connection[Any]", guild_id: int, zone_id: int) -> Zone:
    rows = await queries.zones(connection, guild_id, [zone_id])
    if not rows:
        raise NotFound(say("refused.zone.unknown"), path=("id",))
    return _zone(guild_id, rows[0])


def _zone(guild_id: int, row: Row) -> Zone:
    triples = zip(row["kinds"], row["xp"], row["stars"], strict=True)
    multipliers = {EventKind(kind): ZoneMultiplier(xp, stars) for kind, xp, stars in triples}
    return Zone(
        guild_id,
        row["id"],
        row["name"],
        row["description"],
        row["active"],
        row["version"],
        tuple(row["channel_ids"]),
        multipliers,
    )


async def _check_name(connection: "asyncpg.Connection[Any]", guild_id: int, name: str, own: int | None) -> None:
    other = await queries.named(connection, guild_id, name)
    if other is not None and other["id"] != own:
        why = "refused.zone.name_taken" if other["active"] else "refused.zone.name_off"
        raise Conflict(say(why, name=name), path=("name",))


async def _check_channels(
    connection: "asyncpg.Connection[Any]", guild_id: int, channel_ids: Sequence[int], own: int | None, *, move: bool
) -> None:
    found = {row["id"]: row for row in await queries.channels(connection, guild_id, channel_ids)}
    for channel in channel_ids:
        row = found.get(channel)
        if row is None or not row["active"] or row["kind"] == _CATEGORY:
            raise NotFound(say("refused.zone.channel", channel=channel), path=("channel_ids",))
        if not move and row["zone_active"] and row["zone_id"] != own:
            raise Conflict(
                say("refused.zone.taken", channel=channel, zone=row["zone_name"]),
                path=("channel_ids",),
            )
