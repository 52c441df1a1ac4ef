"""What becomes of a quest that a member took on: the steps that there are, and who may still take one on.

    (nothing) --CLAIM--> CLAIMED --HAND_IN--> HANDED_IN --ACCEPT--> ACCEPTED
                                                  |  ^
                                        SEND_BACK v  | HAND_IN
                                                SENT_BACK

A member gives up whatever was not accepted yet, and may claim the quest again. What an admin did is undone by a step of
its own: ``RECALL`` takes an acceptance back, ``RENEW`` gives it again, ``REOPEN`` takes back that something was sent
back.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ClaimState(StrEnum):
    """Where a member stands with a quest; the table keeps these names."""

    CLAIMED = "claimed"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"
    GIVEN_UP = "given_up"
    RECALLED = "recalled"


class Step(StrEnum):
    """What a member or an admin does about a quest that somebody took on."""

    CLAIM = "claim"
    HAND_IN = "hand_in"
    GIVE_UP = "give_up"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    REOPEN = "reopen"
    RECALL = "recall"
    RENEW = "renew"


class Hindrance(StrEnum):
    """Why a quest cannot be taken on."""

    CLOSED = "closed"
    OVER = "over"
    SEASON = "season"
    FULL = "full"


HOLDING = frozenset({ClaimState.CLAIMED, ClaimState.HANDED_IN, ClaimState.SENT_BACK, ClaimState.ACCEPTED})
"""The states in which a member holds one of a quest's places."""

_UNDER_WAY = (ClaimState.CLAIMED, ClaimState.HANDED_IN, ClaimState.SENT_BACK)
_WAYS: dict[tuple[ClaimState | None, Step], ClaimState] = {
    (None, Step.CLAIM): ClaimState.CLAIMED,
    (ClaimState.GIVEN_UP, Step.CLAIM): ClaimState.CLAIMED,
    **{(state, Step.HAND_IN): ClaimState.HANDED_IN for state in _UNDER_WAY},
    **{(state, Step.GIVE_UP): ClaimState.GIVEN_UP for state in _UNDER_WAY},
    (ClaimState.HANDED_IN, Step.ACCEPT): ClaimState.ACCEPTED,
    (ClaimState.HANDED_IN, Step.SEND_BACK): ClaimState.SENT_BACK,
    (ClaimState.SENT_BACK, Step.REOPEN): ClaimState.HANDED_IN,
    (ClaimState.ACCEPTED, Step.RECALL): ClaimState.RECALLED,
    (ClaimState.RECALLED, Step.RENEW): ClaimState.ACCEPTED,
}


def after(state: ClaimState | None, step: Step) -> ClaimState | None:
    """The state that a step leads to from another one (None: the member never claimed it); None if it leads nowhere."""
    return _WAYS.get((state, step))


def steps(state: ClaimState | None) -> frozenset[Step]:
    """The steps that lead on from a state."""
    return frozenset(step for there, step in _WAYS if there is state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """When and by how many a quest can be done.

    Attributes:
        active: Whether it was not closed by an admin.
        ends_at: When the time for it is over; None for never.
        season_id: The only season that it can be done in; None for any.
        places: How many can do it; None for everybody.
    """

    active: bool = True
    ends_at: datetime | None = None
    season_id: int | None = None
    places: int | None = None


def open_at(terms: Terms, *, now: datetime, season_id: int) -> Hindrance | None:
    """What keeps members from working at a quest while this season runs; None if nothing does."""
    if not terms.active:
        return Hindrance.CLOSED
    if terms.ends_at is not None and terms.ends_at <= now:
        return Hindrance.OVER
    if terms.season_id is not None and terms.season_id != season_id:
        return Hindrance.SEASON
    return None


def places_left(terms: Terms, held: int) -> int | None:
    """How many more can take a quest on of whose places so many are held; None for everybody."""
    return None if terms.places is None else max(0, terms.places - held)


def hindrance(terms: Terms, held: int, *, now: datetime, season_id: int) -> Hindrance | None:
    """What keeps one more member from taking a quest on; None if nothing does."""
    if (found := open_at(terms, now=now, season_id=season_id)) is not None:
        return found
    return Hindrance.FULL if places_left(terms, held) == 0 else None


def held(states: Collection[ClaimState]) -> int:
    """How many places are held by members in these states."""
    return sum(state in HOLDING for state in states)
