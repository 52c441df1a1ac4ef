"""Every mutation that the contract has: who may, one audit row and one notice, nothing of another guild."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLObjectType

from synapse.api import ids
from synapse.api.schema import contract
from synapse.api.types.audit import numbers_of_entry
from synapse.db.notify import Notice, Topic
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, There, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

NOT_OF_A_GUILD = {"beginSignIn", "signIn", "refreshSession", "signOut", "createApiToken", "revokeApiToken"}
"""They concern a person and their credentials."""

ONES_OWN = {
    "updatePreferences",
    "spendGold",
    "setTracking",
    "linkGithub",
    "requestMyData",
    "forgetMe",
    "buyOffer",
    "claimQuest",
    "handInQuest",
    "giveUpQuest",
}
"""They change what is the member's own, which is no admin's change and no rule."""

CASES: dict[str, Callable[[There], dict[str, Any]]] = {
    "createZone": lambda there: {"guildId": str(there.guild_id), "name": "Fun", "channelIds": ["12"]},
    "updateZone": lambda there: {"id": there.zone, "version": there.zone_version, "name": "Renamed"},
    "deactivateZone": lambda there: {"id": there.zone, "version": there.zone_version},
    "reactivateZone": lambda there: {"id": there.zone, "version": there.zone_version},
    "createAchievement": lambda there: {"guildId": str(there.guild_id), "name": "New", "trigger": "XP", "threshold": 5},
    "updateAchievement": lambda there: {"id": there.achievement, "version": there.achievement_version, "xp": 20},
    "deactivateAchievement": lambda there: {"id": there.achievement, "version": there.achievement_version},
    "reactivateAchievement": lambda there: {"id": there.achievement, "version": there.achievement_version},
    "grantAchievement": lambda there: {"id": there.achievement, "userId": "3"},
    "awardMember": lambda there: {
        "guildId": str(there.guild_id),
        "userId": "3",
        "xp": 5,
        "reason": "Thanks",
        "idempotencyKey": "one",
    },
    "rollSeason": lambda there: {"closing": there.season, "name": "Next"},
    "updateSettings": lambda there: {
        "guildId": str(there.guild_id),
        "version": there.settings_version,
        "values": [{"key": "motto", "value": "Newer"}],
    },
    "revertChange": lambda there: {"id": there.entry},
    "applyImport": lambda there: {"id": there.file},
    "createBoost": lambda there: {
        "guildId": str(there.guild_id),
        "name": "Helpers",
        "roleId": "21",
        "multipliers": [{"kind": "MESSAGE_SENT", "xp": "1.5"}],
    },
    "updateBoost": lambda there: {"id": there.boost, "version": there.boost_version, "name": "Triple XP"},
    "endBoost": lambda there: {"id": there.boost, "version": there.boost_version},
    "setLevelRole": lambda there: {"guildId": str(there.guild_id), "level": 7, "roleId": "22"},
    "removeLevelRole": lambda there: {"guildId": str(there.guild_id), "level": 5},
    "applyRules": lambda there: {
        "guildId": str(there.guild_id),
        "settings": [{"key": "rewards.message_sent.xp", "value": 16}],
        "zones": [{"id": there.zone, "multipliers": [{"kind": "MESSAGE_SENT", "xp": "2"}]}],
        "retroactive": True,
    },
    "createWebhook": lambda there: {
        "guildId": str(there.guild_id),
        "url": "https://hooks.example.org/synapse",
        "events": ["MEMBER_LEVELLED_UP"],
    },
    "updateWebhook": lambda there: {"id": there.webhook, "version": 1, "active": False},
    "deleteWebhook": lambda there: {"id": there.webhook, "version": 1},
    "rotateWebhookSecret": lambda there: {"id": there.webhook, "version": 1},
    "testWebhook": lambda there: {"id": there.webhook},
    "redeliverWebhook": lambda there: {"id": there.delivery},
    "createQuest": lambda there: {"guildId": str(there.guild_id), "title": "Fix a bug", "xp": 50, "zoneId": there.zone},
    "updateQuest": lambda there: {"id": there.quest, "version": 1, "gold": 5},
    "deactivateQuest": lambda there: {"id": there.quest, "version": 1},
    "reactivateQuest": lambda there: {"id": there.quest, "version": 1},
    "createOffer": lambda there: {
        "guildId": str(there.guild_id),
        "name": "VIP",
        "kind": "ROLE",
        "roleId": "22",
        "gold": 5,
    },
    "updateOffer": lambda there: {"id": there.offer, "version": 1, "gold": 5},
    "deactivateOffer": lambda there: {"id": there.offer, "version": 1},
    "reactivateOffer": lambda there: {"id": there.offer, "version": 1},
    "refundPurchase": lambda there: {"id": there.purchase},
    "acceptHandIn": lambda there: {"id": there.hand_in},
    "sendBackHandIn": lambda there: {"id": there.hand_in, "answer": "Try again"},
}
OWN_CASES: dict[str, Callable[[There], dict[str, Any]]] = {
    "setTracking": lambda there: {"guildId": str(there.guild_id), "tracked": False},
    "linkGithub": lambda there: {"guildId": str(there.guild_id), "login": "octocat"},
    "requestMyData": lambda there: {"guildId": str(there.guild_id)},
    "forgetMe": lambda there: {"guildId": str(there.guild_id)},
    "updatePreferences": lambda there: {"guildId": str(there.guild_id), "announceAwards": False},
    "spendGold": lambda there: {"guildId": str(there.guild_id), "item": "COFFEE", "idempotencyKey": "one"},
    "buyOffer": lambda there: {"id": there.offer, "price": 1, "idempotencyKey": "one"},
    "claimQuest": lambda there: {"id": there.quest},
    "handInQuest": lambda there: {"id": there.taken},
    "giveUpQuest": lambda there: {"id": there.taken},
}
OF_THE_GUILD = {
    "createZone",
    "createAchievement",
    "awardMember",
    "updateSettings",
    "createBoost",
    "createWebhook",
    "applyRules",
    "setLevelRole",
    "removeLevelRole",
    "createQuest",
    "createOffer",
}
"""They name the guild and nothing in it by a global id."""
REVERSED = {
    "reactivateZone": "zones",
    "reactivateAchievement": "achievements",
    "reactivateQuest": "quests",
    "reactivateOffer": "shop_offers",
}
"""What has to be out of force before."""


def document(name: str, more: str = "") -> str:
    title = name[0].upper() + name[1:]
    return f"mutation ($input: {title}Input!) {{ {name}(input: $input) {{ problems {{ code message path }} {more} }} }}"


async def everything(api: Api, guild_id: int) -> list[Any]:
    """What the guild's admins can change, and what members have."""
    tables = (
        "zones",
        "zone_channels",
        "achievements",
        "seasons",
        "audit_log",
        "events",
        "members",
        "guilds",
        "boosts",
        "level_roles",
        "webhooks",
        "quests",
        "quest_claims",
        "shop_offers",
        "shop_purchases",
    )
    return [
        await api.database.fetch(f"SELECT t::text FROM {table} AS t WHERE guild_id = $1 ORDER BY 1", guild_id)  # noqa: S608 - names above
        for table in tables
    ]


