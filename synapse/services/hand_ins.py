"""What admins answer to what members handed in: accepted, which pays, or sent back with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import asyncpg
from pydantic import StringConstraints
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import purses
from synapse.db.queries import quest_claims as queries
from synapse.db.queries.quest_claims import Place
from synapse.db.read import reading
from synapse.engine import quests as engine_quests
from synapse.engine.events import QuestCompleted
from synapse.engine.grants import granted
from synapse.engine.quests import ClaimState, Step
from synapse.errors import Conflict
from synapse.services import changes, gifts
from synapse.services.audit import Entry
from synapse.services.changes import Actor, Change
from synapse.services.checks import Draft, Words, checked
from synapse.services.quest_claims import Claim, claim_of, locked
from synapse.services.quests import Quest
from synapse.services.texts import say

__all__ = ["HAND_IN", "Page", "Place", "accept", "send_back", "undo", "waiting"]

HAND_IN = "hand_in"
"""What the audit log calls an answer; the number behind it is the quest's."""

_PARTS = frozenset({Part.QUESTS})
_STEPS = {
    ClaimState.ACCEPTED: Step.RECALL,
    ClaimState.RECALLED: Step.RENEW,
    ClaimState.SENT_BACK: Step.REOPEN,
    ClaimState.HANDED_IN: Step.SEND_BACK,
}
"""How what led to a state is undone."""


@dataclass(frozen=True, slots=True)
class Page:
    """What waits for an answer, the oldest first, and whether there is more."""

    entries: tuple[Claim, ...] = ()
    has_next: bool = False


class _Answer(Draft):
    answer: Annotated[Words, StringConstraints(min_length=1)]


async def waiting(
    engine: AsyncEngine, guild_id: int, *, quest_id: int | None = None, after: Place | None = None, size: int = 25
) -> Page:
    """What members handed in and nobody answered, the oldest first: of one quest or of all; one statement."""
    async with reading(engine) as connection:
        rows = await queries.waiting(connection, guild_id, quest_id, after, size + 1)
    return Page(tuple(claim_of(guild_id, row) for row in rows[:size]), len(rows) > size)


async def count_waiting(engine: AsyncEngine, guild_id: int) -> int:
    """How much waits for an answer; one statement."""
    async with reading(engine) as connection:
        return await queries.count_waiting(connection, guild_id)


