"""Why something earned what it earned, and what would earn now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import why as queries
from synapse.db.queries.why import Window
from synapse.db.read import Row, reading
from synapse.engine.decide import decide
from synapse.engine.events import EventKind, MessageSent, ReactionGiven, Recorded, ThreadCreated, VoiceTick
from synapse.engine.fair_play import BARRED
from synapse.engine.prices import prices_of
from synapse.engine.reward import Factor, Reward
from synapse.engine.reward_facts import reward_of
from synapse.engine.rules import Rules
from synapse.engine.windows import Windows

__all__ = ["Explained", "Now", "Page", "Place", "Window", "boost_names", "done", "earns_now", "recent"]

_DISCORD_EPOCH_MS = 1_420_070_400_000
_PLAIN_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Explained:
    """Something that happened, and how its reward came about.

    Attributes:
        key: What it is known by in the journal.
        zone_id: The zone that it counted for, None for the default zone.
    """

    key: str
    kind: EventKind
    channel_id: int | None
    zone_id: int | None
    at: datetime
    reward: Reward


@dataclass(frozen=True, slots=True)
class Page:
    """A part of what a member did, newest first.

    Attributes:
        boosts: The names of the boosts that factors come from, also of those that are over.
        has_next: Whether there is older.
        has_previous: Whether there is newer.
    """

    entries: tuple[Explained, ...] = ()
    boosts: Mapping[int, str] = field(default_factory=dict)
    has_next: bool = False
    has_previous: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where and for whom something would earn; ``parent_id`` is the channel that a thread belongs to."""

    user_id: int
    channel_id: int
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """What earns at this moment.

    Attributes:
        zone: The zone's name, None for the default zone.
        offers: What a plain thing of each kind would earn if no window of fair play were in its way.
        ready_at: When the member's cooldown in the channel is over; None when a message may earn already.
        tracked: False for somebody who opted out: nothing of theirs is recorded.
    """

    zone: str | None
    offers: tuple[tuple[EventKind, Reward], ...]
    ready_at: datetime | None
    tracked: bool


async def recent(engine: AsyncEngine, guild_id: int, user_id: int, *, limit: int) -> list[Explained]:
    """What a member did last and what it earned, the newest first."""
    async with reading(engine) as connection:
        rows = await queries.done(connection, guild_id, [user_id], Window(limit))
    return [_explained(row) for row in rows]


async def done(engine: AsyncEngine, guild_id: int, user_ids: Sequence[int], window: Window) -> dict[int, Page]:
    """What each of these members did and what it earned; two statements. Who may read that is for the caller to say."""
    async with reading(engine) as connection:
        rows = await queries.done(connection, guild_id, user_ids, replace(window, size=window.size + 1))
        found: dict[int, list[Explained]] = {user_id: [] for user_id in user_ids}
        for row in rows:
            found[row["user_id"]].append(_explained(row))
        every = (factor for entries in found.values() for each in entries for factor in each.reward.factors)
        used = {factor.boost_id for factor in every if factor.boost_id is not None}
        names = await queries.boosts(connection, guild_id, sorted(used)) if used else {}
    return {user_id: _page(entries, window, names) for user_id, entries in found.items()}


def _page(entries: Sequence[Explained], window: Window, names: Mapping[int, str]) -> Page:
    """A window's page of entries, of which one more than fits may be there; beyond a cursor lies what it stands for."""
    more = len(entries) > window.size
    shown = entries[-window.size :] if window.backward else entries[: window.size]
    return Page(
        tuple(shown),
        names,
        has_next=window.before is not None or (more and not window.backward),
        has_previous=window.after is not None or (more and window.backward),
    )


def _explained(row: Row) -> Explained:
    reward = reward_of(orjson.loads(row["facts"]), row["xp"], row["stars"])
    return Explained(
        row["event_key"], EventKind(row["kind"]), row["channel_id"], row["zone_id"], row["occurred_at"], reward
    )


async def earns_now(engine: AsyncEngine, rules: Rules, place: Place, *, now: datetime) -> Now:
    """What would earn now in a channel, for a member with the roles that they have."""
    cooldown = timedelta(seconds=rules.settings.fair_play.cooldown_seconds)
    async with reading(engine) as connection:
        member = await queries.member(connection, rules.guild_id, place.user_id)
        messages = await queries.messages_since(
            connection, rules.guild_id, place.user_id, place.channel_id, now - cooldown
        )
    held = prices_of(rules).role_ids.intersection(member["role_ids"] if member else ())
    decisions = [decide(event, rules, Windows(), tuple(sorted(held))) for event in _plain(rules, place, now)]
    zone_id = decisions[0].zone_id
    barred = frozenset(cut.value for cut in BARRED)
    earning = [row["occurred_at"] for row in messages if barred.isdisjoint(orjson.loads(row["facts"]).get("cuts", ()))]
    return Now(
        zone=None if zone_id is None else rules.zones[zone_id].name,
        offers=tuple((each.event.kind, each.reward) for each in decisions),
        ready_at=max(earning) + cooldown if earning else None,
        tracked=member is None or member["tracked"],
    )


def boost_names(rules: Rules, factors: Sequence[Factor]) -> dict[int, str]:
    """The names of the boosts that factors come from, as far as they are still known."""
    wanted = {factor.boost_id for factor in factors}
    return {boost.id: boost.name for boost in rules.boosts if boost.id in wanted}


def _plain(rules: Rules, place: Place, now: datetime) -> list[Recorded]:
    """One of each kind of thing that a member can do in a channel, as plain as can be."""
    guild_id, user_id, channel_id, parent_id = rules.guild_id, place.user_id, place.channel_id, place.parent_id
    fresh = (int(now.timestamp() * 1000) - _DISCORD_EPOCH_MS) << 22
    length = max(_PLAIN_LENGTH, rules.settings.fair_play.min_length)
    where: dict[str, Any] = {"guild_id": guild_id, "user_id": user_id, "parent_id": parent_id, "occurred_at": now}
    return [
        MessageSent(**where, channel_id=channel_id, message_id=fresh, length=length),
        ReactionGiven(**where, channel_id=channel_id, message_id=fresh, author_id=0),
        ThreadCreated(**(where | {"parent_id": parent_id or channel_id}), channel_id=channel_id),
        VoiceTick(**where, channel_id=channel_id, session_started_at=now, tick=1, companions=1),
    ]
