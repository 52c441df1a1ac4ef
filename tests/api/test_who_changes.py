"""How often an admin may change something, and from which address a change is said to come."""

from typing import Any

import httpx
import pytest

from synapse.api.app import create_app
from synapse.services import rejudging
from tests.api.changing import ADMIN, MEMBER, There, prepare, sign_in
from tests.api.conftest import Api
from tests.api.test_every_change import CASES, REVERSED, document

pytestmark = pytest.mark.live

RENAME = """mutation ($input: UpdateZoneInput!) { updateZone(input: $input) { zone { version } problems { code } } }"""
READS = """query ($id: Snowflake!) { guild(id: $id) {
  settings { version } channels { name } roles { name } auditLog(first: 1) { nodes { address } }
  previewRules(input: {days: 1}) { eventCount } } }"""


async def rename(api: Api, there: There, version: int) -> dict[str, Any]:
    return await api.answer(RENAME, input={"id": there.zone, "version": version, "name": f"Lab {version}"})


@pytest.mark.parametrize("name", CASES)
async def test_every_admins_mutation_counts(live_api: Api, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    monkeypatch.setattr("synapse.api.limiting.rates.PerMinute.take", lambda _self, person: taken.append(person))
    there = await prepare(live_api)
    await sign_in(live_api, MEMBER)
    await live_api.refusal(document(name), input=CASES[name](there))
    assert taken == []
    await sign_in(live_api, ADMIN)
    await live_api.ask(document(name), input=CASES[name](there))
    assert taken == [ADMIN]


async def test_the_thirty_first_change_of_a_minute_waits_and_changes_nothing(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    first = there.zone_version
    for version in range(first, first + 30):
        assert (await rename(live_api, there, version))["data"]["updateZone"]["problems"] == []
    [error] = (await rename(live_api, there, first + 30))["errors"]
    assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 60}
    assert await live_api.database.fetchval("SELECT count(*) FROM zones WHERE name = $1", f"Lab {first + 29}") == 1
    # Reading goes on, however often.
    for _ in range(31):
        await live_api.ask(READS, id=str(there.guild_id))


@pytest.mark.parametrize(
    ("client", "forwarded", "address"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.1.2.3", "198.51.100.7", "198.51.100.7"),
        ("10.1.2.3", "203.0.113.9, 198.51.100.7, 10.4.4.4", "198.51.100.7"),
        ("10.1.2.3", "2001:db8::5", "2001:db8::5"),
        ("10.1.2.3", "<script>", None),
        ("10.1.2.3", None, "10.1.2.3"),
    ],
)
async def test_a_change_tells_where_it_came_from(
    live_api: Api, client: str, forwarded: str | None, address: str | None
) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    transport = httpx.ASGITransport(create_app(live_api.service, trusted_proxies=["10.0.0.0/8"]), client=(client, 1))
    headers = {"authorization": live_api.http.headers["authorization"]}
    if forwarded:
        headers["x-forwarded-for"] = forwarded
    variables = {"input": {"id": there.zone, "version": there.zone_version, "name": "Renamed"}}
    async with httpx.AsyncClient(transport=transport, base_url="http://api", headers=headers) as http:
        await http.post("/graphql", json={"query": RENAME, "variables": variables})
    newest = (await live_api.ask(READS, id=str(there.guild_id)))["guild"]["auditLog"]["nodes"][0]
    assert newest == {"address": address}


NEVER = {
    "grantAchievement": "kept for good",
    "awardMember": "XP never falls",
    "rotateWebhookSecret": "not brought back",
    "testWebhook": "cannot be taken back",
    "redeliverWebhook": "cannot be taken back",
}
"""What the rules of the game do not take back, and the words in which that is said."""

NEWEST = "query ($id: Snowflake!) { guild(id: $id) { auditLog(first: 1) { nodes { id } } } }"
REVERT = """mutation ($input: RevertChangeInput!) { revertChange(input: $input) {
  entry { reverts } problems { message } } }"""


@pytest.mark.parametrize("name", CASES)
async def test_every_change_can_be_reverted_or_says_why_not(live_api: Api, name: str) -> None:
    there = await prepare(live_api)
    if table := REVERSED.get(name):
        await live_api.database.execute(f"UPDATE {table} SET active = false")  # noqa: S608 - names of tables
    await sign_in(live_api, ADMIN)
    await live_api.ask(document(name), input=CASES[name](there))
    [node] = (await live_api.ask(NEWEST, id=str(there.guild_id)))["guild"]["auditLog"]["nodes"]
    # What works in the background has to be done first.
    await rejudging.finish(live_api.service.engine, there.guild_id)
    payload = (await live_api.ask(REVERT, input={"id": node["id"]}))["revertChange"]
    if why := NEVER.get(name):
        assert why in payload["problems"][0]["message"]
    else:
        assert payload == {"entry": {"reverts": node["id"]}, "problems": []}
