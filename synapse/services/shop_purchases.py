"""What members buy in a community's own shop, and what is given back to them.

Gold and goods change hands in one transaction, with the offer and the member's row held, so nothing is sold that is
not there and no gold is spent twice. A role is given by the bot a moment later; where it cannot be given, the gold
comes back by itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit, level_roles
from synapse.db.queries import purses as purse_queries
from synapse.db.queries import shop as queries
from synapse.db.read import Row, reading, writing
from synapse.engine import shop as engine_shop
from synapse.engine.events import GoldSpent
from synapse.engine.shop import OfferKind
from synapse.errors import Conflict, NotFound
from synapse.services import changes, gifts, shop
from synapse.services.audit import Entry
from synapse.services.awards import Key
from synapse.services.changes import Actor, Change
from synapse.services.checks import Draft, checked
from synapse.services.level_roles import EXPLAINED, RoleProblem
from synapse.services.members import MARKERS
from synapse.services.shop import Offer
from synapse.services.texts import say

PURCHASE = "purchase"
"""What the audit log calls a refund; the number behind it is the purchase's."""

_PARTS = frozenset({Part.SHOP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """Something that a member bought; ``refunded_at`` is None while they have it."""

    guild_id: int
    id: int
    offer_id: int
    user_id: int
    gold: int
    bought_at: datetime
    refunded_at: datetime | None
    name: str
    kind: OfferKind
    role_id: int | None
    marker: str


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase, the gold that is left, and whether an earlier request bought it already."""

    purchase: Purchase
    left: int
    repeated: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the purchases, the newest first, and whether there are older ones."""

    entries: tuple[Purchase, ...] = ()
    has_next: bool = False


class _Keyed(Draft):
    idempotency_key: Key


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be bought: the offer, the price that was seen (None for whatever it is), and the request's own key."""

    offer_id: int
    price: int | None
    key: str


async def buy(engine: AsyncEngine, *, guild_id: int, user_id: int, wish: Wish, now: datetime) -> Bought:
    """Buy something. The same key of the same member is the same purchase.

    Raises:
        Invalid: The key is empty or too long.
        Conflict: It is not sold, sold out, or had already; it costs something else by now, or more than they have;
            they left or opted out of being tracked.
        NotFound: The guild, the offer or the member is not there.
    """
    key = checked(_Keyed, {"idempotency_key": wish.key}).idempotency_key
    async with writing(engine) as connection:
        if not await queries.lock(connection, guild_id, wish.offer_id):
            raise NotFound(say("refused.shop.unknown"), path=("id",))
        member = await gifts.member_of(connection, guild_id, user_id)
        offer = await shop.one(connection, guild_id, wish.offer_id)
        event = GoldSpent(
            guild_id=guild_id,
            user_id=user_id,
            occurred_at=now,
            idempotency_key=f"{user_id}:{key}",
            gold=offer.gold,
            purpose=f"offer:{offer.id}",
        )
        if (before := await _bought_before(connection, guild_id, event.key, offer.id)) is not None:
            return Bought(before, member["gold"], repeated=True)
        await _check(connection, offer, member, wish.price)
        await gifts.hand_over(connection, await gifts.rules_of(connection, guild_id), event)
        number = await queries.buy(connection, guild_id, (offer.id, user_id), offer.gold, event.key, now)
        await _tell(connection, guild_id, user_id, offer.kind)
        return Bought(await _one(connection, guild_id, number), member["gold"] - offer.gold, repeated=False)


async def refund(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, purchase_id: int, now: datetime, reason: str | None = None
) -> Purchase:
    """Give a member back what they paid; what they bought goes.

    Raises:
        Conflict: It was refunded already, or they left or opted out of being tracked.
        NotFound: The guild or the purchase is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        return await _refund(connection, actor, guild_id, purchase_id, (now, reason))


async def refund_ungiven(
    engine: AsyncEngine,
    guild_id: int,
    missed: Sequence[tuple[int, int]],
    problems: Mapping[int, RoleProblem],
    now: datetime,
) -> int:
    """Give back the gold for roles that could not be given: (user, role). Returns how many purchases that were."""
    if not missed:
        return 0
    async with changes.changing(engine, guild_id) as connection:
        numbers = await queries.ungiven(connection, guild_id, missed)
        for number in numbers:
            purchase = await _one(connection, guild_id, number)
            why = EXPLAINED[problems[purchase.role_id or 0]]
            await _refund(connection, Actor(None), guild_id, number, (now, why))
        return len(numbers)


async def undo(
    connection: "asyncpg.Connection[Any]", *, actor: Actor, entry: Entry, reason: str | None, now: datetime
) -> None:
    """Undo a refund, which takes the gold again and gives the thing back, or undo the undoing.

    Raises:
        Conflict: Something came after, it is sold out, or the member has not the gold any more.
    """
    number = int(entry.subject.partition(":")[2])
    purchase = await _one(connection, entry.guild_id, number)
    refunded = bool((entry.after or {}).get("refunded"))
    if (purchase.refunded_at is not None) is not refunded:
        raise Conflict(say("refused.shop.later"))
    if refunded:
        await queries.lock(connection, entry.guild_id, purchase.offer_id)
        offer = await shop.one(connection, entry.guild_id, purchase.offer_id)
        if offer.stock_left == 0:
            raise Conflict(say("refused.shop.sold_out"))
        if offer.kind is OfferKind.ROLE:
            owned = await queries.owned(connection, entry.guild_id, purchase.user_id, [offer.id])
            if owned:
                raise Conflict(say("refused.shop.limit"))
    gold = -purchase.gold if refunded else purchase.gold
    await gifts.move_gold(connection, entry.guild_id, purchase.user_id, gold, key=f"revert:{entry.id}", now=now)
    await queries.settle(connection, entry.guild_id, number, None if refunded else now)
    change = _change("revert", purchase, refunded=not refunded)
    await changes.record(connection, entry.guild_id, actor, change, _PARTS, reason=reason or None, reverts=entry.id)
    await _tell(connection, entry.guild_id, purchase.user_id, purchase.kind)


async def purchases(
    engine: AsyncEngine, guild_id: int, *, user_id: int | None = None, after: int | None = None, size: int = 25
) -> Page:
    """What was bought by a member, or by all, the newest first; one statement."""
    async with reading(engine) as connection:
        rows = await queries.page(connection, guild_id, user_id, after, size + 1)
    return Page(tuple(_purchase(guild_id, row) for row in rows[:size]), len(rows) > size)


async def owned(engine: AsyncEngine, guild_id: int, user_id: int, offer_ids: Sequence[int]) -> Mapping[int, int]:
    """How many of each of these offers a member has; one statement."""
    async with reading(engine) as connection:
        return await queries.owned(connection, guild_id, user_id, offer_ids)


async def markers(engine: AsyncEngine, guild_id: int, user_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """The markers to show beside these members' names, the newest first; one statement."""
    async with reading(engine) as connection:
        rows = await queries.markers(connection, guild_id, user_ids)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        if len(found[row["user_id"]]) < MARKERS:
            found[row["user_id"]].append(row["marker"])
    return found


async def sold_roles(engine: AsyncEngine, guild_id: int) -> list[int]:
    """The roles that the shop sells."""
    async with reading(engine) as connection:
        return await queries.sold_roles(connection, guild_id)


async def _check(connection: "asyncpg.Connection[Any]", offer: Offer, member: Row, price: int | None) -> None:
    owned_ = await queries.owned(connection, offer.guild_id, member["user_id"], [offer.id])
    found = engine_shop.obstacle(offer.terms, offer.sold, owned_.get(offer.id, 0), member["gold"])
    if found is engine_shop.Obstacle.GOLD:
        raise Conflict(say("refused.purchase.gold", price=offer.gold, gold=member["gold"]), path=("id",))
    if found is not None:
        raise Conflict(say(f"refused.shop.{found.value}"), path=("id",))
    if price is not None and price != offer.gold:
        raise Conflict(say("refused.shop.price", price=offer.gold), path=("price",))


async def _bought_before(
    connection: "asyncpg.Connection[Any]", guild_id: int, key: str, offer_id: int
) -> Purchase | None:
    if await purse_queries.event(connection, guild_id, key) is None:
        return None
    row = await queries.by_event(connection, guild_id, key)
    if row is None or row["offer_id"] != offer_id:
        raise Conflict(say("refused.shop.key"), path=("idempotency_key",))
    return _purchase(guild_id, row)


async def _refund(
    connection: "asyncpg.Connection[Any]", actor: Actor, guild_id: int, number: int, when: tuple[datetime, str | None]
) -> Purchase:
    now, reason = when
    purchase = await _one(connection, guild_id, number)
    if purchase.refunded_at is not None:
        raise Conflict(say("refused.shop.refunded"), path=("id",))
    await gifts.member_of(connection, guild_id, purchase.user_id)
    key = f"refund:{number}:{int(purchase.bought_at.timestamp())}"
    if await purse_queries.event(connection, guild_id, f"s{key}") is not None:
        key = f"{key}:{int(now.timestamp() * 1_000_000)}"
    await gifts.move_gold(connection, guild_id, purchase.user_id, purchase.gold, key=key, now=now)
    await queries.settle(connection, guild_id, number, now)
    change = _change("refund", purchase, refunded=True)
    await changes.record(connection, guild_id, actor, change, _PARTS, reason=reason or None)
    await _tell(connection, guild_id, purchase.user_id, purchase.kind)
    return await _one(connection, guild_id, number)


def _change(action: str, purchase: Purchase, *, refunded: bool) -> Change:
    about = {"user_id": str(purchase.user_id), "offer": purchase.name, "gold": purchase.gold}
    return Change(
        subject=f"{PURCHASE}:{purchase.id}",
        action=action,
        before={**about, "refunded": not refunded},
        after={**about, "refunded": refunded},
    )


async def _tell(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, kind: OfferKind) -> None:
    """Have the bot look at the member's roles, and everybody at what they show."""
    parts = {Part.PURCHASES, Part.MEMBERS}
    if kind is OfferKind.ROLE:
        await level_roles.ask(connection, guild_id, [user_id])
        parts.add(Part.ROLES_DUE)
    await audit.publish(connection, Notice(Topic.ACTIVITY, guild_id, frozenset(parts)))


async def _one(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> Purchase:
    row = await queries.one(connection, guild_id, number)
    if row is None:
        raise NotFound(say("refused.shop.no_purchase"), path=("id",))
    return _purchase(guild_id, row)


def _purchase(guild_id: int, row: Row) -> Purchase:
    values: dict[str, Any] = dict(row)
    return Purchase(guild_id=guild_id, **values | {"kind": OfferKind(row["kind"])})
