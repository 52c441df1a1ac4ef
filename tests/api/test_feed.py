"""The feed through the API."""

from typing import Any

import pytest

from tests.api import club
from tests.api.conftest import Api

FEED = """
query ($first: Int, $after: String, $last: Int, $before: String) {
  guild(id: "4000000000000000001") {
    feed(first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { level } }
      nodes { kind at level xp gold reason achievement { name rarity } member { userId displayName } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}
"""


async def feed(api: Api, **variables: object) -> dict[str, Any]:
    found: dict[str, Any] = (await api.ask(FEED, **variables))["guild"]["feed"]
    return found


def levels(found: dict[str, Any]) -> list[int]:
    return [node["level"] for node in found["nodes"]]


async def test_each_kind_shows_what_belongs_to_it(live_api: Api) -> None:
    achievement = await club.add_achievement(live_api.database, "First", ())
    await club.celebrate(live_api.database, 1, "level_up", '{"level": 7, "gold": 50}')
    await club.celebrate(
        live_api.database, 2, "achievement", f'{{"achievement_id": {achievement}, "xp": 25, "gold": 5}}'
    )
    await club.celebrate(live_api.database, 3, "award", '{"xp": 10, "gold": 3, "reason": "Helped.", "given_by": "1"}')
    shared = {"at": "2026-05-04T12:30:00Z", "level": None, "reason": None, "achievement": None}
    assert (await feed(live_api))["nodes"] == [
        shared | {"kind": "AWARD", "xp": 10, "gold": 3, "reason": "Helped.", "member": _member(3)},
        shared | {"kind": "ACHIEVEMENT", "xp": 25, "gold": 5, "achievement": _first(), "member": _member(2)},
        shared | {"kind": "LEVEL_UP", "xp": 0, "gold": 50, "level": 7, "member": _member(1)},
    ]


def _member(user_id: int) -> dict[str, str]:
    return {"userId": str(user_id), "displayName": f"Member {user_id}"}


def _first() -> dict[str, str]:
    return {"name": "First", "rarity": "EPIC"}


async def test_pages_join_to_the_whole_feed_both_ways(live_api: Api) -> None:
    for level in range(1, 8):
        await club.celebrate(live_api.database, 1, "level_up", f'{{"level": {level}, "gold": 50}}')
    assert levels(await feed(live_api)) == [7, 6, 5, 4, 3, 2, 1]
    first = await feed(live_api, first=3)
    middle = await feed(live_api, first=3, after=first["pageInfo"]["endCursor"])
    end = await feed(live_api, last=1)
    assert [levels(page) for page in (first, middle, end)] == [[7, 6, 5], [4, 3, 2], [1]]
    back = await feed(live_api, last=2, before=end["pageInfo"]["startCursor"])
    assert levels(back) == [3, 2]
    assert [_sides(page) for page in (first, middle, end, back)] == [
        (False, True),
        (True, True),
        (True, False),
        (True, True),
    ]
    beyond = await feed(live_api, after=end["pageInfo"]["endCursor"])
    assert (levels(beyond), _sides(beyond)) == ([], (True, False))
    assert [edge["node"]["level"] for edge in first["edges"]] == [7, 6, 5]


def _sides(found: dict[str, Any]) -> tuple[bool, bool]:
    return found["pageInfo"]["hasPreviousPage"], found["pageInfo"]["hasNextPage"]


async def test_who_was_forgotten_is_not_in_the_feed(live_api: Api) -> None:
    await club.celebrate(live_api.database, 77, "level_up", '{"level": 2, "gold": 50}')
    assert (await feed(live_api))["nodes"] == []


@pytest.mark.parametrize(
    ("variables", "argument"),
    [
        ({"first": 0}, "first"),
        ({"last": 101}, "last"),
        ({"first": 2, "last": 2}, "last"),
        ({"after": "x"}, "after"),
        ({"before": "Ym9hcmQ6MTox"}, "before"),
    ],
)
async def test_wrong_pages_are_refused(api: Api, variables: dict[str, Any], argument: str) -> None:
    error = await api.refusal(FEED, **variables)
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument}
