"""Writing what a person gives or takes through the pipeline's own path, within the caller's transaction."""

from datetime import datetime
from typing import Any

import asyncpg

from synapse.db.queries import purses as queries
from synapse.db.read import Row
from synapse.engine.decide import Decision
from synapse.engine.events import GoldSpent
from synapse.engine.grants import Granted, granted
from synapse.engine.rules import Rules
from synapse.errors import Conflict, NotFound
from synapse.services import rules as rulebook
from synapse.services.ingest.write import write
from synapse.services.texts import say


async def rules_of(connection: "asyncpg.Connection[Any]", guild_id: int) -> Rules:
    """The guild's rules as this transaction sees them.

    Raises:
        NotFound: The guild is not served, or was never set up.
    """
    rules = await rulebook.current(connection, guild_id)
    if rules is None:
        raise NotFound(say("refused.guild"), path=("guild_id",))
    return rules


async def hand_over(
    connection: "asyncpg.Connection[Any]", rules: Rules, event: Granted, *, zone_id: int | None = None
) -> None:
    """Write an event that pays or costs something, with all that follows: totals, levels, achievements, outbox.

    It counts for a zone if one is given.
    """
    await write(connection, rules, {}, [Decision(event, granted(event, rules), zone_id)])


async def move_gold(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, gold: int, *, key: str, now: datetime
) -> None:
    """Give a member gold that they had spent or lost, or take it for less than 0; the key makes it happen once.

    Raises:
        NotFound: The guild never saw the member.
        Conflict: They left or opted out, or have less than is to be taken.
    """
    member = await member_of(connection, guild_id, user_id)
    if not gold:
        return
    if member["gold"] + gold < 0:
        raise Conflict(say("refused.award.gold_gone", gold=member["gold"], back=-gold))
    event = GoldSpent(
        guild_id=guild_id,
        user_id=user_id,
        occurred_at=now,
        idempotency_key=key,
        gold=-gold,
        purpose="taken_back" if gold < 0 else "given_back",
    )
    await hand_over(connection, await rules_of(connection, guild_id), event)


async def member_of(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int) -> Row:
    """A member who can be given something, locked until the transaction ends.

    Raises:
        NotFound: The guild never saw them, or they are a bot.
        Conflict: They left, or they opted out of being tracked.
    """
    row = await queries.member(connection, guild_id, user_id) if user_id < 2**63 else None
    if row is None or row["is_bot"]:
        raise NotFound(say("refused.member.unknown"), path=("user_id",))
    if row["left_at"] is not None:
        raise Conflict(say("refused.member.left"), path=("user_id",))
    if not row["tracked"]:
        raise Conflict(say("refused.member.untracked"), path=("user_id",))
    return row
