"""A community's own shop; the values are the shop services', with cursors."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging
from synapse.api.context import Context
from synapse.api.types.relay import PageInfo, resolved
from synapse.api.types.scalars import Snowflake
from synapse.engine import shop as engine_shop
from synapse.engine.shop import Obstacle, OfferKind
from synapse.errors import Invalid
from synapse.services import directory, members, shop, shop_purchases
from synapse.services.credentials import Scope

if TYPE_CHECKING:
    from synapse.api.types.members import Member

strawberry.enum(OfferKind, name="ShopOfferKind")
strawberry.enum(Obstacle, name="ShopObstacle")

_OFFER, _PURCHASE, _LIST = "Offer", "Purchase", "purchases"
_SIZE = 25
_PLENTY = 10**9
"""More gold than anything costs: what stands for the purse of who has not signed in."""

_Info = Info[Context, None]
_Parent = strawberry.Parent[shop.Offer]


def _asker(info: _Info) -> int | None:
    caller = info.context.caller
    return caller.user_id if caller is not None and Scope.READ in caller.scopes else None


def _id(root: _Parent) -> strawberry.ID:
    return strawberry.ID(ids.pack(_OFFER, root.guild_id, root.id))


async def _mine(root: _Parent, info: _Info) -> int:
    asker = _asker(info)
    if asker is None:
        return 0
    return await info.context.loaders.offers_owned((root.guild_id, asker), root.id) or 0


async def _obstacle(root: _Parent, info: _Info) -> Obstacle | None:
    asker = _asker(info)
    member = None if asker is None else await info.context.loaders.member(root.guild_id, asker)
    owned = await _mine(root, info)
    return engine_shop.obstacle(root.terms, root.sold, owned, member.gold if member else _PLENTY)


@strawberry.type
class ShopOffer:
    """Something that is sold; the value is ``shop.Offer``."""

    id: strawberry.ID = resolved(_id)
    name: str
    description: str
    kind: OfferKind
    role_id: Snowflake | None
    marker: str
    gold: int
    stock: int | None
    stock_left: int | None
    per_member: int | None
    sold: int
    active: bool
    trouble: str | None
    version: int
    mine: int = resolved(_mine)
    obstacle: Obstacle | None = resolved(_obstacle)


def _purchase_id(root: strawberry.Parent[shop_purchases.Purchase]) -> strawberry.ID:
    return strawberry.ID(ids.pack(_PURCHASE, root.guild_id, root.id))


async def _member(root: strawberry.Parent[shop_purchases.Purchase], info: _Info) -> members.Member | None:
    reader = await info.context.readers(root.guild_id)
    return await info.context.loaders.member(root.guild_id, root.user_id) if reader.admin else None


@strawberry.type
class ShopPurchase:
    """Something that was bought; the value is ``shop_purchases.Purchase``."""

    id: strawberry.ID = resolved(_purchase_id)
    name: str
    kind: OfferKind
    role_id: Snowflake | None
    marker: str
    gold: int
    bought_at: datetime
    refunded_at: datetime | None
    member: Annotated["Member", strawberry.lazy("synapse.api.types.members")] | None = resolved(_member)


@strawberry.type
class ShopPurchaseEdge:
    """A purchase with its cursor; the value is ``EdgeOf``."""

    cursor: str
    node: ShopPurchase


@strawberry.type
class ShopPurchaseConnection:
    """A page of purchases; the value is ``PurchasePage``."""

    edges: list[ShopPurchaseEdge]
    nodes: list[ShopPurchase]
    page_info: PageInfo


@dataclass(frozen=True, slots=True)
class EdgeOf:
    """A purchase with its cursor."""

    cursor: str
    node: shop_purchases.Purchase


@dataclass(frozen=True, slots=True)
class PurchasePage:
    """A page of purchases as a connection shows it."""

    page: shop_purchases.Page
    later: bool = False

    @property
    def nodes(self) -> tuple[shop_purchases.Purchase, ...]:
        """The purchases."""
        return self.page.entries

    @property
    def edges(self) -> list[EdgeOf]:
        """The purchases with their cursors."""
        return [EdgeOf(paging.cursor(_LIST, each.id), each) for each in self.page.entries]

    @property
    def page_info(self) -> paging.PageInfo:
        """Where the page stands."""
        edges = self.edges
        ends = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
        return paging.PageInfo(self.page.has_next, self.later, *ends)


async def shop_of(root: strawberry.Parent[directory.Guild], info: _Info) -> list[shop.Offer]:
    """The resolver of what a guild's shop sells."""
    reader = await info.context.readers(root.guild_id)
    return await shop.offers(info.context.engine, root.guild_id, everything=reader.admin)


async def purchases_of(
    root: strawberry.Parent[directory.Guild],
    info: _Info,
    *,
    mine: bool = False,
    first: int | None = None,
    after: str | None = None,
) -> PurchasePage:
    """The resolver of what was bought: by everybody for admins, else by who asks."""
    size = paging.size_of(first, None, default=_SIZE)
    place = paging.place_of(after, "after", _LIST, 1)
    start = place[0] if place else None
    asker, reader = _asker(info), await info.context.readers(root.guild_id)
    if asker is None:
        return PurchasePage(shop_purchases.Page())
    whose = None if reader.admin and not mine else asker
    page = await shop_purchases.purchases(
        info.context.engine, root.guild_id, user_id=whose, after=start, size=size.size
    )
    return PurchasePage(page, later=start is not None)


def numbers_of_offer(text: str) -> tuple[int, int]:
    """The guild and the number of an offer's id.

    Raises:
        Invalid: It is no such id.
    """
    return _numbers(text, _OFFER, "This is not the id of an offer.")


def numbers_of_purchase(text: str) -> tuple[int, int]:
    """The guild and the number of a purchase's id.

    Raises:
        Invalid: It is no such id.
    """
    return _numbers(text, _PURCHASE, "This is not the id of a purchase.")


def _numbers(text: str, wanted: str, otherwise: str) -> tuple[int, int]:
    try:
        name, guild_id, number = ids.unpack(text)
    except ValueError:
        name, guild_id, number = "", "", ""
    if name != wanted:
        raise Invalid(otherwise, path=("id",))
    return int(guild_id), int(number)
