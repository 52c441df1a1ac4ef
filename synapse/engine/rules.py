"""A guild's rules as one frozen value: what the engine reads, and nothing else.

Loaded from the database once, replaced part by part when a notice says that an admin changed it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from synapse.engine.events import EventKind
from synapse.engine.settings import GuildSettings


@dataclass(frozen=True, slots=True)
class ZoneMultiplier:
    """What a zone does to one kind of event."""

    xp: Decimal = Decimal(1)
    stars: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Zone:
    """A named group of channels with multipliers by kind of event (1 where none is given)."""

    id: int
    name: str
    multipliers: Mapping[EventKind, ZoneMultiplier] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boost:
    """Factors on what is earned: for everybody during an event, or for the members of a role.

    ``role_id`` None is everybody. It holds from ``starts_at`` until before ``ends_at``; None is without bound.
    """

    id: int
    name: str
    role_id: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    multipliers: Mapping[EventKind, ZoneMultiplier] = field(default_factory=dict)


class TriggerKind(StrEnum):
    """What an achievement watches."""

    MESSAGES = "messages"
    REACTIONS_GIVEN = "reactions_given"
    REACTIONS_RECEIVED = "reactions_received"
    THREADS = "threads"
    VOICE_MINUTES = "voice_minutes"
    STARS = "stars"
    XP = "xp"
    LEVEL = "level"
    STREAK = "streak"
    ZONE_EVENTS = "zone_events"
    MANUAL = "manual"


class Scope(StrEnum):
    """Over which time an achievement counts."""

    SEASON = "season"
    LIFETIME = "lifetime"


class Rarity(StrEnum):
    """How special an achievement is."""

    COMMON = "common"
    UNCOMMON = "uncommon"
    RARE = "rare"
    EPIC = "epic"
    LEGENDARY = "legendary"


RARITY_COLORS: Mapping[Rarity, str] = {
    Rarity.COMMON: "#95A5A6",
    Rarity.UNCOMMON: "#2ECC71",
    Rarity.RARE: "#3498DB",
    Rarity.EPIC: "#9B59B6",
    Rarity.LEGENDARY: "#F1C40F",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Achievement:
    """A template that a member can earn once: ``trigger`` reaches ``threshold`` within ``scope``."""

    id: int
    name: str
    trigger: TriggerKind
    threshold: int = 0
    scope: Scope = Scope.LIFETIME
    zone_id: int | None = None
    xp: int = 0
    gold: int = 0
    description: str = ""
    rarity: Rarity = Rarity.COMMON
    badge: str = ""
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """The span that season counters cover."""

    id: int
    name: str
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that decides what an event earns in one guild.

    ``zone_of_channel`` maps a channel id to the id of its zone; a channel that is not in it is in the
    default zone, whose multipliers are all 1. ``zones``, ``achievements`` and ``boosts`` hold the active ones only;
    a boost whose time is over stays among them, for events of that time. ``level_roles`` maps a level to the role
    that it brings.
    default zone, whose multipliers are all 1. ``zones`` and ``achievements`` hold the active ones only.
    ``pseudonym_key`` makes the ids of members who show themselves without a name.
    ``prepared`` is where the engine keeps what it computed from these rules once, by what it is for.
    """

    guild_id: int
    settings: GuildSettings
    season: Season
    zones: Mapping[int, Zone] = field(default_factory=dict)
    zone_of_channel: Mapping[int, int] = field(default_factory=dict)
    achievements: tuple[Achievement, ...] = ()
    boosts: tuple[Boost, ...] = ()
    level_roles: Mapping[int, int] = field(default_factory=dict)
    pseudonym_key: bytes = b""
    prepared: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
