"""What was worth celebrating: level-ups, achievements, awards and quests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import feed as queries
from synapse.db.queries.feed import Seen, Sign, Window
from synapse.db.read import Row, reading
from synapse.engine.rules import RARITY_COLORS, Rarity, Rules
from synapse.services.members import Achievement, Builder, Member
from synapse.services.privacy import STRANGER, Policy, Reader, Visibility

__all__ = ["Entry", "FeedKind", "Page", "Window", "by_ids", "page"]


class FeedKind(StrEnum):
    """What kind of thing was celebrated; the outbox keeps these names."""

    LEVEL_UP = "level_up"
    ACHIEVEMENT = "achievement"
    AWARD = "award"
    QUEST = "quest"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing worth celebrating.

    Attributes:
        level: The level reached, for a level-up.
        achievement: What was earned, for an achievement.
        xp: XP that came with it.
        gold: Gold that came with it.
        reason: The giver's words for an award, the title for a quest.
    """

    guild_id: int
    id: int
    kind: FeedKind
    at: datetime
    member: Member
    level: int | None
    achievement: Achievement | None
    xp: int
    gold: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the feed, newest first, and whether older (next) or newer (previous) entries exist."""

    entries: tuple[Entry, ...] = ()
    has_next: bool = False
    has_previous: bool = False


async def page(engine: AsyncEngine, rules: Rules, window: Window, *, now: datetime, reader: Reader = STRANGER) -> Page:
    """One part of the feed as the reader sees it; one statement for the newest part, a few for others."""
    build = Builder(rules, now, reader)
    if not build.policy.open:
        return Page()
    seen = _seen(rules, build.policy)
    if window == Window(size=window.size, kind=window.kind):
        async with reading(engine) as connection:
            rows = await queries.page(connection, seen, replace(window, size=window.size + 1))
        return Page(_entries(rules, rows[: window.size], build), has_next=len(rows) > window.size)
    async with reading(engine, snapshot=True) as connection:

        async def beyond(bound: int | None, sign: Sign) -> bool:
            return bound is not None and await queries.exists(connection, seen, bound, sign)

        rows = await queries.page(connection, seen, window)
        entries = _entries(rules, rows, build)
        if entries:
            return Page(entries, await beyond(entries[-1].id, "<"), await beyond(entries[0].id, ">"))
        return Page((), await beyond(window.before, "<="), await beyond(window.after, ">="))


async def by_ids(
    engine: AsyncEngine, rules: Rules, ids: Sequence[int], *, now: datetime, reader: Reader = STRANGER
) -> dict[int, Entry]:
    """These entries by id, as far as the reader sees them; one statement."""
    build = Builder(rules, now, reader)
    if not build.policy.open:
        return {}
    async with reading(engine) as connection:
        rows = await queries.by_ids(connection, _seen(rules, build.policy), ids)
    return {entry.id: entry for entry in _entries(rules, rows, build)}


def _seen(rules: Rules, policy: Policy) -> Seen:
    if policy.veil is None:
        return Seen(rules.guild_id, everybody=True)
    return Seen(
        rules.guild_id, hidden_leavers=policy.veil.leavers is Visibility.HIDDEN, except_id=policy.veil.except_id
    )


def _entries(rules: Rules, rows: Sequence[Row], build: Builder) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            rules.guild_id,
            row["id"],
            FeedKind(row["kind"]),
            row["occurred_at"],
            member,
            row["reached"],
            _achievement(rules.guild_id, row),
            row["paid_xp"],
            row["paid_gold"],
            # The giver's words may well name who is anonymous.
            None if member.anonymous else row["reason"],
        )
        for row in rows
        if (member := build.member(row)) is not None
    )


def _achievement(guild_id: int, row: Row) -> Achievement | None:
    if row["achievement_id"] is None:
        return None
    rarity = Rarity(row["rarity"])
    return Achievement(
        guild_id,
        row["achievement_id"],
        row["name"],
        row["description"],
        rarity,
        RARITY_COLORS[rarity],
        row["badge"],
        row["achievement_xp"],
        row["achievement_gold"],
    )
