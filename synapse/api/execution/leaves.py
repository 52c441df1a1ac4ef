"""How leaves are written: a test and an expression for what is usual, graphql-core's own way for the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import orjson
from graphql import (
    GraphQLBoolean,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
    Undefined,
)

from synapse.api.types.scalars import write_moment, write_same

JSON = orjson.OPT_UTC_Z
"""How answers are encoded: moments in UTC become what ``write_moment`` makes of them."""


class Irregular(Exception):  # noqa: N818 - it says which way to go, not that something failed
    """Something came up that graphql-core has to deal with: an error, a null in the wrong place, a rare type."""


@dataclass(frozen=True, slots=True)
class Quick:
    """A shortcut for usual values.

    Attributes:
        test: A Python expression of ``{v}`` that is true when the shortcut gives what the type's own way gives.
        write: A Python expression of ``{v}``: what the leaf becomes; empty when it stays as it is.
        names: What the expressions refer to.
    """

    test: str
    write: str = ""
    names: Mapping[str, object] | None = None


_TEXT = Quick("{v}.__class__ is str")
_QUICK: Mapping[Callable[..., Any], Quick] = {
    GraphQLInt.coerce_output_value: Quick("{v}.__class__ is int and -2147483648 <= {v} <= 2147483647"),
    GraphQLFloat.coerce_output_value: Quick("{v}.__class__ is float and {v} - {v} == 0.0"),
    GraphQLString.coerce_output_value: _TEXT,
    GraphQLID.coerce_output_value: _TEXT,
    GraphQLBoolean.coerce_output_value: Quick("{v}.__class__ is bool"),
    str: Quick("{v}.__class__ is int", "str({v})"),
    write_same: Quick("({v}.__class__ is int or {v}.__class__ is str)"),
    # Every moment that the database gives is in UTC; it is left for ``JSON`` to write.
    write_moment: Quick("{v}.__class__ is datetime and {v}.tzinfo is UTC", names={"datetime": datetime, "UTC": UTC}),
}


def quick(type_: GraphQLLeafType) -> Quick | None:
    """The shortcut for a leaf type, None when there is none."""
    wrapped = getattr(type_, "wrapped_cls", None)
    if isinstance(wrapped, type) and issubclass(wrapped, Enum):
        written = {member: type_.coerce_output_value(member) for member in wrapped}
        kind, table = f"kind_{type_.name}", f"names_{type_.name}"
        return Quick(f"{{v}}.__class__ is {kind}", f"{table}[{{v}}]", {kind: wrapped, table: written})
    return _QUICK.get(type_.coerce_output_value)


def thorough(type_: GraphQLLeafType, *, nullable: bool) -> Callable[[Any], Any]:
    """Completes any value of a leaf type as graphql-core does; raises where that would make an error."""

    def complete(value: Any) -> Any:  # noqa: ANN401 - whatever a resolver returns
        if value is None or value is Undefined:
            if nullable:
                return None
            raise Irregular
        if isinstance(value, Exception) or hasattr(value, "__await__"):
            raise Irregular
        written = type_.coerce_output_value(value)
        if written is None or written is Undefined:
            raise Irregular
        return written

    return complete
