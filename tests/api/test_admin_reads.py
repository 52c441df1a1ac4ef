"""What admins and everybody can read of a guild's rules."""

from typing import Any

import pytest

from synapse.api import ids
from synapse.api.types import audit
from synapse.log import Fault
from synapse.services import heartbeats
from synapse.services.heartbeats import Heartbeat
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

ZONES = """query ($id: Snowflake!) { guild(id: $id) { zones {
  id name description active version channelIds multipliers { kind xp stars } } } }"""
ACHIEVEMENTS = """query ($id: Snowflake!) { guild(id: $id) { achievements {
  id name trigger threshold scope zone { name }
  category channelId series seriesStep active version awarding earnerCount earnerShare
  firstEarner { member { userId } at } } } }"""
SETTINGS = """query ($id: Snowflake!) { guild(id: $id) { settings { version groups { key help settings {
  key help kind optional value default minimum maximum } } } } }"""
PLACES = """query ($id: Snowflake!) { guild(id: $id) { channels { channelId name kind parentId position zone { name } }
  roles { roleId name color position } seasons { name } } }"""
LOG = """query ($id: Snowflake!, $first: Int, $after: String, $subject: String, $actor: Snowflake) { guild(id: $id) {
  auditLog(first: $first, after: $after, subject: $subject, actorId: $actor) {
    nodes { id at actorId actor { userId } action subject changes { field before after } reason reverts revertedBy }
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""
ENTRY = """query ($id: Snowflake!, $entry: ID!) { guild(id: $id) { auditEntry(id: $entry) { id action } } }"""
PREVIEW = """query ($id: Snowflake!, $input: PreviewRulesInput!) { guild(id: $id) { previewRules(input: $input) {
  since eventCount memberCount total { xp stars newXp newStars }
  members { userId member { displayName } earnings { xp newXp } } } } }"""
GUILD = {"id": str(club.GUILD)}


async def guild(api: Api, query: str, **variables: object) -> dict[str, Any]:
    found: dict[str, Any] = (await api.ask(query, **GUILD, **variables))["guild"]
    return found


async def test_zones_and_achievements_are_public(live_api: Api) -> None:
    there = await prepare(live_api)
    update = """mutation ($input: UpdateZoneInput!) { updateZone(input: $input) {
        zone { version multipliers { kind xp stars } } problems { message } clientMutationId } }"""
    await sign_in(live_api, ADMIN)
    wanted = {
        "id": there.zone,
        "version": there.zone_version,
        "multipliers": [{"kind": "VOICE_TICK", "stars": "1.50"}],
        "clientMutationId": "c",
    }
    assert (await live_api.ask(update, input=wanted))["updateZone"] == {
        "zone": {
            "version": there.zone_version + 1,
            "multipliers": [{"kind": "VOICE_TICK", "xp": "1", "stars": "1.5"}],
        },
        "problems": [],
        "clientMutationId": "c",
    }
    number = await club.add_achievement(live_api.database, "First", (3, 2))
    await live_api.database.execute(
        "UPDATE achievements SET zone_id = (SELECT min(id) FROM zones), awarding_after = 5 WHERE id = $1", number
    )
    await sign_in(live_api, None)
    [zone] = (await guild(live_api, ZONES))["zones"]
    assert (zone["id"], zone["name"], zone["active"], zone["channelIds"]) == (there.zone, "Lab", True, ["11"])
    by_hand, first = (await guild(live_api, ACHIEVEMENTS))["achievements"]
    assert by_hand["id"] == there.achievement
    assert (by_hand["trigger"], by_hand["earnerCount"], by_hand["firstEarner"], by_hand["awarding"]) == (
        "MANUAL",
        0,
        None,
        None,
    )
    assert (first["earnerCount"], first["firstEarner"]["member"]["userId"], first["zone"]) == (2, "3", {"name": "Lab"})
    assert first["earnerShare"] == pytest.approx(2 / 9)
    assert first["awarding"] == pytest.approx(5 / 9)
    node = "query ($id: ID!) { node(id: $id) { ... on Zone { name } } }"
    assert await live_api.ask(node, id=there.zone) == {"node": {"name": "Lab"}}
    nothing = ids.encode(ids.Kind.ZONE, club.GUILD, 999_999)
    assert await live_api.ask(node, id=nothing) == {"node": None}


async def test_only_admins_read_settings_channels_roles_log_and_previews(live_api: Api) -> None:
    await prepare(live_api)
    more: dict[str, dict[str, object]] = {ENTRY: {"entry": "x"}, PREVIEW: {"input": {}}}
    for user, code in ((None, "UNAUTHENTICATED"), (MEMBER, "FORBIDDEN")):
        await sign_in(live_api, user)
        for query in (SETTINGS, PLACES, LOG, ENTRY, PREVIEW):
            refusal = await live_api.refusal(query, **GUILD, **more.get(query, {}))
            assert refusal["extensions"]["code"] == code
    await sign_in(live_api, ADMIN)
    found = (await guild(live_api, SETTINGS))["settings"]
    values = {each["key"]: each for group in found["groups"] for each in group["settings"]}
    assert found["version"] == 2
    assert values["motto"]["value"] == "New"
    assert values["fair_play.cooldown_seconds"] == {
        "key": "fair_play.cooldown_seconds",
        "help": "A member's message earns nothing this soon after their last earning one in the channel.",
        "kind": "INTEGER",
        "optional": False,
        "value": 30,
        "default": 30,
        "minimum": 0,
        "maximum": 86400,
    }
    places = await guild(live_api, PLACES)
    assert [(each["name"], each["zone"]) for each in places["channels"]] == [
        ("general", {"name": "Lab"}),
        ("memes", None),
    ]
    assert places["roles"] == [
        {"roleId": "21", "name": "Lead", "color": "#0000FF", "position": 3},
        {"roleId": "22", "name": "Helper", "color": "#000000", "position": 2},
    ]
    assert places["seasons"] == [{"name": "Season 1"}]


async def test_an_entry_of_the_log_is_found_by_its_id(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    found = (await guild(live_api, ENTRY, entry=there.entry))["auditEntry"]
    assert (found["id"], found["action"]) == (there.entry, "update")
    for unknown in (f"AuditEntry:{club.GUILD}:99999", f"AuditEntry:{club.OTHER_GUILD}:1"):
        name, *numbers = unknown.split(":")
        number = ids.pack(name, *map(int, numbers))
        assert (await guild(live_api, ENTRY, entry=number))["auditEntry"] is None
    assert (await live_api.refusal(ENTRY, **GUILD, entry="x"))["extensions"]["code"] == "BAD_USER_INPUT"


async def test_an_entry_names_what_it_speaks_of(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    create = """mutation ($input: CreateZoneInput!) { createZone(input: $input) {
        entry { subject names { ref name } } } }"""
    wanted = {"guildId": str(there.guild_id), "name": "Fun", "channelIds": ["11", "12"], "moveChannels": True}
    entry = (await live_api.ask(create, input=wanted))["createZone"]["entry"]
    called = {each["ref"]: each["name"] for each in entry["names"]}
    assert called == {"channel:11": "general", "channel:12": "memes", entry["subject"]: "Fun", "zone:1": "Lab"}
    award = """mutation ($input: AwardMemberInput!) { awardMember(input: $input) { entry { names { ref name } } } }"""
    given = {"guildId": str(there.guild_id), "userId": "3", "xp": 5, "reason": "Thanks", "idempotencyKey": "one"}
    names = (await live_api.ask(award, input=given))["awardMember"]["entry"]["names"]
    assert [each["ref"] for each in names] == ["member:3"]


async def test_the_log_is_paged_filtered_and_undone_from(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    first = (await guild(live_api, LOG, first=2))["auditLog"]
    assert [node["subject"].partition(":")[0] for node in first["nodes"]] == ["settings", "level_roles"]
    assert first["nodes"][0]["changes"] == [{"field": "motto", "before": "We build things.", "after": "New"}]
    assert first["nodes"][0]["actor"] == {"userId": "1"}
    assert first["pageInfo"]["hasNextPage"]
    rest = (await guild(live_api, LOG, after=first["pageInfo"]["endCursor"]))["auditLog"]
    zones = [node for node in rest["nodes"] if node["subject"].startswith("zone:")]
    assert [node["action"] for node in zones] == ["create"]
    assert (await guild(live_api, LOG, subject="zone"))["auditLog"]["nodes"] == zones
    nobody = (await guild(live_api, LOG, actor="8"))["auditLog"]
    assert (nobody["nodes"], nobody["pageInfo"]["endCursor"]) == ([], None)
    assert (await live_api.refusal(LOG, **GUILD, actor=str(2**64 - 1)))["extensions"]["code"] == "BAD_USER_INPUT"

    revert = """mutation ($input: RevertChangeInput!) { revertChange(input: $input) {
        entry { action reverts reason } problems { code message path } } }"""
    done = (await live_api.ask(revert, input={"id": there.entry, "reason": "oops"}))["revertChange"]
    assert done == {"entry": {"action": "revert", "reverts": there.entry, "reason": "oops"}, "problems": []}
    again = (await live_api.ask(revert, input={"id": there.entry}))["revertChange"]
    assert again["entry"] is None
    assert (again["problems"][0]["code"], again["problems"][0]["path"]) == ("CONFLICT", ["id"])


async def test_problems_say_where(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    create = """mutation ($input: CreateZoneInput!) { createZone(input: $input) { zone { id }
        problems { code path } } }"""
    wrong = {
        "guildId": GUILD["id"],
        "name": "",
        "channelIds": [],
        "multipliers": [{"kind": "VOICE_TICK", "xp": 101}],
    }
    assert (await live_api.ask(create, input=wrong))["createZone"] == {
        "zone": None,
        "problems": [
            {"code": "BAD_USER_INPUT", "path": ["name"]},
            {"code": "BAD_USER_INPUT", "path": ["multipliers", "voice_tick", "xp"]},
        ],
    }
    nulls = {"guildId": GUILD["id"], "name": "X", "multipliers": None, "channelIds": None}
    problems = (await live_api.ask(create, input=nulls))["createZone"]["problems"]
    assert [each["path"] for each in problems] == [["channelIds"], ["multipliers"]]
    update = """mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { problems { path } } }"""
    values = [{"key": "fair_play.cooldown_seconds", "value": -1}, {"key": "motto", "value": "x" * 201}]
    found = await live_api.ask(update, input={"guildId": GUILD["id"], "version": 2, "values": values})
    paths = [each["path"] for each in found["updateSettings"]["problems"]]
    assert sorted(paths) == [["values", "fair_play.cooldown_seconds"], ["values", "motto"]]


@pytest.mark.parametrize("xp", ['"x"', "true", '"NaN"', '"Infinity"', "[]", f'"{"1" * 40}"'])
async def test_what_is_no_decimal(api: Api, xp: str) -> None:
    query = f"""mutation {{ createZone(input: {{guildId: "1", name: "X",
        multipliers: [{{kind: VOICE_TICK, xp: {xp}}}]}})
        {{ problems {{ code }} }} }}"""
    assert (await api.refusal(query))["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_preview_of_nothing(live_api: Api) -> None:
    there = await prepare(live_api)
    await live_api.database.execute(
        """INSERT INTO events (guild_id, event_key, user_id, kind, channel_id, season_id, xp, stars, gold, facts,
            occurred_at)
        SELECT $1, 'm' || n, n, 1, 11, 1, 15, 1, 0, '{"length": 20}', $2 FROM generate_series(1, 3) AS n""",
        club.GUILD,
        club.NOW,
    )
    await sign_in(live_api, ADMIN)
    proposal = {
        "days": 1,
        "settings": [{"key": "quality.long_characters", "value": 10}],
        "zones": [{"id": there.zone, "multipliers": [{"kind": "MESSAGE_SENT", "xp": 2}]}],
    }
    found = (await guild(live_api, PREVIEW, input=proposal))["previewRules"]
    assert found["eventCount"] == found["memberCount"] == 3
    assert found["total"] == {"xp": 45, "stars": 3, "newXp": 108, "newStars": 3}
    assert found["members"][0] == {
        "userId": "1",
        "member": {"displayName": "Member 1"},
        "earnings": {"xp": 15, "newXp": 36},
    }


async def test_the_second_of_two_admins_is_told_what_the_first_changed(live_api: Api) -> None:
    there = await prepare(live_api)
    await live_api.database.execute("UPDATE members SET role_ids = '{21}' WHERE user_id = 2")
    await live_api.database.execute("UPDATE roles SET permissions = 32 WHERE id = 21")
    update = """mutation ($input: UpdateZoneInput!) { updateZone(input: $input) { zone { name } problems {
        code path meanwhile { actor { displayName } action member { userId } changes { field before after } } } } }"""
    wanted = {"id": there.zone, "version": there.zone_version}
    await sign_in(live_api, ADMIN)
    assert (await live_api.ask(update, input={**wanted, "name": "First"}))["updateZone"]["problems"] == []
    await sign_in(live_api, MEMBER)
    refused = (await live_api.ask(update, input={**wanted, "name": "Second"}))["updateZone"]
    assert refused["zone"] is None
    [problem] = refused["problems"]
    assert (problem["code"], problem["path"]) == ("CONFLICT", ["version"])
    assert problem["meanwhile"] == [
        {
            "actor": {"displayName": "Member 1"},
            "action": "update",
            "member": None,
            "changes": [{"field": "name", "before": "Lab", "after": "First"}],
        }
    ]
    [other] = (await live_api.ask(update, input={**wanted, "version": 9, "name": ""}))["updateZone"]["problems"]
    assert (other["code"], other["meanwhile"]) == ("BAD_USER_INPUT", [])


async def test_the_log_names_who_was_given_something(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    award = "mutation ($input: AwardMemberInput!) { awardMember(input: $input) { problems { message } } }"
    wanted = {"guildId": GUILD["id"], "userId": "3", "gold": 5, "reason": "Thanks", "idempotencyKey": "one"}
    assert (await live_api.ask(award, input=wanted))["awardMember"]["problems"] == []
    log = """query ($id: Snowflake!) { guild(id: $id) { auditLog(first: 2) { nodes { action member { userId } } } } }"""
    assert (await guild(live_api, log))["auditLog"]["nodes"] == [
        {"action": "give", "member": {"userId": "3"}},
        {"action": "update", "member": None},
    ]


SYSTEM = """query ($id: Snowflake!) { guild(id: $id) { system { announcementsWaiting
  fairPlay { events cut members newcomers raid { accounts } }
  bot { state version startedAt toldAt onlineSince eventsPerMinute queueDepth spoolDepth batchSize batchMilliseconds
    noticeMilliseconds eventsRecorded eventsDropped eventsRejected faults { reference what at } }
  api { version startedAt noticeMilliseconds faults { reference what at } } } } }"""


async def test_admins_see_how_the_processes_do(live_api: Api) -> None:
    refused = await live_api.refusal(SYSTEM, **GUILD)
    assert refused["extensions"]["code"] == "UNAUTHENTICATED"
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    assert (await guild(live_api, SYSTEM))["system"]["bot"] is None
    fault = Fault(reference="abc", what="errands.failed", at=club.NOW)
    beat = Heartbeat(
        instance="one", version="1", started_at=club.NOW, told_at=club.NOW, online_since=club.NOW, faults=(fault,)
    )
    await heartbeats.begin(live_api.service.engine, beat)
    system = (await guild(live_api, SYSTEM))["system"]
    assert system["bot"]["state"] == "ONLINE"
    assert [each["reference"] for each in system["bot"]["faults"]] == ["abc"]
    assert system["api"]["noticeMilliseconds"] > 0
    assert system["announcementsWaiting"] == 0
    assert system["fairPlay"] == {"events": 0, "cut": 0, "members": 0, "newcomers": 0, "raid": None}


def test_ids_in_a_change_are_told_exactly() -> None:
    ids, small = [1148200534671360007, 11], {"xp": 15, "factor": 1.5, "on": True, "none": None}
    told = audit.exact({"channel_ids": ids, "rewards": small, "least": -(2**53)})
    assert told == {"channel_ids": ["1148200534671360007", 11], "rewards": small, "least": "-9007199254740992"}
