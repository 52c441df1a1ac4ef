"""Boosts; the values are the boost service's."""

from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids
from synapse.api.context import Context
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import Snowflake
from synapse.api.types.zones import ActivityKind, Factors, ZoneMultiplier
from synapse.errors import Invalid
from synapse.services import boosts

_NAME = "Boost"
_Parent = strawberry.Parent[boosts.Boost]


def _id(root: _Parent) -> strawberry.ID:
    return strawberry.ID(ids.pack(_NAME, root.guild_id, root.id))


def _running(root: _Parent, info: Info[Context, None]) -> bool:
    return root.running(info.context.clock())


def _multipliers(root: _Parent) -> list[Factors]:
    return [Factors(ActivityKind[kind.name], each.xp, each.stars) for kind, each in root.multipliers.items()]


@strawberry.type
class Boost:
    """A boost; the value is ``boosts.Boost``."""

    id: strawberry.ID = resolved(_id)
    name: str
    role_id: Snowflake | None
    starts_at: datetime | None
    ends_at: datetime | None
    active: bool
    running: bool = resolved(_running)
    version: int
    multipliers: list[ZoneMultiplier] = resolved(_multipliers)


def numbers_of_boost(text: str) -> tuple[int, int]:
    """The guild and the number of a boost's id.

    Raises:
        Invalid: It is no such id.
    """
    try:
        name, guild_id, number = ids.unpack(text)
    except ValueError:
        name, guild_id, number = "", "", ""
    if name != _NAME:
        raise Invalid("This is not the id of a boost.", path=("id",))
    return int(guild_id), int(number)
