"""The schema with a world behind it that is made up, and where things go wrong at a given rate.

Every value follows from a seed and from where it is asked for, so two executions see the same world: also
the path that a resolver is told is part of its seed, and must therefore be right.
"""

import asyncio
import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any, cast

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from strawberry.types.field import StrawberryField

from synapse.api.execution.access import MANY
from synapse.api.schema import executable
from synapse.errors import Invalid

NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
_LEAVES: dict[str, tuple[Any, ...]] = {
    "Int": (0, 7, 2**31 - 1, 2**31, "5", 3.0, True),
    "Float": (0.5, 1, 0.0, float("nan"), "x"),
    "String": ("plain", 'quo"ted\n', "", 5, True),
    "Boolean": (True, False, 1),
    "ID": ("id", 12),
    "Snowflake": (175928847299117063, "text"),
    "BigInt": (0, 2**40, "text"),
    "Color": ("#FF0000",),
    "Decimal": (Decimal("1.250"), "x"),
    "JSON": ({"a": [1, None]}, "text", 5),
    "URL": ("https://example.com/a.png",),
    "DateTime": (NOW, NOW.astimezone(timezone(timedelta(hours=2))), NOW + timedelta(microseconds=5), "yesterday"),
}


_DIRECT = frozenset({"id", "motto"})
"""Fields whose own resolvers stay: they take nothing but the parent's attributes."""
_RULES = frozenset({"rules", "settings"})


class Odd:
    """What no resolver should give."""

    def __repr__(self) -> str:
        return "<odd>"


@dataclass(frozen=True, slots=True)
class World:
    """A seed, and how often something goes wrong."""

    seed: int
    rate: float

    def random(self, place: str) -> Random:
        """The chance of a place."""
        return Random(f"{self.seed}:{place}")  # noqa: S311 - a made-up world, not a secret

    def value(self, type_: GraphQLOutputType, place: str) -> Any:  # noqa: ANN401 - of any type
        """What is found at a place."""
        random = self.random(place)
        if random.random() < self.rate:
            return random.choice((None, ValueError(f"wrong at {place}"), Odd(), [], Invalid("Mend it.", path=("x",))))
        return self._regular(type_, place, random)

    def _regular(self, type_: GraphQLOutputType, place: str, random: Random) -> Any:  # noqa: ANN401 - of any type
        if is_non_null_type(type_):
            return self._regular(type_.of_type, place, random)
        if is_list_type(type_):
            items = [self.value(type_.of_type, f"{place}[{index}]") for index in range(random.randint(0, 3))]
            return random.choice((list, tuple, list, iter if self.rate else list))(items)
        if is_leaf_type(type_):
            return self._leaf(type_, random)
        kinds = [type_] if is_object_type(type_) else SCHEMA.get_possible_types(cast("Any", type_))
        return Thing(self, random.choice(list(kinds)).name, place)

    def _leaf(self, type_: Any, random: Random) -> Any:  # noqa: ANN401 - a leaf type
        if values := getattr(type_, "values", None):
            member = type_.wrapped_cls(random.choice([value.value for value in values.values()]))
            return member if random.random() < 0.9 else member.value
        known = _LEAVES[type_.name]
        return random.choice(known) if self.rate else known[0]


class Thing:
    """An object of the world; each attribute is what is found there."""

    def __init__(self, world: World, kind: str, place: str) -> None:
        self.world, self.kind, self.place = world, kind, place

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of any type
        if name.startswith("_"):
            raise AttributeError(name)
        place = f"{self.place}.{name}"
        if self.world.random(place + "?").random() < self.world.rate:
            raise RuntimeError(f"raised at {place}")
        definition = _ATTRIBUTES[self.kind].get(name)
        if definition is None:
            return Thing(self.world, "Rules", place) if name in _RULES else 5
        return self.world.value(definition.type, place)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.place}>"


def _schema() -> GraphQLSchema:
    schema = executable.__wrapped__()
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            if type_.is_type_of:
                type_.is_type_of = _is_type_of(type_.name)
            for name, field in type_.fields.items():
                _replace(name, field)
    return schema


def _is_type_of(name: str) -> Any:  # noqa: ANN401 - a function
    return lambda value, _info: isinstance(value, Thing) and value.kind == name


def _replace(name: str, field: GraphQLField) -> None:
    declared = field.extensions["strawberry-definition"]
    if declared.is_basic_field or name in _DIRECT:
        return
    if many := MANY in declared.metadata:
        own: StrawberryField = copy.copy(declared)
        own.metadata = {MANY: _many(name, field)}  # type: ignore[assignment] # a dictionary will do
        field.extensions = {**field.extensions, "strawberry-definition": own}
    field.resolve = resolver = _resolver(field, told=not many)
    if declared.is_async:
        resolver._is_default = False  # noqa: SLF001 - as Strawberry marks its own


def _resolver(field: GraphQLField, *, told: bool) -> Any:  # noqa: ANN401 - a function
    async def resolve(source: Thing | None, info: GraphQLResolveInfo[World], **arguments: object) -> object:
        where = info.path.as_list() if told else info.field_name
        place = f"{source.place if source else ''}/{where}{sorted(arguments.items())}"
        return await _found(info.context, field, place)

    return resolve


def _many(name: str, field: GraphQLField) -> Any:  # noqa: ANN401 - a function
    async def resolve(context: World, roots: Sequence[Thing]) -> list[object]:
        return [await _found(context, field, f"{root.place}/{name}[]") for root in roots]

    return resolve


async def _found(world: World, field: GraphQLField, place: str) -> object:
    random = world.random(place + "!")
    for _ in range(random.randint(0, 2)):
        await asyncio.sleep(0)
    if random.random() < world.rate:
        raise RuntimeError(f"raised at {place}")
    return world.value(field.type, place)


SCHEMA = _schema()
_OBJECTS = [type_ for type_ in SCHEMA.type_map.values() if isinstance(type_, GraphQLObjectType)]
_ATTRIBUTES = {
    type_.name: {
        field.extensions["strawberry-definition"].python_name: field
        for field in type_.fields.values()
        if "strawberry-definition" in field.extensions
    }
    for type_ in _OBJECTS
} | {"Rules": {"motto": cast("GraphQLObjectType", SCHEMA.type_map["Guild"]).fields["motto"]}}
