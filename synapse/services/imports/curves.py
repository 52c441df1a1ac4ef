"""How much XP other programs' levels take, as curves of ours.

The formulas are those that the programs publish; L is the level there, and levels below 1 are level 1 here.
"""

from collections.abc import Callable
from decimal import Decimal
from math import ceil

from synapse.engine.settings import Mee6Curve, TableCurve

LEVELS = 300
"""How many levels a table reaches where the program knows no highest one."""
_MOST = 500
_LARGEST = 10**15

MEE6 = Mee6Curve()


def table(total: Callable[[int], int], highest: int = LEVELS) -> TableCurve | None:
    """A table of ``total(L)``, the XP in all for level L; None when that does not rise from level to level."""
    totals: list[int] = []
    for level in range(2, min(highest, _MOST) + 1):
        try:
            xp = total(level)
        except ArithmeticError:
            return None
        if xp > _LARGEST:
            break
        if xp < 1 or (totals and xp <= totals[-1]):
            return None
        totals.append(xp)
    return TableCurve(totals=tuple(totals)) if totals else None


def lurkr() -> TableCurve | None:
    """50 L^2 - 100 L + 150."""
    return table(lambda level: 50 * level**2 - 100 * level + 150)


def amari() -> TableCurve | None:
    """20 L^2 - 40 L + 55."""
    return table(lambda level: 20 * level**2 - 40 * level + 55)


def polaris(cubic: Decimal, square: Decimal, linear: Decimal, rounding: int, highest: int) -> TableCurve | None:
    """c3 L^3 + c2 L^2 + c1 L, rounded to a multiple of ``rounding``."""
    step = max(rounding, 1)

    def total(level: int) -> int:
        exact = cubic * level**3 + square * level**2 + linear * level
        return step * int((exact / step).to_integral_value())

    return table(total, highest)


def level_up(base: Decimal, exponent: Decimal) -> TableCurve | None:
    """ceil(base * L^exp)."""
    return table(lambda level: ceil(base * Decimal(level) ** exponent))
