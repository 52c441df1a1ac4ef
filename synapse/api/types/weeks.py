"""Weeks: who won them and what they were like; the values are the services'."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry.types.info import Info

from synapse.api import paging
from synapse.api.context import Context
from synapse.api.types.achievements import Achievement
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import BigInt
from synapse.services import directory, members, recaps, weeks

if TYPE_CHECKING:
    from synapse.api.types.members import Member, Tally

_WEEKS = 10
_Member = Annotated["Member", strawberry.lazy("synapse.api.types.members")]
_Tally = Annotated["Tally", strawberry.lazy("synapse.api.types.members")]


@strawberry.type
class WeeklyWinner:
    """One of the best of a week; the value is ``weeks.Winner``."""

    place: int
    member: _Member
    xp: BigInt
    bonus_xp: BigInt
    bonus_gold: BigInt


@strawberry.type
class WonWeek:
    """A week and who won it; the value is ``weeks.WonWeek``."""

    week: date
    winners: list[WeeklyWinner]


@strawberry.type
class RecapBest:
    """Somebody who earned much; the value is ``recaps.Best``."""

    member: _Member
    xp: BigInt


@strawberry.type
class RecapRisen:
    """Somebody who rose; the value is ``recaps.Risen``."""

    member: _Member
    level: int
    levels: int


@strawberry.type
class RecapAchievement:
    """What was earned; the value is ``recaps.Often``."""

    achievement: Achievement
    earners: int


@strawberry.type
class Recap:
    """A guild's week; the value is ``recaps.Recap``."""

    week: date
    active: int
    active_before: int
    messages: BigInt
    xp: BigInt
    best: list[RecapBest]
    risen: list[RecapRisen]
    achievements_earned: int
    achievements: list[RecapAchievement]
    zone: str | None
    zone_events: int


def _tally(root: strawberry.Parent[recaps.MemberRecap]) -> members.Counts:
    return root.counts


@strawberry.type
class MemberRecap:
    """A member's week; the value is ``recaps.MemberRecap``."""

    week: date
    tally: _Tally = resolved(_tally)
    active_days: int
    place: int | None
    levels: int
    level: int | None
    achievements: list[Achievement]
    zone: str | None


async def winners_of(
    root: strawberry.Parent[directory.Guild], info: Info[Context, None], *, first: int | None = None
) -> list[weeks.WonWeek]:
    """The weeks that were won, as the asker sees them."""
    limit = paging.size_of(first, None, default=_WEEKS).size
    context = info.context
    reader = await context.readers(root.guild_id)
    return await weeks.won(context.engine, root.rules, now=context.clock(), limit=limit, reader=reader)


async def recap_of(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    *,
    week: date | None = None,
) -> recaps.Recap:
    """A guild's week, as the asker sees it."""
    context, now = info.context, info.context.clock()
    reader = await context.readers(root.guild_id)
    asked = recaps.week_asked(root.rules, week, now=now)
    return await recaps.recap(context.engine, root.rules, asked, now=now, reader=reader)


async def recap_of_member(
    root: strawberry.Parent[members.Member],
    info: Info[Context, None],
    *,
    week: date | None = None,
) -> recaps.MemberRecap | None:
    """A member's week, None for who is anonymous."""
    context = info.context
    rules = context.rulebook.get(root.guild_id)
    if root.anonymous or rules is None:
        return None
    asked = recaps.week_asked(rules, week, now=context.clock())
    return await recaps.member_recap(context.engine, rules, root.key, asked)
