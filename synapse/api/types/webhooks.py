"""Webhooks and their log; the values are the services', with cursors."""

from dataclasses import dataclass
from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging
from synapse.api.context import Context
from synapse.api.types.members import Member
from synapse.api.types.relay import PageInfo, resolved
from synapse.api.types.scalars import URL
from synapse.errors import Invalid
from synapse.services import members
from synapse.services.webhooks import log, registry
from synapse.services.webhooks.log import DeliveryState
from synapse.services.webhooks.outbox import WebhookEvent
from synapse.services.webhooks.registry import Window
from synapse.services.webhooks.sending import Outcome

_WEBHOOK, _DELIVERY, _LIST = "Webhook", "WebhookDelivery", "deliveries"
_SIZE = 20

strawberry.enum(WebhookEvent)
strawberry.enum(DeliveryState, name="WebhookDeliveryState")
strawberry.enum(Outcome, name="WebhookOutcome")

_Parent = strawberry.Parent[registry.Webhook]
_Delivery = strawberry.Parent[log.Delivery]


@dataclass(frozen=True, slots=True)
class DeliveryEdge:
    """A delivery with its cursor."""

    cursor: str
    node: log.Delivery


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """A page of the log as a connection shows it."""

    page: log.Page

    @property
    def nodes(self) -> tuple[log.Delivery, ...]:
        """The deliveries."""
        return self.page.entries

    @property
    def edges(self) -> list[DeliveryEdge]:
        """The deliveries with their cursors."""
        return [DeliveryEdge(paging.cursor(_LIST, entry.id), entry) for entry in self.page.entries]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        edges = self.edges
        start, end = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
        return paging.PageInfo(self.page.has_next, self.page.has_previous, start, end)


def _id(root: _Parent) -> strawberry.ID:
    return webhook_id(root)


def webhook_id(webhook: registry.Webhook) -> strawberry.ID:
    """What the mutations take."""
    return strawberry.ID(ids.pack(_WEBHOOK, webhook.guild_id, webhook.id))


def _delivery_id(root: _Delivery) -> strawberry.ID:
    return strawberry.ID(ids.pack(_DELIVERY, root.guild_id, root.id))


def _previous_until(root: _Parent) -> datetime | None:
    return root.previous_until


def _type(root: _Delivery) -> str:
    return root.event


def _next_at(root: _Delivery) -> datetime | None:
    return root.next_at


async def _deliveries(
    root: _Parent,
    info: Info[Context, None],
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> DeliveryPage:
    size = paging.size_of(first, last, default=_SIZE)
    window = Window(size.size, size.backward, _place(after, "after"), _place(before, "before"))
    return DeliveryPage(await log.page(info.context.engine, root.guild_id, root.id, window))


async def _member(root: _Delivery, info: Info[Context, None]) -> members.Member | None:
    return None if root.user_id is None else await info.context.loaders.member(root.guild_id, root.user_id)


@strawberry.type
class WebhookAttempt:
    """One attempt; the value is ``log.Attempt``."""

    at: datetime
    outcome: Outcome
    status: int | None
    milliseconds: int


@strawberry.type
class WebhookDelivery:
    """One event for one webhook; the value is ``log.Delivery``."""

    id: strawberry.ID = resolved(_delivery_id)
    message_id: str
    type: str = resolved(_type)
    member: Member | None = resolved(_member)
    occurred_at: datetime
    state: DeliveryState
    next_attempt_at: datetime | None = resolved(_next_at)
    finished_at: datetime | None
    attempts: list[WebhookAttempt]


@strawberry.type
class WebhookDeliveryEdge:
    """A delivery with its cursor; the value is ``DeliveryEdge``."""

    cursor: str
    node: WebhookDelivery


@strawberry.type
class WebhookDeliveryConnection:
    """A page; the value is ``DeliveryPage``."""

    edges: list[WebhookDeliveryEdge]
    nodes: list[WebhookDelivery]
    page_info: PageInfo


@strawberry.type
class Webhook:
    """An address that hears of events; the value is ``registry.Webhook``."""

    id: strawberry.ID = resolved(_id)
    url: URL
    description: str
    events: list[WebhookEvent]
    active: bool
    version: int
    created_at: datetime
    previous_secret_until: datetime | None = resolved(_previous_until)
    deliveries: WebhookDeliveryConnection = resolved(_deliveries)


def numbers_of_webhook(text: str) -> tuple[int, int]:
    """The guild and the number of a webhook's id.

    Raises:
        Invalid: It is no such id.
    """
    return _numbers(text, _WEBHOOK, "webhook")


def numbers_of_delivery(text: str) -> tuple[int, int]:
    """The guild and the number of a delivery's id.

    Raises:
        Invalid: It is no such id.
    """
    return _numbers(text, _DELIVERY, "delivery")


def _numbers(text: str, kind: str, told: str) -> tuple[int, int]:
    try:
        name, guild_id, number = ids.unpack(text)
    except ValueError:
        name, guild_id, number = "", "0", "0"
    if name != kind:
        raise Invalid(f"This is not the id of a {told}.", path=("id",))
    return int(guild_id), int(number)


def _place(text: str | None, argument: str) -> int | None:
    place = paging.place_of(text, argument, _LIST, 1)
    return place[0] if place else None
