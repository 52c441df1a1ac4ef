"""All that a type's fields give, selected to some depth: what a client may ask of a payload or an event.

What is billed by the statement is left out: nobody can ask for many of it.
"""

from graphql import (
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
    is_required_argument,
)

from synapse.api import limits

_LEFT_OUT = frozenset({"Guild", "Viewer"})
"""From these everything can be reached again; they are asked in documents of their own."""


def selection(type_: GraphQLNamedType, depth: int) -> str:
    """The selection set of a type, empty for one that has none; connections give a few entries."""
    if isinstance(type_, GraphQLUnionType | GraphQLInterfaceType):
        return "{ __typename }"
    if not isinstance(type_, GraphQLObjectType):
        return ""
    parts = ["__typename"]
    for name, field in type_.fields.items():
        named = get_named_type(field.type)
        dear = f"{type_.name}.{name}" in limits.DEAR
        if dear or any(is_required_argument(each) for each in field.args.values()) or named.name in _LEFT_OUT:
            continue
        if is_composite_type(named) and not depth:
            continue
        inner = selection(named, depth - 1)
        size = "(first: 5)" if "first" in field.args else ""
        parts.append(f"{name}{size} {inner}".strip())
    return f"{{ {' '.join(parts)} }}"
