"""Quests through the API: what everybody, the member and the admin see of them, and how they are followed."""

from contextlib import aclosing
from typing import Any

import pytest

from synapse.api.operations import Request
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, There, prepare, sign_in
from tests.api.conftest import Api
from tests.api.test_statements import count

pytestmark = pytest.mark.live

QUESTS = """query ($id: Snowflake!, $filter: QuestFilter!, $first: Int, $after: String) { guild(id: $id) {
  quests(filter: $filter, first: $first, after: $after) { nodes { id title xp stars usualStars gold places placesLeft
    underWay completed endsAt proof hindrance active version zone { name } season { name }
    mine { state proof answer } }
  edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"""
QUEUE = """query ($id: Snowflake!, $first: Int, $after: String) { guild(id: $id) { questHandIns(first: $first,
  after: $after) { totalCount nodes { id proof member { userId } quest { title } }
  pageInfo { hasNextPage endCursor } } } }"""
ONE = "query ($id: Snowflake!, $quest: ID!) { guild(id: $id) { quest(id: $quest) { title mine { state } } } }"
FOLLOW = """subscription ($guild: Snowflake!) { questsChanged(guildId: $guild) { nodes { title underWay } } }"""
GUILD = {"id": str(club.GUILD)}


async def listed(api: Api, which: str = "OPEN", **variables: Any) -> dict[str, Any]:  # noqa: ANN401 - any argument
    found: dict[str, Any] = (await api.ask(QUESTS, **GUILD, filter=which, **variables))["guild"]["quests"]
    return found


def change(name: str, more: str = "") -> str:
    title = name[0].upper() + name[1:]
    return f"""mutation ($input: {title}Input!) {{ {name}(input: $input) {{ quest {{ title mine {{ state proof answer }}
        places stars usualStars }} problems {{ code message path }} {more} }} }}"""


async def test_everybody_sees_quests_and_only_the_member_where_they_stand(live_api: Api) -> None:
    there = await prepare(live_api)
    for reader, states in (
        (None, [None, None, None]),
        (MEMBER, [None, "CLAIMED", None]),
        (3, ["HANDED_IN", None, None]),
    ):
        await sign_in(live_api, reader)
        nodes = (await listed(live_api))["nodes"]
        assert [node["title"] for node in nodes] == ["Handed in", "Taken", "Free"]
        assert [node["mine"] and node["mine"]["state"] for node in nodes] == states
    assert nodes[0] | {"id": "", "mine": None} == {
        "id": "",
        "title": "Handed in",
        "xp": 10,
        "stars": 5,
        "usualStars": True,
        "gold": 0,
        "places": None,
        "placesLeft": None,
        "underWay": 1,
        "completed": 0,
        "endsAt": None,
        "proof": "NONE",
        "hindrance": None,
        "active": True,
        "version": 1,
        "zone": None,
        "season": None,
        "mine": None,
    }
    await sign_in(live_api, MEMBER)
    found = (await live_api.ask(ONE, **GUILD, quest=there.taken))["guild"]["quest"]
    assert found == {"title": "Taken", "mine": {"state": "CLAIMED"}}
    await club.found(live_api.database, club.OTHER_GUILD)
    await live_api.service.rulebook.load(club.OTHER_GUILD)
    assert (await live_api.ask(ONE, id=str(club.OTHER_GUILD), quest=there.taken))["guild"]["quest"] is None


