"""One guild's share of the transaction: journal, totals, what follows from them, and the notice.

The pipeline writes what comes in from Discord through here, and so does whoever gives something by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import asyncpg

from synapse.db.notify import PUBLISH, Notice, Part, Topic
from synapse.db.queries import ingest as queries
from synapse.db.queries import level_roles, streaks
from synapse.engine.decide import Decision
from synapse.engine.events import AchievementEarned
from synapse.engine.rules import Rules
from synapse.services.ingest.celebrations import Celebration, celebrations_of, columns_of
from synapse.services.ingest.fold import Fold
from synapse.services.ingest.standings import Consequence, Moved, Occasion, consequences


class RepeatedError(Exception):
    """The journal has some of the events already: nothing may be written before they are left out."""


class OutdatedError(Exception):
    """What this process remembers of members' achievements is no longer true: read it again and retry."""


@dataclass(frozen=True, slots=True)
class Written:
    """What one guild's share came to."""

    events: int
    levels: int = 0
    achievements: int = 0


async def write(
    connection: "asyncpg.Connection[Any]",
    rules: Rules,
    earned: dict[int, set[int]],
    decisions: Sequence[Decision],
) -> Written:
    """Write a few decisions and all that follows from them within the caller's transaction: see ``write_fold``."""
    return await write_fold(connection, rules, earned, Fold.of(decisions, rules.settings.time_zone))


async def write_fold(
    connection: "asyncpg.Connection[Any]",
    rules: Rules,
    earned: dict[int, set[int]],
    fold: Fold,
    *,
    announce_after: datetime | None = None,
) -> Written:
    """Write decisions and all that follows from them within the caller's transaction.

    Args:
        connection: In a transaction; after an exception it must be rolled back.
        rules: The rules that the decisions were made by.
        earned: The achievements that members are known to have; filled for members that are not in it, and
            not to be trusted after a rollback.
        fold: Decisions of one guild, each event once, with what they add up to.
        announce_after: Celebrations of what happened before it are never posted.

    Raises:
        RepeatedError: Some of the events are in the journal already.
        OutdatedError: ``earned`` lacked something.
    """
    decisions = fold.decisions
    new = await queries.insert_events(connection, rules.guild_id, rules.season.id, fold.journal_columns())
    if new != len(decisions):
        raise RepeatedError
    rows = await _totals(connection, rules, fold)
    await _grant_given(connection, rules.guild_id, earned, decisions)
    follows = await consequences(connection, rules, earned, rows, fold.last)
    celebrations = celebrations_of(rules, decisions, follows)
    return await _conclude(connection, rules, follows, celebrations, Written(len(decisions)), announce_after)


async def settle_up(
    connection: "asyncpg.Connection[Any]", rules: Rules, *, after: int, limit: int, at: datetime
) -> int | None:
    """Give the next members, by id, what their totals amount to under rules that changed meanwhile.

    It is what their next event would bring them. Celebrations are kept for the feed and never posted, since
    there may be hundreds of them at once.

    Args:
        connection: In a transaction; after an exception it must be rolled back.
        rules: The rules as they are now.
        after: The member to go on after.
        limit: How many members at most.
        at: When what follows counts as reached.

    Returns:
        The last member that was looked at; None when there was none.
    """
    rows = await queries.standings(connection, rules.guild_id, after, limit)
    if not rows:
        return None
    user_ids = [row["user_id"] for row in rows]
    seasonal = await queries.season_standings(connection, rules.guild_id, rules.season.id, user_ids)
    season_of = {row["user_id"]: row for row in seasonal}
    moved = [Moved(row["user_id"], row, season_of[row["user_id"]], row["streak"]) for row in rows]
    occasions = {user_id: Occasion(user_id, at) for user_id in user_ids}
    follows = await consequences(connection, rules, {}, moved, occasions)
    if follows:
        celebrations = celebrations_of(rules, (), follows)
        await _conclude(connection, rules, follows, celebrations, Written(0), at + timedelta(microseconds=1))
    return int(user_ids[-1])


