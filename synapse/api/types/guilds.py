"""Guilds and all that hangs under them; the values are the services'."""

from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging
from synapse.api.context import Context
from synapse.api.execution.access import by_class
from synapse.api.types.feed import FeedConnection, FeedPage, entry_of
from synapse.api.types.leaderboard import BoardPage, LeaderboardConnection, place_of
from synapse.api.types.members import Member
from synapse.api.types.relay import Node, resolved
from synapse.api.types.scalars import URL, BigInt, Snowflake
from synapse.errors import Invalid
from synapse.services import boards, directory, feed, members, pulse

_BOARD_SIZE = 25
_FEED_SIZE = 20


@strawberry.type
class Pulse:
    """The overview's figures; the value is ``pulse.Pulse``."""

    member_count: int
    active_today: int
    messages_today: int
    xp_today: BigInt
    achievements_today: int
    in_voice: int


def _season_id(root: strawberry.Parent[directory.Season]) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.SEASON, root.guild_id, root.id))


@strawberry.type
class Season(Node):
    """A span of time with a board of its own; the value is ``directory.Season``."""

    id: strawberry.ID = resolved(_season_id)
    name: str
    starts_at: datetime
    ends_at: datetime | None

    @classmethod
    @by_class
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, directory.Season)


def _id(root: strawberry.Parent[directory.Guild]) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.GUILD, root.guild_id))


def _motto(root: strawberry.Parent[directory.Guild]) -> str:
    return root.rules.settings.motto


def _season(root: strawberry.Parent[directory.Guild]) -> directory.Season:
    return directory.running_season(root.rules)


async def _pulse(root: strawberry.Parent[directory.Guild], info: Info[Context, None]) -> pulse.Pulse:
    return await pulse.pulse(info.context.engine, root.rules, now=info.context.clock())


async def _leaderboard(  # noqa: PLR0913 - the field's arguments
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    *,
    by: boards.Board = boards.Board.XP,
    span: boards.Span = boards.Span.SEASON,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    around: Snowflake | None = None,
) -> BoardPage:
    question = boards.Question(by, span)
    size = paging.size_of(first, last, default=_BOARD_SIZE)
    start, end = place_of(after, "after", question), place_of(before, "before", question)
    engine, now = info.context.engine, info.context.clock()
    if around is None:
        window = boards.Window(size.size, size.backward, start, end)
        return BoardPage(question, await boards.page(engine, root.rules, question, window, now=now))
    if start or end or last is not None:
        raise Invalid("`around` cannot be combined with a cursor or with `last`.", path=("around",))
    centre = boards.Centre(around, size.size)
    return BoardPage(question, await boards.around(engine, root.rules, question, centre, now=now))


async def _member(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    id: Snowflake,  # noqa: A002 - the argument's name in the schema
) -> members.Member | None:
    return await info.context.loaders.member(root.guild_id, id)


async def _feed(
    root: strawberry.Parent[directory.Guild],
    info: Info[Context, None],
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> FeedPage:
    size = paging.size_of(first, last, default=_FEED_SIZE)
    window = feed.Window(size.size, size.backward, entry_of(after, "after"), entry_of(before, "before"))
    context = info.context
    return FeedPage(await feed.page(context.engine, root.rules, window, now=context.clock()))


@strawberry.type
class Guild(Node):
    """A Discord community; the value is ``directory.Guild``."""

    id: strawberry.ID = resolved(_id)
    guild_id: Snowflake
    name: str
    motto: str = resolved(_motto)
    icon_url: URL | None
    season: Season | None = resolved(_season)
    pulse: Pulse = resolved(_pulse)
    leaderboard: LeaderboardConnection = resolved(_leaderboard)
    member: Member | None = resolved(_member)
    feed: FeedConnection = resolved(_feed)

    @classmethod
    @by_class
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, directory.Guild)
