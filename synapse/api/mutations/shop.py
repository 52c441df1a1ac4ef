"""Changes of what a community's own shop offers, and what members buy there."""

from collections.abc import Mapping
from typing import Any, cast

import strawberry
from strawberry.types.info import Info

from synapse.api import permissions
from synapse.api.context import Context
from synapse.api.types.changes import ChangePayload
from synapse.api.types.problems import Payload, mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import BigInt, Snowflake
from synapse.api.types.shop import ShopOffer, ShopPurchase, numbers_of_offer, numbers_of_purchase
from synapse.engine.shop import OfferKind
from synapse.services import shop, shop_purchases
from synapse.services.shop_purchases import Wish

_VALUES = ("name", "description", "kind", "role_id", "marker", "gold", "stock", "per_member")
_NEVER_NULL = ("description", "marker")
"""Fields that are empty where null is given."""


@strawberry.input
class BuyOfferInput:
    """What to buy."""

    id: strawberry.ID
    price: int | None = None
    idempotency_key: str
    client_mutation_id: str | None = None


@strawberry.input
class CreateOfferInput:
    """A new offer."""

    guild_id: Snowflake
    name: str
    description: str | None = strawberry.UNSET
    kind: OfferKind
    role_id: Snowflake | None = strawberry.UNSET
    marker: str | None = strawberry.UNSET
    gold: int
    stock: int | None = strawberry.UNSET
    per_member: int | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class UpdateOfferInput:
    """What to change of an offer."""

    id: strawberry.ID
    version: int
    name: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    kind: OfferKind | None = strawberry.UNSET
    role_id: Snowflake | None = strawberry.UNSET
    marker: str | None = strawberry.UNSET
    gold: int | None = strawberry.UNSET
    stock: int | None = strawberry.UNSET
    per_member: int | None = strawberry.UNSET
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class DeactivateOfferInput:
    """Which offer."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class ReactivateOfferInput:
    """Which offer."""

    id: strawberry.ID
    version: int
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.input
class RefundPurchaseInput:
    """Which purchase."""

    id: strawberry.ID
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class BuyOfferPayload(Payload):
    """What was bought."""

    offer: ShopOffer | None = None
    left: BigInt = BigInt(0)
    repeated: bool = False


@strawberry.type
class CreateOfferPayload(ChangePayload):
    """The new offer."""

    offer: ShopOffer | None = None


@strawberry.type
class UpdateOfferPayload(ChangePayload):
    """The offer as it is now."""

    offer: ShopOffer | None = None


@strawberry.type
class DeactivateOfferPayload(ChangePayload):
    """The offer as it is now."""

    offer: ShopOffer | None = None


@strawberry.type
class ReactivateOfferPayload(ChangePayload):
    """The offer as it is now."""

    offer: ShopOffer | None = None


@strawberry.type
class RefundPurchasePayload(ChangePayload):
    """The purchase as it is now."""

    purchase: ShopPurchase | None = None


def _values(wanted: CreateOfferInput | UpdateOfferInput) -> Mapping[str, Any]:
    values = dict(permissions.given(wanted, *_VALUES))
    return values | {name: "" for name in _NEVER_NULL if name in values and values[name] is None}


async def _buy(
    info: Info[Context, None],
    input: BuyOfferInput,  # noqa: A002 - the argument's name in the schema
) -> BuyOfferPayload:
    payload, context = BuyOfferPayload(client_mutation_id=input.client_mutation_id), info.context
    with mendable(payload):
        guild_id, offer_id = numbers_of_offer(input.id)
        bought = await shop_purchases.buy(
            context.engine,
            guild_id=guild_id,
            user_id=await permissions.themselves(context, guild_id),
            wish=Wish(offer_id, input.price, input.idempotency_key),
            now=context.clock(),
        )
        payload.left, payload.repeated = BigInt(bought.left), bought.repeated
        [offer] = await shop.offers(context.engine, guild_id, [offer_id], everything=True)
        payload.offer = cast("ShopOffer", offer)
    return payload


async def _create(
    info: Info[Context, None],
    input: CreateOfferInput,  # noqa: A002 - as above
) -> CreateOfferPayload:
    payload = CreateOfferPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        actor = await permissions.admin(info.context, input.guild_id)
        made = await shop.create(
            info.context.engine, actor=actor, guild_id=input.guild_id, values=_values(input), reason=input.reason
        )
        payload.offer = cast("ShopOffer", made)
    return payload


async def _update(
    info: Info[Context, None],
    input: UpdateOfferInput,  # noqa: A002 - as above
) -> UpdateOfferPayload:
    payload = UpdateOfferPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, offer_id = numbers_of_offer(input.id)
        saved = await shop.update(
            info.context.engine,
            actor=await permissions.admin(info.context, guild_id),
            guild_id=guild_id,
            offer_id=offer_id,
            version=input.version,
            values=_values(input),
            reason=input.reason,
        )
        payload.offer = cast("ShopOffer", saved)
    return payload


async def _deactivate(
    info: Info[Context, None],
    input: DeactivateOfferInput,  # noqa: A002 - as above
) -> DeactivateOfferPayload:
    payload = DeactivateOfferPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.offer = await _set_active(info.context, input, active=False)
    return payload


async def _reactivate(
    info: Info[Context, None],
    input: ReactivateOfferInput,  # noqa: A002 - as above
) -> ReactivateOfferPayload:
    payload = ReactivateOfferPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        payload.offer = await _set_active(info.context, input, active=True)
    return payload


async def _set_active(
    context: Context, which: DeactivateOfferInput | ReactivateOfferInput, *, active: bool
) -> ShopOffer:
    guild_id, offer_id = numbers_of_offer(which.id)
    saved = await shop.set_active(
        context.engine,
        actor=await permissions.admin(context, guild_id),
        guild_id=guild_id,
        offer_id=offer_id,
        version=which.version,
        active=active,
        reason=which.reason,
    )
    return cast("ShopOffer", saved)


async def _refund(
    info: Info[Context, None],
    input: RefundPurchaseInput,  # noqa: A002 - as above
) -> RefundPurchasePayload:
    payload, context = RefundPurchasePayload(client_mutation_id=input.client_mutation_id), info.context
    with mendable(payload):
        guild_id, purchase_id = numbers_of_purchase(input.id)
        purchase = await shop_purchases.refund(
            context.engine,
            actor=await permissions.admin(context, guild_id),
            guild_id=guild_id,
            purchase_id=purchase_id,
            now=context.clock(),
            reason=input.reason,
        )
        payload.purchase = cast("ShopPurchase", purchase)
    return payload


@strawberry.type
class ShopMutations:
    """What admins offer, and members buy."""

    buy_offer: BuyOfferPayload | None = changed(_buy)
    create_offer: CreateOfferPayload | None = changed(_create)
    update_offer: UpdateOfferPayload | None = changed(_update)
    deactivate_offer: DeactivateOfferPayload | None = changed(_deactivate)
    reactivate_offer: ReactivateOfferPayload | None = changed(_reactivate)
    refund_purchase: RefundPurchasePayload | None = changed(_refund)