def test_every_mutation_has_its_case() -> None:
    root = contract().mutation_type
    assert isinstance(root, GraphQLObjectType)
    assert set(root.fields) == NOT_OF_A_GUILD | ONES_OWN | CASES.keys()
    assert OWN_CASES.keys() == ONES_OWN


@pytest.mark.parametrize("name", CASES)
async def test_one_audit_row_and_one_notice(live_api: Api, name: str) -> None:
    there = await prepare(live_api)
    if table := REVERSED.get(name):
        await live_api.database.execute(f"UPDATE {table} SET active = false")  # noqa: S608 - names above
    await sign_in(live_api, ADMIN)
    before = await live_api.database.fetchval("SELECT max(id) FROM audit_log")
    heard: list[Notice] = []
    ended = asyncio.Event()

    def hear(notice: Notice) -> None:
        heard.append(notice)
        if notice.guild_id == 5:
            ended.set()

    live_api.service.listener.on_notice(hear)
    told = (await live_api.ask(document(name, "entry { id action }"), input=CASES[name](there)))[name]
    assert told["problems"] == []

    await live_api.database.execute("SELECT pg_notify($1, '5:audit')", Topic.CONFIG.value)
    async with asyncio.timeout(20):
        await ended.wait()
    config = [notice for notice in heard if notice.topic is Topic.CONFIG and notice.guild_id == there.guild_id]
    rows = await live_api.database.fetch("SELECT actor_id, guild_id, id, action FROM audit_log WHERE id > $1", before)
    assert [tuple(row)[:2] for row in rows] == [(ADMIN, there.guild_id)]
    assert (*numbers_of_entry(told["entry"]["id"]), told["entry"]["action"]) == tuple(rows[0])[1:]
    assert len(config) == 1


@pytest.mark.parametrize("name", OWN_CASES)
async def test_what_is_ones_own_is_in_no_log(live_api: Api, name: str) -> None:
    there = await prepare(live_api)
    before = await live_api.database.fetchval("SELECT count(*) FROM audit_log")
    await sign_in(live_api, MEMBER)
    assert await live_api.ask(document(name), input=OWN_CASES[name](there)) == {name: {"problems": []}}
    assert await live_api.database.fetchval("SELECT count(*) FROM audit_log") == before


@pytest.mark.parametrize("name", [*CASES, *OWN_CASES])
async def test_nothing_is_changed_for_whoever_may_not(live_api: Api, name: str) -> None:
    """Nobody, a member, and the admin of another guild with this guild's ids."""
    there = await prepare(live_api)
    await club.found(live_api.database, club.OTHER_GUILD)
    await live_api.database.execute("UPDATE guilds SET owner_id = 5 WHERE guild_id = $1", club.OTHER_GUILD)
    await live_api.database.execute("DELETE FROM members WHERE guild_id = $1 AND user_id = 5", there.guild_id)
    await live_api.service.rulebook.load(club.OTHER_GUILD)
    before = await everything(live_api, there.guild_id)
    wanted = {**CASES, **OWN_CASES}[name](there)
    strangers = {None: "UNAUTHENTICATED", 5: "FORBIDDEN"} | ({MEMBER: "FORBIDDEN"} if name in CASES else {})
    for user, code in strangers.items():
        await sign_in(live_api, user)
        assert (await live_api.refusal(document(name), input=wanted))["extensions"]["code"] == code
    assert await everything(live_api, there.guild_id) == before


