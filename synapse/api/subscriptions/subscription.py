"""The subscription root: each sends the state at once and again after each change."""

from collections.abc import AsyncGenerator

import strawberry
from strawberry.types.info import Info

from synapse.api import paging
from synapse.api.context import Context
from synapse.api.live import Subject
from synapse.api.types.feed import FeedConnection, FeedPage
from synapse.api.types.leaderboard import BoardPage, LeaderboardConnection
from synapse.api.types.relay import followed
from synapse.api.types.scalars import Snowflake
from synapse.db.notify import Part
from synapse.engine.rules import Rules
from synapse.errors import NotFound
from synapse.services import boards, feed

_BOARD_PARTS = frozenset({Part.TOTALS, Part.MEMBERS})
_FEED_PARTS = frozenset({Part.FEED, Part.MEMBERS})


async def _leaderboard_changed(
    info: Info[Context, None],
    guild_id: Snowflake,
    by: boards.Board = boards.Board.XP,
    span: boards.Span = boards.Span.SEASON,
    first: int = 10,
) -> AsyncGenerator[BoardPage, None]:
    question, window = boards.Question(by, span), boards.Window(paging.bounded(first, "first"))
    context = info.context

    async def read() -> BoardPage:
        rules = _rules(context, guild_id)
        return BoardPage(question, await boards.page(context.engine, rules, question, window, now=context.clock()))

    return await context.live.follow(Subject(guild_id, _BOARD_PARTS, (question, window)), read)


async def _feed(info: Info[Context, None], guild_id: Snowflake, first: int = 20) -> AsyncGenerator[FeedPage, None]:
    window = feed.Window(paging.bounded(first, "first"))
    context = info.context

    async def read() -> FeedPage:
        return FeedPage(await feed.page(context.engine, _rules(context, guild_id), window, now=context.clock()))

    return await context.live.follow(Subject(guild_id, _FEED_PARTS, window), read)


def _rules(context: Context, guild_id: int) -> Rules:
    rules = context.rulebook.get(guild_id)
    if rules is None:
        raise NotFound(f"There is no guild {guild_id} here. Ask `guilds` which there are.", path=("guildId",))
    return rules


@strawberry.type
class Subscription:
    """Everything that can be followed live."""

    leaderboard_changed: AsyncGenerator[LeaderboardConnection, None] = followed(_leaderboard_changed)
    feed: AsyncGenerator[FeedConnection, None] = followed(_feed)
