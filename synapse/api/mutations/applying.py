"""Applying rules to what happened before."""

from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, permissions
from synapse.api.context import Context
from synapse.api.types.applying import RulesApplication
from synapse.api.types.changes import ChangePayload
from synapse.api.types.problems import mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import Snowflake
from synapse.api.types.settings import SettingInput, values_of
from synapse.api.types.zones import ZoneMultiplierInput, factors_of
from synapse.errors import NotFound
from synapse.services import retroactive
from synapse.services.retroactive import Wish


@strawberry.input
class ApplyZoneInput:
    """A zone with other factors."""

    id: strawberry.ID
    multipliers: list[ZoneMultiplierInput]


@strawberry.input
class ApplyRulesInput:
    """What is to be different."""

    guild_id: Snowflake
    settings: list[SettingInput] | None = None
    zones: list[ApplyZoneInput] | None = None
    retroactive: bool = False
    days: int = 7
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class ApplyRulesPayload(ChangePayload):
    """What was begun."""

    application: RulesApplication | None = None


async def _apply(
    info: Info[Context, None],
    input: ApplyRulesInput,  # noqa: A002 - the argument's name in the schema
) -> ApplyRulesPayload:
    payload = ApplyRulesPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        actor = await permissions.admin(context, input.guild_id)
        begun = await retroactive.apply(
            context.engine,
            actor=actor,
            guild_id=input.guild_id,
            wish=_wish(input),
            now=context.clock(),
            reason=input.reason,
        )
        payload.application = cast("RulesApplication", begun)
    return payload


def _wish(wanted: ApplyRulesInput) -> Wish:
    zones = {}
    for zone in wanted.zones or ():
        owner, number = permissions.named(zone.id, ids.Kind.ZONE, "zones")
        if owner != wanted.guild_id:
            raise NotFound("There is no such active zone in this guild.", path=("zones",))
        zones[number] = factors_of(zone.multipliers)
    settings = values_of(wanted.settings or [])
    return Wish(settings=settings, zones=zones, days=wanted.days, retroactive=wanted.retroactive)


@strawberry.type
class ApplyingMutations:
    """What sets rules for the past as well."""

    apply_rules: ApplyRulesPayload | None = changed(_apply)
