"""What the doctor says."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How bad it is."""

    WELL = "well"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: What it belongs to: configuration, database, Discord, clock.
        text: What was found; where it is not well, also what to do.
    """

    verdict: Verdict
    about: str
    text: str


def well(about: str, text: str) -> Finding:
    """All is well with this."""
    return Finding(Verdict.WELL, about, text)


def note(about: str, text: str) -> Finding:
    """It works, and somebody should know about it."""
    return Finding(Verdict.NOTE, about, text)


def wrong(about: str, text: str) -> Finding:
    """It does not work."""
    return Finding(Verdict.WRONG, about, text)
