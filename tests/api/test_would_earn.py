"""What a made-up event would earn, and who may ask under which rules."""

from typing import Any

import pytest

from synapse.services import zones
from tests.api import club
from tests.api.changing import ADMIN, BY, MEMBER, There, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

QUERY = """query ($id: Snowflake!, $input: WouldEarnInput!) { guild(id: $id) { wouldEarn(input: $input) {
  zone newZone reward { ...Whole } newReward { ...Whole } } } }
fragment Whole on Reward { base { xp stars gold } factors { currency source value } cutBy final { xp stars gold } }"""


async def ask(api: Api, events: list[dict[str, Any]], **more: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await api.ask(QUERY, id=str(club.GUILD), input={"events": events, **more}))["guild"][
        "wouldEarn"
    ]
    return found


async def lab(api: Api) -> There:
    """The zone Lab with #general pays messages half again."""
    there = await prepare(api)
    [zone] = await zones.zones(api.service.engine, club.GUILD)
    factors = {"message_sent": {"xp": "1.5"}}
    await zones.update(
        api.service.engine,
        actor=BY,
        guild_id=club.GUILD,
        zone_id=zone.id,
        version=zone.version,
        values={"multipliers": factors},
    )
    return there


async def test_everybody_may_ask_what_holds_now(live_api: Api) -> None:
    await lab(live_api)
    await sign_in(live_api, None)
    message, elsewhere, voice, thread = await ask(
        live_api,
        [
            {"kind": "MESSAGE_SENT", "channelId": "11", "length": 300, "hasCode": True, "hasLink": True},
            {"kind": "MESSAGE_SENT", "emojiCount": 9},
            {"kind": "VOICE_TICK", "companions": 0},
            {"kind": "THREAD_CREATED", "channelId": "11"},
        ],
    )
    assert (message["zone"], message["newZone"]) == ("Lab", "Lab")
    assert (
        message["reward"]
        == message["newReward"]
        == {
            "base": {"xp": 15, "stars": 1, "gold": 0},
            "factors": [
                {"currency": "XP", "source": "ZONE", "value": "1.5"},
                {"currency": "XP", "source": "LENGTH", "value": "1.2"},
                {"currency": "XP", "source": "CODE", "value": "1.4"},
                {"currency": "XP", "source": "LINK", "value": "1.25"},
            ],
            "cutBy": [],
            "final": {"xp": 47, "stars": 1, "gold": 0},
        }
    )
    assert (elsewhere["zone"], elsewhere["reward"]["final"]["xp"]) == (None, 7)
    assert voice["reward"]["cutBy"] == ["ALONE"]
    assert (thread["zone"], thread["reward"]["final"]["xp"]) == ("Lab", 20)


async def test_only_admins_may_ask_what_would_be(live_api: Api) -> None:
    there = await lab(live_api)
    events = [{"kind": "MESSAGE_SENT", "channelId": "11"}, {"kind": "MESSAGE_SENT", "channelId": "12"}]
    wanted = {
        "settings": [{"key": "rewards.message_sent.xp", "value": 20}],
        "zones": [
            {"id": there.zone, "multipliers": [{"kind": "MESSAGE_SENT", "xp": "2"}]},
            {"name": "Fun", "channelIds": ["12"], "multipliers": [{"kind": "MESSAGE_SENT", "stars": "3"}]},
        ],
    }
    for user, code in ((None, "UNAUTHENTICATED"), (MEMBER, "FORBIDDEN")):
        await sign_in(live_api, user)
        for one, value in wanted.items():
            about = {"id": str(club.GUILD), "input": {"events": events, one: value}}
            assert (await live_api.refusal(QUERY, **about))["extensions"]["code"] == code
    await sign_in(live_api, ADMIN)
    lab_, fun = await ask(live_api, events, **wanted)
    assert (lab_["reward"]["final"]["xp"], lab_["newReward"]["final"]["xp"]) == (22, 40)
    assert (fun["zone"], fun["newZone"]) == (None, "Fun")
    assert (fun["reward"]["final"], fun["newReward"]["final"]) == (
        {"xp": 15, "stars": 1, "gold": 0},
        {"xp": 20, "stars": 3, "gold": 0},
    )


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([], "1 to 20"),
        ([{"kind": "MESSAGE_SENT"}] * 21, "1 to 20"),
        ([{"kind": "MESSAGE_SENT", "length": -1}], "0 to 4000"),
        ([{"kind": "MESSAGE_SENT", "emojiCount": 4001}], "0 to 4000"),
        ([{"kind": "VOICE_TICK", "companions": 101}], "0 to 100"),
    ],
)
async def test_what_no_event_can_be(api: Api, events: list[dict[str, Any]], message: str) -> None:
    refusal = await api.refusal(QUERY, id=str(club.GUILD), input={"events": events})
    assert refusal["extensions"]["code"] == "BAD_USER_INPUT"
    assert message in refusal["message"]
