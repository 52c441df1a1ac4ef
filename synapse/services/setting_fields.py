"""What the settings' model says about each of its fields: what a form needs to show them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Literal, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from synapse.engine.settings import GuildSettings

_CHANNEL = "channel_id"


class SettingKind(StrEnum):
    """What a setting's value is."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    TEXT = "text"
    CHANNEL = "channel"
    CURVE = "curve"
    CHANNELS = "channels"
    ROLES = "roles"
    MEMBERS = "members"
    LEVEL_TEXTS = "level_texts"
    CHOICE = "choice"
    COLOR = "color"


_BY_NAME: Mapping[str, SettingKind] = {
    _CHANNEL: SettingKind.CHANNEL,
    "_color": SettingKind.COLOR,
    "channel_ids": SettingKind.CHANNELS,
    "role_ids": SettingKind.ROLES,
    "member_ids": SettingKind.MEMBERS,
}


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting.

    Attributes:
        key: Its name with those of its groups, ``fair_play.cooldown_seconds``.
        help: What it means.
        kind: What its value is.
        optional: Whether it can be empty.
        default: What holds when nothing is set, as plain JSON.
        minimum: The least value, None where there is no bound.
        maximum: The greatest value, or the longest text.
        choices: The values that a choice has.
    """

    key: str
    help: str
    kind: SettingKind
    optional: bool
    default: Any
    minimum: int | None
    maximum: int | None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """Settings that belong together; ``key`` is empty for those that stand alone."""

    key: str
    help: str
    fields: tuple[SettingField, ...]


@cache
def groups() -> tuple[SettingGroup, ...]:
    """All settings in the order of the model; those without a group come first."""
    alone: list[SettingField] = []
    found: list[SettingGroup] = []
    for name, info in GuildSettings.model_fields.items():
        model = info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            fields = tuple(_of_group(name, model, info.get_default(call_default_factory=True)))
            found.append(SettingGroup(name, info.description or (model.__doc__ or "").partition("\n")[0], fields))
        else:
            alone.append(_field(name, info, info.get_default(call_default_factory=True)))
    return (SettingGroup("", "What stands alone.", tuple(alone)), *found)


@cache
def fields() -> Mapping[str, SettingField]:
    """All settings by their keys."""
    return {field.key: field for group in groups() for field in group.fields}


def _of_group(prefix: str, model: type[BaseModel], default: BaseModel) -> Iterator[SettingField]:
    for name, info in model.model_fields.items():
        key, value = f"{prefix}.{name}", getattr(default, name)
        if isinstance(value, BaseModel):
            for field in _of_group(key, type(value), value):
                yield _told_with(field, info.description or "")
        else:
            yield _field(key, info, value)


def _told_with(field: SettingField, of_group: str) -> SettingField:
    """A field of a group within a group is told of with the inner group's words."""
    return replace(field, help=f"{of_group.rstrip('.')}: {field.help}")


def _field(key: str, info: FieldInfo, default: Any) -> SettingField:  # noqa: ANN401 - a default of any type
    metadata = [*info.metadata, *_inner_metadata(info.annotation)]
    bounds = {
        name: getattr(each, name) for each in metadata for name in ("ge", "le", "max_length") if hasattr(each, name)
    }
    return SettingField(
        key,
        info.description or "",
        _kind(key, info.annotation),
        type(None) in getattr(info.annotation, "__args__", ()),
        plain(key, default),
        bounds.get("ge"),
        bounds.get("le", bounds.get("max_length")),
        info.annotation.__args__ if get_origin(info.annotation) is Literal else (),  # type: ignore[union-attr] # has arguments
    )


def _inner_metadata(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - whatever annotations are made of
    """The bounds of the value in ``Annotated[int, ...] | None``."""
    for argument in getattr(annotation, "__args__", ()):
        for each in getattr(argument, "__metadata__", ()):
            yield from getattr(each, "metadata", (each,))


def _kind(key: str, annotation: Any) -> SettingKind:  # noqa: ANN401 - as above
    """What a value is: its name tells of ids and colours, its type of the rest."""
    named = next((kind for end, kind in _BY_NAME.items() if key.endswith(end)), None)
    return named or _kind_of_type(annotation)


def _kind_of_type(annotation: Any) -> SettingKind:  # noqa: ANN401 - as above
    if get_origin(annotation) is dict:
        return SettingKind.LEVEL_TEXTS
    if get_origin(annotation) is Literal:
        return SettingKind.CHOICE
    named = {int: SettingKind.INTEGER, Decimal: SettingKind.DECIMAL, bool: SettingKind.BOOLEAN, str: SettingKind.TEXT}
    if annotation in named:
        return named[annotation]
    inner = [getattr(each, "__origin__", each) for each in getattr(annotation, "__args__", ())]
    return SettingKind.INTEGER if int in inner else SettingKind.CURVE


def plain(key: str, value: Any) -> Any:  # noqa: ANN401 - as above
    """A setting's value as plain JSON: decimals and Discord's ids are text."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple):
        return [str(each) for each in value]
    if isinstance(value, dict):
        return {str(name): each for name, each in value.items()}
    return str(value) if key.endswith(_CHANNEL) and value is not None else value
