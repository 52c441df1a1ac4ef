"""The scalars, and how each is written."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

Snowflake = NewType("Snowflake", int)
BigInt = NewType("BigInt", int)
Color = NewType("Color", str)
URL = NewType("URL", str)

_SNOWFLAKES = 2**64
_DIGITS = 20


def _read_snowflake(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _DIGITS:
        number = int(value)
        if number < _SNOWFLAKES:
            return number
    raise GraphQLError('A Snowflake is a Discord id as a string of digits, for example "175928847299117063".')


def _read_nothing(_value: object) -> Any:  # noqa: ANN401 - never returns
    raise GraphQLError("This scalar is not taken as an input.")


def write_same(value: Any) -> Any:  # noqa: ANN401 - the scalar's own kind
    """Write a scalar whose Python value is its JSON value."""
    return value


def write_moment(value: datetime) -> str:
    """Write a moment in UTC as RFC 3339 has it."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _read_moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
        if moment.tzinfo:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise GraphQLError('A DateTime is written as RFC 3339 does, with its offset: "2026-05-04T12:30:00Z".')


def _definition(name: str, write: Any = None, read: Any = _read_nothing) -> ScalarDefinition:  # noqa: ANN401 - functions
    return strawberry.scalar(name=name, serialize=write or write_same, parse_value=read)


SCALARS: Mapping[object, ScalarDefinition] = {
    Snowflake: _definition("Snowflake", str, _read_snowflake),
    BigInt: _definition("BigInt"),
    Color: _definition("Color"),
    URL: _definition("URL"),
    datetime: _definition("DateTime", write_moment, _read_moment),
}