async def _conclude(
    connection: "asyncpg.Connection[Any]",
    rules: Rules,
    follows: Sequence[Consequence],
    celebrations: Sequence[Celebration],
    written: Written,
    announce_after: datetime | None,
) -> Written:
    """Write what follows, announce what is worth it, and tell everybody."""
    if follows:
        await _follow(connection, rules, follows)
    if celebrations:
        await _announce(connection, rules.guild_id, celebrations, announce_after)
    parts = {Part.TOTALS, Part.FEED, Part.ANNOUNCEMENTS} if celebrations else {Part.TOTALS}
    if rules.level_roles and any(each.levels for each in follows):
        parts.add(Part.ROLES_DUE)
    await connection.execute(PUBLISH, *_sent(Notice(Topic.ACTIVITY, rules.guild_id, frozenset(parts))))
    levels = sum(len(each.levels) for each in follows)
    return Written(written.events, levels, sum(len(each.achievements) for each in follows))


async def _grant_given(
    connection: "asyncpg.Connection[Any]", guild_id: int, earned: dict[int, set[int]], decisions: Sequence[Decision]
) -> None:
    """Note the achievements that admins gave, before it is asked what members have."""
    given = [decision.event for decision in decisions if isinstance(decision.event, AchievementEarned)]
    if not given:
        return
    rows = [(each.user_id, each.achievement_id, each.occurred_at, each.granted_by) for each in given]
    if await queries.grant(connection, guild_id, columns_of(rows)) != len(rows):
        raise OutdatedError
    for each in given:
        earned.pop(each.user_id, None)


async def _totals(connection: "asyncpg.Connection[Any]", rules: Rules, fold: Fold) -> list[Moved]:
    """Fold into totals and rollups; returns each moved member's new totals with the right streak."""
    if spent := fold.take_spent():
        await queries.take_gold(connection, rules.guild_id, list(spent), list(spent.values()))
    rows = await queries.add_to_totals(connection, rules.guild_id, fold.total_columns())
    listed = {row["user_id"]: row["listed"] for row in rows}
    columns = fold.rollup_columns([listed[user] for user in fold.users])
    seasonal = await queries.add_to_rollups(connection, rules.guild_id, rules.season.id, columns)
    irregular = [
        row["user_id"] for row in rows if fold.is_irregular(row["user_id"], row["streak"], row["last_active_on"])
    ]
    recounted = await streaks.recount(connection, rules.guild_id, irregular) if irregular else {}
    season_of = {row["user_id"]: row for row in seasonal}
    return [
        Moved(row["user_id"], row, season_of[row["user_id"]], recounted.get(row["user_id"], row["streak"]))
        for row in rows
    ]


async def _follow(connection: "asyncpg.Connection[Any]", rules: Rules, follows: Sequence[Consequence]) -> None:
    """Write levels and achievements as events of their own, with their gold and XP."""
    decisions = [decision for each in follows for decision in each.decisions]
    fold = Fold.of(decisions, rules.settings.time_zone)
    if await queries.insert_events(connection, rules.guild_id, rules.season.id, fold.journal_columns()) != len(
        decisions
    ):
        raise OutdatedError
    await _totals(connection, rules, fold)
    grants = [(each.user_id, achievement.id, each.at, None) for each in follows for achievement in each.achievements]
    if grants and await queries.grant(connection, rules.guild_id, columns_of(grants)) != len(grants):
        raise OutdatedError
    if rules.level_roles and (risen := sorted({each.user_id for each in follows if each.levels})):
        await level_roles.ask(connection, rules.guild_id, risen)


async def _announce(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    celebrations: Sequence[Celebration],
    announce_after: datetime | None,
) -> None:
    rows = [each.row(announce_after) for each in celebrations]
    await queries.announce(connection, guild_id, columns_of(rows))


def _sent(notice: Notice) -> tuple[str, str]:
    return notice.topic.value, notice.payload
