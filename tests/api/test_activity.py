"""Activity from the rollups, calendars, and how far members are on the way to achievements."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from synapse.api import ids
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

_ACTIVITY = """query ($guild: Snowflake!, $step: ActivityStep! = DAY, $since: DateTime, $until: DateTime,
  $kinds: [ActivityKind!], $zones: [ID!], $by: ActivityGrouping, $first: Int! = 10) {
  guild(id: $guild) { activity(step: $step, since: $since, until: $until, kinds: $kinds, zones: $zones) {
    since until timeZone
    series(by: $by, first: $first) { zone { name } channel { name } kind total { events xp stars }
      points { at events xp stars } }
    heatmap { weekday hour events xp stars } activeMembers { day members } } } }"""
_CHANNELS = "{ guild(id: $guild) { activity { series(by: CHANNEL) { channel { name } total { events } } } } }"
_CALENDAR = """query ($guild: Snowflake!, $since: Date, $until: Date) { guild(id: $guild) { member(id: "1") {
  calendar(since: $since, until: $until) { day tally { xp stars messages voiceMinutes } } } } }"""
_PROGRESS = """query ($guild: Snowflake!, $member: Snowflake!) { guild(id: $guild) { achievements { name
  progress(member: $member) { value threshold ratio earnedAt }
  earners(first: 2) { nodes { earnedAt member { userId } } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }"""
_HOUR = """INSERT INTO activity_hours (guild_id, hour, channel_id, zone_id, kind, events, xp, stars)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"""


async def activity(api: Api, **variables: Any) -> dict[str, Any]:  # noqa: ANN401 - variables of any type
    answer: dict[str, Any] = (await api.ask(_ACTIVITY, guild=str(club.GUILD), **variables))["guild"]["activity"]
    return answer


async def busy(api: Api, zone: int = 0) -> None:
    """Some hours: the guild's zone is Berlin, so 22:30 UTC of the 2nd is the 3rd there."""
    hours: list[tuple[str, int, int, int, int, int, int]] = [
        ("2026-05-02T21:00:00Z", 11, zone, 1, 3, 45, 3),
        ("2026-05-02T22:00:00Z", 11, zone, 1, 2, 30, 2),
        ("2026-05-03T10:00:00Z", 12, 0, 2, 5, 10, 5),
        ("2026-05-04T12:00:00Z", 12, 0, 1, 1, 15, 1),
        ("2026-05-04T12:00:00Z", 0, 0, 7, 9, 900, 0),
    ]
    for at, *rest in hours:
        await api.database.execute(_HOUR, club.GUILD, datetime.fromisoformat(at), *rest)


async def test_days_are_those_of_the_guild_and_have_no_gaps(live_api: Api) -> None:
    await busy(live_api)
    found = await activity(live_api, since="2026-05-01T12:00:00Z")
    assert (found["since"], found["until"]) == ("2026-04-30T22:00:00Z", "2026-05-04T22:00:00Z")
    assert found["timeZone"] == "Europe/Berlin"
    [series] = found["series"]
    assert [(point["at"], point["events"], point["xp"]) for point in series["points"]] == [
        ("2026-04-30T22:00:00Z", 0, 0),
        ("2026-05-01T22:00:00Z", 3, 45),
        ("2026-05-02T22:00:00Z", 7, 40),
        ("2026-05-03T22:00:00Z", 1, 15),
    ]
    assert series["total"] == {"events": 11, "xp": 100, "stars": 11}
    assert [(day["day"], day["members"]) for day in found["activeMembers"]] == [
        ("2026-05-01", 0),
        ("2026-05-02", 0),
        ("2026-05-03", 10),
        ("2026-05-04", 0),
    ]
    assert len(found["heatmap"]) == 168
    busiest = [(cell["weekday"], cell["hour"], cell["events"]) for cell in found["heatmap"] if cell["events"]]
    assert busiest == [(1, 14, 1), (6, 23, 3), (7, 0, 2), (7, 12, 5)]


async def test_hours_are_told_as_hours(live_api: Api) -> None:
    await busy(live_api)
    found = await activity(live_api, step="HOUR", since="2026-05-02T21:30:00Z", until="2026-05-02T23:59:00Z")
    [series] = found["series"]
    assert [(point["at"], point["events"]) for point in series["points"]] == [
        ("2026-05-02T21:00:00Z", 3),
        ("2026-05-02T22:00:00Z", 2),
        ("2026-05-02T23:00:00Z", 0),
    ]


async def test_series_by_kind_and_zone_the_busiest_first(live_api: Api) -> None:
    there = await prepare(live_api)
    zone = ids.decode(there.zone)[1][1]
    await busy(live_api, zone)
    since = "2026-05-01T12:00:00Z"
    by_kind = (await activity(live_api, since=since, by="KIND"))["series"]
    assert [(each["kind"], each["total"]["events"]) for each in by_kind] == [
        ("MESSAGE_SENT", 6),
        ("REACTION_GIVEN", 5),
    ]
    assert [len(each["points"]) for each in by_kind] == [4, 4]
    by_zone = (await activity(live_api, since=since, by="ZONE"))["series"]
    assert [(each["zone"], each["total"]["events"]) for each in by_zone] == [(None, 6), ({"name": "Lab"}, 5)]
    assert len((await activity(live_api, since=since, by="ZONE", first=1))["series"]) == 1
    only = await activity(live_api, since=since, zones=[there.zone], kinds=["MESSAGE_SENT"])
    assert only["series"][0]["total"]["events"] == 5
    assert (await activity(live_api, since=since, zones=[]))["series"][0]["total"]["events"] == 0
    assert (await activity(live_api, since=since, kinds=["VOICE_TICK"]))["series"][0]["total"]["events"] == 0


async def test_channels_are_told_to_admins_alone(live_api: Api) -> None:
    await prepare(live_api)
    await busy(live_api)
    query = _CHANNELS.replace("$guild", f'"{club.GUILD}"')
    for reader, code in ((None, "UNAUTHENTICATED"), (MEMBER, "FORBIDDEN")):
        await sign_in(live_api, reader)
        assert (await live_api.refusal(query))["extensions"]["code"] == code
    await sign_in(live_api, ADMIN)
    series = (await live_api.ask(query))["guild"]["activity"]["series"]
    assert [(each["channel"]["name"], each["total"]["events"]) for each in series] == [("memes", 6), ("general", 5)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "2026-05-05T00:00:00Z"},
        {"since": "2026-05-02T00:00:00Z", "until": "2026-05-01T00:00:00Z"},
        {"since": "2025-04-01T00:00:00Z"},
        {"since": "2026-04-01T00:00:00Z", "step": "HOUR"},
        {"first": 0},
        {"zones": [ids.encode(ids.Kind.MEMBER, club.GUILD, 1)]},
        {"since": "yesterday"},
        {"until": "0001-01-01T00:00:00Z"},
        {"since": "0001-01-01T00:00:00Z"},
    ],
)
async def test_what_cannot_be_told_is_refused(api: Api, wrong: dict[str, Any]) -> None:
    error = await api.refusal(_ACTIVITY, guild=str(club.GUILD), **wrong)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_zones_of_another_guild_are_not_found(api: Api) -> None:
    zones = [ids.encode(ids.Kind.ZONE, club.OTHER_GUILD, 1)]
    error = await api.refusal(_ACTIVITY, guild=str(club.GUILD), zones=zones)
    assert error["extensions"]["code"] == "NOT_FOUND"


@pytest.mark.parametrize("zone", ["America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Berlin"])
async def test_a_year_of_any_time_zone_has_each_day_once(live_api: Api, zone: str) -> None:
    await live_api.database.execute("UPDATE guilds SET settings = jsonb_build_object('time_zone', $1::text)", zone)
    await live_api.service.rulebook.load(club.GUILD)
    at = datetime(2025, 5, 6, 0, tzinfo=UTC)
    while at < club.NOW:
        await live_api.database.execute(_HOUR, club.GUILD, at, 11, 0, 1, 1, 0, 0)
        at += timedelta(hours=7)
    found = await activity(live_api, since="2025-05-06T00:00:00Z")
    points = found["series"][0]["points"]
    assert len(points) in (364, 365)
    assert sum(point["events"] for point in points) == await live_api.database.fetchval(
        "SELECT count(*) FROM activity_hours"
    )
    assert all(point["events"] > 0 for point in points[1:-1])
    assert len(found["activeMembers"]) == len(points)


async def test_a_calendar_holds_the_days_of_a_year(live_api: Api) -> None:
    await live_api.database.execute(
        "INSERT INTO member_days (guild_id, day, user_id, xp, voice_minutes) VALUES "
        "($1, '2025-05-04', 1, 1, 0), ($1, '2025-05-05', 1, 2, 30), ($1, '2026-05-04', 1, 3, 0), "
        "($1, '2026-05-04', 2, 4, 0)",
        club.GUILD,
    )

    async def days(**variables: str) -> list[tuple[str, int]]:
        answer = await live_api.ask(_CALENDAR, guild=str(club.GUILD), **variables)
        return [(each["day"], each["tally"]["xp"]) for each in answer["guild"]["member"]["calendar"]]

    assert await days() == [("2025-05-05", 2), ("2026-05-03", 100), ("2026-05-04", 3)]
    assert await days(since="2025-05-04", until="2025-05-05") == [("2025-05-04", 1), ("2025-05-05", 2)]
    for wrong in (
        {"since": "2025-05-03", "until": "2026-05-04"},
        {"since": "2026-05-05"},
        {"since": "05/04/2026"},
        {"until": "0001-01-01"},
        {"until": "9999-12-31"},
    ):
        error = await live_api.refusal(_CALENDAR, guild=str(club.GUILD), **wrong)
        assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_progress_of_every_trigger(live_api: Api) -> None:
    database = live_api.database
    zone = await database.fetchval("INSERT INTO zones (guild_id, name) VALUES ($1, 'Lab') RETURNING id", club.GUILD)
    await database.execute(
        "INSERT INTO member_zones (guild_id, season_id, user_id, zone_id, events) SELECT $1, id, 3, $2, 7 FROM seasons",
        club.GUILD,
        zone,
    )
    await database.execute(
        "INSERT INTO seasons (guild_id, name, starts_at, ends_at, active) "
        "VALUES ($1, 'Season 0', '2025-01-01', '2025-06-01', false)",
        club.GUILD,
    )
    await database.execute(
        "INSERT INTO member_zones (guild_id, season_id, user_id, zone_id, events) "
        "SELECT $1, id, 3, $2, 4 FROM seasons WHERE NOT active",
        club.GUILD,
        zone,
    )
    wanted: list[tuple[str, int, str, int | None, int | None]] = [
        ("xp", 1000, "lifetime", None, 900),
        ("xp", 45, "season", None, 90),
        ("messages", 22, "lifetime", None, 11),
        ("messages", 20, "season", None, 5),
        ("voice_minutes", 600, "lifetime", None, 150),
        ("level", 10, "lifetime", None, 5),
        ("streak", 8, "lifetime", None, 4),
        ("zone_events", 22, "lifetime", zone, 11),
        ("zone_events", 14, "season", zone, 7),
        ("manual", 0, "lifetime", None, None),
    ]
    for number, (trigger, threshold, scope, zone_id, _value) in enumerate(wanted):
        await database.execute(
            "INSERT INTO achievements (guild_id, name, trigger, threshold, scope, zone_id) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            club.GUILD,
            f"No {number}",
            trigger,
            threshold,
            scope,
            zone_id,
        )
    answer = await live_api.ask(_PROGRESS, guild=str(club.GUILD), member="3")
    for (trigger, threshold, _scope, _zone, value), each in zip(wanted, answer["guild"]["achievements"], strict=True):
        progress = each["progress"]
        if value is None:
            assert progress is None
            continue
        ratio = min(1.0, value / threshold)
        assert progress == {"value": value, "threshold": threshold, "ratio": ratio, "earnedAt": None}, trigger
    nobody = await live_api.ask(_PROGRESS, guild=str(club.GUILD), member="12345")
    assert all(each["progress"] is None for each in nobody["guild"]["achievements"])
    # What was given by hand is there once it was given.
    await database.execute(
        "INSERT INTO member_achievements (guild_id, user_id, achievement_id, earned_at) "
        "SELECT $1, 3, id, $2 FROM achievements WHERE trigger IN ('manual', 'level')",
        club.GUILD,
        club.NOW,
    )
    answer = await live_api.ask(_PROGRESS, guild=str(club.GUILD), member="3")
    earned = {
        each["name"]: each["progress"] for each in answer["guild"]["achievements"] if each["progress"]["earnedAt"]
    }
    assert earned == {
        "No 5": {"value": 5, "threshold": 10, "ratio": 1.0, "earnedAt": "2026-05-04T12:30:00Z"},
        "No 9": {"value": 0, "threshold": 0, "ratio": 1.0, "earnedAt": "2026-05-04T12:30:00Z"},
    }


async def test_earners_in_their_order_page_by_page(live_api: Api) -> None:
    await club.add_achievement(live_api.database, "First", (4, 2, 9))
    query = """query ($guild: Snowflake!, $after: String) { guild(id: $guild) { achievements { earners(first: 2,
        after: $after) { nodes { member { userId } } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }"""

    async def page(after: str | None) -> tuple[list[str], dict[str, Any]]:
        [found] = (await live_api.ask(query, guild=str(club.GUILD), after=after))["guild"]["achievements"]
        return [node["member"]["userId"] for node in found["earners"]["nodes"]], found["earners"]["pageInfo"]

    first, info = await page(None)
    assert (first, info["hasNextPage"], info["hasPreviousPage"]) == (["4", "2"], True, False)
    second, info = await page(info["endCursor"])
    assert (second, info["hasNextPage"], info["hasPreviousPage"]) == (["9"], False, True)
    for wrong in ("x", ids.pack("earners", 2**63 - 1, 1), ids.pack("feed", 1)):
        error = await live_api.refusal(query, guild=str(club.GUILD), after=wrong)
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