async def test_pages_and_filters(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    await live_api.ask(change("deactivateQuest"), input={"id": there.quest, "version": 1})
    assert [node["title"] for node in (await listed(live_api, "PAST"))["nodes"]] == ["Free"]
    first = await listed(live_api, "ALL", first=2)
    assert first["pageInfo"]["hasNextPage"]
    rest = await listed(live_api, "ALL", first=2, after=first["pageInfo"]["endCursor"])
    assert [node["hindrance"] for node in rest["nodes"]] == ["CLOSED"]
    assert not rest["pageInfo"]["hasNextPage"]
    refused = await live_api.refusal(QUESTS, **GUILD, filter="ALL", after="nonsense")
    assert refused["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_quest_from_its_posting_to_its_reward(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    wanted = {"guildId": str(there.guild_id), "title": "Write docs", "gold": 7, "places": 1, "proof": "TEXT"}
    made = (await live_api.ask(change("createQuest"), input=wanted | {"xp": None, "stars": 2}))["createQuest"]
    assert made["quest"] == {"title": "Write docs", "mine": None, "places": 1, "stars": 2, "usualStars": False}
    [newest] = (await listed(live_api, first=1))["nodes"]

    await sign_in(live_api, MEMBER)
    own = {"id": newest["id"]}
    await live_api.ask(change("claimQuest"), input=own)
    [problem] = (await live_api.ask(change("handInQuest"), input=own))["handInQuest"]["problems"]
    assert (problem["code"], problem["path"]) == ("BAD_USER_INPUT", ["proof"])
    told = await live_api.ask(change("handInQuest"), input=own | {"proof": "See the wiki"})
    assert told["handInQuest"]["quest"]["mine"] == {"state": "HANDED_IN", "proof": "See the wiki", "answer": None}
    assert (await live_api.refusal(QUEUE, **GUILD))["extensions"]["code"] == "FORBIDDEN"

    await sign_in(live_api, ADMIN)
    queue = (await live_api.ask(QUEUE, **GUILD, first=1))["guild"]["questHandIns"]
    assert (queue["totalCount"], queue["pageInfo"]["hasNextPage"]) == (2, True)
    queue = (await live_api.ask(QUEUE, **GUILD, after=queue["pageInfo"]["endCursor"]))["guild"]["questHandIns"]
    [waiting] = queue["nodes"]
    assert waiting | {"id": ""} == {
        "id": "",
        "proof": "See the wiki",
        "member": {"userId": "2"},
        "quest": {"title": "Write docs"},
    }
    answer = {"id": waiting["id"], "answer": "A link, please"}
    sent = await live_api.ask(
        change("sendBackHandIn", "entry { action member { userId } names { ref name } }"), input=answer
    )
    assert sent["sendBackHandIn"]["entry"]["member"] == {"userId": "2"}
    assert {"ref": f"quest:{await newest_number(live_api)}", "name": "Write docs"} in sent["sendBackHandIn"]["entry"][
        "names"
    ]

    await sign_in(live_api, MEMBER)
    [mine] = [node["mine"] for node in (await listed(live_api, first=1))["nodes"]]
    assert mine == {"state": "SENT_BACK", "proof": "See the wiki", "answer": "A link, please"}
    await live_api.ask(change("handInQuest"), input=own | {"proof": "https://wiki"})
    gold = await live_api.database.fetchval("SELECT gold FROM members WHERE user_id = $1", MEMBER)

    await sign_in(live_api, ADMIN)
    accepted = (await live_api.ask(change("acceptHandIn"), input={"id": waiting["id"]}))["acceptHandIn"]
    assert accepted["problems"] == []
    again = (await live_api.ask(change("acceptHandIn"), input={"id": waiting["id"]}))["acceptHandIn"]
    assert [each["code"] for each in again["problems"]] == ["CONFLICT"]
    assert await live_api.database.fetchval("SELECT gold FROM members WHERE user_id = $1", MEMBER) >= gold + 7
    feed = "query ($id: Snowflake!) { guild(id: $id) { feed { nodes { kind reason gold member { userId } } } } }"
    entries = (await live_api.ask(feed, **GUILD))["guild"]["feed"]["nodes"]
    assert {"kind": "QUEST", "reason": "Write docs", "gold": 7, "member": {"userId": "2"}} in entries


async def newest_number(api: Api) -> int:
    return int(await api.database.fetchval("SELECT max(id) FROM quests"))


async def test_lists_take_as_many_statements_for_few_as_for_many(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    await _spread(live_api, there)
    few = [await count(live_api, QUESTS, GUILD | {"filter": "ALL", "first": first}) for first in (1, 3, 6)]
    assert len(set(few)) == 1
    queue = [await count(live_api, QUEUE, GUILD | {"first": first}) for first in (1, 3)]
    assert len(set(queue)) == 1


async def _spread(api: Api, there: There) -> None:
    """More quests, all with zone and season, taken on by the admin and handed in by others."""
    season = await api.database.fetchval("SELECT id FROM seasons WHERE guild_id = $1", there.guild_id)
    zone = await api.database.fetchval("SELECT id FROM zones WHERE guild_id = $1", there.guild_id)
    await api.database.execute("UPDATE quests SET zone_id = $1, season_id = $2", zone, season)
    await api.database.execute(
        "INSERT INTO quests (guild_id, title, xp, zone_id, season_id) SELECT $1, 'Q' || n, 1, $2, $3 "
        "FROM generate_series(1, 5) AS n",
        there.guild_id,
        zone,
        season,
    )
    await api.database.execute(
        "INSERT INTO quest_claims (guild_id, quest_id, user_id, state, claimed_at, handed_in_at) "
        "SELECT guild_id, id, u, 'handed_in', now(), now() FROM quests, unnest(ARRAY[1, 4, 5]) AS u"
    )


async def test_quests_are_followed(live_api: Api) -> None:
    there = await prepare(live_api)
    states = live_api.service.operations.stream(Request(query=FOLLOW, variables={"guild": str(there.guild_id)}))

    async def following() -> list[dict[str, Any]]:
        answer = (await anext(states)).body
        nodes: list[dict[str, Any]] = answer["data"]["questsChanged"]["nodes"]
        return nodes

    async with aclosing(states):
        assert [node["underWay"] for node in await following()] == [1, 1, 0]
        await sign_in(live_api, MEMBER)
        await live_api.ask(change("claimQuest"), input={"id": there.quest})
        assert [node["underWay"] for node in await following()] == [1, 1, 1]
        await sign_in(live_api, ADMIN)
        await live_api.ask(change("updateQuest"), input={"id": there.quest, "version": 1, "title": "Still free"})
        assert (await following())[-1]["title"] == "Still free"
