"""What members decide about what is theirs: opting out, being forgotten, their data, a GitHub account."""

import asyncio
from typing import Any

import pytest

from synapse.db.notify import Notice, Part
from synapse.services import awards, own, verify
from synapse.services.changes import Actor
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

GUILD = str(club.GUILD)
_TRACK = """mutation ($input: SetTrackingInput!) { setTracking(input: $input) { tracked problems { code message } } }"""
_LINK = """mutation ($input: LinkGithubInput!) { linkGithub(input: $input) { login problems { code path } } }"""
_DATA = """mutation ($input: RequestMyDataInput!) { requestMyData(input: $input) {
  fileName document problems { code } } }"""
_FORGET = """mutation ($input: ForgetMeInput!) { forgetMe(input: $input) { guildIds problems { code message } } }"""
_MEMBER = """query ($id: Snowflake!) { guild(id: $guild) { member(id: $id) { displayName githubLogin } } }""".replace(
    "$guild", f'"{GUILD}"'
)
_VIEWER = "{ viewer { guilds { tracked preferences { visibility announceAwards } } } }"


async def mutate(api: Api, document: str, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - values of an input
    [payload] = (await api.ask(document, input={"guildId": GUILD, **values})).values()
    found: dict[str, Any] = payload
    return found


async def lived(api: Api, user_id: int = MEMBER) -> None:
    """A club whose totals come from its journal, and a member of it who did things with others."""
    database = api.database
    for table in ("member_days", "member_seasons"):
        await database.execute(f"DELETE FROM {table}")  # noqa: S608 - names above
    await database.execute(
        "UPDATE members SET xp = 0, stars = 0, gold = 0, messages = 0, reactions_given = 0, reactions_received = 0, "
        "threads = 0, voice_minutes = 0, level = 1, streak = 0, longest_streak = 0, "
        "recent_days = 0, last_active_on = NULL, username = 'u' || user_id"
    )
    await prepare(api)
    for number, member in enumerate((user_id, 3)):
        await awards.give(
            api.service.engine,
            actor=Actor(ADMIN),
            guild_id=club.GUILD,
            values={
                "user_id": member,
                "xp": 500 + number,
                "gold": 10,
                "reason": "Thanks",
                "idempotency_key": f"k{number}",
            },
            now=club.NOW,
        )
    season = await database.fetchval("SELECT id FROM seasons")
    await database.execute(
        "INSERT INTO events (guild_id, event_key, user_id, kind, season_id, xp, stars, gold, facts, occurred_at) "
        "VALUES "
        "($1, 'g77:' || $3::bigint, $3::bigint, 2, $2, 0, 0, 0, '{\"counts\": false}', $4), "
        "($1, 'r77:' || $3::bigint, 3, 3, $2, 0, 0, 0, '{\"counts\": false}', $4)",
        club.GUILD,
        season,
        user_id,
        club.NOW,
    )
    await database.execute(
        "INSERT INTO activity_hours (guild_id, hour, channel_id, zone_id, kind, events) "
        "VALUES ($1, date_trunc('hour', $2::timestamptz), 0, 0, 2, 1), "
        "($1, date_trunc('hour', $2::timestamptz), 0, 0, 3, 1)",
        club.GUILD,
        club.NOW,
    )
    await database.execute(
        "INSERT INTO voice_sessions (guild_id, user_id, channel_id, started_at, seen_at) VALUES ($1, $2, 11, $3, $3)",
        club.GUILD,
        user_id,
        club.NOW,
    )
    await database.execute("UPDATE member_achievements SET granted_by = $1 WHERE user_id <> $1", user_id)
    assert await verify.verify(api.service.engine) == []


async def rows_that_name(api: Api, user_id: int) -> set[str]:
    """The tables with a row that has this number anywhere."""
    tables = await api.database.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {
        row["tablename"]
        for row in tables
        if await api.database.fetchval(
            f"SELECT EXISTS (SELECT FROM {row['tablename']} AS t WHERE t::text ~ $1)",  # noqa: S608 - the catalogue's names
            rf"(^|\D){user_id}(\D|$)",
        )
    }


SOMEBODY = 777_000_777_000_777


@pytest.fixture
async def somebody(live_api: Api) -> Api:
    """The club with a member whose id is nobody else's number."""
    season = await live_api.database.fetchval("SELECT id FROM seasons")
    await club.add_member(live_api.database, club.GUILD, SOMEBODY, 700, season)
    await lived(live_api, SOMEBODY)
    return live_api


async def test_who_is_forgotten_is_in_no_row_and_the_books_still_balance(somebody: Api) -> None:
    api = somebody
    await sign_in(api, SOMEBODY)
    assert {"members", "events", "users", "sessions", "voice_sessions"} <= await rows_that_name(api, SOMEBODY)
    hours = await api.database.fetch("SELECT * FROM activity_hours ORDER BY hour, kind")
    heard: asyncio.Queue[Notice] = asyncio.Queue()
    api.service.listener.on_notice(heard.put_nowait)

    assert await mutate(api, _FORGET) == {"guildIds": [GUILD], "problems": []}

    # What an admin did stays in the log, which nothing changes: the award that they were given.
    assert await rows_that_name(api, SOMEBODY) <= {"audit_log"}
    assert await verify.verify(api.service.engine) == []
    assert await api.database.fetch("SELECT * FROM activity_hours ORDER BY hour, kind") == hours
    assert await api.database.fetchval("SELECT count(*) FROM events WHERE kind = 3 AND user_id = 3") == 1
    assert await api.database.fetchval("SELECT reactions_received FROM members WHERE user_id = 3") == 0
    async with asyncio.timeout(20):
        while Part.PRIVACY not in (await heard.get()).parts:
            pass
    refused = await api.refusal("{ viewer { userId } }")
    assert refused["extensions"]["code"] == "UNAUTHENTICATED"
    await sign_in(api, None)
    assert (await api.ask(_MEMBER, id=str(SOMEBODY)))["guild"]["member"] is None


async def test_who_had_opted_out_stays_out(somebody: Api) -> None:
    await sign_in(somebody, SOMEBODY)
    assert await mutate(somebody, _TRACK, tracked=False) == {"tracked": False, "problems": []}
    await mutate(somebody, _FORGET)
    row = await somebody.database.fetchrow("SELECT * FROM members WHERE user_id = $1", SOMEBODY)
    assert row is not None
    assert (row["tracked"], row["xp"], row["display_name"], row["role_ids"]) == (False, 0, "", [])
    assert await verify.verify(somebody.service.engine) == []


async def test_being_forgotten_everywhere_reaches_guilds_that_one_has_left(somebody: Api) -> None:
    await club.found(somebody.database, club.OTHER_GUILD)
    await somebody.service.rulebook.load(club.OTHER_GUILD)
    season = await somebody.database.fetchval("SELECT id FROM seasons WHERE guild_id = $1", club.OTHER_GUILD)
    await club.add_member(somebody.database, club.OTHER_GUILD, SOMEBODY, 10, season, left_at=club.NOW)
    await sign_in(somebody, SOMEBODY)
    await mutate(somebody, _FORGET)
    assert await somebody.database.fetchval("SELECT count(*) FROM users WHERE user_id = $1", SOMEBODY) == 1
    # A guild that one has left can be asked as well.
    answer = await mutate(somebody, _FORGET, guildId=str(club.OTHER_GUILD), everywhere=True)
    assert answer["guildIds"] == [str(club.OTHER_GUILD)]
    assert await rows_that_name(somebody, SOMEBODY) <= {"audit_log"}


async def test_opting_out_and_in_again(live_api: Api) -> None:
    await sign_in(live_api, MEMBER)
    heard: asyncio.Queue[Notice] = asyncio.Queue()
    live_api.service.listener.on_notice(heard.put_nowait)
    for tracked in (False, True):
        assert await mutate(live_api, _TRACK, tracked=tracked) == {"tracked": tracked, "problems": []}
        async with asyncio.timeout(20):
            assert Part.PRIVACY in (await heard.get()).parts
        [place] = (await live_api.ask(_VIEWER))["viewer"]["guilds"]
        assert place == {"tracked": tracked, "preferences": {"visibility": "NAMED", "announceAwards": True}}
    assert await live_api.database.fetchval("SELECT xp FROM members WHERE user_id = $1", MEMBER) == 900


async def test_everything_held_is_told(somebody: Api) -> None:
    await sign_in(somebody, SOMEBODY)
    answer = await mutate(somebody, _DATA)
    assert answer["fileName"] == f"synapse-{GUILD}-{SOMEBODY}-2026-05-04.json"
    document = answer["document"]
    assert (document["user_id"], document["guild_id"]) == (str(SOMEBODY), GUILD)
    [member] = document["member"]
    assert (member["display_name"], member["user_id"]) == (f"Member {SOMEBODY}", SOMEBODY)
    assert {event["event_key"] for event in document["events"]} >= {"a1:k0", f"g77:{SOMEBODY}"}
    assert [reaction["event_key"] for reaction in document["reactions_to_others"]] == [f"r77:{SOMEBODY}"]
    assert len(document["sessions"]) == len(document["account"]) == len(document["voice"]) == 1
    assert "digest" not in str(document)
    known = await rows_that_name(somebody, SOMEBODY)
    told = {
        "members": "member",
        "users": "account",
        "member_seasons": "seasons",
        "member_days": "days",
        "member_achievements": "achievements",
        "voice_sessions": "voice",
    }
    assert {told.get(table, table) for table in known} <= document.keys()


@pytest.mark.parametrize("login", ["octocat", "a", "Some-Body-1", "x" * 39, "  octocat  "])
async def test_a_github_account_is_shown_and_taken_back(live_api: Api, login: str) -> None:
    await sign_in(live_api, MEMBER)
    assert await mutate(live_api, _LINK, login=login) == {"login": login.strip(), "problems": []}
    assert (await live_api.ask(_MEMBER, id="2"))["guild"]["member"]["githubLogin"] == login.strip()
    assert await mutate(live_api, _LINK, login=None) == {"login": None, "problems": []}
    assert (await live_api.ask(_MEMBER, id="2"))["guild"]["member"]["githubLogin"] is None


@pytest.mark.parametrize("login", ["", "-a", "a-", "a--b", "x" * 40, "a b", "a/b", "é", "<script>"])
async def test_what_github_would_not_call_an_account_is_a_problem(live_api: Api, login: str) -> None:
    await sign_in(live_api, MEMBER)
    answer = await mutate(live_api, _LINK, login=login)
    assert answer == {"login": None, "problems": [{"code": "BAD_USER_INPUT", "path": ["login"]}]}


async def test_a_guild_that_never_knew_one_refuses(live_api: Api) -> None:
    await sign_in(live_api, 12345)
    for guild_id in (GUILD, "5", str(2**64 - 1)):
        for document, values in ((_TRACK, {"tracked": False}), (_LINK, {}), (_DATA, {}), (_FORGET, {})):
            error = await live_api.refusal(document, input={"guildId": guild_id, **values})
            assert error["extensions"]["code"] == "FORBIDDEN"


async def test_being_forgotten_twice_does_nothing_more(somebody: Api) -> None:
    assert await own.forget(somebody.service.engine, user_id=SOMEBODY, guild_id=club.GUILD) == [club.GUILD]
    assert await own.forget(somebody.service.engine, user_id=SOMEBODY, guild_id=None) == []
    assert await verify.verify(somebody.service.engine) == []