async def accept(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    quest_id: int,
    user_id: int,
    now: datetime,
    reason: str | None = None,
) -> Claim:
    """Accept what a member handed in: the quest's reward goes the way of everything earned, once.

    What they handed in is not kept any longer.

    Raises:
        Conflict: It was answered or given up meanwhile, or the member left or opted out.
        NotFound: The guild, the quest or the member is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        quest, there = await _handed_in(connection, guild_id, user_id, quest_id)
        await gifts.member_of(connection, guild_id, user_id)
        rules = await gifts.rules_of(connection, guild_id)
        event = QuestCompleted(
            guild_id=guild_id,
            user_id=user_id,
            occurred_at=now,
            quest_id=quest_id,
            xp=quest.xp,
            stars=quest.stars,
            gold=quest.gold,
            title=quest.title,
        )
        reward = granted(event, rules)
        zone_id = quest.zone_id if quest.zone_id in rules.zones else None
        await gifts.hand_over(connection, rules, event, zone_id=zone_id)
        paid = {"xp": reward.xp, "stars": reward.stars, "gold": reward.gold}
        change = _change("accept", there, ClaimState.ACCEPTED, paid)
        await changes.record(connection, guild_id, actor, change, _PARTS, reason=reason)
        return await _settle(connection, there, ClaimState.ACCEPTED, decided_at=now, proof=None, answer=None)


async def send_back(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    quest_id: int,
    user_id: int,
    answer: str,
    now: datetime,
) -> Claim:
    """Send back what a member handed in, saying why; they can hand it in again.

    Raises:
        Invalid: No reason was given.
        Conflict: It was answered or given up meanwhile.
        NotFound: The guild or the quest is not there.
    """
    told = checked(_Answer, {"answer": answer}).answer
    async with changes.changing(engine, guild_id) as connection:
        _quest, there = await _handed_in(connection, guild_id, user_id, quest_id)
        change = _change("send_back", there, ClaimState.SENT_BACK)
        await changes.record(connection, guild_id, actor, change, _PARTS, reason=told)
        return await _settle(connection, there, ClaimState.SENT_BACK, decided_at=now, answer=told)


async def undo(
    connection: "asyncpg.Connection[Any]", *, actor: Actor, entry: Entry, reason: str | None, now: datetime
) -> None:
    """Undo an answer, or the undoing of one.

    An acceptance that is taken back takes its gold back and frees the place; XP and stars never fall, so they stay.

    Raises:
        Conflict: Something came after, the gold was spent, or the place is taken by somebody else.
    """
    before, after = entry.before or {}, entry.after or {}
    quest_id, user_id = int(entry.subject.partition(":")[2]), int(after["user_id"])
    quest, there = await locked(connection, entry.guild_id, user_id, quest_id)
    left = ClaimState(after["state"])
    if there is None or there.state is not left:
        raise Conflict(say("refused.hand_in.later"))
    step = _STEPS[left]
    reached = engine_quests.after(left, step)
    assert reached is not None  # noqa: S101 - each of these steps leads on from its state
    gold = 0
    if step is Step.RECALL:
        gold = -int(after.get("gold", 0))
        await gifts.move_gold(connection, entry.guild_id, user_id, gold, key=f"revert:{entry.id}", now=now)
        await purses.keep_back(connection, entry.guild_id, f"q{quest_id}:{user_id}")
    elif step is Step.RENEW:
        if quest.places_left == 0:
            raise Conflict(say("refused.hand_in.places"))
        gold = int(before.get("gold", 0))
        await gifts.move_gold(connection, entry.guild_id, user_id, gold, key=f"revert:{entry.id}", now=now)
    amounts = {"gold": abs(gold)} if gold else {}
    # What is taken back had the gold before, what is given again has it afterwards.
    had, has = (amounts, {}) if step is Step.RECALL else ({}, amounts)
    whose = {"user_id": str(user_id)}
    change = Change(
        subject=entry.subject,
        action="revert",
        before={**whose, "state": left.value, **had},
        after={**whose, "state": reached.value, **has},
    )
    await changes.record(connection, entry.guild_id, actor, change, _PARTS, reason=reason, reverts=entry.id)
    answer = reason or there.answer if reached is ClaimState.SENT_BACK else None
    await _settle(connection, there, reached, decided_at=now, answer=answer)


async def _handed_in(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, quest_id: int
) -> tuple[Quest, Claim]:
    quest, there = await locked(connection, guild_id, user_id, quest_id)
    if there is None or engine_quests.after(there.state, Step.ACCEPT) is None:
        raise Conflict(say("refused.hand_in.changed"), path=("id",))
    return quest, there


def _change(action: str, there: Claim, reached: ClaimState, paid: dict[str, int] | None = None) -> Change:
    whose = {"user_id": str(there.user_id)}
    return Change(
        subject=f"{HAND_IN}:{there.quest_id}",
        action=action,
        before={**whose, "state": there.state.value},
        after={**whose, "state": reached.value, **(paid or {})},
    )


async def _settle(
    connection: "asyncpg.Connection[Any]",
    there: Claim,
    state: ClaimState,
    **changed: Any,  # noqa: ANN401 - as its values
) -> Claim:
    await queries.put(connection, there.guild_id, there.quest_id, there.user_id, there.values(state, **changed))
    row = await queries.one(connection, there.guild_id, there.quest_id, there.user_id)
    assert row is not None  # noqa: S101 - it was there a moment ago
    return claim_of(there.guild_id, row)
