import asyncio
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import awards, level_role_work, own, purchases, reversals, shop, shop_purchases
from synapse.services.audit import Entry
from synapse.services.level_roles import RoleProblem
from synapse.services.purchases import Item
from synapse.services.shop import Offer
from synapse.services.shop_purchases import Bought, Wish
from synapse.services.versions import Outdated
from tests.services.admin.conftest import ADA, ADMIN, BOB, EVE, LEAVER, OPTED_OUT, Log, Recount
from tests.services.conftest import GUILD, NOW, Look

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

STAR = {"name": "A star", "kind": "marker", "marker": "⭐", "gold": 30}
ROLE = {"name": "VIP", "kind": "role", "role_id": 21, "gold": 50}


async def offer(engine: AsyncEngine, **values: Any) -> Offer:  # noqa: ANN401 - fields of any type
    return await shop.create(engine, actor=ADMIN, guild_id=GUILD, values={**STAR, **values})


async def sell_role(engine: AsyncEngine, look: Look) -> Offer:
    await look("INSERT INTO roles (guild_id, id, name) VALUES (900000000000000001, 21, 'VIP')")
    return await shop.create(engine, actor=ADMIN, guild_id=GUILD, values=ROLE)


async def endow(engine: AsyncEngine, gold: int, user: int = ADA) -> None:
    values = {"user_id": user, "gold": gold, "reason": "Start", "idempotency_key": f"start{user}"}
    await awards.give(engine, actor=ADMIN, guild_id=GUILD, values=values, now=NOW)


async def buy(engine: AsyncEngine, of: Offer, key: str = "one", user: int = ADA, price: int | None = None) -> Bought:
    return await shop_purchases.buy(engine, guild_id=GUILD, user_id=user, wish=Wish(of.id, price, key), now=NOW)


async def refund(engine: AsyncEngine, bought: Bought) -> None:
    which = bought.purchase.id
    await shop_purchases.refund(engine, actor=ADMIN, guild_id=GUILD, purchase_id=which, now=NOW, reason="Sorry")


async def revert(engine: AsyncEngine, entry: Entry) -> Entry:
    return await reversals.revert(engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW)


async def now(engine: AsyncEngine, of: Offer) -> Offer:
    [found] = await shop.offers(engine, GUILD, [of.id], everything=True)
    return found


GOLD = "SELECT gold FROM members WHERE user_id = 101"


async def test_a_marker_is_bought_shown_refunded_and_had_again(
    live_engine: AsyncEngine, log: Log, look: Look, recount: Recount
) -> None:
    star = await offer(live_engine)
    await endow(live_engine, 70)
    bought = await buy(live_engine, star)
    assert (bought.left, bought.repeated, bought.purchase.marker) == (40, False, "⭐")
    assert await buy(live_engine, star) == Bought(bought.purchase, 40, repeated=True)
    assert await shop_purchases.markers(live_engine, GUILD, [ADA, BOB]) == {ADA: ["⭐"]}
    assert await look("SELECT gold, facts ->> 'purpose' FROM events WHERE kind = 10") == [(-30, f"offer:{star.id}")]
    await refund(live_engine, bought)
    assert await look(GOLD) == [(70,)]
    assert await shop_purchases.markers(live_engine, GUILD, [ADA]) == {}
    entry = (await log())[-1]
    assert (entry.action, entry.reason, entry.recipient) == ("refund", "Sorry", ADA)
    with pytest.raises(Conflict, match="refunded"):
        await refund(live_engine, bought)
    again = await revert(live_engine, entry)
    assert await look(GOLD) == [(40,)]
    assert await shop_purchases.markers(live_engine, GUILD, [ADA]) == {ADA: ["⭐"]}
    await revert(live_engine, again)
    assert await look(GOLD) == [(70,)]
    await recount()


async def test_of_many_at_once_as_many_buy_as_there_are_and_no_gold_is_owed(
    live_engine: AsyncEngine, look: Look, recount: Recount
) -> None:
    rare = await offer(live_engine, stock=2)
    for who in (ADA, BOB, EVE):
        await endow(live_engine, 100, who)
    wishes = [buy(live_engine, rare, f"{who}", who) for who in (ADA, BOB, EVE)]
    results = await asyncio.gather(*wishes, return_exceptions=True)
    assert sum(isinstance(result, Bought) for result in results) == 2
    assert sum(isinstance(result, Conflict) for result in results) == 1
    dear = await offer(live_engine, name="Dear", gold=60)
    results = await asyncio.gather(*(buy(live_engine, dear, f"k{n}") for n in range(4)), return_exceptions=True)
    assert sum(isinstance(result, Bought) for result in results) == 1
    assert (await look(GOLD))[0][0] in {10, 40}
    await recount()


async def test_what_is_not_to_be_had(live_engine: AsyncEngine) -> None:
    single = await offer(live_engine, per_member=1)
    await endow(live_engine, 200)
    await buy(live_engine, single)
    with pytest.raises(Conflict, match="as many"):
        await buy(live_engine, single, "two")
    star = await offer(live_engine, name="Another", gold=20)
    with pytest.raises(Conflict, match="20 gold by now"):
        await buy(live_engine, star, "three", price=30)
    with pytest.raises(Conflict, match="another purchase"):
        await buy(live_engine, star, "one")
    coffee: dict[str, Any] = {"guild_id": GUILD, "user_id": ADA, "now": NOW}
    await purchases.buy(live_engine, item=Item.COFFEE, idempotency_key="coffee", **coffee)
    with pytest.raises(Conflict, match="another purchase"):
        await buy(live_engine, star, "coffee")
    with pytest.raises(Conflict, match="you have 0"):
        await buy(live_engine, star, "four", BOB)
    with pytest.raises(Invalid):
        await buy(live_engine, star, "a b")
    for who, error in ((5, NotFound), (LEAVER, Conflict), (OPTED_OUT, Conflict)):
        with pytest.raises(error):
            await buy(live_engine, star, "five", who)
    change: dict[str, Any] = {"actor": ADMIN, "guild_id": GUILD, "offer_id": star.id}
    await shop.set_active(live_engine, version=1, active=False, **change)
    with pytest.raises(Conflict, match="not sold"):
        await buy(live_engine, star, "six")


