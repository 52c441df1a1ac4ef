"""What an import file holds, whoever wrote it: people with their totals, and settings that could be taken over."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from synapse.engine.settings import Curve

LARGEST = 2_000_000_000
"""The greatest total that is taken in; more is a broken file."""


class Source(StrEnum):
    """The program that a file comes from."""

    MEE6 = "mee6"
    LURKR = "lurkr"
    AMARI = "amari"
    POLARIS = "polaris"
    LEVEL_UP = "level_up"
    EXPERIENCED = "experienced"
    TATSU = "tatsu"
    UNBELIEVA_BOAT = "unbelieva_boat"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member's totals in the file; None for what it does not tell."""

    user_id: int
    name: str | None = None
    xp: int | None = None
    level: int | None = None
    messages: int | None = None
    stars: int | None = None
    gold: int | None = None
    voice_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that is left out, or of which a part is: where it is, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class FoundMultiplier:
    """A factor on XP that the source had for a role or a channel."""

    kind: Literal["role", "channel"]
    target_id: int
    factor: Decimal


@dataclass(frozen=True, slots=True)
class FoundSettings:
    """Settings of the source that have a counterpart here.

    Attributes:
        curve: How much XP each level takes there; None when the file does not tell.
        level_roles: Which level brings which role.
        multipliers: Factors for roles and channels.
        cooldown_seconds: How long a member waits between two messages that earn.
        xp_per_message: The least and the most XP that a message earns.
        ignored_channels: Where nothing is earned.
    """

    curve: Curve | None = None
    level_roles: tuple[tuple[int, int], ...] = ()
    multipliers: tuple[FoundMultiplier, ...] = ()
    cooldown_seconds: int | None = None
    xp_per_message: tuple[int, int] | None = None
    ignored_channels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All that a file holds; each person once."""

    source: Source
    people: tuple[Person, ...]
    settings: FoundSettings = field(default_factory=FoundSettings)
    odd: tuple[OddRow, ...] = ()
