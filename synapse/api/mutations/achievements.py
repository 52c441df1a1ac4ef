"""Changes of achievements."""

from collections.abc import Mapping
from typing import Any, cast

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, permissions
from synapse.api.context import Context
from synapse.api.types.achievements import Achievement
from synapse.api.types.changes import ChangePayload
from synapse.api.types.problems import mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import Snowflake
from synapse.engine.rules import Rarity, Scope, TriggerKind
from synapse.errors import NotFound
from synapse.services import achievements
from synapse.services.achievements import Template

_VALUES = (
    "name",
    "description",
    "trigger",
    "threshold",
    "scope",
    "xp",
    "gold",
    "category",
    "rarity",
    "badge",
    "channel_id",
    "series",
    "series_step",
)


@strawberry.input
class CreateAchievementInput:
    """A new achievement."""

    guild_id: Snowflake
    name: str
    description: str | None = strawberry.UNSET
    trigger: TriggerKind
    threshold: int | None = strawberry.UNSET
    scope: Scope | None = strawberry.UNSET
    zone_id: strawberry.ID | None = strawberry.UNSET
    xp: int | None = strawberry.UNSET
    gold: int | None = strawberry.UNSET
    category: str | None = strawberry.UNSET
    rarity: Rarity | None = strawberry.UNSET
    badge: str | None = strawberry.UNSET
    channel_id: Snowflake | None = strawberry.UNSET
    series: str | None = strawberry.UNSET
    series_step: int | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class UpdateAchievementInput:
    """What to change of an achievement."""

    id: strawberry.ID
    version: int
    name: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    trigger: TriggerKind | None = strawberry.UNSET
    threshold: int | None = strawberry.UNSET
    scope: Scope | None = strawberry.UNSET
    zone_id: strawberry.ID | None = strawberry.UNSET
    xp: int | None = strawberry.UNSET
    gold: int | None = strawberry.UNSET
    category: str | None = strawberry.UNSET
    rarity: Rarity | None = strawberry.UNSET
    badge: str | None = strawberry.UNSET
    channel_id: Snowflake | None = strawberry.UNSET
    series: str | None = strawberry.UNSET
    series_step: int | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class DeactivateAchievementInput:
    """Which achievement."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class ReactivateAchievementInput:
    """Which achievement."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class CreateAchievementPayload(ChangePayload):
    """The new achievement."""

    achievement: Achievement | None = None


@strawberry.type
class UpdateAchievementPayload(ChangePayload):
    """The achievement as it is now."""

    achievement: Achievement | None = None


@strawberry.type
class DeactivateAchievementPayload(ChangePayload):
    """The achievement as it is now."""

    achievement: Achievement | None = None


@strawberry.type
class ReactivateAchievementPayload(ChangePayload):
    """The achievement as it is now."""

    achievement: Achievement | None = None


def _values(wanted: CreateAchievementInput | UpdateAchievementInput, guild_id: int) -> Mapping[str, Any]:
    values = dict(permissions.given(wanted, *_VALUES))
    if wanted.zone_id is not strawberry.UNSET:
        values["zone_id"] = None if wanted.zone_id is None else _zone(wanted.zone_id, guild_id)
    return values


def _zone(text: str, guild_id: int) -> int:
    owner, zone_id = permissions.named(text, ids.Kind.ZONE, "zone_id")
    if owner != guild_id:
        raise NotFound("There is no such zone in this guild.", path=("zone_id",))
    return zone_id


async def _create(
    info: Info[Context, None],
    input: CreateAchievementInput,  # noqa: A002 - the argument's name in the schema
) -> CreateAchievementPayload:
    payload = CreateAchievementPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        actor = await permissions.admin(info.context, input.guild_id)
        template = await achievements.create(
            info.context.engine,
            actor=actor,
            guild_id=input.guild_id,
            values=_values(input, input.guild_id),
            reason=input.reason,
        )
        payload.achievement = await _shown(info.context, template)
    return payload


async def _update(
    info: Info[Context, None],
    input: UpdateAchievementInput,  # noqa: A002 - as above
) -> UpdateAchievementPayload:
    payload = UpdateAchievementPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, achievement_id = permissions.named(input.id, ids.Kind.ACHIEVEMENT)
        actor = await permissions.admin(info.context, guild_id)
        template = await achievements.update(
            info.context.engine,
            actor=actor,
            guild_id=guild_id,
            achievement_id=achievement_id,
            version=input.version,
            values=_values(input, guild_id),
            reason=input.reason,
        )
        payload.achievement = await _shown(info.context, template)
    return payload


async def _deactivate(
    info: Info[Context, None],
    input: DeactivateAchievementInput,  # noqa: A002 - as above
) -> DeactivateAchievementPayload:
    payload = DeactivateAchievementPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.achievement = await _set_active(info.context, input, active=False)
    return payload


async def _reactivate(
    info: Info[Context, None],
    input: ReactivateAchievementInput,  # noqa: A002 - as above
) -> ReactivateAchievementPayload:
    payload = ReactivateAchievementPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.achievement = await _set_active(info.context, input, active=True)
    return payload


async def _set_active(
    context: Context, which: DeactivateAchievementInput | ReactivateAchievementInput, *, active: bool
) -> Achievement | None:
    guild_id, achievement_id = permissions.named(which.id, ids.Kind.ACHIEVEMENT)
    actor = await permissions.admin(context, guild_id)
    template = await achievements.set_active(
        context.engine,
        actor=actor,
        guild_id=guild_id,
        achievement_id=achievement_id,
        version=which.version,
        active=active,
        reason=which.reason,
    )
    return await _shown(context, template)


async def _shown(context: Context, template: Template) -> Achievement | None:
    """The member service's value stands for the type."""
    return cast("Achievement | None", await context.loaders.achievement(template.guild_id, template.id))


@strawberry.type
class AchievementMutations:
    """What admins change of achievements."""

    create_achievement: CreateAchievementPayload | None = changed(_create)
    update_achievement: UpdateAchievementPayload | None = changed(_update)
    deactivate_achievement: DeactivateAchievementPayload | None = changed(_deactivate)
    reactivate_achievement: ReactivateAchievementPayload | None = changed(_reactivate)
