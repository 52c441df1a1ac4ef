"""Applying an import, and undoing it whole."""

from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import imports as queries
from synapse.engine.levels import thresholds
from synapse.errors import Conflict
from synapse.services import changes, gifts
from synapse.services.audit import Entry
from synapse.services.changes import Actor, Change
from synapse.services.imports.found import Source
from synapse.services.imports.planning import Choice, Import, State, curve_after, one, plan_of
from synapse.services.settings import SETTINGS
from synapse.services.subjects import Fields

NAMES = {
    Source.MEE6: "MEE6",
    Source.LURKR: "Lurkr",
    Source.AMARI: "Amari",
    Source.POLARIS: "Polaris",
    Source.LEVEL_UP: "LevelUp",
    Source.EXPERIENCED: "Experienced",
    Source.TATSU: "Tatsu",
    Source.UNBELIEVA_BOAT: "UnbelievaBoat",
    Source.CSV: "a table",
}
_PARTS = frozenset({Part.SETTINGS, Part.ACHIEVEMENTS, Part.AUDIT})
_MOVED = Part.MEMBERS


async def apply(engine: AsyncEngine, *, actor: Actor, guild_id: int, number: int, choice: Choice) -> Import:
    """Book an import's totals and take over the chosen settings, as one change.

    Boards of seasons do not move. Levels that members have now count as reached, without gold and without
    announcement; achievements that they pass are awarded in the background.

    Raises:
        Conflict: It was applied before, or one of the settings does not fit here.
        NotFound: There is no such import, or the guild is not served.
    """
    async with changes.changing(engine, guild_id) as connection:
        found = await one(connection, guild_id, number)
        if found.state is not State.READ:
            raise Conflict("This import was applied before. Upload the file again to apply it once more.")
        rules = await gifts.rules_of(connection, guild_id)
        settings = await _take(connection, found, choice)
        season_id, at = await queries.history_season(connection, guild_id, f"Before: {NAMES[found.source]} {number}")
        await plan_of(found, rules, choice).book(connection, season_id, at)
        user_ids = await queries.booked(connection, guild_id, number)
        time_zone = rules.settings.time_zone
        await queries.move(connection, guild_id, number, sign=1, at=at, time_zone=time_zone)
        levels = thresholds(curve_after(found, rules, choice))
        await queries.reach_levels(connection, guild_id, user_ids, levels, season_id=season_id, number=number, at=at)
        await queries.recount(connection, guild_id, number, user_ids, season_id=season_id, at=at, time_zone=time_zone)
        await queries.drop_rows(connection, guild_id, number)
        await queries.put(connection, guild_id, number, State.APPLIED, season_id, at)
        await queries.award_all(connection, guild_id)
        after = {
            "state": "applied",
            "source": found.source.value,
            "members": len(user_ids),
            "keep": choice.keep.value,
            "meeting": choice.meeting.value,
            **settings["after"],
        }
        change = Change(f"import:{number}", "apply", {"state": "read", **settings["before"]}, after)
        await _record(connection, actor, guild_id, change)
        return await one(connection, guild_id, number)


async def undo(connection: "asyncpg.Connection[Any]", *, actor: Actor, entry: Entry, reason: str | None) -> None:
    """Take an import back: its totals, the levels that followed from it alone, and the settings that came with it.

    Gold that a member spent meanwhile stays, achievements too: they are earned once and kept for good. A setting that
    was changed again since stays as it is.

    Raises:
        Conflict: The entry is itself a reversal: the file's people are not kept, so it has to be uploaded again.
    """
    guild_id, number = entry.guild_id, int(entry.subject.partition(":")[2])
    row = await queries.one(connection, guild_id, number)
    if entry.action != "apply" or row is None or row["state"] != State.APPLIED:
        raise Conflict("This import was undone. Upload the file again to apply it once more.")
    rules = await gifts.rules_of(connection, guild_id)
    user_ids = await queries.booked(connection, guild_id, number)
    at, time_zone = row["at"], rules.settings.time_zone
    await queries.move(connection, guild_id, number, sign=-1, at=at, time_zone=time_zone)
    await queries.unbook(connection, guild_id, number, user_ids)
    await queries.recount(
        connection, guild_id, number, user_ids, season_id=row["season_id"], at=at, time_zone=time_zone
    )
    settings = await _give_back(connection, entry)
    await queries.put(connection, guild_id, number, State.UNDONE)
    change = Change(
        entry.subject,
        "revert",
        {"state": "applied", **settings["before"]},
        {"state": "undone", **settings["after"]},
    )
    await _record(connection, actor, guild_id, change, reason=reason, reverts=entry.id)


async def _record(
    connection: "asyncpg.Connection[Any]",
    actor: Actor,
    guild_id: int,
    change: Change,
    *,
    reason: str | None = None,
    reverts: int | None = None,
) -> None:
    await changes.record(connection, guild_id, actor, change, _PARTS, reason=reason, reverts=reverts)
    await audit.publish(connection, Notice(Topic.ACTIVITY, guild_id, frozenset({_MOVED})))


async def _take(connection: "asyncpg.Connection[Any]", found: Import, choice: Choice) -> dict[str, Fields]:
    wanted = {offer.key: offer.value for offer in found.offers if offer.what in choice.take}
    return await _set(connection, found.guild_id, wanted)


async def _give_back(connection: "asyncpg.Connection[Any]", entry: Entry) -> dict[str, Fields]:
    before, after = entry.before or {}, entry.after or {}
    keys = [key for key in before if key != "state"]
    now = await SETTINGS.read(connection, entry.guild_id, 0, keys) or {}
    return await _set(connection, entry.guild_id, {key: before[key] for key in keys if now.get(key) == after[key]})


async def _set(connection: "asyncpg.Connection[Any]", guild_id: int, wanted: Fields) -> dict[str, Fields]:
    now = await SETTINGS.read(connection, guild_id, 0, wanted) or {}
    changed = {key: value for key, value in wanted.items() if now.get(key) != value}
    if changed:
        await SETTINGS.apply(connection, guild_id, 0, changed)
    return {"before": {key: now.get(key) for key in changed}, "after": changed}
