"""Undoing changes from their audit rows.

A change is undone by setting the fields that it touched to what they were before. That is refused when one
of them was changed again afterwards; fields that the change did not touch are none of its business. What
was created is deactivated, since nothing is ever deleted. The reversal is a change with a row of its own,
which can be undone likewise.
"""

from datetime import datetime
from typing import Any

import asyncpg
import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import audit as queries
from synapse.errors import Conflict, NotFound
from synapse.services import awards, changes, hand_ins, retroactive, seasons, shop_purchases, subjects
from synapse.services.achievements import ACHIEVEMENT
from synapse.services.audit import Entry, entry_of
from synapse.services.boosts import BOOST
from synapse.services.changes import Actor
from synapse.services.imports import applying
from synapse.services.level_roles import LEVEL_ROLES
from synapse.services.quests import QUEST
from synapse.services.settings import SETTINGS
from synapse.services.shop import OFFER
from synapse.services.subjects import Doing, Fields, Subject
from synapse.services.webhooks.registry import WEBHOOK
from synapse.services.zones import ZONE

_KINDS = (ZONE, ACHIEVEMENT, SETTINGS, BOOST, LEVEL_ROLES, WEBHOOK, QUEST, OFFER)
_SUBJECTS: dict[str, Subject] = {subject.kind: subject for subject in _KINDS}
_NEVER = {
    "grant": "An achievement is earned once and kept for good, so this cannot be taken back.",
    "webhook_secret": "A secret that was replaced is not brought back. Rotate it again if it became known.",
    "webhook_delivery": "What was sent cannot be taken back.",
    "guild": "Setting a guild up cannot be undone. Change what it set instead.",
}


async def revert(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, entry_id: int, now: datetime, reason: str | None = None
) -> Entry:
    """Undo a change; returns the entry of the reversal.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        entry_id: The change's row in the audit log.
        now: The present moment.
        reason: Why, for the audit log.

    Raises:
        Conflict: It was undone already, cannot be undone, or what came after makes it wrong; the message says which.
        NotFound: The guild has no such entry.
    """
    async with changes.changing(engine, guild_id) as connection:
        entry = await _entry(connection, guild_id, entry_id)
        if entry.reverted_by is not None:
            raise Conflict("This change was reverted already. Revert the reversal to have it back.")
        kind, _, number = entry.subject.partition(":")
        if kind == "award":
            await awards.undo(connection, actor=actor, entry=entry, reason=reason, now=now)
        elif kind == shop_purchases.PURCHASE:
            await shop_purchases.undo(connection, actor=actor, entry=entry, reason=reason, now=now)
        elif kind == hand_ins.HAND_IN:
            await hand_ins.undo(connection, actor=actor, entry=entry, reason=reason, now=now)
        elif kind == "import":
            await applying.undo(connection, actor=actor, entry=entry, reason=reason)
        elif kind == "rules":
            await retroactive.undo(connection, actor=actor, entry=entry, reason=reason, now=now)
        elif kind == "season":
            await seasons.undo(connection, actor=actor, entry=entry, reason=reason, now=now)
        elif kind in _SUBJECTS:
            doing = Doing(actor=actor, guild_id=guild_id, action="revert", reason=reason, reverts=entry_id)
            await _restore(connection, _SUBJECTS[kind], int(number or 0), entry, doing)
        else:
            raise Conflict(_NEVER.get(kind, "Changes of this kind cannot be reverted."))
        undone = await _entry(connection, guild_id, entry_id)
        return await _entry(connection, guild_id, undone.reverted_by or 0)


async def _entry(connection: "asyncpg.Connection[Any]", guild_id: int, entry_id: int) -> Entry:
    rows = await queries.by_ids(connection, guild_id, [entry_id])
    if not rows:
        raise NotFound("There is no such change in this guild's audit log.", path=("id",))
    return entry_of(rows[0])


async def _restore(
    connection: "asyncpg.Connection[Any]", subject: Subject, number: int, entry: Entry, doing: Doing
) -> None:
    before, after = entry.before or {}, entry.after or {}
    left, wanted = dict(after), {name: before.get(name) for name in after}
    if entry.action == "create":
        # What it took from others goes back to them; the rest stays with what is deactivated.
        left = {"active": True, **{name: after[name] for name in before}}
        wanted = {"active": False, **before}
    now = await subject.read(connection, doing.guild_id, number, left) or {}
    if changed := [name for name in left if now.get(name) != left[name]]:
        raise Conflict(await _what_came_after(connection, entry, changed))
    await subjects.alter(connection, subject, number, wanted, doing)


async def _what_came_after(connection: "asyncpg.Connection[Any]", entry: Entry, changed: list[str]) -> str:
    """Why an entry cannot be undone, naming the change that has to be undone before."""
    fields = ", ".join(changed)
    for row in reversed(await queries.later(connection, entry.guild_id, entry.subject, entry.id)):
        after: Fields = orjson.loads(row["after"] or "{}")
        if after.keys() & set(changed):
            when = f"{row['at']:%Y-%m-%d %H:%M} UTC"
            return f"{fields} changed again after that, last by entry {row['id']} of {when}. Revert that one first."
    return f"{fields} changed again after that, with something else. Set it by hand instead."