@pytest.mark.parametrize("name", CASES)
async def test_a_guild_that_is_not_there_looks_like_one_that_is_anothers(live_api: Api, name: str) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, MEMBER)
    known = await live_api.refusal(document(name), input=CASES[name](there))
    made_up = There(
        guild_id=1234,
        zone="Wm9uZToxMjM0OjE",
        zone_version=1,
        achievement="QWNoaWV2ZW1lbnQ6MTIzNDox",
        achievement_version=1,
        season="U2Vhc29uOjEyMzQ6MQ",
        settings_version=1,
        entry="QXVkaXRFbnRyeToxMjM0OjE",
        file="SW1wb3J0OjEyMzQ6MQ",
        boost=ids.pack("Boost", 1234, 1),
        webhook="V2ViaG9vazoxMjM0OjE",
        delivery="V2ViaG9va0RlbGl2ZXJ5OjEyMzQ6MQ",
        quest=ids.pack("Quest", 1234, 1),
        taken=ids.pack("Quest", 1234, 1),
        hand_in=ids.pack("HandIn", 1234, 1, 3),
        offer=ids.pack("Offer", 1234, 1),
        purchase=ids.pack("Purchase", 1234, 1),
    )
    assert await live_api.refusal(document(name), input=CASES[name](made_up)) == known


async def test_an_admin_of_one_guild_reaches_nothing_of_another_through_their_own(live_api: Api) -> None:
    """Ids of the other guild within a change of one's own: channels, zones, members, entries."""
    there = await prepare(live_api)
    await club.found(live_api.database, club.OTHER_GUILD)
    other = await prepare(live_api, club.OTHER_GUILD)
    await live_api.database.execute("UPDATE channels SET id = id + 100 WHERE guild_id = $1", club.OTHER_GUILD)
    await live_api.database.execute("UPDATE guilds SET owner_id = 9 WHERE guild_id = $1", club.OTHER_GUILD)
    await live_api.database.execute("INSERT INTO members (guild_id, user_id) VALUES ($1, 77)", other.guild_id)
    before = await everything(live_api, other.guild_id)
    await sign_in(live_api, ADMIN)
    own = str(there.guild_id)
    foreign: list[tuple[str, dict[str, Any]]] = [
        ("createZone", {"guildId": own, "name": "X", "channelIds": ["112"]}),
        ("updateZone", {"id": there.zone, "version": there.zone_version, "channelIds": ["112"]}),
        (
            "createAchievement",
            {"guildId": own, "name": "X", "trigger": "ZONE_EVENTS", "threshold": 1, "zoneId": other.zone},
        ),
        ("createAchievement", {"guildId": own, "name": "X", "trigger": "XP", "threshold": 1, "channelId": "112"}),
        ("grantAchievement", {"id": there.achievement, "userId": "77"}),
        ("createQuest", {"guildId": own, "title": "X", "xp": 1, "zoneId": other.zone}),
        ("createQuest", {"guildId": own, "title": "X", "xp": 1, "seasonId": other.season}),
        ("awardMember", {"guildId": own, "userId": "77", "xp": 1, "reason": "X", "idempotencyKey": "1"}),
        (
            "updateSettings",
            {"guildId": own, "version": 2, "values": [{"key": "announcements.channel_id", "value": "112"}]},
        ),
    ]
    for name, wanted in foreign:
        [problem] = (await live_api.ask(document(name), input=wanted))[name]["problems"]
        assert problem["code"] in {"NOT_FOUND", "CONFLICT"}, (name, problem)
    preview = """query ($id: Snowflake!, $zone: ID!) { guild(id: $id) {
        previewRules(input: {zones: [{id: $zone, multipliers: []}]}) { eventCount } } }"""
    assert (await live_api.refusal(preview, id=own, zone=other.zone))["extensions"]["code"] == "NOT_FOUND"
    assert await everything(live_api, other.guild_id) == before


@pytest.mark.parametrize("name", [name for name in CASES if name not in OF_THE_GUILD])
@pytest.mark.parametrize("wrong", ["", "x", "R3VpbGQ6MQ", "A" * 500])
async def test_ids_of_other_things_are_problems(api: Api, name: str, wrong: str) -> None:
    await sign_in(api, ADMIN)
    there = There(
        1, wrong, 1, wrong, 1, wrong, 1, wrong, wrong, quest=wrong, hand_in=wrong, offer=wrong, purchase=wrong
    )
    [problem] = (await api.ask(document(name), input=CASES[name](there)))[name]["problems"]
    assert problem["code"] == "BAD_USER_INPUT"
