from typing import Any

import orjson
import pytest

from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

FILE = {
    "players": [{"id": "3", "username": "three", "xp": 5000, "level": 9, "message_count": 70}, {"id": "zero"}],
    "xp_per_message": [15, 25],
}
PREVIEW = """
query ($guild: Snowflake!, $take: [OfferedSetting!]!) { guild(id: $guild) { imports {
  id source state people oddCount oddRows { where why } offers { what key present value }
  preview(keep: XP, meeting: REPLACE, take: $take) {
    people newcomers changed before { xp } after { xp messages }
    members { userId name isNew xpBefore xpAfter levelBefore levelAfter }
  }
} } }
"""
APPLY = """
mutation ($input: ApplyImportInput!) {
  applyImport(input: $input) { import { id state } problems { code message path } }
}
"""


async def send(api: Api, content: bytes, guild: object = club.GUILD) -> tuple[int, dict[str, Any]]:
    response = await api.http.post(f"/imports/{guild}", content=content)
    return response.status_code, response.json()


async def test_a_file_is_sent_looked_at_and_applied(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    status, answer = await send(live_api, orjson.dumps(FILE))
    assert status == 201
    [found] = (await live_api.ask(PREVIEW, guild=str(club.GUILD), take=["CURVE"]))["guild"]["imports"]
    assert found["id"] == answer["id"]
    assert (found["source"], found["state"], found["people"], found["oddCount"]) == ("MEE6", "READ", 1, 1)
    assert found["oddRows"] == [{"where": "page 1, player 2", "why": "It has no Discord id."}]
    assert {"what": "MESSAGE_XP", "key": "rewards.message_sent.xp", "present": 15, "value": 20} in found["offers"]
    [member] = found["preview"]["members"]
    assert (member["userId"], member["xpBefore"], member["xpAfter"]) == ("3", 900, 5000)
    done = await live_api.ask(APPLY, input={"id": answer["id"], "meeting": "REPLACE", "take": ["CURVE"]})
    assert done == {"applyImport": {"import": {"id": answer["id"], "state": "APPLIED"}, "problems": []}}
    query = 'query ($guild: Snowflake!) { guild(id: $guild) { member(id: "3") { xp level } } }'
    await live_api.service.rulebook.load(club.GUILD)
    now = (await live_api.ask(query, guild=str(club.GUILD)))["guild"]["member"]
    assert now == {"xp": 5000, "level": member["levelAfter"]}
    again = await live_api.ask(APPLY, input={"id": answer["id"]})
    assert again["applyImport"]["problems"][0]["code"] == "CONFLICT"


async def test_a_file_that_is_none_is_told(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    status, answer = await send(live_api, b"hello")
    assert status == 422
    assert "Expected is a JSON export of MEE6" in answer["errors"][0]["message"]


async def test_a_file_that_is_too_large_is_not_held(live_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    monkeypatch.setattr("synapse.api.http.imports.LARGEST_FILE", 5)
    assert (await send(live_api, b"too large"))[0] == 413
    assert (await send(live_api, b"short"))[0] == 422


@pytest.mark.parametrize(("who", "guild", "status"), [(None, club.GUILD, 401), (MEMBER, club.GUILD, 403)])
async def test_only_admins_send_files(live_api: Api, who: int | None, guild: int, status: int) -> None:
    await prepare(live_api)
    await sign_in(live_api, who)
    before = await live_api.database.fetchval("SELECT count(*) FROM imports")
    assert (await send(live_api, orjson.dumps(FILE), guild))[0] == status
    assert await live_api.database.fetchval("SELECT count(*) FROM imports") == before


async def test_other_guilds_and_other_sites_are_refused(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    assert (await send(live_api, orjson.dumps(FILE), club.OTHER_GUILD))[0] == 403
    assert (await send(live_api, orjson.dumps(FILE), "club"))[0] == 404
    live_api.http.headers["sec-fetch-site"] = "cross-site"
    live_api.http.headers["sec-fetch-mode"] = "no-cors"
    assert (await send(live_api, orjson.dumps(FILE)))[0] == 403


async def test_an_id_of_something_else_is_a_problem(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    for wrong in (there.zone, "nonsense"):
        [problem] = (await live_api.ask(APPLY, input={"id": wrong}))["applyImport"]["problems"]
        assert (problem["code"], problem["path"]) == ("BAD_USER_INPUT", ["id"])
