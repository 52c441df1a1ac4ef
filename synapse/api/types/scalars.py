"""The scalars, and how each is written."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

Snowflake = NewType("Snowflake", int)
BigInt = NewType("BigInt", int)
Color = NewType("Color", str)
URL = NewType("URL", str)
JSON = NewType("JSON", object)

_SNOWFLAKES = 2**64
_DIGITS = 20
_DECIMAL_DIGITS = 30


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


def _read_day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise GraphQLError('A Date is written as ISO 8601 does: "2026-05-04".') from None


def _read_color(value: object) -> str:
    if isinstance(value, str) and re.fullmatch("#[0-9A-Fa-f]{6}", value):
        return value
    raise GraphQLError('A Color is written as # and six hexadecimal digits: "#C6A6F7".')


def _read_decimal(value: object) -> Decimal:
    if isinstance(value, str | int | float) and not isinstance(value, bool) and len(str(value)) <= _DECIMAL_DIGITS:
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            pass
        else:
            if number.is_finite():
                return number
    raise GraphQLError('A Decimal is a number as a text, for example "1.25".')


def _write_decimal(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _definition(name: str, write: Any = None, read: Any = _read_nothing) -> ScalarDefinition:  # noqa: ANN401 - functions
    return strawberry.scalar(name=name, serialize=write or write_same, parse_value=read)


SCALARS: Mapping[object, ScalarDefinition] = {
    Snowflake: _definition("Snowflake", str, _read_snowflake),
    BigInt: _definition("BigInt"),
    Color: _definition("Color", read=_read_color),
    URL: _definition("URL"),
    JSON: _definition("JSON", read=lambda value: value),
    Decimal: _definition("Decimal", _write_decimal, _read_decimal),
    date: _definition("Date", date.isoformat, _read_day),
    datetime: _definition("DateTime", write_moment, _read_moment),
}
