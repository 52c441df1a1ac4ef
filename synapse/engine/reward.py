"""What one event earned, and how that came about."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Cut(StrEnum):
    """A fair-play rule that lowered a reward; the journal keeps these names."""

    COOLDOWN = "cooldown"
    OWN_REACTION = "own_reaction"
    PAIR_CAP = "pair_cap"
    HALF_RATE = "half_rate"
    BURST = "burst"
    TOO_OLD = "too_old"
    ALONE = "alone"
    AFK = "afk"
    SILENT = "silent"
    VOICE_HOURLY_CAP = "voice_hourly_cap"
    DAILY_CAP = "daily_cap"
    TOO_SHORT = "too_short"
    REPEATED = "repeated"
    EXCLUDED_CHANNEL = "excluded_channel"
    EXCLUDED_ROLE = "excluded_role"
    EXCLUDED_MEMBER = "excluded_member"


class FactorSource(StrEnum):
    """Where a factor comes from; the journal keeps these names."""

    ZONE = "zone"
    LENGTH = "length"
    CODE = "code"
    LINK = "link"
    ATTACHMENT = "attachment"
    EMOJI = "emoji"
    QUALITY_FLOOR = "quality_floor"
    ROLE = "role"
    EVENT = "event"


class Currency(StrEnum):
    """What a factor acts on."""

    XP = "xp"
    STARS = "stars"


@dataclass(frozen=True, slots=True)
class Factor:
    """One multiplier other than 1 that was applied, with its source; of a role or an event, the boost's id too."""

    currency: Currency
    source: FactorSource
    value: Decimal
    boost_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reward:
    """What an event earned: the final amounts, and the way to them.

    ``counts`` tells whether the event adds to its counter (messages, voice minutes, ...); a cut message
    still counts, voice time that earned nothing because it was spent alone does not. ``nth_reactor`` says
    which of a message's reactors this was (1 for the first), 0 for everything but reactions received.
    """

    xp: int = 0
    stars: int = 0
    gold: int = 0
    base_xp: int = 0
    base_stars: int = 0
    factors: tuple[Factor, ...] = ()
    cut_by: tuple[Cut, ...] = ()
    counts: bool = True
    nth_reactor: int = 0
