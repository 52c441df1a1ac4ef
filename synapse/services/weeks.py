"""What is done with each week of a guild once it is over: its best members win, and a recap is posted.

Each happens once, whoever tries and however often: the note that it is done is written by the transaction that does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import PUBLISH, Notice, Part, Topic
from synapse.db.queries import level_roles
from synapse.db.queries import weeks as queries
from synapse.db.read import reading
from synapse.engine import weeks
from synapse.engine.decide import Decision
from synapse.engine.events import WeekWon
from synapse.engine.grants import granted
from synapse.engine.rules import Rules
from synapse.services import changes, gifts
from synapse.services.ingest.write import write
from synapse.services.members import Builder, Member
from synapse.services.privacy import STRANGER, Reader

RECAP_LATEST = timedelta(days=1)
"""A recap that could not be posted within this time is left out: old news is none."""


@dataclass(frozen=True, slots=True)
class Winner:
    """One of the best of a week.

    Attributes:
        place: From 1 on.
        member: Who, as the reader sees them.
        xp: What they earned within the week.
        bonus_xp: What they got for it.
        bonus_gold: Likewise.
    """

    place: int
    member: Member
    xp: int
    bonus_xp: int
    bonus_gold: int


@dataclass(frozen=True, slots=True)
class WonWeek:
    """A week that was won; ``week`` is its Monday. Winners whom the reader does not see are left out."""

    week: date
    winners: tuple[Winner, ...]


def due_winners(rules: Rules, now: datetime) -> date | None:
    """The week whose winners are due, None where there are none to be."""
    settings = rules.settings
    return weeks.to_close(now, settings.time_zone) if settings.weekly.winners else None


def due_recap(rules: Rules, now: datetime) -> date | None:
    """The week whose recap is to be posted now, None when none is."""
    settings = rules.settings
    if not settings.weekly.recap:
        return None
    zone, day = settings.time_zone, weeks.DAYS.index(settings.weekly.recap_day)
    running = weeks.running(now, zone)
    for week in (running, running - weeks.WEEK):
        at = max(weeks.moment(week, day, settings.weekly.recap_hour, zone), weeks.bounds(week, zone)[0] + weeks.SETTLED)
        if timedelta() <= now - at < RECAP_LATEST:
            return week - weeks.WEEK
    return None


async def close(engine: AsyncEngine, guild_id: int, *, now: datetime) -> Sequence[int]:
    """Let the best of the last week win, unless that was done: bonus, role and announcement.

    The roles are given and taken by who works off the role changes.

    Returns:
        Who won now, the first first.

    Raises:
        NotFound: The guild is not served.
    """
    async with changes.changing(engine, guild_id) as connection:
        rules = await gifts.rules_of(connection, guild_id)
        week = due_winners(rules, now)
        if week is None:
            return ()
        before = await queries.reigning(connection, guild_id)
        if not await queries.mark(connection, guild_id, "winners", week, now):
            return ()
        rows = await queries.best(connection, guild_id, week, weeks.last_day(week), rules.settings.weekly.winners)
        best = [(row["user_id"], row["xp"]) for row in rows]
        await _reward(connection, rules, week, best, now)
        users = [user for user, _xp in best]
        await level_roles.ask(connection, guild_id, sorted({*users, *before}))
        if best:
            await queries.tell(connection, guild_id, "week", week, now)
        parts = frozenset({Part.TOTALS, Part.ANNOUNCEMENTS, Part.ROLES_DUE})
        await connection.execute(PUBLISH, Topic.ACTIVITY.value, Notice(Topic.ACTIVITY, guild_id, parts).payload)
        return users


async def tell_recap(engine: AsyncEngine, guild_id: int, *, now: datetime) -> bool:
    """Have the recap of the last week posted if it is due; False when it is not, or was done.

    Raises:
        NotFound: The guild is not served.
    """
    async with changes.changing(engine, guild_id) as connection:
        rules = await gifts.rules_of(connection, guild_id)
        week = due_recap(rules, now)
        if week is None or not await queries.mark(connection, guild_id, "recap", week, now):
            return False
        await queries.tell(connection, guild_id, "recap", week, now)
        notice = Notice(Topic.ACTIVITY, guild_id, frozenset({Part.ANNOUNCEMENTS}))
        await connection.execute(PUBLISH, Topic.ACTIVITY.value, notice.payload)
        return True


async def won(
    engine: AsyncEngine,
    rules: Rules,
    *,
    now: datetime,
    newest: date | None = None,
    limit: int = 1,
    reader: Reader = STRANGER,
) -> list[WonWeek]:
    """The last weeks that were won, up to ``newest``, the newest first, as the reader sees them; one statement."""
    build = Builder(rules, now, reader)
    if not build.policy.open:
        return []
    async with reading(engine) as connection:
        rows = await queries.winners(connection, rules.guild_id, newest, limit)
    found: dict[date, list[Winner]] = {}
    for row in rows:
        of_week = found.setdefault(row["week"], [])
        if (member := build.member(row)) is not None:
            of_week.append(Winner(row["place"], member, row["week_xp"], row["bonus_xp"], row["bonus_gold"]))
    return [WonWeek(week, tuple(winners)) for week, winners in found.items()]


async def _reward(
    connection: "asyncpg.Connection[Any]", rules: Rules, week: date, best: Sequence[tuple[int, int]], now: datetime
) -> None:
    events = [
        WeekWon(guild_id=rules.guild_id, user_id=user_id, occurred_at=now, week=week, place=place)
        for place, (user_id, _xp) in enumerate(best, start=1)
    ]
    if not events:
        return
    await write(connection, rules, {}, [Decision(event, granted(event, rules), None) for event in events])
    weekly = rules.settings.weekly
    await queries.keep(connection, rules.guild_id, week, best, bonus_xp=weekly.bonus_xp, bonus_gold=weekly.bonus_gold)
