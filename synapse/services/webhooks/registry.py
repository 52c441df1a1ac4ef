"""Webhooks as admins see and change them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import asyncpg
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import webhooks as queries
from synapse.db.queries.webhooks import Window
from synapse.db.read import Row, reading
from synapse.errors import Conflict, NotFound
from synapse.services import changes, subjects, versions
from synapse.services.changes import Actor, Change
from synapse.services.checks import Draft, Words, checked
from synapse.services.credentials import Keys
from synapse.services.subjects import Doing, Fields, Sides
from synapse.services.versions import Versions
from synapse.services.webhooks import signing
from synapse.services.webhooks.addresses import Allowed
from synapse.services.webhooks.outbox import TEST, WebhookEvent

__all__ = ["Webhook", "Window", "create", "rotate", "update", "webhooks"]

MOST = 20
"""The most webhooks that a guild can have."""
OVERLAP = timedelta(hours=24)
"""How long the secret before a rotation signs too."""


@dataclass(frozen=True, slots=True)
class Office:
    """What webhooks are made with.

    Attributes:
        keys: What secrets are derived from.
        allowed: Which addresses may be used.
    """

    keys: Keys = field(repr=False)
    allowed: Allowed = field(default_factory=Allowed)


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook; ``version`` counts its changes, and the secret before signs too until ``previous_until``."""

    guild_id: int
    id: int
    url: str
    description: str
    events: tuple[WebhookEvent, ...]
    active: bool
    version: int
    created_at: datetime
    previous_until: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A webhook with its secret, which is shown once and can be rotated, never read."""

    webhook: Webhook
    secret: str = field(repr=False)


class WebhookDraft(Draft):
    """A webhook as somebody wants it."""

    url: str = Field(max_length=2_000)
    description: Words = ""
    events: tuple[WebhookEvent, ...] = Field(min_length=1, max_length=len(WebhookEvent))


class WebhookPatch(WebhookDraft):
    """The fields that somebody wants to change; what is not given stays."""

    url: str = Field("", max_length=2_000)
    events: tuple[WebhookEvent, ...] = Field((), min_length=1, max_length=len(WebhookEvent))
    active: bool = True


async def webhooks(engine: AsyncEngine, guild_id: int) -> list[Webhook]:
    """The webhooks of a guild, without deleted ones, in the order in which they were made."""
    async with reading(engine) as connection:
        rows = await queries.webhooks(connection, guild_id)
    return [_webhook(row) for row in rows if not row["removed"]]


async def webhook(engine: AsyncEngine, guild_id: int, number: int) -> Webhook | None:
    """One webhook of a guild; None when it has none with this number, or it was deleted."""
    async with reading(engine) as connection:
        rows = await queries.webhooks(connection, guild_id, number)
    return next((_webhook(row) for row in rows if not row["removed"]), None)


async def create(
    engine: AsyncEngine,
    office: Office,
    *,
    actor: Actor,
    guild_id: int,
    values: Mapping[str, Any],
    reason: str | None = None,
) -> Shown:
    """Make a webhook; the secret is returned here and never again.

    Raises:
        Invalid: A value is wrong, or the address may not be used.
        Conflict: The guild has as many as it can have.
        NotFound: The guild is not there.
    """
    draft = checked(WebhookDraft, values)
    fields = {"url": office.allowed.check(draft.url), "description": draft.description, "events": _names(draft.events)}
    async with changes.changing(engine, guild_id) as connection:
        there = [row for row in await queries.webhooks(connection, guild_id) if not row["removed"]]
        if len(there) >= MOST:
            raise Conflict(f"A guild has {MOST} webhooks at most. Delete one that is not used any more.")
        salt = signing.new_salt()
        number = await queries.insert(connection, guild_id, fields, salt)
        secret = await _know(connection, office, guild_id, number, salt)
        doing = Doing(actor=actor, guild_id=guild_id, action="create", reason=reason)
        await subjects.note(connection, WEBHOOK, number, Sides(None, {**fields, "active": True}), doing)
        return Shown(await _one(connection, guild_id, number), secret)


async def update(
    engine: AsyncEngine,
    office: Office,
    *,
    actor: Actor,
    guild_id: int,
    webhook_id: int,
    version: int,
    values: Mapping[str, Any],
    reason: str | None = None,
) -> Webhook:
    """Change some fields of a webhook. While it is not active, nothing is put into its outbox and nothing sent.

    Raises:
        Invalid: A value is wrong, or the address may not be used.
        Outdated: Somebody else changed it.
        NotFound: The guild or the webhook is not there.
    """
    patch = checked(WebhookPatch, values)
    wanted: dict[str, Any] = {name: getattr(patch, name) for name in patch.model_fields_set}
    if "url" in wanted:
        wanted["url"] = office.allowed.check(patch.url)
    if "events" in wanted:
        wanted["events"] = _names(patch.events)
    async with changes.changing(engine, guild_id) as connection:
        await _check(connection, guild_id, webhook_id, version)
        doing = Doing(actor=actor, guild_id=guild_id, action="update", reason=reason)
        await subjects.alter(connection, WEBHOOK, webhook_id, wanted, doing)
        return await _one(connection, guild_id, webhook_id)


async def delete(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, webhook_id: int, version: int, reason: str | None = None
) -> Webhook:
    """Take a webhook out of use and out of sight; the change can be reverted.

    Raises:
        Outdated: Somebody else changed it.
        NotFound: The guild or the webhook is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        await _check(connection, guild_id, webhook_id, version)
        doing = Doing(actor=actor, guild_id=guild_id, action="delete", reason=reason)
        await subjects.alter(connection, WEBHOOK, webhook_id, {"removed": True}, doing)
        [row] = await queries.webhooks(connection, guild_id, webhook_id)
        return _webhook(row)


