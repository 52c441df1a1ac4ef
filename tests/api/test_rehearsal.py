"""An achievement before it is saved."""

from typing import Any

import pytest

from synapse.api import ids
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

QUERY = """query ($id: Snowflake!, $input: RehearseAchievementInput!) { guild(id: $id) {
  rehearseAchievement(input: $input) {
  channelId memberCount passingCount freshCount
  post { title description color pictureUrl footer fields { name value inline } } } } }"""


async def rehearse(api: Api, **values: object) -> dict[str, Any]:
    found: dict[str, Any] = (await api.ask(QUERY, id=str(club.GUILD), input=values))["guild"]["rehearseAchievement"]
    return found


async def test_the_whole_of_it(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, ADMIN)
    found = await rehearse(
        live_api,
        name="Rich",
        description="Has *much*.",
        trigger="XP",
        threshold=500,
        rarity="RARE",
        badge="https://x.org/b.png",
        xp=1500,
        channelId="11",
    )
    assert found == {
        "channelId": "11",
        "memberCount": 9,
        "passingCount": 6,
        "freshCount": 6,
        "post": {
            "title": "Rich",
            "description": "<@1> earned an achievement: Has \\*much\\*.",
            "color": "#3498DB",
            "pictureUrl": "https://x.org/b.png",
            "footer": "Rare",
            "fields": [{"name": "Reward", "value": "1,500 XP", "inline": True}],
        },
    }


async def test_who_may_not_and_what_is_not_there(live_api: Api) -> None:
    there = await prepare(live_api)
    wanted = {"name": "X", "trigger": "XP", "threshold": 1}
    for user, code in ((None, "UNAUTHENTICATED"), (MEMBER, "FORBIDDEN")):
        await sign_in(live_api, user)
        assert (await live_api.refusal(QUERY, id=str(club.GUILD), input=wanted))["extensions"]["code"] == code
    await sign_in(live_api, ADMIN)
    elsewhere = ids.encode(ids.Kind.ZONE, club.OTHER_GUILD, 1)
    for wrong, code in (
        ({"id": there.zone}, "BAD_USER_INPUT"),
        ({"zoneId": elsewhere}, "NOT_FOUND"),
        ({"name": "x" * 61}, "BAD_USER_INPUT"),
    ):
        refusal = await live_api.refusal(QUERY, id=str(club.GUILD), input=wanted | wrong)
        assert refusal["extensions"]["code"] == code
    zone = await rehearse(live_api, id=there.achievement, zoneId=there.zone, **(wanted | {"trigger": "ZONE_EVENTS"}))
    assert zone["passingCount"] == 0
