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
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any

import asyncpg
import orjson
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import PUBLISH, Listener, Notice, Part, Topic
from synapse.db.queries import achievements as clocks
from synapse.db.queries import applications as queries
from synapse.db.queries import members_sync
from synapse.db.queries.applications import Beginning, Progress, Rewrite
from synapse.db.read import Row, reading
from synapse.engine.prices import prices_of
from synapse.engine.reward import Reward
from synapse.engine.reward_facts import reward_facts
from synapse.engine.rules import Rules, Zone
from synapse.engine.settings import GuildSettings
from synapse.errors import Conflict, Invalid
from synapse.services import changes, gifts
from synapse.services.audit import Entry
from synapse.services.background import Worker
from synapse.services.changes import Actor, Change
from synapse.services.ingest.memory import LOOK_BACK
from synapse.services.ingest.write import settle_up
from synapse.services.preview import MOST_DAYS, Judge
from synapse.services.proposals import Proposal, ZoneProposal, proposed
from synapse.services.setting_fields import plain
from synapse.services.settings import SETTINGS, patched
from synapse.services.texts import say
from synapse.services.webhooks import outbox
from synapse.services.zones import ZONE, multiplier_fields

log = structlog.get_logger(__name__)

SPAN = timedelta(hours=6)
"""How much of the journal is judged in one transaction."""
_RESTORED, _MEMBERS = 2_000, 500
_PARTS = frozenset({Part.SETTINGS, Part.ZONES})
_REWARD = frozenset({"base", "factors", "cuts", "nth_reactor", "counts"})


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
        fields = _fields(before, wish)
        sides = await _set(connection, guild_id, fields)
        rules = await gifts.rules_of(connection, guild_id)
        newly = sorted(prices_of(rules).role_ids - prices_of(before).role_ids)
        beginning = Beginning(
            state=State.JUDGING if wish.retroactive else State.DONE,
            restores=None,
            rules=_kept(rules, newly),
            since=now - timedelta(days=wish.days),
            until=now,
        )
        row = await queries.begin(connection, guild_id, beginning)
        after = {**sides[1], "days": wish.days if wish.retroactive else 0}
        change = Change(subject=f"rules:{row['id']}", action="apply", before=sides[0], after=after)
        await changes.record(connection, guild_id, actor, change, _PARTS, reason=reason)
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
    there = await _now(connection, guild_id, after)
    if changed := [name for name in after if there[name] != after[name]]:
        raise Conflict(f"{', '.join(changed)} changed again after that. Set that back by hand first.")
    await _set(connection, guild_id, {name: before.get(name) for name in after})
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
    await changes.record(connection, guild_id, actor, change, _PARTS, reason=reason, reverts=entry.id)
    await _tell_of_zones(connection, guild_id, {int(name.split(".")[1]) for name in after if name.startswith("zones.")})


async def latest(engine: AsyncEngine, guild_id: int) -> Application | None:
    """The last application of a guild, None when there was none."""
    async with reading(engine) as connection:
        row = await queries.latest(connection, guild_id)
    return None if row is None else _application(row)


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
    judge = Judge(_rules_of(rules, kept), begins, roles)
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


def _fields(rules: Rules, wish: Wish) -> dict[str, Any]:
    """What is to be set, by flat names: ``settings.KEY`` and ``zones.NUMBER.multipliers.KIND``."""
    settings = patched(rules.settings, wish.settings)
    found = {f"settings.{key}": plain(key, attrgetter(key)(settings)) for key in wish.settings}
    for zone, multipliers in wish.zones.items():
        found |= {f"zones.{zone}.{name}": value for name, value in multiplier_fields(multipliers).items()}
    return found


async def _now(connection: "asyncpg.Connection[Any]", guild_id: int, names: Mapping[str, Any]) -> dict[str, Any]:
    """The values that these fields have."""
    found: dict[str, Any] = {}
    for prefix, subject, number, own in _grouped(names):
        there = await subject.read(connection, guild_id, number, own) or {}
        found |= {f"{prefix}{name}": there.get(name) for name in own}
    return found


async def _set(
    connection: "asyncpg.Connection[Any]", guild_id: int, wanted: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set fields; returns those that changed, before and after."""
    now = await _now(connection, guild_id, wanted)
    changed = {name: value for name, value in wanted.items() if now[name] != value}
    for _prefix, subject, number, own in _grouped(changed):
        await subject.apply(connection, guild_id, number, own)
    return {name: now[name] for name in changed}, changed


def _grouped(fields: Mapping[str, Any]) -> list[tuple[str, Any, int, dict[str, Any]]]:
    """Fields by whose they are: prefix, subject, its number, and its own fields."""
    found: dict[str, tuple[str, Any, int, dict[str, Any]]] = {}
    for name, value in fields.items():
        kind, _, rest = name.partition(".")
        number, _, own = rest.partition(".") if kind == "zones" else ("0", "", rest)
        prefix = f"zones.{number}." if kind == "zones" else "settings."
        subject = ZONE if kind == "zones" else SETTINGS
        found.setdefault(prefix, (prefix, subject, int(number), {}))[3][own] = value
    return list(found.values())


def _kept(rules: Rules, roles: list[int]) -> str:
    """The settings and zones that are judged by, whatever becomes of them meanwhile."""
    zones = {
        str(zone.id): {kind.name.lower(): {"xp": str(each.xp), "stars": str(each.stars)} for kind, each in own.items()}
        for zone in rules.zones.values()
        for own in (zone.multipliers,)
    }
    channels = {str(channel): zone for channel, zone in rules.zone_of_channel.items()}
    settings = rules.settings.model_dump(mode="json")
    return orjson.dumps({"settings": settings, "zones": zones, "channels": channels, "roles": roles}).decode()


def _rules_of(rules: Rules, kept: Mapping[str, Any]) -> Rules:
    there = replace(
        rules,
        settings=GuildSettings.model_validate(kept["settings"]),
        zones={int(number): Zone(int(number), "", {}) for number in kept["zones"]},
        zone_of_channel={int(channel): zone for channel, zone in kept["channels"].items()},
    )
    zones = {int(number): ZoneProposal(multipliers=own, name="-") for number, own in kept["zones"].items()}
    return proposed(there, Proposal({}, zones))


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


async def _unfinished(engine: AsyncEngine) -> list[int]:
    async with reading(engine) as connection:
        return list(await queries.unfinished(connection))


def worker(engine: AsyncEngine, listener: Listener) -> Worker:
    """Does the work in one process, whenever rules are applied to the past."""

    def asks(notice: Notice) -> bool:
        return notice.topic is Topic.CONFIG and notice.parts >= _PARTS

    return Worker("applying", engine, listener, pending=_unfinished, finish=finish, asks=asks)
