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
from synapse.api.types.guilds import Guild
from synapse.api.types.leaderboard import BoardPage, LeaderboardConnection
from synapse.api.types.members import Member
from synapse.api.types.quests import QuestConnection, QuestPage
from synapse.api.types.relay import followed
from synapse.api.types.scalars import Snowflake
from synapse.api.types.zones import Zone
from synapse.db.notify import Part
from synapse.engine.rules import Rules
from synapse.errors import Forbidden, NotFound
from synapse.services import boards, directory, feed, members, quests, retroactive, zones
from synapse.services.privacy import Reader
from synapse.services.rules import PARTS

T = TypeVar("T")
_BOARD_PARTS = frozenset({Part.TOTALS, Part.MEMBERS})
_APPLYING_PARTS = frozenset({Part.TOTALS})
_FEED_PARTS = frozenset({Part.FEED, Part.MEMBERS})
_MEMBER_PARTS = frozenset({Part.TOTALS, Part.FEED, Part.MEMBERS, Part.VOICE})
_ZONE_PARTS = frozenset({Part.ZONES})
_QUEST_PARTS = frozenset({Part.QUESTS, Part.CLAIMS})
_CONFIG_PARTS = PARTS | {Part.AUDIT}


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
    return _feed_of(info.context, guild_id, feed.Window(paging.bounded(first, "first")))


async def _achievement_earned(
    info: Info[Context, None], guild_id: Snowflake, first: int = 10
) -> AsyncGenerator[FeedPage, None]:
    window = feed.Window(paging.bounded(first, "first"), kind=feed.FeedKind.ACHIEVEMENT)
    return _feed_of(info.context, guild_id, window)


def _feed_of(context: Context, guild_id: int, window: feed.Window) -> AsyncGenerator[FeedPage, None]:
    async def read(reader: Reader) -> FeedPage:
        rules, now = _rules(context, guild_id), context.clock()
        return FeedPage(await feed.page(context.engine, rules, window, now=now, reader=reader))

    return followed_by(context, Subject(guild_id, _FEED_PARTS, window), read)


async def _member_changed(
    info: Info[Context, None], guild_id: Snowflake, user_id: Snowflake
) -> AsyncGenerator[members.Member | None, None]:
    context = info.context

    async def read(reader: Reader) -> members.Member | None:
        rules, now = _rules(context, guild_id), context.clock()
        return await members.by_id(context.engine, rules, user_id, now=now, reader=reader)

    return followed_by(context, Subject(guild_id, _MEMBER_PARTS, user_id), read)


async def _zone_changed(info: Info[Context, None], guild_id: Snowflake) -> AsyncGenerator[list[zones.Zone], None]:
    context = info.context

    async def read() -> list[zones.Zone]:
        return await zones.zones(context.engine, _rules(context, guild_id).guild_id)

    return await context.live.follow(Subject(guild_id, _ZONE_PARTS, "zones"), read)


async def _quests_changed(
    info: Info[Context, None], guild_id: Snowflake, first: int = 25
) -> AsyncGenerator[QuestPage, None]:
    context, window = info.context, quests.Window(paging.bounded(first, "first"))

    async def read() -> QuestPage:
        return QuestPage(await quests.page(context.engine, _rules(context, guild_id), window, now=context.clock()))

    return await context.live.follow(Subject(guild_id, _QUEST_PARTS, window), read)


async def _config_changed(info: Info[Context, None], guild_id: Snowflake) -> AsyncGenerator[directory.Guild, None]:
    context = info.context
    await permissions.admin_reads(context, guild_id)

    async def read() -> directory.Guild:
        _rules(context, guild_id)
        [guild] = await directory.guilds(context.engine, [guild_id], context.rulebook.get)
        return guild

    states = await context.live.follow(Subject(guild_id, _CONFIG_PARTS, "config"), read)
    return _for_admins(context, guild_id, states)


async def _for_admins(context: Context, guild_id: int, states: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """The states for as long as who asks is an admin; raises as ``permissions.admin_reads`` when they no longer are."""
    async with aclosing(states):
        async for state in states:
            await permissions.admin_reads(context, guild_id)
            yield state


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
    member_changed: AsyncGenerator[Member | None, None] = followed(_member_changed)
    achievement_earned: AsyncGenerator[FeedConnection, None] = followed(_achievement_earned)
    zone_changed: AsyncGenerator[list[Zone], None] = followed(_zone_changed)
    config_changed: AsyncGenerator[Guild, None] = followed(_config_changed)
    quests_changed: AsyncGenerator[QuestConnection, None] = followed(_quests_changed)
    rules_applied: AsyncGenerator[RulesApplication | None, None] = followed(_rules_applied)
