"""Values that nobody sends in good faith, put into every argument that introspection tells of, one at a time."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import orjson
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
)

WITH_FIELDS = (GraphQLObjectType, GraphQLInterfaceType)
DEEP: Any = []
for _ in range(200):
    DEEP = [DEEP]
ANY: tuple[Any, ...] = (None, [], {}, DEEP)
TEXTS = (
    *("", "\0", "x" * 5_000, "🏆\u202e" * 300, "'; DROP TABLE members; --", "${7*7}{0}%s%n", "TWVtYmVyOjE6MQ"),
    "<script>alert(1)</script>@everyone",
)
NUMBERS = (-1, 0, 101, 2**31 - 1, -(2**31), 2**63, 1e308, "1")
BY_TYPE: dict[str, tuple[Any, ...]] = {
    "String": TEXTS,
    "ID": (*TEXTS, 0, 2**63),
    "Int": NUMBERS,
    "Float": NUMBERS,
    "BigInt": NUMBERS,
    "Boolean": ("true", 1),
    "Snowflake": ("0", "-1", "1e5", " 1", "٣", "9223372036854775807", "9223372036854775808", "9" * 60, "\0", 5),
    "DateTime": (
        *("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"),
        *("2026-13-01T00:00:00Z", "2026-02-30", "now", "infinity", "", "\0", 0),
    ),
    "Decimal": ("NaN", "Infinity", "-1", "1e400", "1e-400", "1" * 400, "", "\0", 1e308),
    "JSON": (*TEXTS, *NUMBERS, {"a": {"b": DEEP}}, {"\0": "\0"}),
}
USUAL: dict[str, Any] = {
    "String": "text",
    "ID": "x",
    "Int": 1,
    "Float": 1.0,
    "BigInt": 1,
    "Boolean": True,
    "Snowflake": "1",
    "DateTime": "2026-05-04T12:30:00Z",
    "Date": "2026-05-04",
    "Color": "#112233",
    "Decimal": "1.5",
    "JSON": 1,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A document with its variables, and what is hostile in it."""

    name: str
    document: str
    variables: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for everything that a schema has; ``known`` are usual values by an argument's ``Type.field.argument``."""

    schema: GraphQLSchema
    known: dict[str, Any]

    def fields(self) -> Iterator[tuple[str, str, str, GraphQLField]]:
        """Every field that a query reaches: a document with a gap for it, its parent's name, its own, and itself."""
        root = self.schema.query_type
        assert root is not None
        waiting: deque[tuple[str, GraphQLObjectType | GraphQLInterfaceType]] = deque([("{ %s }", root)])
        seen = {root.name}
        while waiting:
            outer, parent = waiting.popleft()
            for name, field in parent.fields.items():
                yield outer, parent.name, name, field
                for type_, on in self.reached(field):
                    if type_.name not in seen:
                        seen.add(type_.name)
                        inner = f"{self.call(parent.name, name, field)} {{ {on} }}"
                        waiting.append((outer.replace("%s", inner), type_))

    def reached(self, field: GraphQLField) -> Iterator[tuple[GraphQLObjectType | GraphQLInterfaceType, str]]:
        """The types that a field leads to, each with how it is selected, with a gap for its fields."""
        named = get_named_type(field.type)
        if isinstance(named, WITH_FIELDS):
            yield named, "%s"
        if isinstance(named, GraphQLInterfaceType):
            for type_ in self.schema.get_possible_types(named):
                yield type_, f"... on {type_.name} {{ %s }}"

    def call(self, parent: str, name: str, field: GraphQLField, **given: str) -> str:
        """A field with the arguments that it needs; ``given`` are some of them as they are written."""
        for argument, definition in field.args.items():
            if argument not in given and is_required_argument(definition):
                given[argument] = literal(self.usual(definition.type, f"{parent}.{name}.{argument}"), definition.type)
        written = ", ".join(f"{argument}: {value}" for argument, value in given.items())
        return f"{name}({written})" if written else name

    def usual(self, type_: GraphQLInputType, place: str) -> Any:  # noqa: ANN401 - JSON
        """A value that is taken there, as JSON."""
        if place in self.known:
            return self.known[place]
        if is_non_null_type(type_):
            return self.usual(type_.of_type, place)
        if is_list_type(type_):
            return [self.usual(type_.of_type, place)]
        named = get_named_type(type_)
        if isinstance(named, GraphQLEnumType):
            return next(iter(named.values))
        if isinstance(named, GraphQLInputObjectType):
            return {
                name: self.usual(field.type, f"{named.name}.{name}")
                for name, field in named.fields.items()
                if is_required_input_field(field)
            }
        return USUAL[named.name]

    def hostile(self, type_: GraphQLInputType, place: str) -> Iterator[tuple[str, Any]]:
        """Values for an argument that are wrong in one place each, with that place's name."""
        named = get_named_type(type_)
        own = ("NOPE", 1) if isinstance(named, GraphQLEnumType) else BY_TYPE.get(named.name, ())
        for value in (*ANY, *own):
            yield place, [value] if has_list(type_) else value
        if has_list(type_):
            yield place, [self.usual(cast("GraphQLInputType", named), place)] * 251
        if isinstance(named, GraphQLInputObjectType):
            whole = self.usual(named, place)
            for name, field in named.fields.items():
                for inner, value in self.hostile(field.type, f"{named.name}.{name}"):
                    changed = {**whole, name: value}
                    yield inner, [changed] if has_list(type_) else changed

    def questions(self, parent: str, name: str, field: GraphQLField, outer: str) -> Iterator[Question]:
        """A field as usual, and with each hostile value in each of its arguments."""
        inner = " { __typename }" if isinstance(get_named_type(field.type), WITH_FIELDS) else ""
        head = "mutation" if outer == "mutation" else "query"
        frame = "{ %s }" if outer == "mutation" else outer
        yield Question(f"{parent}.{name}", f"{head} {frame.replace('%s', self.call(parent, name, field) + inner)}", {})
        for argument, definition in field.args.items():
            body = frame.replace("%s", self.call(parent, name, field, **{argument: "$value"}) + inner)
            document = f"{head} ($value: {definition.type}) {body}"
            for place, value in self.hostile(definition.type, f"{parent}.{name}.{argument}"):
                yield Question(f"{place} = {value!r:.60}", document, {"value": value})


def has_list(type_: GraphQLInputType) -> bool:
    """Whether a type is a list, null or not."""
    return is_list_type(type_.of_type if is_non_null_type(type_) else type_)


def literal(value: Any, type_: GraphQLInputType) -> str:  # noqa: ANN401 - JSON
    """A value as a document has it."""
    named = cast("GraphQLInputType", get_named_type(type_))
    if isinstance(value, dict):
        assert isinstance(named, GraphQLInputObjectType)
        return "{" + ", ".join(f"{name}: {literal(one, named.fields[name].type)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(one, named) for one in value) + "]"
    if isinstance(named, GraphQLEnumType):
        return str(value)
    return orjson.dumps(value).decode()
