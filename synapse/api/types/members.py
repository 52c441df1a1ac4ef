"""Members; the values are the member service's."""

from collections.abc import Sequence
from datetime import date, datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids
from synapse.api.context import Context
from synapse.api.execution.access import by_class
from synapse.api.types.achievements import EarnedAchievement
from synapse.api.types.relay import Node, resolved
from synapse.api.types.scalars import URL, BigInt, Snowflake
from synapse.api.types.voice import VoiceStatus, voice_of, voices_of
from synapse.api.types.weeks import MemberRecap, recap_of_member
from synapse.api.types.why import MemberRewardConnection, rewards_of
from synapse.errors import NotFound
from synapse.services import activity, members


@strawberry.type
class LevelProgress:
    """The way to the next level; the value is the engine's ``Progress``."""

    earned: BigInt
    needed: BigInt
    ratio: float


@strawberry.type
class Tally:
    """Counts over a span of time; the value is ``members.Counts``."""

    xp: BigInt
    stars: BigInt
    messages: int
    reactions_given: int
    reactions_received: int
    threads: int
    voice_minutes: int


def _id(root: strawberry.Parent[members.Member]) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.MEMBER, root.guild_id, root.user_id))


async def _rank(root: strawberry.Parent[members.Member], info: Info[Context, None]) -> int:
    return await info.context.loaders.rank(root.guild_id, root.xp)


async def _ranks(context: Context, roots: Sequence[members.Member]) -> Sequence[int]:
    return await context.loaders.all_ranks([(root.guild_id, root.xp) for root in roots])


async def _season(root: strawberry.Parent[members.Member], info: Info[Context, None]) -> members.Counts:
    return await info.context.loaders.season_counts(root.guild_id, root.key)


async def _seasons(context: Context, roots: Sequence[members.Member]) -> Sequence[members.Counts]:
    return await context.loaders.all_season_counts(_keys(roots))


async def _achievements(root: strawberry.Parent[members.Member], info: Info[Context, None]) -> Sequence[members.Earned]:
    return () if root.anonymous else await info.context.loaders.earned(root.guild_id, root.key)


async def _all_achievements(context: Context, roots: Sequence[members.Member]) -> Sequence[Sequence[members.Earned]]:
    named = iter(await context.loaders.all_earned(_keys([root for root in roots if not root.anonymous])))
    return [() if root.anonymous else next(named) for root in roots]


async def _markers(root: strawberry.Parent[members.Member], info: Info[Context, None]) -> Sequence[str]:
    return () if root.anonymous else await info.context.loaders.markers(root.guild_id, root.key)


async def _all_markers(context: Context, roots: Sequence[members.Member]) -> Sequence[Sequence[str]]:
    named = iter(await context.loaders.all_markers(_keys([root for root in roots if not root.anonymous])))
    return [() if root.anonymous else next(named) for root in roots]


def _keys(roots: Sequence[members.Member]) -> list[tuple[int, int]]:
    return [(root.guild_id, root.key) for root in roots]


async def _calendar(
    root: strawberry.Parent[members.Member],
    info: Info[Context, None],
    since: date | None = None,
    until: date | None = None,
) -> Sequence[activity.Day]:
    rules = info.context.rulebook.get(root.guild_id)
    if rules is None:
        raise NotFound("This guild is no longer served here.")
    first, last = activity.year(rules, now=info.context.clock(), since=since, until=until)
    if root.anonymous:
        return ()
    return await info.context.loaders.calendar((root.guild_id, first, last), root.key) or ()


def _tally(root: strawberry.Parent[activity.Day]) -> members.Counts:
    return root.counts


@strawberry.type
class CalendarDay:
    """What a member did on one day; the value is ``activity.Day``."""

    day: date
    tally: Tally = resolved(_tally)


@strawberry.type
class Member(Node):
    """A person in a guild; the value is ``members.Member``."""

    id: strawberry.ID = resolved(_id)
    user_id: Snowflake
    anonymous: bool
    display_name: str
    avatar_url: URL
    joined_at: datetime | None
    left_at: datetime | None
    level: int
    xp: BigInt
    stars: BigInt
    gold: BigInt
    progress: LevelProgress
    rank: int = resolved(_rank, many=_ranks)
    lifetime: Tally
    season: Tally = resolved(_season, many=_seasons)
    streak: int
    longest_streak: int
    grace_days_used: int
    github_login: str | None
    achievements: list[EarnedAchievement] = resolved(_achievements, many=_all_achievements)
    calendar: list[CalendarDay] = resolved(_calendar)
    recap: MemberRecap | None = resolved(recap_of_member)
    rewards: MemberRewardConnection | None = resolved(rewards_of)
    voice: VoiceStatus | None = resolved(voice_of, many=voices_of)
    markers: list[str] = resolved(_markers, many=_all_markers)

    @classmethod
    @by_class
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, members.Member)
