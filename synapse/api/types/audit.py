"""The audit log; the values are the audit service's, with cursors."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging
from synapse.api.context import Context
from synapse.api.types.members import Member
from synapse.api.types.relay import PageInfo, resolved
from synapse.api.types.scalars import JSON, Snowflake
from synapse.errors import Invalid
from synapse.services import audit, audit_names, members

_LIST = "audit"
_ENTRY = "AuditEntry"
_GREATEST = 2**53 - 1
_Parent = strawberry.Parent[audit.Entry]


@dataclass(frozen=True, slots=True)
class Side:
    """One field of a change."""

    field: str
    before: Any
    after: Any


@strawberry.type
class FieldChange:
    """One field of a change; the value is ``Side``."""

    field: str
    before: JSON | None
    after: JSON | None


def _id(root: _Parent) -> strawberry.ID:
    return _entry_id(root.guild_id, root.id)


def _entry_id(guild_id: int, number: int) -> strawberry.ID:
    return strawberry.ID(ids.pack(_ENTRY, guild_id, number))


async def _actor(root: _Parent, info: Info[Context, None]) -> members.Member | None:
    return None if root.actor_id is None else await info.context.loaders.member(root.guild_id, root.actor_id)


async def _member(root: _Parent, info: Info[Context, None]) -> members.Member | None:
    user_id = root.recipient
    return None if user_id is None else await info.context.loaders.member(root.guild_id, user_id)


def _changes(root: _Parent) -> list[Side]:
    before, after = root.before or {}, root.after or {}
    names = list(dict.fromkeys([*after, *before]))
    return [Side(name, exact(before.get(name)), exact(after.get(name))) for name in names]


def exact(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The same JSON with whole numbers that JavaScript would round, such as Discord's ids, as strings."""
    if isinstance(value, int) and abs(value) > _GREATEST:
        return str(value)
    if isinstance(value, Mapping):
        return {key: exact(each) for key, each in value.items()}
    return [exact(each) for each in value] if isinstance(value, list) else value


def _reverts(root: _Parent) -> strawberry.ID | None:
    return None if root.reverts is None else _entry_id(root.guild_id, root.reverts)


def _reverted_by(root: _Parent) -> strawberry.ID | None:
    return None if root.reverted_by is None else _entry_id(root.guild_id, root.reverted_by)


@dataclass(frozen=True, slots=True)
class Called:
    """What something is called."""

    ref: str
    name: str


async def _names(root: _Parent, info: Info[Context, None]) -> list[Called]:
    refs = sorted(audit_names.refs_of(root))
    found = await asyncio.gather(*map(info.context.loaders.name, refs))
    return [Called(f"{ref.kind}:{ref.number}", name) for ref, name in zip(refs, found, strict=True) if name]


@strawberry.type
class AuditName:
    """What something is called; the value is ``Called``."""

    ref: str
    name: str


@strawberry.type
class AuditEntry:
    """One change; the value is ``audit.Entry``."""

    id: strawberry.ID = resolved(_id)
    at: datetime
    actor_id: Snowflake | None
    actor: Member | None = resolved(_actor)
    action: str
    subject: str
    member: Member | None = resolved(_member)
    changes: list[FieldChange] = resolved(_changes)
    names: list[AuditName] = resolved(_names)
    reason: str | None
    address: str | None
    reverts: strawberry.ID | None = resolved(_reverts)
    reverted_by: strawberry.ID | None = resolved(_reverted_by)


@strawberry.type
class AuditEdge:
    """An entry with its cursor; the value is ``EntryEdge``."""

    cursor: str
    node: AuditEntry


@strawberry.type
class AuditConnection:
    """A page; the value is ``AuditPage``."""

    edges: list[AuditEdge]
    nodes: list[AuditEntry]
    page_info: PageInfo


@dataclass(frozen=True, slots=True)
class EntryEdge:
    """An entry of the log with its cursor."""

    cursor: str
    node: audit.Entry


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the log as a connection shows it."""

    page: audit.Page

    @property
    def nodes(self) -> tuple[audit.Entry, ...]:
        """The entries."""
        return self.page.entries

    @property
    def edges(self) -> list[EntryEdge]:
        """The entries with their cursors."""
        return [EntryEdge(paging.cursor(_LIST, entry.id), entry) for entry in self.page.entries]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        edges = self.edges
        return paging.PageInfo(
            self.page.has_next,
            self.page.has_previous,
            edges[0].cursor if edges else None,
            edges[-1].cursor if edges else None,
        )


def place_of(text: str | None, argument: str) -> int | None:
    """The entry that a cursor of the log stands at.

    Raises:
        Invalid: The text is no cursor of the log.
    """
    place = paging.place_of(text, argument, _LIST, 1)
    return place[0] if place else None


def numbers_of_entry(text: str) -> tuple[int, int]:
    """The guild and the number of an entry's id.

    Raises:
        Invalid: It is no such id.
    """
    try:
        name, guild_id, number = ids.unpack(text)
    except ValueError:
        name, guild_id, number = "", "", ""
    if name != _ENTRY:
        raise Invalid("This is not the id of an entry of the audit log.", path=("id",))
    return int(guild_id), int(number)
