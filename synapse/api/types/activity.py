"""What happened when; the values are the activity service's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging, permissions
from synapse.api.context import Context
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import BigInt
from synapse.api.types.settings import Channel
from synapse.api.types.zones import ActivityKind, Zone
from synapse.engine.events import EventKind
from synapse.engine.rules import Rules
from synapse.errors import NotFound
from synapse.services import activity, directory, zones

strawberry.enum(activity.Step, name="ActivityStep")
strawberry.enum(activity.Grouping, name="ActivityGrouping")

_SERIES = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A guild's activity as it was asked for."""

    rules: Rules
    question: activity.Question


@strawberry.type
class ActivitySums:
    """How much happened; the value is ``activity.Sums``."""

    events: BigInt
    xp: BigInt
    stars: BigInt


@strawberry.type
class ActivityPoint:
    """One step; the value is ``activity.Point``."""

    at: datetime
    events: BigInt
    xp: BigInt
    stars: BigInt


_Series = strawberry.Parent[activity.Series]
_Info = Info[Context, None]


async def _zone(root: _Series, info: _Info) -> zones.Zone | None:
    if root.grouping is not activity.Grouping.ZONE or not root.key:
        return None
    return await info.context.loaders.zone(root.guild_id, root.key)


async def _channel(root: _Series, info: _Info) -> directory.Channel | None:
    if root.grouping is not activity.Grouping.CHANNEL or not root.key:
        return None
    return await info.context.loaders.channel(root.guild_id, root.key)


def _kind(root: _Series) -> ActivityKind | None:
    return ActivityKind[EventKind(root.key).name] if root.grouping is activity.Grouping.KIND else None


@strawberry.type
class ActivitySeries:
    """One line of a chart; the value is ``activity.Series``."""

    zone: Zone | None = resolved(_zone)
    channel: Channel | None = resolved(_channel)
    kind: ActivityKind | None = resolved(_kind)
    total: ActivitySums
    points: list[ActivityPoint]


@strawberry.type
class HeatmapCell:
    """One hour of the week; the value is ``activity.Cell``."""

    weekday: int
    hour: int
    events: BigInt
    xp: BigInt
    stars: BigInt


@strawberry.type
class ActiveMembers:
    """How many members did something on a day; the value is ``activity.ActiveMembers``."""

    day: date
    members: int


_Asked = strawberry.Parent[Asked]


def _since(root: _Asked) -> datetime:
    return root.question.since


def _until(root: _Asked) -> datetime:
    return root.question.until


def _time_zone(root: _Asked) -> str:
    return root.rules.settings.time_zone


async def _series(
    root: _Asked, info: _Info, by: activity.Grouping | None = None, first: int = _SERIES
) -> Sequence[activity.Series]:
    most = paging.bounded(first, "first")
    if by is activity.Grouping.CHANNEL:
        # The names of channels that not everybody may see are nobody else's business.
        await permissions.admin_reads(info.context, root.rules.guild_id)
    return await activity.series(info.context.engine, root.rules, root.question, by, most=most)


async def _heatmap(root: _Asked, info: _Info) -> Sequence[activity.Cell]:
    return await activity.heatmap(info.context.engine, root.rules, root.question)


async def _active_members(root: _Asked, info: _Info) -> Sequence[activity.ActiveMembers]:
    return await activity.active_members(info.context.engine, root.rules, root.question)


@strawberry.type
class Activity:
    """A guild's activity; the value is ``Asked``."""

    since: datetime = resolved(_since)
    until: datetime = resolved(_until)
    time_zone: str = resolved(_time_zone)
    series: list[ActivitySeries] = resolved(_series)
    heatmap: list[HeatmapCell] = resolved(_heatmap)
    active_members: list[ActiveMembers] = resolved(_active_members)


def activity_of(
    root: strawberry.Parent[directory.Guild],
    info: _Info,
    *,
    step: activity.Step = activity.Step.DAY,
    since: datetime | None = None,
    until: datetime | None = None,
    kinds: list[ActivityKind] | None = None,
    zones: list[strawberry.ID] | None = None,
) -> Asked:
    """The resolver of a guild's activity."""
    question = activity.question(
        root.rules,
        now=info.context.clock(),
        step=step,
        since=since,
        until=until,
        kinds=None if kinds is None else [EventKind[kind.name] for kind in kinds],
        zone_ids=None if zones is None else [number_of(root.guild_id, text, ids.Kind.ZONE, "zones") for text in zones],
    )
    return Asked(root.rules, question)


def number_of(guild_id: int, text: str, kind: ids.Kind, argument: str) -> int:
    """The number of something of a guild by its global id.

    Raises:
        Invalid: It is no id of this kind.
        NotFound: It is one of another guild.
    """
    owner, number = permissions.named(text, kind, argument)
    if owner != guild_id:
        raise NotFound(f"There is no such {kind.value.lower()} in this guild.", path=(argument,))
    return number
