"""Applying rules through the API, with its progress."""

import asyncio
from typing import Any

import pytest

from synapse.services import retroactive
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api
from tests.api.serving import PATIENCE, events, served

pytestmark = pytest.mark.live
APPLY = """mutation ($input: ApplyRulesInput!) { applyRules(input: $input) {
  application { number state progress eventCount } problems { code message path } } }"""
FOLLOW = """subscription ($id: Snowflake!) { rulesApplied(guildId: $id) {
  number state progress eventCount judgedCount changedCount xp stars since until startedAt finishedAt } }"""
LAST = "query ($id: Snowflake!) { guild(id: $id) { rulesApplication { state } } }"


async def test_progress_is_followed_to_its_end(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    assert (await live_api.ask(LAST, id=str(club.GUILD)))["guild"] == {"rulesApplication": None}
    headers = {"authorization": live_api.http.headers["authorization"]}
    variables = {"id": str(club.GUILD)}
    async with (
        served(live_api.app) as address,
        asyncio.timeout(PATIENCE),
        events(address, FOLLOW, variables, headers) as stream,
    ):
        assert (await stream.next())[1]["data"] == {"rulesApplied": None}
        wanted = {
            "guildId": str(there.guild_id),
            "retroactive": True,
            "days": 1,
            "settings": [{"key": "rewards.message_sent.xp", "value": 20}],
            "zones": [{"id": there.zone, "multipliers": [{"kind": "MESSAGE_SENT", "xp": "2"}]}],
        }
        begun = (await live_api.ask(APPLY, input=wanted))["applyRules"]
        assert begun["problems"] == []
        state: dict[str, Any] = {"state": ""}
        while state["state"] != "DONE":
            state = (await stream.next())[1]["data"]["rulesApplied"] or state
        assert state["progress"] == 1
    assert (await live_api.ask(LAST, id=str(club.GUILD)))["guild"] == {"rulesApplication": {"state": "DONE"}}


async def test_only_admins_follow_and_foreign_zones_are_not_there(live_api: Api) -> None:
    there = await prepare(live_api)
    for user, code in ((None, "UNAUTHENTICATED"), (MEMBER, "FORBIDDEN")):
        await sign_in(live_api, user)
        assert (await live_api.refusal(LAST, id=str(club.GUILD)))["extensions"]["code"] == code
        headers = {"authorization": live_api.http.headers["authorization"]} if user else None
        async with served(live_api.app) as address, events(address, FOLLOW, {"id": str(club.GUILD)}, headers) as stream:
            assert (await stream.next())[1]["errors"][0]["extensions"]["code"] == code
    await sign_in(live_api, ADMIN)
    foreign = {"guildId": str(there.guild_id), "zones": [{"id": "Wm9uZToxMjM0OjE", "multipliers": []}]}
    [problem] = (await live_api.ask(APPLY, input=foreign))["applyRules"]["problems"]
    assert (problem["code"], problem["path"]) == ("NOT_FOUND", ["zones"])
    assert await retroactive.latest(live_api.service.engine, club.GUILD) is None
