"""What members do about quests: take them on, hand them in, give them up.

It is theirs, so no audit row tells of it. What they hand in is kept for the admin who looks at it, and no longer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import asyncpg
from pydantic import StringConstraints
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import quest_claims as queries
from synapse.db.queries import quests as quest_queries
from synapse.db.queries.quest_claims import Values
from synapse.db.read import Row, reading, writing
from synapse.engine import quests as engine_quests
from synapse.engine.quests import ClaimState, Step
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import gifts, quests
from synapse.services.checks import Draft, Prose, checked
from synapse.services.quests import Proof, Quest
from synapse.services.texts import say

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Where a member stands with a quest.

    Attributes:
        proof: What they handed in, while somebody has to look at it.
        answer: Why it was sent back, in the admin's words.
    """

    guild_id: int
    quest_id: int
    user_id: int
    state: ClaimState
    claimed_at: datetime
    handed_in_at: datetime | None
    decided_at: datetime | None
    proof: str | None
    answer: str | None

    def values(self, state: ClaimState, **changed: Any) -> Values:  # noqa: ANN401 - fields of any type
        """The claim in another state, as the table has it."""
        names = ("claimed_at", "handed_in_at", "decided_at", "proof", "answer")
        return Values(state=state.value, **{name: getattr(self, name) for name in names} | changed)


class TextProof(Draft):
    """What shows that a quest was done, in words."""

    proof: Annotated[Prose, StringConstraints(min_length=1)]


class LinkProof(Draft):
    """The address of what shows that a quest was done."""

    proof: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^https?://[^\s<>\"\\^`{|}]+$")
    ]


async def claim(engine: AsyncEngine, *, guild_id: int, user_id: int, quest_id: int, now: datetime) -> Claim:
    """Take a quest on, which holds one of its places. To claim what one has claimed changes nothing.

    Raises:
        Conflict: It is closed, over, full or done; or they left or opted out of being tracked.
        NotFound: The guild, the quest or the member is not there.
    """
    async with writing(engine) as connection:
        quest, there = await _locked(connection, guild_id, user_id, quest_id)
        if there is not None and there.state is ClaimState.CLAIMED:
            return there
        _check_way(there, Step.CLAIM)
        season = await quests.running_season(connection, guild_id)
        if why := engine_quests.hindrance(quest.terms, quest.held, now=now, season_id=season):
            raise Conflict(say(f"refused.quest.why.{why.value}"), path=("id",))
        values = Values(state=ClaimState.CLAIMED.value, claimed_at=now)
        return await _put(connection, guild_id, (quest_id, user_id), values)


async def hand_in(
    engine: AsyncEngine, *, guild_id: int, user_id: int, quest_id: int, proof: str | None, now: datetime
) -> Claim:
    """Hand a quest in that one has taken on; again replaces what was handed in before.

    Raises:
        Invalid: The quest wants a proof of another kind.
        Conflict: It was not taken on, is closed, over or done; or they left or opted out of being tracked.
        NotFound: The guild, the quest or the member is not there.
    """
    async with writing(engine) as connection:
        quest, there = await _locked(connection, guild_id, user_id, quest_id)
        state = _check_way(there, Step.HAND_IN)
        season = await quests.running_season(connection, guild_id)
        if why := engine_quests.open_at(quest.terms, now=now, season_id=season):
            raise Conflict(say(f"refused.quest.why.{why.value}"), path=("id",))
        given = _proof(quest, proof)
        assert there is not None  # noqa: S101 - no way leads to a hand-in from nothing
        values = there.values(state, handed_in_at=now, decided_at=None, proof=given, answer=None)
        return await _put(connection, guild_id, (quest_id, user_id), values)


async def give_up(engine: AsyncEngine, *, guild_id: int, user_id: int, quest_id: int, now: datetime) -> Claim:
    """Give a quest up that was not accepted yet: its place is free again, and what was handed in is gone.

    Raises:
        Conflict: There is nothing to give up.
        NotFound: The guild, the quest or the member is not there.
    """
    async with writing(engine) as connection:
        _quest, there = await _locked(connection, guild_id, user_id, quest_id)
        state = _check_way(there, Step.GIVE_UP)
        assert there is not None  # noqa: S101 - as above
        values = Values(state=state.value, claimed_at=there.claimed_at, decided_at=now)
        return await _put(connection, guild_id, (quest_id, user_id), values)


async def of_member(
    engine: AsyncEngine, guild_id: int, user_id: int, quest_ids: Sequence[int] | None = None
) -> Mapping[int, Claim]:
    """A member's claims of these quests, or the newest hundred of any, by the quest's id; one statement."""
    async with reading(engine) as connection:
        rows = await queries.of_member(connection, guild_id, user_id, quest_ids, _MOST)
    return {row["quest_id"]: claim_of(guild_id, row) for row in rows}


def claim_of(guild_id: int, row: Row) -> Claim:
    """The claim that a row describes."""
    values: dict[str, Any] = dict(row)
    return Claim(guild_id=guild_id, **values | {"state": ClaimState(row["state"])})


async def locked(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, quest_id: int
) -> tuple[Quest, Claim | None]:
    """A quest and a member's claim of it, both held until the transaction ends.

    Raises:
        NotFound: There is no such quest in the guild.
    """
    if not await quest_queries.lock(connection, guild_id, quest_id):
        raise NotFound(say("refused.quest.unknown"), path=("id",))
    row = await queries.one(connection, guild_id, quest_id, user_id)
    quest = await quests.one(connection, guild_id, quest_id)
    return quest, None if row is None else claim_of(guild_id, row)


async def _locked(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, quest_id: int
) -> tuple[Quest, Claim | None]:
    found = await locked(connection, guild_id, user_id, quest_id)
    await gifts.member_of(connection, guild_id, user_id)
    return found


def _check_way(there: Claim | None, step: Step) -> ClaimState:
    state = None if there is None else there.state
    reached = engine_quests.after(state, step)
    if reached is None:
        raise Conflict(say(f"refused.quest.state.{state.value if state else 'none'}"), path=("id",))
    return reached


def _proof(quest: Quest, proof: str | None) -> str | None:
    if quest.proof is Proof.NONE:
        if proof and proof.strip():
            raise Invalid(say("refused.quest.proof.none"), path=("proof",))
        return None
    if quest.proof is Proof.LINK:
        try:
            return checked(LinkProof, {"proof": proof or ""}).proof
        except Invalid:
            raise Invalid(say("refused.quest.proof.link"), path=("proof",)) from None
    if not (proof or "").strip():
        raise Invalid(say("refused.quest.proof.text"), path=("proof",))
    return checked(TextProof, {"proof": proof}).proof


async def _put(connection: "asyncpg.Connection[Any]", guild_id: int, whose: tuple[int, int], values: Values) -> Claim:
    quest_id, user_id = whose
    await queries.put(connection, guild_id, quest_id, user_id, values)
    await audit.publish(connection, Notice(Topic.ACTIVITY, guild_id, frozenset({Part.CLAIMS})))
    row = await queries.one(connection, guild_id, quest_id, user_id)
    assert row is not None  # noqa: S101 - it was written a moment ago
    return claim_of(guild_id, row)
