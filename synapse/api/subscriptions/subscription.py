"""The subscription root: each sends the state at once and again after each change."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from functools import partial
from typing import TypeVar

import strawberry
from strawberry.types.info import Info

from synapse.api import paging, permissions
from synapse.api.context import Context
from synapse.api.live import Subject
from synapse.api.types.applying import RulesApplication
from synapse.api.types.feed import FeedConnection, FeedPage
from synapse.api.types.leaderboard import BoardPage, LeaderboardConnection
from synapse.api.types.relay import followed
from synapse.api.types.scalars import Snowflake
from synapse.db.notify import Part
from synapse.engine.rules import Rules
from synapse.errors import Forbidden, NotFound
from synapse.services import boards, feed, retroactive
from synapse.services.privacy import Reader

T = TypeVar("T")
_BOARD_PARTS = frozenset({Part.TOTALS, Part.MEMBERS})
_APPLYING_PARTS = frozenset({Part.TOTALS})
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

    async def read(reader: Reader) -> BoardPage:
        rules, now = _rules(context, guild_id), context.clock()
        return BoardPage(question, await boards.page(context.engine, rules, question, window, now=now, reader=reader))

    return followed_by(context, Subject(guild_id, _BOARD_PARTS, (question, window)), read)


async def _feed(info: Info[Context, None], guild_id: Snowflake, first: int = 20) -> AsyncGenerator[FeedPage, None]:
    window = feed.Window(paging.bounded(first, "first"))
    context = info.context

    async def read(reader: Reader) -> FeedPage:
        rules, now = _rules(context, guild_id), context.clock()
        return FeedPage(await feed.page(context.engine, rules, window, now=now, reader=reader))

    return followed_by(context, Subject(guild_id, _FEED_PARTS, window), read)


async def _rules_applied(
    info: Info[Context, None], guild_id: Snowflake
) -> AsyncGenerator[retroactive.Application | None, None]:
    context = info.context
    await permissions.admin_reads(context, guild_id)

    async def read(reader: Reader) -> retroactive.Application | None:
        if not reader.admin:
            raise Forbidden("Only admins of the guild see how rules are applied.")
        return await retroactive.latest(context.engine, guild_id)

    return followed_by(context, Subject(guild_id, _APPLYING_PARTS, "rules"), read)


async def followed_by(
    context: Context, subject: Subject, read: Callable[[Reader], Awaitable[T]]
) -> AsyncGenerator[T, None]:
    """A state as who asks sees it. Readers who see the same share it; who comes to see other things gets another one.

    Raises:
        SynapseError: The state cannot be read.
    """
    reader = await context.readers(subject.guild_id)
    while True:
        own = Subject(subject.guild_id, subject.parts, (subject.key, reader))
        states = await context.live.follow(own, partial(read, reader))
        async with aclosing(states):
            async for state in states:
                now = await context.readers.again(subject.guild_id)
                if now != reader:
                    reader = now
                    break
                yield state
            else:
                return


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
    rules_applied: AsyncGenerator[RulesApplication | None, None] = followed(_rules_applied)
