"""Leaderboards as questions: other counters, any season, days, a day in the past, zones, kinds and roles."""

from datetime import date, datetime
from typing import Any

import pytest

from synapse.api import ids
from tests.api import club
from tests.api.conftest import Api

pytestmark = pytest.mark.live

_BOARD = """query ($guild: Snowflake!, $by: Board! = XP, $span: BoardSpan! = SEASON, $season: ID, $between: DayRange,
  $asOf: Date, $zones: [ID!], $kinds: [ActivityKind!], $roles: [Snowflake!], $first: Int, $after: String,
  $around: Snowflake) { guild(id: $guild) { leaderboard(by: $by, span: $span, season: $season, between: $between,
    asOf: $asOf, zones: $zones, kinds: $kinds, roles: $roles, first: $first, after: $after, around: $around) {
    totalCount nodes { rank value member { userId } } pageInfo { hasNextPage endCursor } } } }"""
Rows = list[tuple[int, int, int]]


async def page(api: Api, **variables: Any) -> dict[str, Any]:  # noqa: ANN401 - variables of any type
    found: dict[str, Any] = (await api.ask(_BOARD, guild=str(club.GUILD), **variables))["guild"]["leaderboard"]
    return found


async def rows(api: Api, **variables: Any) -> Rows:  # noqa: ANN401 - as above
    """Rank, value and member of each entry."""
    found = await page(api, **variables)
    told = [(node["rank"], node["value"], int(node["member"]["userId"])) for node in found["nodes"]]
    assert len(told) == found["totalCount"] or "first" in variables
    return told


async def days(api: Api, *wanted: tuple[int, str, int, int, int]) -> None:
    """Days of members: who, when, XP, messages, voice minutes."""
    await api.database.execute("DELETE FROM member_days")
    for user_id, day, xp, messages, voice in wanted:
        await api.database.execute(
            "INSERT INTO member_days (guild_id, user_id, day, xp, stars, messages, voice_minutes) "
            "VALUES ($1, $2, $3, $4, 1, $5, $6)",
            club.GUILD,
            user_id,
            date.fromisoformat(day),
            xp,
            messages,
            voice,
        )


async def event(api: Api, user_id: int, kind: int, at: str, xp: int, zone: int | None = None) -> None:
    key = f"x{user_id}:{kind}:{at}:{xp}:{zone}"
    await api.database.execute(
        "INSERT INTO events "
        "(guild_id, event_key, user_id, kind, zone_id, season_id, xp, stars, gold, facts, occurred_at) "
        "SELECT $1, $2, $3, $4, $5, id, $6, 1, 0, '{}', $7 FROM seasons WHERE active",
        club.GUILD,
        key,
        user_id,
        kind,
        zone,
        xp,
        datetime.fromisoformat(at),
    )


async def a_zone(api: Api, name: str = "Lab") -> int:
    return int(
        await api.database.fetchval("INSERT INTO zones (guild_id, name) VALUES ($1, $2) RETURNING id", club.GUILD, name)
    )


def named(zone: int) -> str:
    return ids.encode(ids.Kind.ZONE, club.GUILD, zone)


async def test_messages_and_voice_of_all_time_and_of_the_season(live_api: Api) -> None:
    await live_api.database.execute("UPDATE members SET messages = user_id, voice_minutes = 10 * (user_id % 3)")
    await live_api.database.execute("UPDATE member_seasons SET messages = 7 WHERE user_id IN (1, 2)")
    everything = await rows(live_api, by="MESSAGES", span="ALL_TIME")
    assert everything == [(10 - user_id, user_id, user_id) for user_id in range(9, 0, -1)]
    voice = await rows(live_api, by="VOICE_MINUTES", span="ALL_TIME")
    assert voice == [(1, 20, 2), (1, 20, 5), (1, 20, 8), (4, 10, 1), (4, 10, 4), (4, 10, 7)]
    assert (await rows(live_api, by="MESSAGES"))[:3] == [(1, 7, 1), (1, 7, 2), (3, 5, 3)]


