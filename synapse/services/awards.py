"""Awards and achievements that admins give by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import asyncpg
import orjson
from pydantic import Field, StringConstraints
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import achievements as achievement_queries
from synapse.db.queries import purses as queries
from synapse.engine.events import AchievementEarned, AwardGiven, GoldSpent
from synapse.engine.settings import Amount
from synapse.errors import Conflict, Invalid
from synapse.services import achievements, changes, gifts
from synapse.services.audit import Entry
from synapse.services.changes import Actor, Change
from synapse.services.checks import Draft, Words, checked
from synapse.services.texts import say

Key = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9._:-]+$")]
"""What a request names itself by, so that sending it again does nothing again."""

_PARTS = frozenset({Part.AUDIT})


class AwardDraft(Draft):
    """An award as somebody wants to give it."""

    user_id: Annotated[int, Field(ge=0)]
    xp: Amount = 0
    gold: Amount = 0
    reason: Annotated[Words, StringConstraints(min_length=1)]
    idempotency_key: Key


@dataclass(frozen=True, slots=True)
class Award:
    """An award that was given; ``repeated`` when an earlier request with the same key gave it already."""

    guild_id: int
    user_id: int
    xp: int
    gold: int
    reason: str
    repeated: bool


async def give(engine: AsyncEngine, *, actor: Actor, guild_id: int, values: Mapping[str, Any], now: datetime) -> Award:
    """Give a member XP, gold or both; levels, achievements and the announcement follow as for anything earned.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        values: As ``AwardDraft``. The same key of the same admin is the same award, which is given once.
        now: The present moment.

    Raises:
        Invalid: A value is wrong, or the award is of nothing.
        Conflict: The member left or opted out, or the key was used for another award.
        NotFound: The guild or the member is not there.
    """
    draft = checked(AwardDraft, values)
    if not draft.xp and not draft.gold:
        raise Invalid(say("refused.award.nothing"), path=("xp",))
    event = AwardGiven(
        guild_id=guild_id,
        user_id=draft.user_id,
        occurred_at=now,
        idempotency_key=f"{actor.user_id}:{draft.idempotency_key}",
        given_by=actor.user_id or 0,
        xp=draft.xp,
        gold=draft.gold,
        reason=draft.reason,
    )
    async with changes.changing(engine, guild_id) as connection:
        award = Award(guild_id, draft.user_id, draft.xp, draft.gold, draft.reason, repeated=True)
        if await _given_before(connection, event):
            return award
        await gifts.member_of(connection, guild_id, draft.user_id)
        await gifts.hand_over(connection, await gifts.rules_of(connection, guild_id), event)
        after = {"user_id": str(draft.user_id), "xp": draft.xp, "gold": draft.gold}
        change = Change(subject=f"award:{event.key}", action="give", after=after)
        await changes.record(connection, guild_id, actor, change, _PARTS, reason=draft.reason)
        return Award(guild_id, draft.user_id, draft.xp, draft.gold, draft.reason, repeated=False)


async def grant(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    achievement_id: int,
    user_id: int,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Give a member an achievement by hand, with its XP and gold; it is earned once, and kept for good.

    Raises:
        Conflict: The member has it already, left or opted out; or the achievement is deactivated.
        NotFound: The guild, the member or the achievement is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        template = await achievements.one(connection, guild_id, achievement_id)
        if not template.active:
            raise Conflict(say("refused.award.deactivated"), path=("achievement_id",))
        await gifts.member_of(connection, guild_id, user_id)
        if await achievement_queries.has(connection, guild_id, user_id, achievement_id):
            raise Conflict(say("refused.award.has"), path=("user_id",))
        event = AchievementEarned(
            guild_id=guild_id,
            user_id=user_id,
            occurred_at=now,
            achievement_id=achievement_id,
            granted_by=actor.user_id,
        )
        await gifts.hand_over(connection, await gifts.rules_of(connection, guild_id), event)
        after = {"user_id": str(user_id), "achievement": template.name}
        change = Change(subject=f"grant:{achievement_id}", action="grant", after=after)
        await changes.record(connection, guild_id, actor, change, _PARTS, reason=reason)


async def undo(
    connection: "asyncpg.Connection[Any]",
    *,
    actor: Actor,
    entry: Entry,
    reason: str | None,
    now: datetime,
) -> None:
    """Take an award's gold back, or give it again if that is what the entry had taken back.

    XP never falls, so an award's XP stays.

    Raises:
        Conflict: There is no gold to take back, or the member has spent it.
    """
    before, after = entry.before or {}, entry.after or {}
    user_id, held, wanted = int(after["user_id"]), after["gold"], before.get("gold", 0)
    if held == wanted:
        raise Conflict(say("refused.award.xp_stays"))
    member = await gifts.member_of(connection, entry.guild_id, user_id)
    if member["gold"] < held - wanted:
        raise Conflict(say("refused.award.gold_gone", gold=member["gold"], back=held - wanted))
    rules = await gifts.rules_of(connection, entry.guild_id)
    key, gold = f"revert:{entry.id}", abs(held - wanted)
    about = {"guild_id": entry.guild_id, "user_id": user_id, "occurred_at": now, "idempotency_key": key, "gold": gold}
    if held > wanted:
        await gifts.hand_over(connection, rules, GoldSpent(**about, purpose="award_taken_back"))
        await queries.keep_back(connection, entry.guild_id, entry.subject.partition(":")[2])
    else:
        giver = actor.user_id or 0
        await gifts.hand_over(connection, rules, AwardGiven(**about, given_by=giver, reason=reason or ""))
    told = {"user_id": str(user_id)}
    change = Change(
        subject=entry.subject, action="revert", before={**told, "gold": held}, after={**told, "gold": wanted}
    )
    await changes.record(connection, entry.guild_id, actor, change, _PARTS, reason=reason, reverts=entry.id)


async def _given_before(connection: "asyncpg.Connection[Any]", event: AwardGiven) -> bool:
    """Whether the journal has this very award.

    Raises:
        Conflict: It has another one under the same key.
    """
    row = await queries.event(connection, event.guild_id, event.key)
    if row is None:
        return False
    there = (row["user_id"], row["xp"], row["gold"], orjson.loads(row["facts"]).get("reason", ""))
    if there != (event.user_id, event.xp, event.gold, event.reason):
        raise Conflict(say("refused.award.key"), path=("idempotency_key",))
    return True
