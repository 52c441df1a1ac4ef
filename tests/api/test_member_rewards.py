"""What a member did and how its reward came about: told to themself and to admins, page by page."""

from datetime import timedelta
from typing import Any

import orjson
import pytest

from tests.api import club
from tests.api.changing import ADMIN, MEMBER, There, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

WHO = 3
_MEMBER = f'guild(id: "{club.GUILD}") {{ member(id: "{WHO}")'
QUERY = f"""query ($first: Int, $after: String, $last: Int, $before: String) {{ {_MEMBER} {{
  rewards(first: $first, after: $after, last: $last, before: $before) {{
    nodes {{ kind at channelId zone {{ name }} reward {{
      base {{ xp stars }} factors {{ currency source value boost }} cutBy final {{ xp stars gold }} }} }}
    edges {{ cursor }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }} }} }}"""
_EVENT = """
INSERT INTO events (guild_id, event_key, user_id, kind, channel_id, zone_id, season_id, xp, stars, gold, facts,
    occurred_at)
SELECT $1, $2, $3, $4, 11, $5, id, $6, $7, 0, $8, $9 FROM seasons WHERE guild_id = $1 AND active
"""


async def did(api: Api, key: str, minute: int, kind: int = 1, **values: Any) -> None:  # noqa: ANN401 - columns
    facts = orjson.dumps(values.get("facts", {})).decode()
    at = club.NOW - timedelta(minutes=minute)
    await api.database.execute(
        _EVENT,
        club.GUILD,
        key,
        values.get("user", WHO),
        kind,
        values.get("zone"),
        values.get("xp", 15),
        values.get("stars", 1),
        facts,
        at,
    )


async def zone_and_boost(api: Api) -> tuple[int, int]:
    zone = await api.database.fetchval("SELECT id FROM zones WHERE guild_id = $1", club.GUILD)
    boost = await api.database.fetchval("SELECT id FROM boosts WHERE guild_id = $1", club.GUILD)
    return zone, boost


@pytest.fixture
async def there(live_api: Api) -> There:
    """Five things that the member did, the third and the fourth at the same moment; and one of somebody else."""
    prepared = await prepare(live_api)
    zone, boost = await zone_and_boost(live_api)
    # Nobody knows it by the rules any more.
    long_ago = "UPDATE boosts SET starts_at = starts_at - interval '99 days', ends_at = ends_at - interval '99 days'"
    await live_api.database.execute(long_ago)
    factors = [
        {"currency": "xp", "source": "zone", "value": "1.5"},
        {"currency": "xp", "source": "event", "value": "2", "boost": boost},
        {"currency": "stars", "source": "role", "value": "2", "boost": boost + 100},
    ]
    explained = {"base": {"xp": 15, "stars": 1}, "factors": factors, "cuts": ["daily_cap"]}
    await did(live_api, "m1", 1, zone=zone, xp=40, stars=2, facts=explained)
    await did(live_api, "m2", 2, xp=0, stars=0, facts={"base": {"xp": 15}, "cuts": ["cooldown"]})
    await did(live_api, "m4", 3)
    await did(live_api, "r3:9", 3, kind=2)
    await did(live_api, "v5", 50, kind=5)
    await did(live_api, "w6", 4, kind=7)
    await did(live_api, "m7", 1, user=4)
    return prepared


async def rewards(api: Api, **arguments: object) -> Any:  # noqa: ANN401 - JSON
    return (await api.ask(QUERY, **arguments))["guild"]["member"]["rewards"]


@pytest.mark.usefixtures("there")
async def test_it_explains_itself(live_api: Api) -> None:
    await sign_in(live_api, WHO)
    found = await rewards(live_api)
    assert [node["kind"] for node in found["nodes"]] == [
        "MESSAGE_SENT",
        "MESSAGE_SENT",
        "MESSAGE_SENT",
        "REACTION_GIVEN",
        "VOICE_TICK",
    ]
    assert found["nodes"][0] == {
        "kind": "MESSAGE_SENT",
        "at": "2026-05-04T12:29:00Z",
        "channelId": "11",
        "zone": {"name": "Lab"},
        "reward": {
            "base": {"xp": 15, "stars": 1},
            "factors": [
                {"currency": "XP", "source": "ZONE", "value": "1.5", "boost": None},
                {"currency": "XP", "source": "EVENT", "value": "2", "boost": "Double XP"},
                {"currency": "STARS", "source": "ROLE", "value": "2", "boost": None},
            ],
            "cutBy": ["DAILY_CAP"],
            "final": {"xp": 40, "stars": 2, "gold": 0},
        },
    }
    assert found["nodes"][1]["zone"] is None
    assert found["nodes"][1]["reward"]["cutBy"] == ["COOLDOWN"]
    assert found["pageInfo"]["hasNextPage"] is found["pageInfo"]["hasPreviousPage"] is False


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(("user", "seen"), [(None, False), (MEMBER, False), (5, False), (WHO, True), (ADMIN, True)])
async def test_it_is_told_to_themself_and_to_admins(live_api: Api, user: int | None, *, seen: bool) -> None:
    """Member 5 is an admin elsewhere."""
    await club.found(live_api.database, club.OTHER_GUILD)
    await live_api.database.execute("UPDATE guilds SET owner_id = 5 WHERE guild_id = $1", club.OTHER_GUILD)
    await live_api.service.rulebook.load(club.OTHER_GUILD)
    await sign_in(live_api, user)
    assert (await rewards(live_api) is not None) is seen


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
async def test_pages_join_up_both_ways(live_api: Api, size: int) -> None:
    await sign_in(live_api, ADMIN)
    whole = [edge["cursor"] for edge in (await rewards(live_api))["edges"]]
    assert len(set(whole)) == 5
    down: list[str] = []
    more, after = True, None
    while more:
        page = await rewards(live_api, first=size, after=after)
        assert page["pageInfo"]["hasPreviousPage"] is bool(down)
        down += [edge["cursor"] for edge in page["edges"]]
        more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
    assert down == whole
    up: list[str] = []
    more, before = True, None
    while more:
        page = await rewards(live_api, last=size, before=before)
        assert page["pageInfo"]["hasNextPage"] is bool(up)
        up = [edge["cursor"] for edge in page["edges"]] + up
        more, before = page["pageInfo"]["hasPreviousPage"], page["pageInfo"]["startCursor"]
    assert up == whole
    between = await rewards(live_api, first=size, after=whole[0], before=whole[-1])
    assert [edge["cursor"] for edge in between["edges"]] == whole[1:-1][:size]
    assert between["pageInfo"]["hasNextPage"] is between["pageInfo"]["hasPreviousPage"] is True


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("cursor", ["", "x", "é", "A" * 5000, "cmV3YXJkczotNTpt", "cmV3YXJkczo1Om0AMQ", "Ym9hcmQ6MTox"])
async def test_what_is_no_cursor_of_it_is_refused(live_api: Api, cursor: str) -> None:
    await sign_in(live_api, ADMIN)
    for argument in ("after", "before"):
        error = await live_api.refusal(QUERY, **{argument: cursor})
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument}


@pytest.mark.usefixtures("there")
async def test_it_takes_as_many_statements_for_few_as_for_many(live_api: Api) -> None:
    await sign_in(live_api, ADMIN)
    counts = []
    for size in (1, 5):
        await rewards(live_api, first=size)
        live_api.statements.clear()
        await rewards(live_api, first=size)
        counts.append(sum("FROM events" in text or "FROM boosts" in text for text in live_api.statements))
    assert counts == [2, 2]
