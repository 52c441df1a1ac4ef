"""Achievements; the values are the member service's, with what admins set of them from the achievement service."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry.types.info import Info

from synapse.api import ids
from synapse.api.context import Context
from synapse.api.execution.access import by_class
from synapse.api.types.earners import AchievementProgress, EarnerConnection, earners_of, progress_of
from synapse.api.types.relay import Node, resolved
from synapse.api.types.scalars import Color, Snowflake
from synapse.api.types.zones import Zone
from synapse.engine.rules import Rarity, Scope, TriggerKind
from synapse.services import achievements, members, zones

if TYPE_CHECKING:
    from synapse.api.types.members import Member

strawberry.enum(Rarity)
strawberry.enum(TriggerKind, name="AchievementTrigger")
strawberry.enum(Scope, name="AchievementScope")

_Parent = strawberry.Parent[members.Achievement]
_Info = Info[Context, None]


@dataclass(frozen=True, slots=True)
class First:
    """Who earned an achievement first."""

    guild_id: int
    user_id: int
    at: datetime


async def _first_member(root: strawberry.Parent[First], info: _Info) -> members.Member | None:
    return await info.context.loaders.member(root.guild_id, root.user_id)


@strawberry.type
class FirstEarner:
    """Who earned an achievement first; the value is ``First``."""

    member: Annotated["Member", strawberry.lazy("synapse.api.types.members")] | None = resolved(_first_member)
    at: datetime


def _id(root: _Parent) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.ACHIEVEMENT, root.guild_id, root.id))


async def _template(root: members.Achievement, info: _Info) -> achievements.Template:
    return await info.context.loaders.template(root.guild_id, root.id)


async def _trigger(root: _Parent, info: _Info) -> TriggerKind:
    return (await _template(root, info)).trigger


async def _threshold(root: _Parent, info: _Info) -> int:
    return (await _template(root, info)).threshold


async def _scope(root: _Parent, info: _Info) -> Scope:
    return (await _template(root, info)).scope


async def _zone(root: _Parent, info: _Info) -> zones.Zone | None:
    zone_id = (await _template(root, info)).zone_id
    return None if zone_id is None else await info.context.loaders.zone(root.guild_id, zone_id)


async def _category(root: _Parent, info: _Info) -> str:
    return (await _template(root, info)).category


async def _channel(root: _Parent, info: _Info) -> int | None:
    return (await _template(root, info)).channel_id


async def _series(root: _Parent, info: _Info) -> str | None:
    return (await _template(root, info)).series


async def _series_step(root: _Parent, info: _Info) -> int | None:
    return (await _template(root, info)).series_step


async def _active(root: _Parent, info: _Info) -> bool:
    return (await _template(root, info)).active


async def _version(root: _Parent, info: _Info) -> int:
    return (await _template(root, info)).version


async def _awarding(root: _Parent, info: _Info) -> float | None:
    after = (await _template(root, info)).awarding_after
    return None if after is None else await achievements.progress(info.context.engine, root.guild_id, after)


async def _earner_count(root: _Parent, info: _Info) -> int:
    return (await info.context.loaders.earners(root.guild_id, root.id)).count


async def _earner_share(root: _Parent, info: _Info) -> float:
    return (await info.context.loaders.earners(root.guild_id, root.id)).share


async def _first(root: _Parent, info: _Info) -> First | None:
    earners = await info.context.loaders.earners(root.guild_id, root.id)
    if earners.first_user_id is None or earners.first_at is None:
        return None
    return First(root.guild_id, earners.first_user_id, earners.first_at)


@strawberry.type
class Achievement(Node):
    """Something that can be earned; the value is ``members.Achievement``."""

    id: strawberry.ID = resolved(_id)
    name: str
    description: str
    rarity: Rarity
    color: Color
    badge: str
    xp: int
    gold: int
    trigger: TriggerKind = resolved(_trigger)
    threshold: int = resolved(_threshold)
    scope: Scope = resolved(_scope)
    zone: Zone | None = resolved(_zone)
    category: str = resolved(_category)
    channel_id: Snowflake | None = resolved(_channel)
    series: str | None = resolved(_series)
    series_step: int | None = resolved(_series_step)
    active: bool = resolved(_active)
    version: int = resolved(_version)
    awarding: float | None = resolved(_awarding)
    earner_count: int = resolved(_earner_count)
    earner_share: float = resolved(_earner_share)
    first_earner: FirstEarner | None = resolved(_first)
    earners: EarnerConnection = resolved(earners_of)
    progress: AchievementProgress | None = resolved(progress_of)

    @classmethod
    @by_class
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, members.Achievement)


@strawberry.type
class EarnedAchievement:
    """An achievement that was earned; the value is ``members.Earned``."""

    achievement: Achievement
    earned_at: datetime
