"""The defaults that a guild starts with: zones, achievements and the first season, read from ``data/``."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from synapse.db.queries.guilds import ChannelSeen
from synapse.db.queries.seeding import ACHIEVEMENT_COLUMNS
from synapse.engine.events import EventKind
from synapse.engine.rules import Rarity, Scope, TriggerKind

CATEGORY = 4
"""Discord's channel type number of a category."""

_Name = Annotated[str, Field(min_length=1, max_length=100)]
_Amount = Annotated[int, Field(ge=0, le=1_000_000)]
_Factor = Annotated[Decimal, Field(ge=0, le=100, decimal_places=3)]


class _Default(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DefaultMultiplier(_Default):
    """What a default zone does to one kind of event."""

    xp: _Factor = Decimal(1)
    stars: _Factor = Decimal(1)


class DefaultZone(_Default):
    """A zone, with the words in a channel's name that put the channel into it."""

    name: _Name
    description: str = ""
    words: frozenset[str] = frozenset()
    multipliers: Mapping[EventKind, DefaultMultiplier] = Field(default_factory=dict)

    @field_validator("multipliers", mode="before")
    @classmethod
    def _by_name(cls, value: Mapping[str, Any]) -> dict[EventKind, Any]:
        kinds = {kind.name.lower(): kind for kind in EventKind}
        if unknown := value.keys() - kinds.keys():
            raise ValueError(f"no kind of event is called {', '.join(sorted(unknown))}")
        return {kinds[name]: multiplier for name, multiplier in value.items()}


class DefaultAchievement(_Default):
    """An achievement; the names are those of the table's columns."""

    name: _Name
    description: str = ""
    trigger: TriggerKind
    threshold: Annotated[int, Field(ge=1)]
    scope: Scope = Scope.LIFETIME
    xp: _Amount = 0
    gold: _Amount = 0
    category: str = ""
    rarity: Rarity = Rarity.COMMON
    badge: str = ""
    series: str | None = None
    series_step: int | None = None

    def row(self) -> tuple[object, ...]:
        """The values in the order of the table's columns."""
        return tuple(getattr(self, column) for column in ACHIEVEMENT_COLUMNS)


class DefaultSeason(_Default):
    """The first season."""

    name: _Name


class Defaults(_Default):
    """All defaults."""

    zones: tuple[DefaultZone, ...]
    achievements: tuple[DefaultAchievement, ...]
    seasons: Annotated[tuple[DefaultSeason, ...], Field(min_length=1, max_length=1)]

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        for names in ([zone.name for zone in self.zones], [each.name for each in self.achievements]):
            if len(set(names)) < len(names):
                raise ValueError("a name is given twice")
        return self


@cache
def defaults() -> Defaults:
    """The defaults that this version ships.

    Raises:
        pydantic.ValidationError: A data file is wrong; the tests read them, so no release has one.
    """
    folder = files("synapse.services") / "data"
    return Defaults.model_validate(
        {part: yaml.safe_load((folder / f"{part}.yaml").read_text(encoding="utf-8")) for part in Defaults.model_fields}
    )


def propose(zones: Sequence[DefaultZone], channels: Sequence[ChannelSeen]) -> dict[int, str]:
    """Which channel obviously belongs to which zone: channel id to the zone's name.

    A channel goes into the first zone that has one of the words of the channel's name; a channel whose own
    name says nothing goes by the name of its category. Other channels stay in the default zone.
    """
    by_name = {channel.id: _zone_named(zones, channel.name) for channel in channels}
    proposals: dict[int, str] = {}
    for channel in channels:
        zone = by_name[channel.id] or by_name.get(channel.parent_id or 0)
        if zone and channel.kind != CATEGORY:
            proposals[channel.id] = zone
    return proposals


def _zone_named(zones: Sequence[DefaultZone], name: str) -> str | None:
    words = set(re.findall(r"[^\W_]+", name.casefold()))
    return next((zone.name for zone in zones if words & zone.words), None)