@pytest.mark.parametrize(
    ("values", "error", "path"),
    [
        ({"name": " "}, Invalid, "name"),
        ({"gold": 0}, Invalid, "gold"),
        ({"gold": 1_000_001}, Invalid, "gold"),
        ({"stock": -1}, Invalid, "stock"),
        ({"per_member": 0}, Invalid, "per_member"),
        ({"marker": "<@1>"}, Invalid, "marker"),
        ({"marker": "x" * 17}, Invalid, "marker"),
        ({"marker": ""}, Invalid, None),
        ({"kind": "role"}, Invalid, None),
        ({"kind": "role", "role_id": 4711}, NotFound, "role_id"),
        ({"kind": "role", "role_id": GUILD}, Invalid, "role_id"),
    ],
)
async def test_wrong_offers(
    live_engine: AsyncEngine, log: Log, values: dict[str, Any], error: type[Invalid], path: str | None
) -> None:
    with pytest.raises(error) as caught:
        await offer(live_engine, **values)
    assert caught.value.path == ((path,) if path else ())
    assert await log() == ()


async def test_an_offer_is_changed_undone_and_stays_what_was_sold(
    live_engine: AsyncEngine, log: Log, look: Look
) -> None:
    star = await offer(live_engine)
    change: dict[str, Any] = {"actor": ADMIN, "guild_id": GUILD, "offer_id": star.id}
    saved = await shop.update(live_engine, version=1, values={"gold": 40, "stock": 3}, **change)
    assert (saved.gold, saved.stock_left, saved.version) == (40, 3, 2)
    with pytest.raises(Outdated):
        await shop.update(live_engine, version=1, values={"gold": 1}, **change)
    created, updated = await log()
    await revert(live_engine, updated)
    assert (await now(live_engine, star)).gold == 30
    await endow(live_engine, 40)
    await buy(live_engine, star)
    await look("INSERT INTO roles (guild_id, id, name) VALUES (900000000000000001, 21, 'VIP')")
    with pytest.raises(Conflict, match="sold already"):
        await shop.update(live_engine, version=3, values={"kind": "role", "role_id": 21}, **change)
    await revert(live_engine, created)
    assert await shop.offers(live_engine, GUILD) == []
    assert await shop_purchases.markers(live_engine, GUILD, [ADA]) == {ADA: ["⭐"]}


async def test_a_role_is_given_by_the_bot_and_refunded_where_it_cannot_be(
    live_engine: AsyncEngine, log: Log, look: Look, recount: Recount
) -> None:
    vip = await sell_role(live_engine, look)
    await endow(live_engine, 60)
    bought = await buy(live_engine, vip)
    [task] = await level_role_work.tasks(live_engine, GUILD, limit=10)
    assert (task.user_id, set(task.steps.give)) == (ADA, {21})
    problems = {21: RoleProblem.TOO_HIGH}
    await level_role_work.done(live_engine, GUILD, [task], problems)
    await level_role_work.report(live_engine, GUILD, problems, fine=())
    assert await shop_purchases.refund_ungiven(live_engine, GUILD, [(ADA, 21)], problems, NOW) == 1
    assert await shop_purchases.refund_ungiven(live_engine, GUILD, [(ADA, 21)], problems, NOW) == 0
    assert await look(GOLD) == [(60,)]
    entry = (await log())[-1]
    assert (entry.actor_id, entry.action) == (None, "refund")
    assert "above the bot's own" in (entry.reason or "")
    assert (await now(live_engine, vip)).problem is RoleProblem.TOO_HIGH
    with pytest.raises(Conflict, match="cannot give"):
        await buy(live_engine, vip, "two")
    [page] = (await shop_purchases.purchases(live_engine, GUILD, user_id=ADA)).entries
    assert page.refunded_at is not None
    assert page.id == bought.purchase.id
    await recount()


async def test_a_role_that_is_refunded_is_taken_back(live_engine: AsyncEngine, look: Look) -> None:
    vip = await sell_role(live_engine, look)
    await endow(live_engine, 60)
    bought = await buy(live_engine, vip)
    tasks = await level_role_work.tasks(live_engine, GUILD, limit=10)
    await level_role_work.done(live_engine, GUILD, tasks, {})
    await look("UPDATE members SET role_ids = '{21}' WHERE user_id = 101")
    await refund(live_engine, bought)
    [task] = await level_role_work.tasks(live_engine, GUILD, limit=10)
    assert task.steps.take == {21}


async def test_forgetting_takes_purchases_along_and_ones_data_has_them(live_engine: AsyncEngine, look: Look) -> None:
    star = await offer(live_engine, stock=1)
    await endow(live_engine, 30)
    await buy(live_engine, star)
    [told] = (await own.data(live_engine, guild_id=GUILD, user_id=ADA, now=NOW))["shop_purchases"]
    assert told["name"] == "A star"
    await own.forget(live_engine, user_id=ADA, guild_id=GUILD)
    assert await look("SELECT count(*) FROM shop_purchases") == [(0,)]
