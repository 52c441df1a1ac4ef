"""Changes of zones."""

from collections.abc import Mapping
from typing import Any, cast

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, permissions
from synapse.api.context import Context
from synapse.api.types.changes import ChangePayload
from synapse.api.types.problems import mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import Snowflake
from synapse.api.types.zones import Zone, ZoneMultiplierInput, factors_of
from synapse.services import zones

_VALUES = ("name", "description", "channel_ids")


@strawberry.input
class CreateZoneInput:
    """A new zone."""

    guild_id: Snowflake
    name: str
    description: str | None = strawberry.UNSET
    channel_ids: list[Snowflake] | None = strawberry.UNSET
    multipliers: list[ZoneMultiplierInput] | None = strawberry.UNSET
    move_channels: bool = False
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class UpdateZoneInput:
    """What to change of a zone."""

    id: strawberry.ID
    version: int
    name: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    channel_ids: list[Snowflake] | None = strawberry.UNSET
    multipliers: list[ZoneMultiplierInput] | None = strawberry.UNSET
    move_channels: bool = False
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class DeactivateZoneInput:
    """Which zone."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class ReactivateZoneInput:
    """Which zone."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class CreateZonePayload(ChangePayload):
    """The new zone."""

    zone: Zone | None = None


@strawberry.type
class UpdateZonePayload(ChangePayload):
    """The zone as it is now."""

    zone: Zone | None = None


@strawberry.type
class DeactivateZonePayload(ChangePayload):
    """The zone as it is now."""

    zone: Zone | None = None


@strawberry.type
class ReactivateZonePayload(ChangePayload):
    """The zone as it is now."""

    zone: Zone | None = None


def _values(wanted: CreateZoneInput | UpdateZoneInput) -> Mapping[str, Any]:
    values = dict(permissions.given(wanted, *_VALUES))
    if wanted.multipliers is not strawberry.UNSET:
        values["multipliers"] = None if wanted.multipliers is None else factors_of(wanted.multipliers)
    return values


async def _create(
    info: Info[Context, None],
    input: CreateZoneInput,  # noqa: A002 - the argument's name in the schema
) -> CreateZonePayload:
    payload = CreateZonePayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        actor = await permissions.admin(info.context, input.guild_id)
        zone = await zones.create(
            info.context.engine,
            actor=actor,
            guild_id=input.guild_id,
            values=_values(input),
            move_channels=input.move_channels,
            reason=input.reason,
        )
        payload.zone = _shown(zone)
    return payload


async def _update(
    info: Info[Context, None],
    input: UpdateZoneInput,  # noqa: A002 - as above
) -> UpdateZonePayload:
    payload = UpdateZonePayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, zone_id = permissions.named(input.id, ids.Kind.ZONE)
        actor = await permissions.admin(info.context, guild_id)
        zone = await zones.update(
            info.context.engine,
            actor=actor,
            guild_id=guild_id,
            zone_id=zone_id,
            version=input.version,
            values=_values(input),
            move_channels=input.move_channels,
            reason=input.reason,
        )
        payload.zone = _shown(zone)
    return payload


async def _deactivate(
    info: Info[Context, None],
    input: DeactivateZoneInput,  # noqa: A002 - as above
) -> DeactivateZonePayload:
    payload = DeactivateZonePayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.zone = await _set_active(info.context, input, active=False)
    return payload


async def _reactivate(
    info: Info[Context, None],
    input: ReactivateZoneInput,  # noqa: A002 - as above
) -> ReactivateZonePayload:
    payload = ReactivateZonePayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.zone = await _set_active(info.context, input, active=True)
    return payload


async def _set_active(context: Context, which: DeactivateZoneInput | ReactivateZoneInput, *, active: bool) -> Zone:
    guild_id, zone_id = permissions.named(which.id, ids.Kind.ZONE)
    actor = await permissions.admin(context, guild_id)
    zone = await zones.set_active(
        context.engine,
        actor=actor,
        guild_id=guild_id,
        zone_id=zone_id,
        version=which.version,
        active=active,
        reason=which.reason,
    )
    return _shown(zone)


def _shown(zone: zones.Zone) -> Zone:
    """The service's value stands for the type."""
    return cast("Zone", zone)


@strawberry.type
class ZoneMutations:
    """What admins change of zones."""

    create_zone: CreateZonePayload | None = changed(_create)
    update_zone: UpdateZonePayload | None = changed(_update)
    deactivate_zone: DeactivateZonePayload | None = changed(_deactivate)
    reactivate_zone: ReactivateZonePayload | None = changed(_reactivate)
