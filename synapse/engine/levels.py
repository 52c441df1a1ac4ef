"""How XP becomes a level: every curve is a table of totals, and a level is a place in that table."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from synapse.engine.settings import Curve, GeometricCurve, LinearCurve, TableCurve

MAX_LEVEL = 1000
MAX_XP = 2**63 - 1
"""The most that a total can hold: the database keeps XP as a bigint."""


class Progress(NamedTuple):
    """Where a member stands between two levels.

    ``earned`` is the XP since ``level`` began and ``needed`` the XP from its beginning to the next one's;
    ``ratio`` is the one by the other, from 0 to 1. At the highest level ``needed`` is 0 and ``ratio`` 1.
    """

    level: int
    earned: int
    needed: int
    ratio: float


@lru_cache(maxsize=256)
def thresholds(curve: Curve) -> tuple[int, ...]:
    """The XP in all at which each level begins, from level 1 (0 XP) to the curve's highest level.

    That is level 1000, the end of a table, or the last level that a total can reach.
    """
    if isinstance(curve, GeometricCurve):
        return tuple(_geometric(curve))
    if isinstance(curve, LinearCurve):
        return tuple(range(0, MAX_LEVEL * curve.step, curve.step))
    if isinstance(curve, TableCurve):
        return (0, *curve.totals)
    # The sum of MEE6's steps 5 n^2 + 50 n + 100 from level 0 on.
    return (0, *(5 * n * (2 * n * n + 27 * n + 91) // 6 for n in range(2, MAX_LEVEL + 1)))


def _geometric(curve: GeometricCurve) -> Iterator[int]:
    """Whole-number arithmetic: the factor is a fraction, so no power of it is ever rounded."""
    over, under = curve.factor.as_integer_ratio()
    total, numerator, denominator = 0, curve.base, 1
    for _level in range(MAX_LEVEL):
        if total > MAX_XP:
            return
        yield total
        numerator, denominator = numerator * over, denominator * under
        total += numerator // denominator


def level_of(xp: int, curve: Curve) -> int:
    """The level that ``xp`` in all amounts to, 1 at least."""
    return max(1, bisect_right(thresholds(curve), xp))


def xp_for(level: int, curve: Curve) -> int:
    """The XP in all at which ``level`` begins.

    Raises:
        ValueError: The curve has no such level.
    """
    table = thresholds(curve)
    if not 1 <= level <= len(table):
        raise ValueError(f"This curve has the levels 1 to {len(table)}, so there is no level {level}.")
    return table[level - 1]


def progress(xp: int, curve: Curve) -> Progress:
    """The level that ``xp`` amounts to and how far it is to the next."""
    return progress_in(xp, thresholds(curve))


def progress_in(xp: int, table: Sequence[int]) -> Progress:
    """The same for the thresholds of a curve, for who has many to tell."""
    level = bisect_right(table, xp) or 1
    began = table[level - 1]
    if level == len(table):
        return Progress(level, xp - began, 0, 1.0)
    needed = table[level] - began
    return Progress(level, xp - began, needed, (xp - began) / needed)
