"""Raids: many accounts that joined a moment ago and mostly do what fair play keeps from earning."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

NEW_FOR = timedelta(days=1)
"""Who joined within this time is new."""

LOOK_BACK = timedelta(minutes=10)
"""The time that is looked at."""

LEAST_ACCOUNTS = 10
"""So many suspects at once are a raid; fewer are people who talk much."""

LEAST_EVENTS = 5
"""Of whom fewer things are known nothing is said."""


@dataclass(frozen=True, slots=True)
class Doings:
    """What one member did of late.

    Attributes:
        new: Whether they joined within ``NEW_FOR``.
        events: How much of theirs was recorded.
        cut: How much of that fair play lowered.
        since: When the first of it happened.
    """

    new: bool
    events: int
    cut: int
    since: datetime

    @property
    def suspect(self) -> bool:
        """Whether they do as those do who raid: new, busy, and more often cut than not."""
        return self.new and self.events >= LEAST_EVENTS and 2 * self.cut > self.events


@dataclass(frozen=True, slots=True)
class Raid:
    """A raid that goes on, or did a moment ago.

    Attributes:
        since: When the first of its events happened, within the time that is looked at.
        accounts: How many accounts take part.
        events: How much they did.
        cut: How much of that fair play lowered.
    """

    since: datetime
    accounts: int
    events: int
    cut: int


def raid_of(doings: Iterable[Doings]) -> Raid | None:
    """The raid that these doings are part of, None when there is none."""
    suspects = [each for each in doings if each.suspect]
    if len(suspects) < LEAST_ACCOUNTS:
        return None
    return Raid(
        since=min(each.since for each in suspects),
        accounts=len(suspects),
        events=sum(each.events for each in suspects),
        cut=sum(each.cut for each in suspects),
    )
