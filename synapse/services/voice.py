"""Stays in voice, stored so that a restart loses no minute, and what they earn at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import voice as queries
from synapse.db.queries.voice import StoredSession
from synapse.db.read import Row, reading
from synapse.db.session import driver_transaction
from synapse.engine.decide import decide
from synapse.engine.events import VoiceTick
from synapse.engine.prices import prices_of
from synapse.engine.reward import Cut
from synapse.engine.rules import Rules
from synapse.engine.windows import Windows, microseconds

__all__ = ["Status", "StoredSession", "ended", "save", "statuses", "stored"]

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Status:
    """Somebody in voice.

    Attributes:
        channel_id: Where.
        since: When the stay began; moving between channels does not end it.
        earning: Whether ten minutes that are full at this moment would earn anything.
        reason: The first rule that is in the way, None when there is none.
    """

    channel_id: int
    since: datetime
    earning: bool
    reason: Cut | None


async def stored(engine: AsyncEngine, guild_id: int) -> list[StoredSession]:
    """Everybody who was in voice in the guild when it was last looked at."""
    async with driver_transaction(engine) as connection:
        return await queries.stored(connection, guild_id)


async def save(engine: AsyncEngine, sessions: Sequence[StoredSession]) -> None:
    """Store stays that began or went on; of a member who is named twice, the last one.

    Their guilds must be registered. Where somebody is new in voice, an ACTIVITY notice tells.
    """
    by_member = {(session.guild_id, session.user_id): session for session in sessions}
    async with driver_transaction(engine) as connection:
        for guild_id in sorted(await queries.save(connection, list(by_member.values()))):
            await audit.publish(connection, _notice(guild_id))


async def ended(engine: AsyncEngine, guild_id: int, user_ids: Sequence[int]) -> None:
    """Stays ended; an ACTIVITY notice tells."""
    async with driver_transaction(engine) as connection:
        if await queries.end(connection, guild_id, user_ids):
            await audit.publish(connection, _notice(guild_id))


async def statuses(engine: AsyncEngine, rules: Rules, user_ids: Sequence[int], *, now: datetime) -> dict[int, Status]:
    """Those of these members who are in voice now, by id, as the engine would judge them; one statement."""
    async with reading(engine) as connection:
        rows = await queries.here(connection, rules.guild_id, user_ids, now - _HOUR)
    return {row["user_id"]: _status(rules, row, now) for row in rows}


def _status(rules: Rules, row: Row, now: datetime) -> Status:
    """Who opted out earns nothing, and there is no rule to tell of."""
    silent = now - row["silent_since"] if row["silent_since"] else timedelta()
    tick = VoiceTick(
        guild_id=rules.guild_id,
        user_id=row["user_id"],
        channel_id=row["channel_id"],
        occurred_at=now,
        session_started_at=row["started_at"],
        tick=row["ticks"] + 1,
        companions=row["companions"],
        silent_seconds=max(0, int(silent.total_seconds())),
        afk=row["afk"],
    )
    windows = Windows()
    windows.voice.add(tick.user_id, microseconds(now), row["stars"])
    # What the member did since midnight is not looked up: the ceiling of a day is one of XP, which voice gives seldom.
    held = prices_of(rules).role_ids.intersection(row["role_ids"])
    reward = decide(tick, rules, windows, tuple(sorted(held))).reward
    earning = row["tracked"] and (reward.xp > 0 or reward.stars > 0)
    reason = reward.cut_by[0] if row["tracked"] and not earning and reward.cut_by else None
    return Status(row["channel_id"], row["started_at"], earning, reason)


def _notice(guild_id: int) -> Notice:
    return Notice(Topic.ACTIVITY, guild_id, frozenset({Part.VOICE}))
