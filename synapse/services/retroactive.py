"""Applying rules to what happened before: what a preview computes, for good.

One change sets settings and zones, and lets the journal of the last days be judged anew by them, in the background.
Each step rewrites some hours of the journal and moves totals and rollups by the difference, in one transaction; what
the journal said before is kept, so that reverting the change brings it back. How far it came is kept too, and each step
remembers the day before from the journal, as it is by then: whoever goes on after a crash begins where the last one
ended.

What is counted (messages, reactions, minutes) stays as it was. Levels that were reached, with their gold, and
achievements stay as well, whatever becomes of the XP; what the new totals reach is settled at the end, without
announcements.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import asyncpg
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import applications as queries
from synapse.db.queries.applications import Beginning
from synapse.db.read import Row, reading
from synapse.engine.prices import prices_of
from synapse.errors import Conflict, Invalid
from synapse.services import applied_rules, changes, gifts
from synapse.services.audit import Entry
from synapse.services.changes import Actor, Change
from synapse.services.preview import MOST_DAYS
from synapse.services.proposals import Proposal, ZoneProposal, proposed
from synapse.services.texts import say
from synapse.services.webhooks import outbox

log = structlog.get_logger(__name__)

PARTS = frozenset({Part.SETTINGS, Part.ZONES})
"""What of a guild's rules an application changes."""


class State(StrEnum):
    """What is being done: events judged, events restored, what follows settled, nothing any more."""

    JUDGING = "judging"
    RESTORING = "restoring"
    SETTLING = "settling"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Application:
    """Rules that were applied, and how far that came.

    Attributes:
        since: From when on events are judged.
        until: Up to when: the moment of the change.
        total: How many events there are to judge, or to restore.
        judged: How many were.
        changed: How many of them earned something else, or for another reason.
        xp: How much XP more that is in all; may be negative.
        stars: How many stars more.
        restores: The application that this one undoes.
    """

    guild_id: int
    id: int
    state: State
    restores: int | None
    since: datetime
    until: datetime
    total: int
    judged: int
    changed: int
    xp: int
    stars: int
    started_at: datetime
    finished_at: datetime | None

    @property
    def progress(self) -> float:
        """How far it came, from 0 to 1."""
        return 1.0 if self.state is State.DONE else min(self.judged / max(self.total, 1), 0.99)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be applied.

    Attributes:
        settings: Values by key, as for ``settings.update``.
        zones: All multipliers of zones by their number, as for ``zones.update``.
        days: Of how many days events are judged anew.
        retroactive: Whether they are; else the rules only hold from now on.
    """

    settings: Mapping[str, Any] = field(default_factory=dict)
    zones: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    days: int = 7
    retroactive: bool = False


async def apply(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, wish: Wish, now: datetime, reason: str | None = None
) -> Application:
    """Set settings and zones as one change, and begin to judge what happened before by them.

    Raises:
        Invalid: A value is wrong, or there are too many days.
        Conflict: Rules are being applied already.
        NotFound: The guild or a zone is not there.
    """
    if not 1 <= wish.days <= MOST_DAYS:
        raise Invalid(f"Rules are applied to 1 to {MOST_DAYS} days.", path=("days",))
    async with changes.changing(engine, guild_id) as connection:
        await _check_idle(connection, guild_id)
        before = await gifts.rules_of(connection, guild_id)
        proposed(before, Proposal(wish.settings, {zone: ZoneProposal(multipliers=m) for zone, m in wish.zones.items()}))
        fields = applied_rules.wanted(before, wish.settings, wish.zones)
        sides = await applied_rules.put(connection, guild_id, fields)
        rules = await gifts.rules_of(connection, guild_id)
        newly = sorted(prices_of(rules).role_ids - prices_of(before).role_ids)
        beginning = Beginning(
            state=State.JUDGING if wish.retroactive else State.DONE,
            restores=None,
            rules=applied_rules.kept(rules, newly),
            since=now - timedelta(days=wish.days),
            until=now,
        )
        row = await queries.begin(connection, guild_id, beginning)
        after = {**sides[1], "days": wish.days if wish.retroactive else 0}
        change = Change(subject=f"rules:{row['id']}", action="apply", before=sides[0], after=after)
        await changes.record(connection, guild_id, actor, change, PARTS, reason=reason)
        await _tell_of_zones(connection, guild_id, wish.zones)
        return _application(row)


async def undo(
    connection: "asyncpg.Connection[Any]", *, actor: Actor, entry: Entry, reason: str | None, now: datetime
) -> None:
    """Set the fields back, and begin to restore what events earned before.

    Raises:
        Conflict: Rules are being applied, were applied again, or one of the fields was changed after that.
    """
    guild_id, number = entry.guild_id, int(entry.subject.partition(":")[2])
    latest = await _check_idle(connection, guild_id)
    if latest is None or latest.id != number:
        raise Conflict("Rules were applied again after that. Revert the last time first.")
    before, after = dict(entry.before or {}), dict(entry.after or {})
    days = after.pop("days", 0), before.pop("days", 0)
    there = await applied_rules.now(connection, guild_id, after)
    if changed := [name for name in after if there[name] != after[name]]:
        raise Conflict(f"{', '.join(changed)} changed again after that. Set that back by hand first.")
    await applied_rules.put(connection, guild_id, {name: before.get(name) for name in after})
    beginning = Beginning(
        state=State.RESTORING if any(days) else State.DONE, restores=number, rules=None, since=latest.since, until=now
    )
    row = await queries.begin(connection, guild_id, beginning)
    change = Change(
        subject=f"rules:{row['id']}",
        action="revert",
        before={**after, "days": days[0]},
        after={**before, "days": days[1]},
    )
    await changes.record(connection, guild_id, actor, change, PARTS, reason=reason, reverts=entry.id)
    await _tell_of_zones(connection, guild_id, {int(name.split(".")[1]) for name in after if name.startswith("zones.")})


async def latest(engine: AsyncEngine, guild_id: int) -> Application | None:
    """The last application of a guild, None when there was none."""
    async with reading(engine) as connection:
        row = await queries.latest(connection, guild_id)
    return None if row is None else _application(row)


async def _check_idle(connection: "asyncpg.Connection[Any]", guild_id: int) -> Application | None:
    row = await queries.latest(connection, guild_id)
    if row is not None and row["state"] != State.DONE:
        raise Conflict(say("refused.rules.applying"))
    return None if row is None else _application(row)


async def _tell_of_zones(connection: "asyncpg.Connection[Any]", guild_id: int, zones: Iterable[int]) -> None:
    for zone in sorted(zones):
        await outbox.tell_of_change(connection, guild_id, f"zone:{zone}", "update", ({}, {}))


def _application(row: Row) -> Application:
    names = Application.__dataclass_fields__
    return Application(**{name: row[name] for name in names} | {"state": State(row["state"])})
