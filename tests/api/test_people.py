"""Finding members: orders, pages both ways, names, filters; and an index that finds them."""

from itertools import pairwise
from typing import Any

import pytest

from tests.api import club
from tests.api.conftest import Api

pytestmark = pytest.mark.live

_MEMBERS = """query ($guild: Snowflake!, $filter: MemberFilter, $order: MemberOrder! = NAME, $first: Int,
  $after: String, $last: Int, $before: String) { guild(id: $guild) {
    members(filter: $filter, orderBy: $order, first: $first,
    after: $after, last: $last, before: $before) { totalCount nodes { userId displayName }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { userId } } } } }"""


async def found(api: Api, **variables: Any) -> dict[str, Any]:  # noqa: ANN401 - variables of any type
    page: dict[str, Any] = (await api.ask(_MEMBERS, guild=str(club.GUILD), **variables))["guild"]["members"]
    return page


def who(page: dict[str, Any]) -> list[int]:
    return [int(node["userId"]) for node in page["nodes"]]


async def name(api: Api, user_id: int, display_name: str, username: str = "") -> None:
    await api.database.execute(
        "UPDATE members SET display_name = $2, username = $3 WHERE user_id = $1", user_id, display_name, username
    )


async def test_all_members_who_are_here_by_name(api: Api) -> None:
    page = await found(api)
    assert (who(page), page["totalCount"]) == (list(range(1, 10)), 9)
    assert page["pageInfo"]["hasNextPage"] is page["pageInfo"]["hasPreviousPage"] is False


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("NAME", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("XP", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("STARS", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("GOLD", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("JOINED_AT", [7, 9, 8, 1, 2, 3, 4, 5, 6]),
        ("LAST_ACTIVE", [9, 2, 1, 3, 4, 5, 6, 7, 8]),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 4])
async def test_pages_of_every_order_both_ways(live_api: Api, order: str, expected: list[int], size: int) -> None:
    database = live_api.database
    await database.execute("UPDATE members SET joined_at = '2026-05-01T00:00:00Z' WHERE user_id = 7")
    await database.execute("UPDATE members SET joined_at = '2026-04-01T00:00:00Z' WHERE user_id IN (8, 9)")
    await database.execute("UPDATE members SET joined_at = '2026-04-02T00:00:00Z' WHERE user_id = 9")
    await database.execute("UPDATE members SET joined_at = NULL WHERE user_id = 6")
    await database.execute("UPDATE members SET last_active_on = '2026-05-04' WHERE user_id = 9")
    await database.execute("UPDATE members SET last_active_on = NULL WHERE user_id = 8")
    await database.execute("UPDATE members SET last_active_on = '2026-05-03' WHERE user_id < 8")
    await database.execute("UPDATE members SET last_active_on = '2026-05-04' WHERE user_id = 2")
    expected = [2, 9, *expected[2:]] if order == "LAST_ACTIVE" else expected
    for ways in (("first", "after", "hasNextPage", "endCursor"), ("last", "before", "hasPreviousPage", "startCursor")):
        count, bound, more, end = ways
        seen: list[int] = []
        cursor = None
        while True:
            page = await found(live_api, order=order, **{count: size, bound: cursor})
            seen = [*seen, *who(page)] if bound == "after" else [*who(page), *seen]
            if not page["pageInfo"][more]:
                break
            cursor = page["pageInfo"][end]
        assert seen == expected


async def test_a_search_finds_parts_of_names_and_beginnings_first(live_api: Api) -> None:
    await name(live_api, 1, "Grete Marlene", "xaver")
    await name(live_api, 2, "marlon", "zzz")
    await name(live_api, 3, "", "Amarl")
    await name(live_api, 4, "100%_sure", "q")
    for text, expected in {
        "MARL": [2, 3, 1],
        "marlene": [1],
        "xav": [1],
        "xa": [1],
        "x": [1],
        "ma": [2],
        "a": [3],
        "%": [],
        "0%_s": [4],
        "0_%s": [],
        "10": [4],
        "nobody": [],
        "  marlene  ": [1],
    }.items():
        page = await found(live_api, filter={"search": text})
        assert (who(page), page["totalCount"]) == (expected, len(expected)), text
    page = await found(live_api, filter={"search": "marl"}, first=1)
    following = await found(live_api, filter={"search": "marl"}, first=2, after=page["pageInfo"]["endCursor"])
    assert (who(page), who(following)) == ([2], [3, 1])
    assert who(await found(live_api, filter={"search": "marl"}, order="XP")) == [1, 2, 3]


async def test_filters_have_to_hold_together(live_api: Api) -> None:
    await live_api.database.execute("UPDATE members SET role_ids = '{21, 22}' WHERE user_id IN (2, 7)")
    await live_api.database.execute("UPDATE members SET last_active_on = '2026-05-04' WHERE user_id IN (2, 9)")
    cases: list[tuple[dict[str, Any], list[int]]] = [
        ({"membership": "LEFT"}, [club.LEAVER]),
        ({"membership": "ANY", "levelFrom": 6}, [club.LEAVER]),
        ({"levelFrom": 5}, [1, 2, 3]),
        ({"levelTo": 1}, [7, 8, 9]),
        ({"levelFrom": 2, "levelTo": 4}, [4, 5, 6]),
        ({"levelFrom": 1000}, []),
        ({"levelTo": 1000}, list(range(1, 10))),
        ({"roleIds": ["22", "23"]}, [2, 7]),
        ({"roleIds": []}, []),
        ({"activeSince": "2026-05-04"}, [2, 9]),
        ({"activeSince": "2026-05-04", "roleIds": ["21"], "levelFrom": 2}, [2]),
    ]
    for wanted, expected in cases:
        page = await found(live_api, filter=wanted)
        assert (who(page), page["totalCount"]) == (expected, len(expected)), wanted


@pytest.mark.parametrize(
    "wrong",
    [
        {"filter": {"levelFrom": 0}},
        {"filter": {"levelTo": 1001}},
        {"filter": {"search": "x" * 101}},
        {"filter": {"roleIds": [str(2**63)]}},
        {"first": 0},
        {"first": 1, "last": 1},
        {"after": "nonsense"},
    ],
)
async def test_what_cannot_be_is_refused(api: Api, wrong: dict[str, Any]) -> None:
    error = await api.refusal(_MEMBERS, guild=str(club.GUILD), **wrong)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_cursor_belongs_to_its_order(api: Api) -> None:
    cursor = (await found(api, first=1))["pageInfo"]["endCursor"]
    error = await api.refusal(_MEMBERS, guild=str(club.GUILD), order="XP", after=cursor)
    assert error["extensions"]["argument"] == "after"


async def test_a_search_among_a_hundred_thousand_reads_an_index(live_api: Api) -> None:
    await live_api.database.execute(
        "INSERT INTO members (guild_id, user_id, display_name, username) "
        "SELECT $1, 1000 + n, 'Somebody ' || md5(n::text), 'user' || n FROM generate_series(1, 100000) AS n",
        club.GUILD,
    )
    await name(live_api, 5, "Somebody Unusual")
    await live_api.database.execute("ANALYZE members")
    assert who(await found(live_api, filter={"search": "nusua"})) == [5]
    plans = {
        "%nusua%": "ORDER BY m.sought",
        "un%": "ORDER BY m.xp DESC",
    }
    for pattern, order in plans.items():
        plan = await live_api.database.fetch(
            f"EXPLAIN SELECT m.user_id FROM members AS m WHERE m.guild_id = $1 AND m.sought LIKE $2 {order} LIMIT 26",  # noqa: S608 - from above
            club.GUILD,
            pattern,
        )
        assert any("ix_members" in line[0] for line in plan), plan
        assert not any("Seq Scan" in line[0] for line in plan), plan
    first = await found(live_api, first=100)
    second = await found(live_api, first=100, after=first["pageInfo"]["endCursor"])
    names = [node["displayName"].lower() for page in (first, second) for node in page["nodes"]]
    assert all(one <= other for one, other in pairwise(names))
    assert first["totalCount"] == 100_009
