"""Recaps: what a week was like, for a guild and for one member of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import recaps as queries
from synapse.db.queries.recaps import Seen, Span
from synapse.db.read import reading
from synapse.engine import weeks
from synapse.engine.rules import Rules
from synapse.errors import Invalid
from synapse.services.members import Achievement, Builder, Counts, Member, achievement_of, counts_of
from synapse.services.privacy import STRANGER, Reader
from synapse.services.texts import say

_BEST, _RISEN, _EARNED = 3, 5, 5


@dataclass(frozen=True, slots=True)
class Best:
    """Somebody who earned much within the week."""

    member: Member
    xp: int


@dataclass(frozen=True, slots=True)
class Risen:
    """Somebody who reached ``level`` and rose so many ``levels`` within the week."""

    member: Member
    level: int
    levels: int


@dataclass(frozen=True, slots=True)
class Often:
    """An achievement that so many members earned within the week."""

    achievement: Achievement
    earners: int


@dataclass(frozen=True, slots=True)
class Recap:
    """A guild's week; sums count everybody, lists leave out who is not seen.

    Attributes:
        week: Its Monday.
        active: Members who did something.
        active_before: Likewise in the week before.
        best: Who earned the most XP.
        risen: Who rose the most levels.
        achievements_earned: How often achievements were earned.
        achievements: Which, the rarest first.
        zone: The name of the busiest zone, None when nothing happened in any.
        zone_events: What happened in it.
    """

    week: date
    active: int
    active_before: int
    messages: int
    xp: int
    best: tuple[Best, ...]
    risen: tuple[Risen, ...]
    achievements_earned: int
    achievements: tuple[Often, ...]
    zone: str | None
    zone_events: int


@dataclass(frozen=True, slots=True)
class MemberRecap:
    """A member's week.

    Attributes:
        week: Its Monday.
        counts: What they did and earned.
        active_days: On how many days they were active.
        place: Their place by the XP of the week; None when they earned none.
        levels: How many levels they rose.
        level: The highest they reached, None when they rose none.
        achievements: What they earned.
        zone: The zone in which they were busiest, if any.
    """

    week: date
    counts: Counts
    active_days: int
    place: int | None
    levels: int
    level: int | None
    achievements: tuple[Achievement, ...]
    zone: str | None


def week_asked(rules: Rules, day: date | None, *, now: datetime) -> date:
    """The week that a day is in; without a day the last one that is over.

    Raises:
        Invalid: It has not begun yet.
    """
    running = weeks.running(now, rules.settings.time_zone)
    if day is None:
        return running - weeks.WEEK
    if (week := weeks.week_of(day)) > running:
        raise Invalid(say("refused.week.ahead"), path=("week",))
    return week


async def recap(engine: AsyncEngine, rules: Rules, week: date, *, now: datetime, reader: Reader = STRANGER) -> Recap:
    """A guild's week, as of one moment."""
    span, build = _span(rules, week), Builder(rules, now, reader)
    veil = build.policy.veil
    seen = Seen(everybody=True) if veil is None else Seen(except_id=veil.except_id)
    async with reading(engine, snapshot=True) as connection:
        sums = await queries.sums(connection, span)
        best = await queries.best(connection, span, _BEST, seen)
        risen = await queries.risen(connection, span, _RISEN, seen)
        earned = await queries.earned(connection, span, _EARNED)
        zone = await queries.busiest_zone(connection, span)
    return Recap(
        week=week,
        active=sums["active"],
        active_before=sums["active_before"],
        messages=sums["messages"],
        xp=sums["xp"],
        best=tuple(Best(member, row["week_xp"]) for row in best if (member := build.member(row))),
        risen=tuple(Risen(member, row["reached"], row["levels"]) for row in risen if (member := build.member(row))),
        achievements_earned=earned[0]["total"] if earned else 0,
        achievements=tuple(Often(achievement_of(rules.guild_id, row), row["earners"]) for row in earned),
        zone=zone["name"] if zone else None,
        zone_events=zone["events"] if zone else 0,
    )


async def member_recap(engine: AsyncEngine, rules: Rules, user_id: int, week: date) -> MemberRecap:
    """A member's week, as of one moment; ``user_id`` is Discord's. Who may see it is for the caller to know."""
    span = _span(rules, week)
    async with reading(engine, snapshot=True) as connection:
        sums = await queries.own_sums(connection, span, user_id)
        place = await queries.place(connection, span, sums["xp"]) if sums["xp"] > 0 else None
        levels = await queries.own_levels(connection, span, user_id)
        earned = await queries.own_earned(connection, span, user_id)
        zone = await queries.own_zone(connection, span, user_id)
    return MemberRecap(
        week=week,
        counts=counts_of(sums),
        active_days=sums["active_days"],
        place=place,
        levels=levels["levels"],
        level=levels["reached"],
        achievements=tuple(achievement_of(rules.guild_id, row) for row in earned),
        zone=zone,
    )


def _span(rules: Rules, week: date) -> Span:
    return Span(rules.guild_id, week, weeks.last_day(week), *weeks.bounds(week, rules.settings.time_zone))
