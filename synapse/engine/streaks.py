"""Streaks: how many days somebody was active in a row, where a missed day may be forgiven.

A streak is the longest stretch of days up to now within which no ``WINDOW`` days in a row hold more missed days than
the guild forgives; it counts the days of the stretch on which the member was active. Without forgiveness that is the
days in a row. A day is missed once it is over. From the definition follows that one more active day never shortens a
streak, whenever it becomes known, and that only the newest days decide whether a stretch goes on.

``db.queries.streaks`` counts streaks as of a member's last active day; what becomes of one while its
member is away is told here.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

WINDOW = 7
"""Within so many days in a row the forgiven days are counted."""

RECENT = (1 << WINDOW) - 1
"""The bits of ``recent``: one for each of the last days up to the last active one."""


class Streak(NamedTuple):
    """A streak as of one day.

    Attributes:
        days: The active days of it.
        missed: How many missed days it bridges within the last ``WINDOW`` days, this one included.
    """

    days: int
    missed: int


NO_STREAK = Streak(0, 0)
"""Who was not active lately."""


def recent_days(days: Collection[date]) -> int:
    """Active days as the bits of ``standing``'s ``recent``; there must be one at least."""
    newest = max(days)
    return sum(1 << (newest - day).days for day in set(days) if (newest - day).days < WINDOW)


def standing(days: int, recent: int, last: date | None, today: date, grace: int) -> Streak:
    """What a streak is today.

    Args:
        days: The streak as of the last active day.
        recent: On which of the days up to the last active one the member was active: bit 0 is that day itself,
            bit 1 the day before it, and so on.
        last: The last active day, None for who never was active.
        today: The day it is in the guild's time zone.
        grace: How many missed days within ``WINDOW`` are forgiven.
    """
    if last is None or not days:
        return NO_STREAK
    behind = max((today - last).days, 0)
    away = max(behind - 1, 0)
    if away > grace:
        return NO_STREAK
    # Days by how long ago they are; today itself is never missed before it is over.
    active = [behind + back for back in range(WINDOW) if (recent | 1) >> back & 1]
    # A streak of more days than are kept began before them.
    began = active[days - 1] if days <= len(active) else behind + WINDOW
    missed = [back for back in range(1, began) if back not in active]
    for place in range(away):
        last_forgiven = missed[place + grace : place + grace + 1]
        if last_forgiven and last_forgiven[0] - missed[place] < WINDOW:
            cut = last_forgiven[0]
            left = [back for back in active if back < cut]
            days = min(days, len(left))
            missed = [back for back in missed if back < left[-1]]
            break
    return Streak(days, sum(back < WINDOW for back in missed))
