"""Reads rows that other programs wrote: every field is optional, ids are texts or numbers, unknown fields are noise."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from synapse.services.imports.found import LARGEST, OddRow, Person

_GREATEST_ID = 2**63 - 1
_DIGITS = 30
_BEYOND = 10**_DIGITS
_FIELDS = ("xp", "level", "messages", "stars", "gold", "voice_minutes")


class Rows:
    """Collects people; a second row of the same person is left out and told of."""

    def __init__(self) -> None:
        self._people: dict[int, Person] = {}
        self._odd: list[OddRow] = []

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, in the order of the file."""
        return tuple(self._people.values())

    @property
    def odd(self) -> tuple[OddRow, ...]:
        """What was left out."""
        return tuple(self._odd)

    def add(self, where: str, row: object, **fields: str) -> None:
        """Take in one row.

        Args:
            where: What to call the row when something is wrong with it.
            row: The row.
            fields: Which field of the row is which of ours; ``user_id`` and ``name`` among them.
        """
        if not isinstance(row, Mapping):
            self._odd.append(OddRow(where, "This is no row of a person."))
            return
        self.take(where, {ours: row.get(theirs) for ours, theirs in fields.items()})

    def take(self, where: str, values: Mapping[str, Any]) -> None:
        """Take in one row whose fields are named as ours."""
        user_id = snowflake(values.get("user_id"))
        if user_id is None:
            self._odd.append(OddRow(where, "It has no Discord id."))
            return
        if user_id in self._people:
            self._odd.append(OddRow(where, f"Member {user_id} was there before; the first row counts."))
            return
        totals = {name: self._total(where, name, values.get(name)) for name in _FIELDS}
        name = values.get("name")
        self._people[user_id] = Person(user_id=user_id, name=name if isinstance(name, str) and name else None, **totals)

    def _total(self, where: str, name: str, value: object) -> int | None:
        if value is None or value == "":
            return None
        found = whole(value)
        if found is None or found > LARGEST:
            self._odd.append(OddRow(where, f"Its {name} is no number from 0 to {LARGEST:,}; it is left out."))
            return None
        return found


def whole(value: object) -> int | None:
    """A whole number from 0 on, from a number or a text; fractions are dropped."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value).strip().replace(",", ""))
    except InvalidOperation:
        return None
    if not number.is_finite() or number < 0:
        return None
    # Not spelled out: a few letters can name a number of a billion digits.
    return _BEYOND if number and number.adjusted() > _DIGITS else int(number)


def snowflake(value: object) -> int | None:
    """A Discord id; None for what is none. A number with a fraction has lost digits on its way and is none either."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal() and len(value) < 24:  # noqa: PLR2004 - digits of 64 bits and blanks
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value <= _GREATEST_ID else None


def factor(value: object) -> Decimal | None:
    """A multiplier from 0 to 100, with at most three decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number.quantize(Decimal("0.001")) if number.is_finite() and 0 <= number <= 100 else None  # noqa: PLR2004 - the setting's bound


def mappings(value: object) -> Iterable[Mapping[str, Any]]:
    """Those entries of a list that are objects; nothing when it is no list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def part(value: object, name: str) -> Mapping[str, Any]:
    """An object within an object; empty when it is not there."""
    found = value.get(name) if isinstance(value, Mapping) else None
    return found if isinstance(found, Mapping) else {}
