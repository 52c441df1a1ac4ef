"""What can be changed, as fields by name, so that one function makes every change and another undoes any.

A subject's fields are flat: a zone's channel 5 is the field ``channels.5``, whose value is the zone that
the channel is in. An audit row holds the fields that a change touched, before and after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import asyncpg

from synapse.db.notify import Part
from synapse.services import changes
from synapse.services.changes import Actor, Change

Fields = Mapping[str, Any]


class Subject(Protocol):
    """A kind of thing that admins change."""

    kind: str
    parts: frozenset[Part]

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        """The values of these fields now, plain JSON; None when there is no such thing in the guild."""
        ...

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        """Set these fields; the values were checked, or were there before.

        Raises:
            Conflict: They do not fit what is there now.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """Who does what, and why.

    Attributes:
        actor: Who.
        guild_id: Where.
        action: What, as a verb.
        reason: Why, in their words.
        reverts: The audit row that is undone by it.
    """

    actor: Actor
    guild_id: int
    action: str
    reason: str | None = None
    reverts: int | None = None


async def alter(
    connection: "asyncpg.Connection[Any]", subject: Subject, number: int, wanted: Fields, doing: Doing
) -> int | None:
    """Set fields of something that is there, with audit row and notice; None when all of them were so already."""
    now = await subject.read(connection, doing.guild_id, number, wanted) or {}
    changed = {name: value for name, value in wanted.items() if now.get(name) != value}
    if not changed:
        return None
    await subject.apply(connection, doing.guild_id, number, changed)
    before = {name: now.get(name) for name in changed}
    return await note(connection, subject, number, Sides(before, changed), doing)


@dataclass(frozen=True, slots=True)
class Sides:
    """The fields before a change and after it; ``before`` is None for something new."""

    before: Fields | None
    after: Fields


async def note(connection: "asyncpg.Connection[Any]", subject: Subject, number: int, sides: Sides, doing: Doing) -> int:
    """Audit row and notice of a change that was made in this transaction; returns the row's id."""
    change = Change(subject=name_of(subject, number), action=doing.action, before=sides.before, after=sides.after)
    return await changes.record(
        connection,
        doing.guild_id,
        doing.actor,
        change,
        subject.parts,
        reason=doing.reason,
        reverts=doing.reverts,
    )


def name_of(subject: Subject, number: int) -> str:
    """What the audit log calls it; what a guild has one of, like its settings, has no number."""
    return f"{subject.kind}:{number}" if number else subject.kind
