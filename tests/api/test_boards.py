"""Leaderboards through the API: order, ranks, pages, and what is refused."""

from typing import Any

import pytest

from tests.api import club
from tests.api.conftest import Api

BOARD = """
query ($by: Board! = XP, $span: BoardSpan! = ALL_TIME, $first: Int, $after: String, $last: Int, $before: String,
       $around: Snowflake) {
  guild(id: "4000000000000000001") {
    leaderboard(by: $by, span: $span, first: $first, after: $after, last: $last, before: $before, around: $around) {
      totalCount
      edges { cursor node { rank value member { userId } } }
      nodes { rank value member { userId } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}
"""


async def board(api: Api, **variables: object) -> dict[str, Any]:
    data = await api.ask(BOARD, **variables)
    found: dict[str, Any] = data["guild"]["leaderboard"]
    return found


Place = tuple[int, int, int]


def places(found: dict[str, Any]) -> list[Place]:
    return [(node["rank"], node["value"], int(node["member"]["userId"])) for node in found["nodes"]]


ALL_TIME = [(1, 1000, 1), (2, 900, 2), (2, 900, 3), (4, 500, 4), (4, 500, 5), (4, 500, 6), (7, 120, 7), (8, 15, 8)]


async def test_all_time_board_lists_who_is_here_with_shared_places(api: Api) -> None:
    found = await board(api)
    assert places(found) == ALL_TIME
    assert found["totalCount"] == 8
    info = found["pageInfo"]
    assert (info["hasNextPage"], info["hasPreviousPage"]) == (False, False)
    assert [info["startCursor"], info["endCursor"]] == [found["edges"][0]["cursor"], found["edges"][-1]["cursor"]]
    assert [edge["node"] for edge in found["edges"]] == found["nodes"]


@pytest.mark.parametrize("span", ["SEASON", "WEEK"])
async def test_season_and_week_have_values_of_their_own(api: Api, span: str) -> None:
    found = await board(api, span=span)
    assert places(found) == [(rank, value // 10, user) for rank, value, user in ALL_TIME]
    assert found["totalCount"] == 8


async def test_gold_is_the_same_in_every_span(api: Api) -> None:
    boards = [await board(api, by="GOLD", span=span) for span in ("SEASON", "WEEK", "ALL_TIME")]
    assert boards[0] == boards[1] == boards[2]
    assert places(boards[0])[0] == (1, 100, 1)


@pytest.mark.parametrize("span", ["SEASON", "WEEK", "ALL_TIME"])
async def test_pages_forward_join_to_the_whole_board(api: Api, span: str) -> None:
    whole = places(await board(api, span=span))
    for size in (1, 3, 8):
        joined: list[Place] = []
        after, more = None, True
        while more:
            found = await board(api, span=span, first=size, after=after)
            assert found["pageInfo"]["hasPreviousPage"] is (after is not None)
            joined += places(found)
            after, more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
        assert joined == whole


@pytest.mark.parametrize("span", ["SEASON", "WEEK", "ALL_TIME"])
async def test_pages_backward_join_to_the_whole_board(api: Api, span: str) -> None:
    whole = places(await board(api, span=span))
    for size in (1, 3, 8):
        joined: list[Place] = []
        before, more = None, True
        while more:
            found = await board(api, span=span, last=size, before=before)
            assert found["pageInfo"]["hasNextPage"] is (before is not None)
            joined = places(found) + joined
            before, more = found["pageInfo"]["startCursor"], found["pageInfo"]["hasPreviousPage"]
        assert joined == whole


@pytest.mark.parametrize("span", ["WEEK", "ALL_TIME"])
async def test_both_cursors_bound_a_page(api: Api, span: str) -> None:
    edges = (await board(api, span=span))["edges"]
    bounds = {"after": edges[1]["cursor"], "before": edges[5]["cursor"], "span": span}
    whole = places(await board(api, span=span))
    assert places(await board(api, **bounds)) == whole[2:5]
    assert places(await board(api, **bounds, first=2)) == whole[2:4]
    assert places(await board(api, **bounds, last=2)) == whole[3:5]


async def test_an_empty_page_knows_what_lies_behind_its_cursor(api: Api) -> None:
    last = (await board(api))["edges"][-1]["cursor"]
    first = (await board(api))["edges"][0]["cursor"]
    beyond, ahead = await board(api, after=last), await board(api, last=3, before=first)
    assert (places(beyond), places(ahead)) == ([], [])
    assert (beyond["pageInfo"]["hasPreviousPage"], beyond["pageInfo"]["hasNextPage"]) == (True, False)
    assert (ahead["pageInfo"]["hasPreviousPage"], ahead["pageInfo"]["hasNextPage"]) == (False, True)
    assert beyond["totalCount"] == 8
    assert beyond["pageInfo"]["startCursor"] is None


@pytest.mark.parametrize(
    ("around", "size", "expected"),
    [
        (5, 3, [4, 5, 6]),
        (5, 4, [4, 5, 6, 7]),
        (1, 3, [1, 2, 3]),
        (8, 3, [6, 7, 8]),
        (7, 5, [4, 5, 6, 7, 8]),
        (3, 1, [3]),
    ],
)
async def test_around_centres_on_the_member_and_shifts_at_the_ends(
    api: Api, around: int, size: int, expected: list[int]
) -> None:
    found = await board(api, around=str(around), first=size)
    assert places(found) == [place for place in ALL_TIME if place[2] in expected]
    assert found["pageInfo"]["hasPreviousPage"] is (expected[0] != 1)
    assert found["pageInfo"]["hasNextPage"] is (expected[-1] != 8)


@pytest.mark.parametrize("user_id", [9, club.BOT, club.LEAVER, 12345])
async def test_around_somebody_who_is_not_on_the_board_is_empty(api: Api, user_id: int) -> None:
    found = await board(api, around=str(user_id))
    assert places(found) == []
    assert found["totalCount"] == 8


@pytest.mark.parametrize(
    ("variables", "argument"),
    [
        ({"first": 0}, "first"),
        ({"first": 101}, "first"),
        ({"first": -1}, "first"),
        ({"last": 0}, "last"),
        ({"last": 101}, "last"),
        ({"first": 1, "last": 1}, "last"),
        ({"after": "rubbish"}, "after"),
        ({"before": "Ym9hcmQ6MTox"}, "before"),
        ({"after": ""}, "after"),
        ({"around": "1", "last": 3}, "around"),
    ],
)
async def test_wrong_pages_are_refused_with_a_reason(api: Api, variables: dict[str, Any], argument: str) -> None:
    error = await api.refusal(BOARD, **variables)
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument}
    assert error["path"] == ["guild", "leaderboard"]
    assert f"`{argument}`" in error["message"]


async def test_a_cursor_of_another_board_is_refused(api: Api) -> None:
    cursor = (await board(api, by="STARS"))["edges"][0]["cursor"]
    error = await api.refusal(BOARD, after=cursor)
    assert error["extensions"]["argument"] == "after"


async def test_default_size_is_25(live_api: Api) -> None:
    await live_api.database.execute(
        "INSERT INTO members (guild_id, user_id, xp) SELECT $1, n, 20 FROM generate_series(1000, 1100) AS n", club.GUILD
    )
    assert len((await board(live_api))["nodes"]) == 25
    assert len((await board(live_api, first=100))["nodes"]) == 100
