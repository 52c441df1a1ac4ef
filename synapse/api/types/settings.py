"""Settings, and what Discord offers to pick in them; the values are the services'."""

import strawberry
from strawberry.types.info import Info

from synapse.api.context import Context
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import JSON, Color, Snowflake
from synapse.api.types.zones import Zone
from synapse.services import directory, settings, zones
from synapse.services.privacy import Visibility
from synapse.services.setting_fields import SettingKind

strawberry.enum(SettingKind)
strawberry.enum(Visibility, name="MemberVisibility")

_Parent = strawberry.Parent[settings.Setting]


def _key(root: _Parent) -> str:
    return root.field.key


def _help(root: _Parent) -> str:
    return root.field.help


def _kind(root: _Parent) -> SettingKind:
    return root.field.kind


def _optional(root: _Parent) -> bool:
    return root.field.optional


def _default(root: _Parent) -> JSON:
    return JSON(root.field.default)


def _choices(root: _Parent) -> list[str]:
    return list(root.field.choices)


def _minimum(root: _Parent) -> float | None:
    return root.field.minimum


def _maximum(root: _Parent) -> float | None:
    return root.field.maximum


@strawberry.type
class Setting:
    """One setting; the value is ``settings.Setting``."""

    key: str = resolved(_key)
    help: str = resolved(_help)
    kind: SettingKind = resolved(_kind)
    optional: bool = resolved(_optional)
    value: JSON | None
    default: JSON | None = resolved(_default)
    minimum: float | None = resolved(_minimum)
    maximum: float | None = resolved(_maximum)
    choices: list[str] = resolved(_choices)


def _group_key(root: strawberry.Parent[settings.Group]) -> str:
    return root.group.key


def _group_help(root: strawberry.Parent[settings.Group]) -> str:
    return root.group.help


@strawberry.type
class SettingGroup:
    """Settings that belong together; the value is ``settings.Group``."""

    key: str = resolved(_group_key)
    help: str = resolved(_group_help)
    settings: list[Setting]


@strawberry.type
class GuildSettings:
    """All settings; the value is ``settings.Settings``."""

    version: int
    groups: list[SettingGroup]


@strawberry.input
class SettingInput:
    """A setting's new value."""

    key: str
    value: JSON | None = None


def values_of(inputs: list[SettingInput]) -> dict[str, object]:
    """Settings as the services take them; of one key given twice the last counts."""
    return {each.key: each.value for each in inputs}


def _channel_id(root: strawberry.Parent[directory.Channel]) -> int:
    return root.id


async def _zone(root: strawberry.Parent[directory.Channel], info: Info[Context, None]) -> zones.Zone | None:
    return None if root.zone_id is None else await info.context.loaders.zone(root.guild_id, root.zone_id)


@strawberry.type
class Channel:
    """A channel; the value is ``directory.Channel``."""

    channel_id: Snowflake = resolved(_channel_id)
    name: str
    kind: int
    parent_id: Snowflake | None
    position: int
    zone: Zone | None = resolved(_zone)


def _role_id(root: strawberry.Parent[directory.Role]) -> int:
    return root.id


def _color(root: strawberry.Parent[directory.Role]) -> str:
    return f"#{root.color:06X}"


@strawberry.type
class Role:
    """A role; the value is ``directory.Role``."""

    role_id: Snowflake = resolved(_role_id)
    name: str
    color: Color = resolved(_color)
    position: int


@strawberry.type
class Preferences:
    """What of a member is announced; the value is ``preferences.Preferences``."""

    announce_level_ups: bool
    announce_achievements: bool
    announce_awards: bool
    announce_direct: bool
    visibility: Visibility
    accent_color: Color | None
