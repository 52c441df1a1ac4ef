"""Products of decimals that are never rounded before they are floored."""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Context, Decimal
from functools import reduce

# A base of 7 digits and at most seven factors of 6 digits each fit with room to spare.
_EXACT = Context(prec=100, rounding=ROUND_FLOOR)


def product(values: Iterable[Decimal]) -> Decimal:
    """The exact product of a few decimals; 1 if there are none."""
    return reduce(_EXACT.multiply, values, Decimal(1))


def floored(base: int, values: Iterable[Decimal]) -> int:
    """``floor(base * product)``."""
    return int(_EXACT.multiply(Decimal(base), product(values)))
