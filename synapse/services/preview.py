"""What if: what the last days would have earned under other rules. Nothing is written.

Only what comes in from Discord is judged again (messages, reactions, threads, voice); levels, achievements and
awards are left out on both sides.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import journal as queries
from synapse.db.queries import members_sync
from synapse.db.read import Row, reading
from synapse.engine import facts
from synapse.engine.decide import decide, remember
from synapse.engine.events import EventKind
from synapse.engine.prices import prices_of
from synapse.engine.reward import Cut, Reward
from synapse.engine.rules import Rules
from synapse.engine.windows import Windows
from synapse.errors import Invalid
from synapse.services.ingest.memory import LOOK_BACK
from synapse.services.proposals import Proposal, proposed

MOST_DAYS = 90
MOST_EVENTS = 200_000
"""More than this would keep the process from answering others for too long."""

_CHUNK = 500


@dataclass(slots=True)
class Earnings:
    """What was earned, and what would have been."""

    xp: int = 0
    stars: int = 0
    new_xp: int = 0
    new_stars: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """The outcome for the guild and for each member who did anything; ``events`` were judged."""

    since: datetime
    events: int
    total: Earnings
    members: Mapping[int, Earnings]


async def preview(engine: AsyncEngine, rules: Rules, proposal: Proposal, *, days: int, now: datetime) -> Preview:
    """Judge the events of the last days again.

    The day before is remembered as it was judged then, so that the first events meet the right windows.

    Args:
        engine: The database.
        rules: The rules of this moment.
        proposal: What would be different.
        days: How many days back, at most 90.
        now: The present moment.

    Raises:
        Invalid: A value is wrong, or there are too many days or events.
        NotFound: A zone is not there.
    """
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(f"A preview covers 1 to {MOST_DAYS} days.", path=("days",))
    wanted = proposed(rules, proposal)
    newly = prices_of(wanted).role_ids - prices_of(rules).role_ids
    judge = Judge(wanted, now - timedelta(days=days), await _holders(engine, rules.guild_id, newly))
    async for chunk in _journal(engine, rules.guild_id, judge.since - LOOK_BACK):
        judge.judge([dict(row) for row in chunk])
        if judge.events > MOST_EVENTS:
            raise Invalid(f"That is more than {MOST_EVENTS:,} events. Choose fewer days.", path=("days",))
        await asyncio.sleep(0)
    return Preview(judge.since, judge.events, judge.total, judge.members)


class Judge:
    """Judges journal rows, which come in order of time, by other rules.

    The journal tells which roles mattered then. Of roles that matter only by the other rules it tells nothing:
    there ``roles_now`` stands for then.
    """

    def __init__(self, rules: Rules, since: datetime, roles_now: Mapping[int, tuple[int, ...]] | None = None) -> None:
        self.since = since
        self.events = 0
        self.total = Earnings()
        self.members: dict[int, Earnings] = {}
        self._rules = rules
        self._roles_now = roles_now or {}
        self._windows = Windows()

    def judge(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Judge some rows; what happened before ``since`` is only remembered."""
        for row, reward, new in self.verdicts(rows):
            self.events += 1
            for earnings in (self.total, self.members.setdefault(row["user_id"], Earnings())):
                _add(earnings, reward, new)

    def verdicts(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Reward, Reward]]:
        """Each row of some that happened since then, with what it earned and what it earns by these rules."""
        for row in rows:
            event, reward = facts.read(self._rules.guild_id, row)
            if event.occurred_at < self.since:
                remember(event, reward, self._windows)
                continue
            # The journal does not say who wrote what somebody reacted to, only that it was their own.
            own = event.kind is EventKind.REACTION_GIVEN and Cut.OWN_REACTION in reward.cut_by
            role_ids = (*facts.roles(row), *self._roles_now.get(event.user_id, ()))
            yield row, reward, reward if own else decide(event, self._rules, self._windows, role_ids).reward
        self._windows.forget(self._windows.mark())


def _add(earnings: Earnings, reward: Reward, new: Reward) -> None:
    earnings.xp += reward.xp
    earnings.stars += reward.stars
    earnings.new_xp += new.xp
    earnings.new_stars += new.stars


async def _holders(engine: AsyncEngine, guild_id: int, roles: frozenset[int]) -> dict[int, tuple[int, ...]]:
    """Which of these roles members have now."""
    if not roles:
        return {}
    async with reading(engine) as connection:
        found = await members_sync.holders(connection, guild_id, list(roles))
    return {user_id: tuple(roles.intersection(held)) for user_id, held in found.items()}


async def _journal(engine: AsyncEngine, guild_id: int, since: datetime) -> AsyncIterator[list[Row]]:
    async with reading(engine, snapshot=True) as connection:
        async for chunk in queries.recorded_since(connection, guild_id, since, _CHUNK):
            yield chunk