async def rotate(
    engine: AsyncEngine,
    office: Office,
    *,
    actor: Actor,
    guild_id: int,
    webhook_id: int,
    version: int,
    reason: str | None = None,
) -> Shown:
    """Give a webhook another secret; the one before signs beside it for ``OVERLAP``.

    Raises:
        Outdated: Somebody else changed it.
        NotFound: The guild or the webhook is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        await _check(connection, guild_id, webhook_id, version)
        salt = signing.new_salt()
        await queries.rotate(connection, guild_id, webhook_id, salt, OVERLAP)
        secret = await _know(connection, office, guild_id, webhook_id, salt)
        change = Change(subject=f"webhook_secret:{webhook_id}", action="rotate")
        await changes.record(connection, guild_id, actor, change, WEBHOOK.parts, reason=reason)
        return Shown(await _one(connection, guild_id, webhook_id), secret)


async def send_test(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, webhook_id: int, reason: str | None = None
) -> int:
    """Send a webhook an event that says nothing; returns the delivery's id.

    Raises:
        Conflict: The webhook is not active.
        NotFound: The guild or the webhook is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        _check_active(await _one(connection, guild_id, webhook_id))
        delivery_id = await queries.tell_one(connection, guild_id, webhook_id, TEST)
        change = Change(subject=f"webhook_delivery:{delivery_id}", action="test", after={"webhook": webhook_id})
        await changes.record(connection, guild_id, actor, change, WEBHOOK.parts, reason=reason)
        return delivery_id


async def redeliver(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, delivery_id: int, reason: str | None = None
) -> None:
    """Deliver something again, under the same message id, whatever came of it before.

    Raises:
        Conflict: The webhook is not active.
        NotFound: The guild, the delivery or its webhook is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        row = await queries.delivery(connection, guild_id, delivery_id)
        if row is None:
            raise NotFound("There is no such delivery. They are kept for 30 days.", path=("id",))
        _check_active(await _one(connection, guild_id, row["webhook_id"]))
        await queries.deliver_again(connection, guild_id, delivery_id)
        change = Change(
            subject=f"webhook_delivery:{delivery_id}", action="redeliver", after={"webhook": row["webhook_id"]}
        )
        await changes.record(connection, guild_id, actor, change, WEBHOOK.parts, reason=reason)


async def stop_gone(engine: AsyncEngine, guild_id: int, webhook_id: int) -> None:
    """Deactivate a webhook whose receiver says that it is gone for good."""
    async with changes.changing(engine, guild_id) as connection:
        doing = Doing(
            actor=Actor(None), guild_id=guild_id, action="update", reason="The receiver answered 410: gone for good."
        )
        await subjects.alter(connection, WEBHOOK, webhook_id, {"active": False}, doing)


class _WebhookSubject:
    """A webhook's fields, as its columns are called."""

    kind = "webhook"
    parts = frozenset({Part.WEBHOOKS})

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        rows = await queries.webhooks(connection, guild_id, number)
        return {name: rows[0][name] for name in names} if rows else None

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        await queries.save(connection, guild_id, number, fields)


WEBHOOK = _WebhookSubject()


def _names(events: Sequence[WebhookEvent]) -> list[str]:
    """Each event once, in the order of the contract."""
    return [event.value for event in WebhookEvent if event in events]


async def _know(
    connection: "asyncpg.Connection[Any]", office: Office, guild_id: int, webhook_id: int, salt: str
) -> str:
    secret = signing.secret_of(office.keys, guild_id, webhook_id, salt)
    await queries.know(connection, guild_id, webhook_id, signing.fingerprint(secret))
    return secret


async def _check(connection: "asyncpg.Connection[Any]", guild_id: int, webhook_id: int, asked: int) -> None:
    there = await _one(connection, guild_id, webhook_id)
    subject = subjects.name_of(WEBHOOK, webhook_id)
    await versions.check(connection, guild_id, subject, Versions(there.version, asked), "webhook")


def _check_active(webhook: Webhook) -> None:
    if not webhook.active:
        raise Conflict("This webhook is switched off. Switch it on first.", path=("id",))


async def _one(connection: "asyncpg.Connection[Any]", guild_id: int, webhook_id: int) -> Webhook:
    rows = await queries.webhooks(connection, guild_id, webhook_id)
    if not rows or rows[0]["removed"]:
        raise NotFound("There is no such webhook in this guild.", path=("id",))
    return _webhook(rows[0])


def _webhook(row: Row) -> Webhook:
    return Webhook(
        row["guild_id"],
        row["id"],
        row["url"],
        row["description"],
        tuple(WebhookEvent(event) for event in row["events"]),
        row["active"],
        row["version"],
        row["created_at"],
        row["previous_until"],
    )
