"""What happened before, judged anew by rules that were applied: a part of it in each transaction.

Each step remembers the day before from the journal, as it is by then: whoever goes on after a crash begins where the
last one ended.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import PUBLISH, Listener, Notice, Part, Topic
from synapse.db.queries import achievements as clocks
from synapse.db.queries import applications as queries
from synapse.db.queries import members_sync
from synapse.db.queries.applications import Progress, Rewrite
from synapse.db.read import Row, reading
from synapse.engine.reward import Reward
from synapse.engine.reward_facts import reward_facts
from synapse.engine.rules import Rules
from synapse.services import applied_rules, changes, gifts
from synapse.services.background import Worker
from synapse.services.ingest.memory import LOOK_BACK
from synapse.services.ingest.write import settle_up
from synapse.services.preview import Judge
from synapse.services.retroactive import PARTS, State

SPAN = timedelta(hours=6)
"""How much of the journal is judged in one transaction."""
_RESTORED, _MEMBERS = 2_000, 500
_REWARD = frozenset({"base", "factors", "cuts", "nth_reactor", "counts"})


async def step(engine: AsyncEngine, guild_id: int) -> bool:
    """Do the next part of what is being applied in a guild; False when there is nothing left to do.

    Raises:
        NotFound: The guild is not served.
    """
    async with changes.changing(engine, guild_id) as connection:
        row = await queries.latest(connection, guild_id)
        if row is None or row["state"] == State.DONE:
            return False
        rules = await gifts.rules_of(connection, guild_id)
        progress = await _DO[State(row["state"])](connection, rules, row)
        await queries.advance(connection, guild_id, row["id"], progress)
        notice = Notice(Topic.ACTIVITY, guild_id, frozenset({Part.TOTALS}))
        await connection.execute(PUBLISH, notice.topic.value, notice.payload)
        return True


async def finish(engine: AsyncEngine, guild_id: int) -> None:
    """Do all that is left to do in a guild; others may change it between the steps. Raises as ``step`` does."""
    more = True
    while more:
        more = await step(engine, guild_id)


async def _judge(connection: "asyncpg.Connection[Any]", rules: Rules, row: Row) -> Progress:
    begins = row["reached"]
    ends = min(begins + SPAN, row["until"])
    kept = orjson.loads(row["rules"])
    held = await members_sync.holders(connection, rules.guild_id, kept["roles"]) if kept["roles"] else {}
    roles = {user_id: tuple(set(kept["roles"]).intersection(has)) for user_id, has in held.items()}
    judge = Judge(applied_rules.rules_of(rules, row["rules"]), begins, roles)
    found = [dict(each) for each in await queries.events(connection, rules.guild_id, begins - LOOK_BACK, ends)]
    verdicts = list(judge.verdicts(found))
    wanted = [_rewrite(each, old, new) for each, old, new in verdicts if _differ(old, new)]
    state = State.JUDGING if ends < row["until"] else State.SETTLING
    done = await _written(connection, rules, row["id"], wanted)
    return Progress(state=state, reached=ends, restored_to="", settled_after=0, judged=len(verdicts), **done)


async def _restore(connection: "asyncpg.Connection[Any]", rules: Rules, row: Row) -> Progress:
    found = await queries.rewrites(connection, rules.guild_id, row["restores"], row["restored_to"], _RESTORED)
    wanted = [Rewrite(each["event_key"], each["xp"], each["stars"], each["facts"]) for each in found]
    done = await _written(connection, rules, row["id"], wanted)
    more = len(found) == _RESTORED
    return Progress(
        state=State.RESTORING if more else State.DONE,
        reached=row["until"],
        restored_to=found[-1]["event_key"] if found else row["restored_to"],
        settled_after=0,
        judged=len(found),
        **done,
    )


async def _settle(connection: "asyncpg.Connection[Any]", rules: Rules, row: Row) -> Progress:
    at = await clocks.clock(connection)
    last = await settle_up(connection, rules, after=row["settled_after"], limit=_MEMBERS, at=at)
    state, after = (State.DONE, row["settled_after"]) if last is None else (State.SETTLING, last)
    return Progress(state=state, reached=row["reached"], restored_to="", settled_after=after)


_DO = {State.JUDGING: _judge, State.RESTORING: _restore, State.SETTLING: _settle}


async def _written(
    connection: "asyncpg.Connection[Any]", rules: Rules, application_id: int, wanted: list[Rewrite]
) -> dict[str, int]:
    if not wanted:
        return {}
    zone = rules.settings.time_zone
    return dict(await queries.rewrite(connection, rules.guild_id, application_id, wanted, zone))


def _differ(old: Reward, new: Reward) -> bool:
    """Whether a reward is another one, or came about in another way; whether it counts stays as it was."""
    same = replace(new, counts=old.counts)
    return (old.xp, old.stars) != (new.xp, new.stars) or reward_facts(old) != reward_facts(same)


def _rewrite(row: Mapping[str, Any], old: Reward, new: Reward) -> Rewrite:
    about = {name: value for name, value in orjson.loads(row["facts"]).items() if name not in _REWARD}
    facts = about | reward_facts(replace(new, counts=old.counts))
    return Rewrite(row["event_key"], new.xp, new.stars, orjson.dumps(facts).decode())


async def _unfinished(engine: AsyncEngine) -> list[int]:
    async with reading(engine) as connection:
        return list(await queries.unfinished(connection))


def worker(engine: AsyncEngine, listener: Listener) -> Worker:
    """Does the work in one process, whenever rules are applied to the past."""

    def asks(notice: Notice) -> bool:
        return notice.topic is Topic.CONFIG and notice.parts >= PARTS

    return Worker("applying", engine, listener, pending=_unfinished, finish=finish, asks=asks)
