"""Changes of webhooks."""

from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import permissions
from synapse.api.context import Context
from synapse.api.types.changes import ChangePayload
from synapse.api.types.problems import mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import Snowflake
from synapse.api.types.webhooks import Webhook, WebhookDelivery, numbers_of_delivery, numbers_of_webhook, webhook_id
from synapse.services.webhooks import log, registry
from synapse.services.webhooks.outbox import WebhookEvent

_VALUES = ("url", "description", "events", "active")


@strawberry.input
class CreateWebhookInput:
    """A new webhook."""

    guild_id: Snowflake
    url: str
    description: str | None = strawberry.UNSET
    events: list[WebhookEvent]
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class UpdateWebhookInput:
    """What to change of a webhook."""

    id: strawberry.ID
    version: int
    url: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    events: list[WebhookEvent] | None = strawberry.UNSET
    active: bool | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class DeleteWebhookInput:
    """Which webhook."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class RotateWebhookSecretInput:
    """Which webhook."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class TestWebhookInput:
    """Which webhook."""

    __test__ = False
    id: strawberry.ID
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class RedeliverWebhookInput:
    """Which delivery."""

    id: strawberry.ID
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class CreateWebhookPayload(ChangePayload):
    """The new webhook."""

    webhook: Webhook | None = None
    secret: str | None = None


@strawberry.type
class UpdateWebhookPayload(ChangePayload):
    """The webhook as it is now."""

    webhook: Webhook | None = None


@strawberry.type
class DeleteWebhookPayload(ChangePayload):
    """What was taken away."""

    deleted_id: strawberry.ID | None = None


@strawberry.type
class RotateWebhookSecretPayload(ChangePayload):
    """The webhook with its new secret."""

    webhook: Webhook | None = None
    secret: str | None = None


@strawberry.type
class TestWebhookPayload(ChangePayload):
    """The message that was sent on its way."""

    __test__ = False
    delivery: WebhookDelivery | None = None


@strawberry.type
class RedeliverWebhookPayload(ChangePayload):
    """What is delivered again."""

    delivery: WebhookDelivery | None = None


async def _create(
    info: Info[Context, None],
    input: CreateWebhookInput,  # noqa: A002 - the argument's name in the schema
) -> CreateWebhookPayload:
    payload = CreateWebhookPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        actor = await permissions.admin(context, input.guild_id)
        made = await registry.create(
            context.engine,
            context.office,
            actor=actor,
            guild_id=input.guild_id,
            values=permissions.given(input, "url", "description", "events"),
            reason=input.reason,
        )
        payload.webhook, payload.secret = cast("Webhook", made.webhook), made.secret
    return payload


async def _update(
    info: Info[Context, None],
    input: UpdateWebhookInput,  # noqa: A002 - as above
) -> UpdateWebhookPayload:
    payload = UpdateWebhookPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        guild_id, number = numbers_of_webhook(input.id)
        actor = await permissions.admin(context, guild_id)
        webhook = await registry.update(
            context.engine,
            context.office,
            actor=actor,
            guild_id=guild_id,
            webhook_id=number,
            version=input.version,
            values=permissions.given(input, *_VALUES),
            reason=input.reason,
        )
        payload.webhook = cast("Webhook", webhook)
    return payload


async def _delete(
    info: Info[Context, None],
    input: DeleteWebhookInput,  # noqa: A002 - as above
) -> DeleteWebhookPayload:
    payload = DeleteWebhookPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        guild_id, number = numbers_of_webhook(input.id)
        actor = await permissions.admin(context, guild_id)
        gone = await registry.delete(
            context.engine,
            actor=actor,
            guild_id=guild_id,
            webhook_id=number,
            version=input.version,
            reason=input.reason,
        )
        payload.deleted_id = webhook_id(gone)
    return payload


async def _rotate(
    info: Info[Context, None],
    input: RotateWebhookSecretInput,  # noqa: A002 - as above
) -> RotateWebhookSecretPayload:
    payload = RotateWebhookSecretPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        guild_id, number = numbers_of_webhook(input.id)
        actor = await permissions.admin(context, guild_id)
        shown = await registry.rotate(
            context.engine,
            context.office,
            actor=actor,
            guild_id=guild_id,
            webhook_id=number,
            version=input.version,
            reason=input.reason,
        )
        payload.webhook, payload.secret = cast("Webhook", shown.webhook), shown.secret
    return payload


async def _test(
    info: Info[Context, None],
    input: TestWebhookInput,  # noqa: A002 - as above
) -> TestWebhookPayload:
    payload = TestWebhookPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        guild_id, number = numbers_of_webhook(input.id)
        actor = await permissions.admin(context, guild_id)
        sent = await registry.send_test(
            context.engine, actor=actor, guild_id=guild_id, webhook_id=number, reason=input.reason
        )
        payload.delivery = await _shown(context, guild_id, sent)
    return payload


async def _redeliver(
    info: Info[Context, None],
    input: RedeliverWebhookInput,  # noqa: A002 - as above
) -> RedeliverWebhookPayload:
    payload = RedeliverWebhookPayload(client_mutation_id=input.client_mutation_id)
    context = info.context
    with mendable(payload):
        guild_id, number = numbers_of_delivery(input.id)
        actor = await permissions.admin(context, guild_id)
        await registry.redeliver(
            context.engine, actor=actor, guild_id=guild_id, delivery_id=number, reason=input.reason
        )
        payload.delivery = await _shown(context, guild_id, number)
    return payload


async def _shown(context: Context, guild_id: int, delivery_id: int) -> WebhookDelivery | None:
    """The service's value stands for the type."""
    return cast("WebhookDelivery | None", await log.one(context.engine, guild_id, delivery_id))


@strawberry.type
class WebhookMutations:
    """What admins change of webhooks."""

    create_webhook: CreateWebhookPayload | None = changed(_create)
    update_webhook: UpdateWebhookPayload | None = changed(_update)
    delete_webhook: DeleteWebhookPayload | None = changed(_delete)
    rotate_webhook_secret: RotateWebhookSecretPayload | None = changed(_rotate)
    test_webhook: TestWebhookPayload | None = changed(_test)
    redeliver_webhook: RedeliverWebhookPayload | None = changed(_redeliver)
