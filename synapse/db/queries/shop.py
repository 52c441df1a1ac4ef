"""What a community's shop offers, and who bought what."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import asyncpg

FIELDS = ("name", "description", "kind", "role_id", "marker", "gold", "stock", "per_member", "active")
"""What admins set of an offer, in the order of the statements' parameters."""

_OFFERS = f"""
SELECT offer.id, offer.version, {", ".join(f"offer.{name}" for name in FIELDS)},
    (SELECT count(*) FROM shop_purchases AS own WHERE own.guild_id = offer.guild_id AND own.offer_id = offer.id
        AND own.refunded_at IS NULL) AS sold, problem.problem
FROM shop_offers AS offer
LEFT JOIN level_role_problems AS problem ON problem.guild_id = offer.guild_id AND problem.role_id = offer.role_id
WHERE offer.guild_id = $1 AND ($2::bigint[] IS NULL OR offer.id = ANY($2)) ORDER BY offer.gold, offer.id
"""  # noqa: S608 - made of constants
_INSERT = f"""
INSERT INTO shop_offers (guild_id, {", ".join(FIELDS)})
VALUES ($1, {", ".join(f"${place}" for place in range(2, 2 + len(FIELDS)))}) RETURNING id
"""  # noqa: S608 - as above
_SAVE = f"""
UPDATE shop_offers SET version = version + 1, {", ".join(f"{name} = ${place}" for place, name in enumerate(FIELDS, 3))}
WHERE guild_id = $1 AND id = $2
"""  # noqa: S608 - as above
_LOCK = "SELECT true FROM shop_offers WHERE guild_id = $1 AND id = $2 FOR NO KEY UPDATE"
_OWNED = """
SELECT offer_id, count(*) AS owned FROM shop_purchases
WHERE guild_id = $1 AND user_id = $2 AND offer_id = ANY($3::bigint[]) AND refunded_at IS NULL GROUP BY offer_id
"""
_BUY = """
INSERT INTO shop_purchases (guild_id, offer_id, user_id, gold, event_key, bought_at) VALUES ($1, $2, $3, $4, $5, $6)
RETURNING id
"""
_PURCHASES = """
SELECT purchase.id, purchase.offer_id, purchase.user_id, purchase.gold, purchase.bought_at, purchase.refunded_at,
    offer.name, offer.kind, offer.role_id, offer.marker
FROM shop_purchases AS purchase
JOIN shop_offers AS offer ON offer.guild_id = purchase.guild_id AND offer.id = purchase.offer_id
WHERE purchase.guild_id = $1
"""
_ONE = f"{_PURCHASES} AND purchase.id = $2 FOR UPDATE OF purchase"
_BY_EVENT = f"{_PURCHASES} AND purchase.event_key = $2"
_PAGE = f"""
{_PURCHASES} AND ($2::bigint IS NULL OR purchase.user_id = $2) AND ($3::bigint IS NULL OR purchase.id < $3)
ORDER BY purchase.id DESC LIMIT $4
"""
_SETTLE = "UPDATE shop_purchases SET refunded_at = $3 WHERE guild_id = $1 AND id = $2"
_MARKERS = """
SELECT purchase.user_id, offer.marker FROM shop_purchases AS purchase
JOIN shop_offers AS offer ON offer.guild_id = purchase.guild_id AND offer.id = purchase.offer_id
WHERE purchase.guild_id = $1 AND purchase.user_id = ANY($2::bigint[]) AND purchase.refunded_at IS NULL
    AND offer.kind = 'marker'
GROUP BY purchase.user_id, offer.marker ORDER BY purchase.user_id, max(purchase.id) DESC
"""
_UNGIVEN = """
SELECT purchase.id FROM shop_purchases AS purchase
JOIN shop_offers AS offer ON offer.guild_id = purchase.guild_id AND offer.id = purchase.offer_id
JOIN unnest($2::bigint[], $3::bigint[]) AS missed (user_id, role_id)
    ON missed.user_id = purchase.user_id AND missed.role_id = offer.role_id
WHERE purchase.guild_id = $1 AND purchase.refunded_at IS NULL ORDER BY purchase.id
"""
_SOLD_ROLES = "SELECT DISTINCT role_id FROM shop_offers WHERE guild_id = $1 AND active AND role_id IS NOT NULL"


async def offers(
    connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int] | None = None
) -> list[asyncpg.Record]:
    """These offers of a guild, or all, the cheapest first: with how many are sold and what keeps a role from it."""
    return await connection.fetch(_OFFERS, guild_id, ids)


async def insert(connection: "asyncpg.Connection[Any]", guild_id: int, fields: Mapping[str, Any]) -> int:
    """Add an offer with all of ``FIELDS``; returns its id."""
    return int(await connection.fetchval(_INSERT, guild_id, *(fields[name] for name in FIELDS)))


async def save(connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Mapping[str, Any]) -> None:
    """Set all of ``FIELDS`` and count the version up."""
    await connection.execute(_SAVE, guild_id, number, *(fields[name] for name in FIELDS))


async def lock(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> bool:
    """Let whoever buys or changes the offer wait for this transaction; False if there is none."""
    return bool(await connection.fetchval(_LOCK, guild_id, number))


async def owned(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, offer_ids: Sequence[int]
) -> dict[int, int]:
    """How many of each of these a member owns."""
    rows = await connection.fetch(_OWNED, guild_id, user_id, offer_ids)
    return {row["offer_id"]: row["owned"] for row in rows}


async def buy(
    connection: "asyncpg.Connection[Any]", guild_id: int, whose: tuple[int, int], gold: int, key: str, at: datetime
) -> int:
    """Note that (offer, user) was bought and paid for by the event of this identity; returns the purchase's id."""
    return int(await connection.fetchval(_BUY, guild_id, *whose, gold, key, at))


async def one(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> asyncpg.Record | None:
    """A purchase, locked until the transaction ends."""
    return await connection.fetchrow(_ONE, guild_id, number)


async def by_event(connection: "asyncpg.Connection[Any]", guild_id: int, key: str) -> asyncpg.Record | None:
    """The purchase that an event paid for."""
    return await connection.fetchrow(_BY_EVENT, guild_id, key)


async def page(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int | None, after: int | None, limit: int
) -> list[asyncpg.Record]:
    """Purchases of a member, or of all, the newest first."""
    return await connection.fetch(_PAGE, guild_id, user_id, after, limit)


async def settle(
    connection: "asyncpg.Connection[Any]", guild_id: int, number: int, refunded_at: datetime | None
) -> None:
    """Set when a purchase was refunded; None for one that holds."""
    await connection.execute(_SETTLE, guild_id, number, refunded_at)


async def markers(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """The markers that these members own, each member's newest first."""
    return await connection.fetch(_MARKERS, guild_id, user_ids)


async def ungiven(connection: "asyncpg.Connection[Any]", guild_id: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """The purchases of roles that could not be given: (user, role)."""
    users, roles = [user for user, _role in pairs], [role for _user, role in pairs]
    return [row["id"] for row in await connection.fetch(_UNGIVEN, guild_id, users, roles)]


async def sold_roles(connection: "asyncpg.Connection[Any]", guild_id: int) -> list[int]:
    """The roles that the shop sells."""
    return [row["role_id"] for row in await connection.fetch(_SOLD_ROLES, guild_id)]
