"""Who earned an achievement, and how far somebody is on the way to one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import earners as queries
from synapse.db.queries import ingest
from synapse.db.read import reading
from synapse.engine.rules import Rules, Scope, TriggerKind
from synapse.services import members
from synapse.services.achievements import Template, templates
from synapse.services.members import Builder, Counts, Member
from synapse.services.privacy import STRANGER, Reader, Visibility

ZoneEvents = Mapping[int, tuple[int, int]]
"""How many events of a member counted in each zone: in all, and in the running season."""


@dataclass(frozen=True, slots=True)
class Earner:
    """A member who earned an achievement, and when."""

    member: Member
    earned_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Earners in the order in which they earned it, and whether more did later."""

    entries: tuple[Earner, ...] = ()
    has_next: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a member is on the way to an achievement.

    Attributes:
        value: What they have of what it watches.
        threshold: From which value on it is earned.
        ratio: The one by the other, 0 to 1; 1 for who has earned it.
        earned_at: When they earned it, None if they have not.
    """

    value: int
    threshold: int
    ratio: float
    earned_at: datetime | None


async def first(
    engine: AsyncEngine,
    rules: Rules,
    achievement_ids: Sequence[int],
    size: int,
    *,
    now: datetime,
    after: tuple[datetime, int] | None = None,
    reader: Reader = STRANGER,
) -> dict[int, Page]:
    """The first who earned each of these achievements, of those whose names the reader may know; one statement."""
    build = Builder(rules, now, reader)
    if not build.policy.open:
        return {}
    veil = build.policy.veil
    async with reading(engine) as connection:
        rows = await queries.earners(
            connection,
            rules.guild_id,
            achievement_ids,
            size + 1,
            everybody=veil is None,
            leavers=veil is None or veil.leavers is Visibility.NAMED,
            except_id=veil.except_id if veil else None,
            after=after,
        )
    found: defaultdict[int, list[Earner]] = defaultdict(list)
    for row in rows:
        if (member := build.member(row)) is not None:
            found[row["achievement_id"]].append(Earner(member, row["earned_at"]))
    return {number: Page(tuple(each[:size]), len(each) > size) for number, each in found.items()}


@dataclass(frozen=True, slots=True)
class Way:
    """An achievement, and how far a member is; no progress for what is given by hand and was not given to them."""

    template: Template
    progress: Progress | None


async def ways(
    engine: AsyncEngine, rules: Rules, user_id: int, *, now: datetime, reader: Reader = STRANGER
) -> list[Way] | None:
    """How far a member is with everything that can be earned, and what they earned, in the order of the achievements.

    None when the guild never saw them, or the reader does not know them by name.
    """
    profile = await members.profile(engine, rules, user_id, now=now, reader=reader)
    if profile is None or profile.member.anonymous:
        return None
    earned = {each.achievement.id: each.earned_at for each in profile.achievements}
    found = [each for each in await templates(engine, rules.guild_id) if each.active or each.id in earned]
    key = profile.member.key
    zones = await zone_events(engine, rules, [key]) if any(each.zone_id for each in found) else {}
    return [
        Way(each, progress(each, profile.member, profile.season, zones.get(key, {}), earned.get(each.id)))
        for each in found
    ]


async def zone_events(engine: AsyncEngine, rules: Rules, user_ids: Sequence[int]) -> dict[int, ZoneEvents]:
    """What counted in each zone, by member; one statement."""
    async with reading(engine) as connection:
        rows = await ingest.zone_events(connection, rules.guild_id, rules.season.id, user_ids)
    found: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for row in rows:
        found[row["user_id"]][row["zone_id"]] = (row["lifetime"], row["season"])
    return dict(found)


def progress(
    template: Template, member: Member, season: Counts, zones: ZoneEvents, earned_at: datetime | None
) -> Progress | None:
    """How far a member is; None for what is given by hand and was not given to them."""
    if template.trigger is TriggerKind.MANUAL:
        return None if earned_at is None else Progress(0, 0, 1.0, earned_at)
    value = _value(template, member, season, zones)
    ratio = 1.0 if earned_at is not None else min(1.0, value / max(template.threshold, 1))
    return Progress(value, template.threshold, ratio, earned_at)


def _value(template: Template, member: Member, season: Counts, zones: ZoneEvents) -> int:
    seasonal = template.scope is Scope.SEASON
    if template.trigger is TriggerKind.LEVEL:
        return member.level
    if template.trigger is TriggerKind.STREAK:
        return member.streak
    if template.trigger is TriggerKind.ZONE_EVENTS:
        return zones.get(template.zone_id or 0, (0, 0))[seasonal]
    value: int = getattr(season if seasonal else member.lifetime, template.trigger.value)
    return value