async def test_pages_of_a_counted_board_go_on_where_they_ended(live_api: Api) -> None:
    await live_api.database.execute("UPDATE members SET messages = 5 WHERE user_id IN (4, 6)")
    whole = await rows(live_api, by="MESSAGES", span="ALL_TIME")
    found: Rows = []
    cursor = None
    while True:
        part = await page(live_api, by="MESSAGES", span="ALL_TIME", first=2, after=cursor)
        found += [(node["rank"], node["value"], int(node["member"]["userId"])) for node in part["nodes"]]
        assert part["totalCount"] == 9
        if not part["pageInfo"]["hasNextPage"]:
            break
        cursor = part["pageInfo"]["endCursor"]
    assert found == whole
    around = await rows(live_api, by="MESSAGES", span="ALL_TIME", around="6", first=3)
    assert around == whole[6:9]
    error = await live_api.refusal(_BOARD, guild=str(club.GUILD), by="VOICE_MINUTES", span="ALL_TIME", after=cursor)
    assert error["extensions"]["argument"] == "after"


async def test_a_season_that_is_over(live_api: Api) -> None:
    old = await live_api.database.fetchval(
        "INSERT INTO seasons (guild_id, name, starts_at, ends_at, active) "
        "VALUES ($1, 'Season 0', '2025-01-01', '2025-06-01', false) RETURNING id",
        club.GUILD,
    )
    for user_id, xp in ((4, 30), (5, 30), (6, 80)):
        await live_api.database.execute(
            "INSERT INTO member_seasons (guild_id, season_id, user_id, xp, messages) VALUES ($1, $2, $3, $4, $3)",
            club.GUILD,
            old,
            user_id,
            xp,
        )
    season = ids.encode(ids.Kind.SEASON, club.GUILD, old)
    assert await rows(live_api, season=season) == [(1, 80, 6), (2, 30, 4), (2, 30, 5)]
    assert await rows(live_api, season=season, span="ALL_TIME", around="5", first=1) == [(2, 30, 5)]
    assert await rows(live_api, season=season, by="MESSAGES") == [(1, 6, 6), (2, 5, 5), (3, 4, 4)]
    for other in (ids.encode(ids.Kind.SEASON, club.OTHER_GUILD, old), ids.encode(ids.Kind.ZONE, club.GUILD, old)):
        error = await live_api.refusal(_BOARD, guild=str(club.GUILD), season=other)
        assert error["extensions"]["code"] in {"NOT_FOUND", "BAD_USER_INPUT"}


async def test_between_days_and_as_of_a_day(live_api: Api) -> None:
    await days(
        live_api,
        (1, "2026-04-01", 10, 1, 0),
        (1, "2026-05-01", 20, 2, 30),
        (2, "2026-04-02", 15, 9, 0),
        (3, "2026-05-04", 99, 1, 10),
    )
    april = {"since": "2026-04-01", "until": "2026-04-30"}
    assert await rows(live_api, between=april) == [(1, 15, 2), (2, 10, 1)]
    assert await rows(live_api, between=april, by="MESSAGES") == [(1, 9, 2), (2, 1, 1)]
    assert await rows(live_api, asOf="2026-05-01") == [(1, 30, 1), (2, 15, 2)]
    assert await rows(live_api, asOf="2026-04-01", by="STARS") == [(1, 1, 1)]
    assert await rows(live_api, asOf="2026-05-04", by="VOICE_MINUTES") == [(1, 30, 1), (2, 10, 3)]
    assert await rows(live_api, span="WEEK", by="VOICE_MINUTES") == [(1, 30, 1), (2, 10, 3)]


async def test_zones_of_seasons_and_of_days_and_kinds(live_api: Api) -> None:
    lab, other = await a_zone(live_api), await a_zone(live_api, "Other")
    season = await live_api.database.fetchval("SELECT id FROM seasons")
    old = await live_api.database.fetchval(
        "INSERT INTO seasons (guild_id, name, starts_at, ends_at, active) "
        "VALUES ($1, 'Season 0', '2025-01-01', '2025-06-01', false) RETURNING id",
        club.GUILD,
    )
    for of, user_id, zone, xp in ((season, 1, lab, 5), (season, 2, lab, 6), (season, 2, other, 7), (old, 1, lab, 9)):
        await live_api.database.execute(
            "INSERT INTO member_zones (guild_id, season_id, user_id, zone_id, events, xp, stars) "
            "VALUES ($1, $2, $3, $4, 1, $5, 1)",
            club.GUILD,
            of,
            user_id,
            zone,
            xp,
        )
    assert await rows(live_api, zones=[named(lab)]) == [(1, 6, 2), (2, 5, 1)]
    assert await rows(live_api, zones=[named(lab), named(other)]) == [(1, 13, 2), (2, 5, 1)]
    assert await rows(live_api, zones=[named(lab)], span="ALL_TIME") == [(1, 14, 1), (2, 6, 2)]
    assert await rows(live_api, zones=[]) == []

    # The guild's days are Berlin's: the last event is of the 4th there.
    await event(live_api, 1, 1, "2026-05-02T10:00:00+00:00", 15, lab)
    await event(live_api, 1, 2, "2026-05-02T11:00:00+00:00", 2, lab)
    await event(live_api, 2, 1, "2026-05-03T11:00:00+00:00", 30, other)
    await event(live_api, 3, 1, "2026-05-03T22:30:00+00:00", 15, lab)
    between = {"since": "2026-05-02", "until": "2026-05-03"}
    assert await rows(live_api, between=between, zones=[named(lab)]) == [(1, 17, 1)]
    assert await rows(live_api, between=between, kinds=["MESSAGE_SENT"]) == [(1, 30, 2), (2, 15, 1)]
    assert await rows(live_api, between=between, kinds=["MESSAGE_SENT"], by="MESSAGES") == [(1, 1, 1), (1, 1, 2)]
    assert await rows(live_api, span="WEEK", kinds=["MESSAGE_SENT"], zones=[named(lab)]) == [(1, 15, 1), (1, 15, 3)]


