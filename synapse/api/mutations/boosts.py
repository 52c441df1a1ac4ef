"""Changes of boosts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

import strawberry
from strawberry.types.info import Info

from synapse.api import permissions
from synapse.api.context import Context
from synapse.api.types.boosts import Boost, numbers_of_boost
from synapse.api.types.changes import ChangePayload
from synapse.api.types.problems import mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import Snowflake
from synapse.api.types.zones import ZoneMultiplierInput, factors_of
from synapse.services import boosts

_VALUES = ("name", "role_id", "starts_at", "ends_at")


@strawberry.input
class CreateBoostInput:
    """A new boost."""

    guild_id: Snowflake
    name: str
    role_id: Snowflake | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    multipliers: list[ZoneMultiplierInput] | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class UpdateBoostInput:
    """What to change of a boost."""

    id: strawberry.ID
    version: int
    name: str | None = strawberry.UNSET
    role_id: Snowflake | None = strawberry.UNSET
    starts_at: datetime | None = strawberry.UNSET
    ends_at: datetime | None = strawberry.UNSET
    multipliers: list[ZoneMultiplierInput] | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class EndBoostInput:
    """Which boost."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class CreateBoostPayload(ChangePayload):
    """The new boost."""

    boost: Boost | None = None


@strawberry.type
class UpdateBoostPayload(ChangePayload):
    """The boost as it is now."""

    boost: Boost | None = None


@strawberry.type
class EndBoostPayload(ChangePayload):
    """The boost as it is now."""

    boost: Boost | None = None


def _values(wanted: CreateBoostInput | UpdateBoostInput) -> Mapping[str, Any]:
    values = dict(permissions.given(wanted, *_VALUES))
    if wanted.multipliers is not strawberry.UNSET:
        values["multipliers"] = None if wanted.multipliers is None else factors_of(wanted.multipliers)
    return values


async def _create(
    info: Info[Context, None],
    input: CreateBoostInput,  # noqa: A002 - the argument's name in the schema
) -> CreateBoostPayload:
    payload = CreateBoostPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        made = await boosts.create(
            info.context.engine,
            actor=await permissions.admin(info.context, input.guild_id),
            guild_id=input.guild_id,
            values=_values(input),
            now=info.context.clock(),
            reason=input.reason,
        )
        payload.boost = cast("Boost", made)
    return payload


async def _update(
    info: Info[Context, None],
    input: UpdateBoostInput,  # noqa: A002 - as above
) -> UpdateBoostPayload:
    payload = UpdateBoostPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, boost_id = numbers_of_boost(input.id)
        saved = await boosts.update(
            info.context.engine,
            actor=await permissions.admin(info.context, guild_id),
            guild_id=guild_id,
            boost_id=boost_id,
            version=input.version,
            values=_values(input),
            reason=input.reason,
        )
        payload.boost = cast("Boost", saved)
    return payload


async def _end(
    info: Info[Context, None],
    input: EndBoostInput,  # noqa: A002 - as above
) -> EndBoostPayload:
    payload = EndBoostPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, boost_id = numbers_of_boost(input.id)
        saved = await boosts.end(
            info.context.engine,
            actor=await permissions.admin(info.context, guild_id),
            guild_id=guild_id,
            boost_id=boost_id,
            version=input.version,
            now=info.context.clock(),
            reason=input.reason,
        )
        payload.boost = cast("Boost", saved)
    return payload


@strawberry.type
class BoostMutations:
    """What admins change of boosts."""

    create_boost: CreateBoostPayload | None = changed(_create)
    update_boost: UpdateBoostPayload | None = changed(_update)
    end_boost: EndBoostPayload | None = changed(_end)
