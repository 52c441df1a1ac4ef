"""Changes of level roles."""

from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import permissions
from synapse.api.context import Context
from synapse.api.types.changes import ChangePayload
from synapse.api.types.level_roles import LevelRoles
from synapse.api.types.problems import mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import Snowflake
from synapse.services import level_roles


@strawberry.input
class SetLevelRoleInput:
    """A level and its role."""

    guild_id: Snowflake
    level: int
    role_id: Snowflake
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class RemoveLevelRoleInput:
    """A level."""

    guild_id: Snowflake
    level: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class SetLevelRolePayload(ChangePayload):
    """The level roles as they are now."""

    level_roles: LevelRoles | None = None


@strawberry.type
class RemoveLevelRolePayload(ChangePayload):
    """The level roles as they are now."""

    level_roles: LevelRoles | None = None


async def _set(
    info: Info[Context, None],
    input: SetLevelRoleInput,  # noqa: A002 - the argument's name in the schema
) -> SetLevelRolePayload:
    payload = SetLevelRolePayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        saved = await _put(info.context, input, permissions.in_range(input.role_id, "roleId"))
        payload.level_roles = cast("LevelRoles", saved)
    return payload


async def _remove(
    info: Info[Context, None],
    input: RemoveLevelRoleInput,  # noqa: A002 - as above
) -> RemoveLevelRolePayload:
    payload = RemoveLevelRolePayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.level_roles = cast("LevelRoles", await _put(info.context, input, None))
    return payload


async def _put(
    context: Context, wanted: SetLevelRoleInput | RemoveLevelRoleInput, role_id: int | None
) -> level_roles.LevelRoles:
    return await level_roles.put(
        context.engine,
        actor=await permissions.admin(context, wanted.guild_id),
        guild_id=wanted.guild_id,
        level=wanted.level,
        role_id=role_id,
        reason=wanted.reason,
    )


@strawberry.type
class LevelRoleMutations:
    """What admins change of level roles."""

    set_level_role: SetLevelRolePayload | None = changed(_set)
    remove_level_role: RemoveLevelRolePayload | None = changed(_remove)