async def test_who_has_a_role(live_api: Api) -> None:
    await live_api.database.execute("UPDATE members SET role_ids = '{21}' WHERE user_id IN (2, 5)")
    await live_api.database.execute("UPDATE members SET role_ids = '{22, 23}' WHERE user_id = 4")
    assert await rows(live_api, roles=["21"], span="ALL_TIME") == [(1, 900, 2), (2, 500, 5)]
    assert await rows(live_api, roles=["21", "23"]) == [(1, 90, 2), (2, 50, 4), (2, 50, 5)]
    assert await rows(live_api, roles=["21"], by="GOLD") == [(1, 90, 2), (2, 50, 5)]
    assert await rows(live_api, roles=["21"], span="WEEK") == [(1, 90, 2), (2, 50, 5)]
    assert await rows(live_api, roles=[]) == []


async def test_a_hidden_member_keeps_their_place_on_a_counted_board(live_api: Api) -> None:
    await live_api.database.execute("UPDATE members SET messages = user_id")
    await live_api.database.execute("UPDATE members SET visibility = 2 WHERE user_id IN (8, 5)")
    found = await page(live_api, by="MESSAGES", span="ALL_TIME")
    assert [(node["rank"], node["value"]) for node in found["nodes"]] == [
        (1, 9),
        (3, 7),
        (4, 6),
        (6, 4),
        (7, 3),
        (8, 2),
        (9, 1),
    ]
    assert found["totalCount"] == 9


_DAY = {"since": "2026-05-01", "until": "2026-05-02"}


@pytest.mark.parametrize(
    ("wrong", "argument"),
    [
        ({"between": _DAY, "asOf": "2026-05-01"}, "season"),
        ({"between": {"since": "2026-05-02", "until": "2026-05-01"}}, "between"),
        ({"between": {"since": "2026-01-01", "until": "2026-04-03"}, "kinds": ["MESSAGE_SENT"]}, "between"),
        ({"between": {"since": "1800-01-01", "until": "2026-04-03"}}, "between"),
        ({"between": {"since": "9999-12-31", "until": "9999-12-31"}, "kinds": ["MESSAGE_SENT"]}, "between"),
        ({"between": {"since": "0001-01-01", "until": "0001-01-01"}, "kinds": ["MESSAGE_SENT"]}, "between"),
        ({"by": "GOLD", "asOf": "2026-05-01"}, "by"),
        ({"by": "GOLD", "between": _DAY}, "by"),
        ({"by": "GOLD", "kinds": []}, "by"),
        ({"kinds": ["MESSAGE_SENT"]}, "kinds"),
        ({"kinds": ["MESSAGE_SENT"], "asOf": "2026-05-01"}, "asOf"),
        ({"zones": [], "by": "MESSAGES"}, "by"),
        ({"zones": ["x"]}, None),
        ({"asOf": "1969-01-01"}, "asOf"),
        ({"roles": [str(2**63)]}, "roles"),
        ({"asOf": "soon"}, None),
    ],
)
async def test_what_nothing_can_answer_is_refused_with_a_way_out(
    api: Api, wrong: dict[str, Any], argument: str | None
) -> None:
    error = await api.refusal(_BOARD, guild=str(club.GUILD), **wrong)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"].get("argument") == argument
