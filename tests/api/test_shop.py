"""A community's own shop through the API: who sees what, and buying to refunding."""

from typing import Any

import pytest

from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api
from tests.api.test_statements import count

pytestmark = pytest.mark.live

SHOP = """query ($id: Snowflake!) { guild(id: $id) { shop { id name kind roleId marker gold stock stockLeft perMember
  sold active trouble version mine obstacle } } }"""
PURCHASES = """query ($id: Snowflake!, $mine: Boolean!, $first: Int, $after: String) { guild(id: $id) {
  shopPurchases(mine: $mine, first: $first, after: $after) { nodes { id name gold refundedAt marker
    member { userId } } pageInfo { hasNextPage endCursor } } } }"""
MARKERS = """query ($id: Snowflake!, $first: Int!) { guild(id: $id) { leaderboard(first: $first, span: ALL_TIME) {
  nodes { member { userId markers } } } } }"""
GUILD = {"id": str(club.GUILD)}


async def offers(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await api.ask(SHOP, **GUILD))["guild"]["shop"]
    return found


async def bought(api: Api, *, mine: bool = False, **page: Any) -> dict[str, Any]:  # noqa: ANN401 - a size or a cursor
    found: dict[str, Any] = (await api.ask(PURCHASES, **GUILD, mine=mine, **page))["guild"]["shopPurchases"]
    return found


def change(name: str, more: str) -> str:
    title = name[0].upper() + name[1:]
    return f"""mutation ($input: {title}Input!) {{ {name}(input: $input) {{ {more}
        problems {{ code message path }} }} }}"""


async def test_everybody_sees_what_is_sold_and_why_they_cannot_have_it(live_api: Api) -> None:
    there = await prepare(live_api)
    [star] = await offers(live_api)
    assert star | {"id": ""} == {
        "id": "",
        "name": "A star",
        "kind": "MARKER",
        "roleId": None,
        "marker": "⭐",
        "gold": 1,
        "stock": None,
        "stockLeft": None,
        "perMember": None,
        "sold": 1,
        "active": True,
        "trouble": None,
        "version": 1,
        "mine": 0,
        "obstacle": None,
    }
    await sign_in(live_api, 3)
    assert (await offers(live_api))[0]["mine"] == 1
    await sign_in(live_api, ADMIN)
    await live_api.ask(change("updateOffer", ""), input={"id": there.offer, "version": 1, "stock": 1})
    assert (await offers(live_api))[0]["obstacle"] == "SOLD_OUT"
    await live_api.ask(change("updateOffer", ""), input={"id": there.offer, "version": 2, "stock": None, "gold": 5000})
    await sign_in(live_api, MEMBER)
    assert (await offers(live_api))[0]["obstacle"] == "GOLD"
    await sign_in(live_api, ADMIN)
    await live_api.ask(change("deactivateOffer", ""), input={"id": there.offer, "version": 3})
    assert (await offers(live_api))[0]["obstacle"] == "OFF"
    await sign_in(live_api, MEMBER)
    assert await offers(live_api) == []


async def test_buying_shows_a_marker_and_a_refund_takes_it_away(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, MEMBER)
    wish = {"id": there.offer, "price": 2, "idempotencyKey": "one"}
    buy = change("buyOffer", "left repeated offer { mine sold }")
    [problem] = (await live_api.ask(buy, input=wish))["buyOffer"]["problems"]
    assert (problem["code"], problem["path"]) == ("CONFLICT", ["price"])
    done = (await live_api.ask(buy, input=wish | {"price": 1}))["buyOffer"]
    assert (done["repeated"], done["offer"], done["problems"]) == (False, {"mine": 1, "sold": 2}, [])
    assert (await live_api.ask(buy, input=wish | {"price": 1}))["buyOffer"]["repeated"]
    [own] = (await bought(live_api))["nodes"]
    assert (own["name"], own["member"], own["refundedAt"]) == ("A star", None, None)
    shown = (await live_api.ask(MARKERS, **GUILD, first=3))["guild"]["leaderboard"]["nodes"]
    assert {node["member"]["userId"]: node["member"]["markers"] for node in shown} == {
        "1": [],
        "2": ["⭐"],
        "3": ["⭐"],
    }
    await live_api.database.execute("UPDATE members SET visibility = 1 WHERE user_id = 3")
    shown = (await live_api.ask(MARKERS, **GUILD, first=3))["guild"]["leaderboard"]["nodes"]
    assert [node["member"]["markers"] for node in shown] == [[], ["⭐"], []]

    await sign_in(live_api, ADMIN)
    page = await bought(live_api, first=1)
    assert page["nodes"][0]["member"] == {"userId": "2"}
    assert page["pageInfo"]["hasNextPage"]
    rest = await bought(live_api, after=page["pageInfo"]["endCursor"])
    assert [node["member"]["userId"] for node in rest["nodes"]] == ["3"]
    assert (await bought(live_api, mine=True))["nodes"] == []
    refund = change("refundPurchase", "purchase { refundedAt } entry { action member { userId } }")
    gone = (await live_api.ask(refund, input={"id": own["id"]}))["refundPurchase"]
    assert gone["purchase"]["refundedAt"] is not None
    assert gone["entry"] == {"action": "refund", "member": {"userId": "2"}}
    await sign_in(live_api, None)
    assert (await bought(live_api))["nodes"] == []


async def test_lists_take_as_many_statements_for_few_as_for_many(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    few = await count(live_api, SHOP, GUILD)
    await live_api.database.execute(
        "INSERT INTO shop_offers (guild_id, name, kind, marker, gold) "
        "SELECT $1, 'M' || n, 'marker', 'x', n FROM generate_series(1, 9) AS n",
        there.guild_id,
    )
    assert await count(live_api, SHOP, GUILD) == few
    await live_api.database.execute(
        "INSERT INTO shop_purchases (guild_id, offer_id, user_id, gold, event_key, bought_at) "
        "SELECT guild_id, id, u, 1, id || 'k' || u, now() FROM shop_offers, unnest(ARRAY[2, 4, 5]) AS u"
    )
    pages = [await count(live_api, PURCHASES, GUILD | {"mine": False, "first": first}) for first in (1, 5, 20)]
    boards = [await count(live_api, MARKERS, GUILD | {"first": first}) for first in (1, 4, 9)]
    assert len(set(pages)) == len(set(boards)) == 1
