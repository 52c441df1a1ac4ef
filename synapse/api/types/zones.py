"""Zones; the values are the zone service's."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import strawberry
from strawberry.types.info import Info

from synapse.api import ids
from synapse.api.context import Context
from synapse.api.types.relay import Node, resolved
from synapse.api.types.scalars import Snowflake
from synapse.services import zones


class ActivityKind(StrEnum):
    """What happens in channels; the values are the names that the zone service uses."""

    MESSAGE_SENT = "message_sent"
    REACTION_GIVEN = "reaction_given"
    REACTION_RECEIVED = "reaction_received"
    THREAD_CREATED = "thread_created"
    VOICE_TICK = "voice_tick"


strawberry.enum(ActivityKind)


@strawberry.type
class ZoneMultiplier:
    """Factors on a kind of event; the value is ``Factors``."""

    kind: ActivityKind
    xp: Decimal
    stars: Decimal


@dataclass(frozen=True, slots=True)
class Factors:
    """A zone's factors on one kind of event."""

    kind: ActivityKind
    xp: Decimal
    stars: Decimal


def _id(root: strawberry.Parent[zones.Zone]) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.ZONE, root.guild_id, root.id))


def _multipliers(root: strawberry.Parent[zones.Zone]) -> list[Factors]:
    return [Factors(ActivityKind[kind.name], each.xp, each.stars) for kind, each in root.multipliers.items()]


@strawberry.type
class Zone(Node):
    """A named group of channels; the value is ``zones.Zone``."""

    id: strawberry.ID = resolved(_id)
    name: str
    description: str
    active: bool
    version: int
    channel_ids: list[Snowflake]
    multipliers: list[ZoneMultiplier] = resolved(_multipliers)

    @classmethod
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, zones.Zone)


@strawberry.input
class ZoneMultiplierInput:
    """Factors on one kind of event."""

    kind: ActivityKind
    xp: Decimal = Decimal(1)
    stars: Decimal = Decimal(1)


def factors_of(multipliers: list[ZoneMultiplierInput]) -> dict[str, dict[str, Decimal]]:
    """Multipliers as the services take them; of one kind given twice the last counts."""
    return {each.kind.value: {"xp": each.xp, "stars": each.stars} for each in multipliers}
