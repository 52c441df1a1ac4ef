"""The privacy policy, asked through every field that can tell who a member is."""

import base64
import re
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import orjson
import pytest

from synapse.api import ids
from synapse.api.operations import Request
from synapse.db.notify import Part, Topic
from synapse.engine.pseudonyms import is_pseudonym
from tests.api import club, seen
from tests.api.changing import ADMIN, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

ZORA = 777_000_777_000_777
"""The member about whom everything is asked."""
OTHER = 5
STRANGER = None
READERS = (STRANGER, OTHER, ADMIN, ZORA)
ACHIEVEMENT = "The first of all"
WEEK = date(2026, 4, 27)
_PRIVACY = "UPDATE guilds SET settings = settings || jsonb_build_object('privacy', $2::text::jsonb) WHERE guild_id = $1"
_BOARD = """query B($guild: Snowflake!, $first: Int, $after: String, $last: Int, $before: String, $around: Snowflake) {
  guild(id: $guild) { leaderboard(span: ALL_TIME, first: $first, after: $after, last: $last, before: $before,
    around: $around) { totalCount nodes { rank value member { userId anonymous } } edges { cursor }
    pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } } }"""
_FOLLOW = """subscription ($guild: Snowflake!) { leaderboardChanged(guildId: $guild, span: ALL_TIME, first: 3) {
  nodes { member { displayName } } } }"""
_FOLLOW_MEMBER = """subscription ($guild: Snowflake!) { memberChanged(guildId: $guild, userId: "777000777000777") {
  displayName } }"""
_FOLLOW_EARNED = """subscription ($guild: Snowflake!) { achievementEarned(guildId: $guild) {
  nodes { member { displayName } } } }"""
_FOLLOW_FEED = "subscription ($guild: Snowflake!) { feed(guildId: $guild) { nodes { member { displayName } } } }"


@dataclass(frozen=True, slots=True)
class Scene:
    """How Zora is, what the guild set, and who sees her name or at least something of her."""

    member: str = ""
    privacy: dict[str, str] = field(default_factory=dict)
    named_to: tuple[int | None, ...] = READERS
    told_of_to: tuple[int | None, ...] = READERS


KNOWING = (ADMIN, ZORA)
LEFT = "left_at = '2026-05-01T00:00:00Z'"
SCENES = {
    "named": Scene(),
    "anonymous": Scene("visibility = 1", named_to=KNOWING),
    "hidden": Scene("visibility = 2", named_to=KNOWING, told_of_to=KNOWING),
    "opted out": Scene("tracked = false", named_to=KNOWING, told_of_to=KNOWING),
    "left, shown": Scene(LEFT),
    "left, anonymised": Scene(LEFT, {"leavers": "anonymised"}, named_to=KNOWING),
    "left, hidden": Scene(LEFT, {"leavers": "hidden"}, named_to=KNOWING, told_of_to=KNOWING),
    "left, hidden by herself": Scene(f"{LEFT}, visibility = 2", named_to=KNOWING, told_of_to=KNOWING),
    "members only": Scene("", {"boards": "members"}, (OTHER, ADMIN, ZORA), (OTHER, ADMIN, ZORA)),
    "anonymous, members only": Scene("visibility = 1", {"boards": "members"}, KNOWING, (OTHER, *KNOWING)),
}


@pytest.fixture
async def zora(live_api: Api) -> Api:
    """The club with Zora, who is first in everything."""
    database = live_api.database
    await database.execute("UPDATE guilds SET owner_id = $1", ADMIN)
    season = await database.fetchval("SELECT id FROM seasons")
    await club.add_member(database, club.GUILD, ZORA, 950, season)
    await database.execute(
        "UPDATE members SET display_name = 'Zora', username = 'zora', avatar_url = 'http://x/zora.png' "
        "WHERE user_id = $1",
        ZORA,
    )
    await database.execute("DELETE FROM members WHERE user_id = $1", club.LEAVER)
    await club.add_achievement(database, ACHIEVEMENT, (ZORA, 1))
    await club.celebrate(database, ZORA, "award", '{"xp": 5, "gold": 1, "reason": "Thank you, Zora"}')
    await club.celebrate(database, 1, "level_up", '{"level": 2, "gold": 50}')
    for place, user_id in enumerate((ZORA, 1), start=1):
        await database.execute(
            "INSERT INTO weekly_winners VALUES ($1, $2, $3, $4, 90, 0, 100)", club.GUILD, WEEK, place, user_id
        )
        await database.execute(
            "INSERT INTO events (guild_id, event_key, user_id, kind, season_id, xp, stars, gold, facts, occurred_at) "
            "VALUES ($1, $2, $3, 8, $4, 0, 0, 50, '{}', $5)",
            club.GUILD,
            f"l{user_id}:{9 - place}",
            user_id,
            season,
            club.NOW - timedelta(days=1),
        )
    return live_api


async def play(api: Api, scene: Scene) -> None:
    await api.database.execute(
        "UPDATE members SET visibility = 0, tracked = true, left_at = NULL WHERE user_id = $1", ZORA
    )
    if scene.member:
        await api.database.execute(f"UPDATE members SET {scene.member} WHERE user_id = $1", ZORA)  # noqa: S608 - from above
    await api.database.execute(_PRIVACY, club.GUILD, orjson.dumps(scene.privacy).decode())
    await api.service.rulebook.load(club.GUILD)


def _decoded(text: str) -> str:
    """A text with everything opaque in it made readable."""
    words = re.findall(r"[A-Za-z0-9_-]{12,}", text)
    return text + " ".join(
        base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode(errors="replace")
        for word in words
        if len(word) % 4 != 1
    )


def tells_who(text: str) -> bool:
    return any(mark in _decoded(text) for mark in ("Zora", "zora", str(ZORA)))


def test_every_field_that_can_tell_who_somebody_is_has_its_case() -> None:
    known = seen.QUERIES.keys() | seen.FOR_ADMINS | seen.ABOUT_ONESELF | seen.AFTER_A_CHANGE | seen.FOLLOWED
    assert set(seen.coordinates()) == known


@pytest.mark.parametrize("name", seen.QUERIES)
async def test_each_field_tells_what_the_policy_says(zora: Api, name: str) -> None:
    variables = {"id": ids.encode(ids.Kind.MEMBER, club.GUILD, ZORA), "user": str(ZORA)}
    by_id = name in {"Query.node", "Query.nodes", "Guild.member"}
    for title, scene in SCENES.items():
        await play(zora, scene)
        for reader in READERS:
            await sign_in(zora, reader)
            answer = await zora.ask(seen.document(name, club.GUILD), **variables)
            text = orjson.dumps(answer).decode()
            off_board = name in OF_WHO_IS_HERE and "left" in title
            expected = reader in scene.named_to and not off_board
            # An answer to a question by Discord's id would tell by being there.
            assert tells_who(text) is expected, (title, reader, text)
            if name in NAMED_ONLY:
                assert _count_of(name, answer) == NAMED_ONLY[name] + (reader in scene.named_to), (title, reader, text)
            elif not by_id and not off_board:
                assert _told_of(name, answer) is (reader in scene.told_of_to), (title, reader, text)


OF_WHO_IS_HERE = {"LeaderboardEntry.member", "RecapBest.member", "RecapRisen.member"}
"""Lists that have nobody who left."""

NAMED_ONLY = {"MemberConnection.nodes": 9, "MemberEdge.node": 0, "Earner.member": 1}
"""Lists that have nobody who is not named, and how many others are in them, for who sees members."""


def _count_of(name: str, answer: dict[str, Any]) -> int:
    """How many a list has; for a stranger to a guild that shows its members to members, as if it were all others."""
    guild = answer["guild"]
    if name == "Earner.member":
        found = len(guild["achievements"][0]["earners"]["nodes"])
    else:
        found = guild["members"]["totalCount"]
        assert found == len(guild["members"]["nodes" if "nodes" in guild["members"] else "edges"])
    return found or NAMED_ONLY[name]


def _told_of(name: str, answer: dict[str, Any]) -> bool:
    """Whether an answer has a place for Zora, with her name or without."""
    guild = answer["guild"]
    if name == "LeaderboardEntry.member":
        return any(edge["node"]["rank"] == 2 for edge in guild["leaderboard"]["edges"])
    if name == "FeedEntry.member":
        return len(guild["feed"]["nodes"]) == 2
    if name == "WeeklyWinner.member":
        return any(each["place"] == 1 for week in guild["weeklyWinners"] for each in week["winners"])
    if name == "RecapBest.member":
        return any(each["xp"] == 95 for each in guild["recap"]["best"])
    if name == "RecapRisen.member":
        return any(each["level"] == 8 for each in guild["recap"]["risen"])
    [achievement] = guild["achievements"]
    assert achievement["earnerCount"] == 2
    return achievement["firstEarner"]["member"] is not None


async def test_an_entry_of_the_feed_is_not_found_by_its_id_either(zora: Api) -> None:
    number = await zora.database.fetchval("SELECT id FROM announcements WHERE user_id = $1", ZORA)
    variables = {"id": ids.encode(ids.Kind.FEED_ENTRY, club.GUILD, number)}
    for scene in SCENES.values():
        await play(zora, scene)
        for reader in READERS:
            await sign_in(zora, reader)
            answer = await zora.ask(seen.document("Query.node", club.GUILD), **variables)
            assert (answer["node"] is not None) is (reader in scene.told_of_to)
            assert ("Zora" in str(answer)) is (reader in scene.named_to)


async def board(api: Api, **variables: object) -> Any:  # noqa: ANN401 - whatever the field is
    return (await api.ask(_BOARD, guild=str(club.GUILD), **variables))["guild"]["leaderboard"]


async def _walk(api: Api, size: int, *, backward: bool) -> list[tuple[int, int]]:
    """Rank and value of all entries, page by page."""
    found: list[tuple[int, int]] = []
    cursor = None
    while True:
        turn = {"last": size, "before": cursor} if backward else {"first": size, "after": cursor}
        page = await board(api, **turn)
        rows = [(node["rank"], node["value"]) for node in page["nodes"]]
        found = [*rows, *found] if backward else [*found, *rows]
        if not page["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]:
            return found
        cursor = page["pageInfo"]["startCursor" if backward else "endCursor"]


@pytest.mark.parametrize("hidden", [(1,), (2, 4), (1, 2, 3), (8,), (7, 8), (1, 4, 5, 6, 8), tuple(club.XP)])
async def test_hidden_members_shift_neither_ranks_nor_cursors_nor_totals(zora: Api, hidden: tuple[int, ...]) -> None:
    whole = await board(zora, first=100)
    await zora.database.execute("UPDATE members SET visibility = 2 WHERE user_id = ANY($1)", hidden)
    expected = [(node["rank"], node["value"]) for node in whole["nodes"] if int(node["member"]["userId"]) not in hidden]
    assert whole["totalCount"] == 9
    for size in (1, 2, 3, 100):
        assert await _walk(zora, size, backward=False) == expected
        assert await _walk(zora, size, backward=True) == expected
    assert (await board(zora, first=3))["totalCount"] == 9
    for node in whole["nodes"]:
        around = await board(zora, around=node["member"]["userId"], first=3)
        assert bool(around["nodes"]) is (int(node["member"]["userId"]) not in hidden)
        assert all((each["rank"], each["value"]) in expected for each in around["nodes"])
        assert around["totalCount"] == 9


async def test_a_pseudonym_stands_for_an_anonymous_member_everywhere(zora: Api) -> None:
    await play(zora, SCENES["anonymous"])
    page = await board(zora, first=2)
    anonymous = page["nodes"][1]["member"]
    assert anonymous["anonymous"]
    assert is_pseudonym(int(anonymous["userId"]))
    query = "query ($user: Snowflake!) { guild(id: $guild) { member(id: $user) { id userId displayName xp rank } } }"
    query = query.replace("$guild", f'"{club.GUILD}"')
    found = (await zora.ask(query, user=anonymous["userId"]))["guild"]["member"]
    assert found == {
        "id": ids.encode(ids.Kind.MEMBER, club.GUILD, int(anonymous["userId"])),
        "userId": anonymous["userId"],
        "displayName": "Anonymous member",
        "xp": 950,
        "rank": 2,
    }
    again = await zora.ask("query ($id: ID!) { node(id: $id) { ... on Member { userId } } }", id=found["id"])
    assert again["node"] == {"userId": anonymous["userId"]}
    around = await board(zora, around=anonymous["userId"], first=1)
    assert [node["member"] for node in around["nodes"]] == [anonymous]
    assert (await board(zora, around=str(ZORA)))["nodes"] == []
    # The cursor of her row continues where it should, and tells nothing.
    following = await board(zora, first=1, after=page["pageInfo"]["endCursor"])
    assert [node["member"]["userId"] for node in following["nodes"]] == ["2"]
    # Who asks by a pseudonym does not learn whose it was.
    await play(zora, SCENES["named"])
    assert (await zora.ask(query, user=anonymous["userId"]))["guild"]["member"] is None


async def test_what_only_members_see_is_remembered_for_nobody(zora: Api) -> None:
    parameters = {"query": _BOARD, "variables": orjson.dumps({"guild": str(club.GUILD)}).decode()}
    everywhere = {"query": "{ guilds { leaderboard(span: ALL_TIME) { nodes { member { displayName } } } } }"}
    for asked in (parameters, everywhere):
        await play(zora, SCENES["named"])
        assert (await zora.http.get("/graphql", params=asked)).headers["cache-control"] == "public, no-cache"
        await play(zora, SCENES["members only"])
        response = await zora.http.get("/graphql", params=asked)
        assert response.headers["cache-control"] == "private, no-store"
        assert not tells_who(response.text)
        hits = zora.service.cache.hits
        await zora.http.get("/graphql", params=asked)
        assert zora.service.cache.hits == hits


async def test_a_guild_says_who_sees_its_members(zora: Api) -> None:
    query = "{ guild(id: $guild) { audience viewerSeesMembers } }".replace("$guild", f'"{club.GUILD}"')
    await play(zora, SCENES["members only"])
    for reader, sees in ((STRANGER, False), (OTHER, True), (ADMIN, True)):
        await sign_in(zora, reader)
        assert (await zora.ask(query))["guild"] == {"audience": "MEMBERS", "viewerSeesMembers": sees}
    await play(zora, SCENES["named"])
    await sign_in(zora, STRANGER)
    assert (await zora.ask(query))["guild"] == {"audience": "EVERYONE", "viewerSeesMembers": True}


@pytest.mark.parametrize("document", [_FOLLOW, _FOLLOW_FEED, _FOLLOW_EARNED, _FOLLOW_MEMBER])
async def test_who_follows_sees_no_more_than_who_asks(zora: Api, document: str) -> None:
    """A change of what a member prefers, of the guild's setting, and of who the follower is, reach a running stream."""
    for user_id in (1, ZORA):
        await club.celebrate(zora.database, user_id, "achievement", '{"achievement_id": 0, "xp": 1}')
    await sign_in(zora, OTHER)
    token = zora.http.headers["authorization"].removeprefix("Bearer ")
    caller = await zora.service.operations.access.admit(token)
    variables = {"guild": str(club.GUILD)}
    followed = zora.service.operations.stream(Request(query=document, variables=variables, caller=caller))
    alone = zora.service.operations.stream(Request(query=document, variables=variables))
    await play(zora, SCENES["members only"])
    async with aclosing(followed) as theirs, aclosing(alone) as strangers:
        assert "Zora" in str((await anext(theirs)).body)
        assert "Member" not in str((await anext(strangers)).body)
        assert zora.service.live.followed == 2
        await sign_in(zora, ZORA)
        change = """mutation ($input: UpdatePreferencesInput!) { updatePreferences(input: $input) {
            preferences { visibility announceAwards } problems { message } } }"""
        wanted = {"guildId": str(club.GUILD), "visibility": "HIDDEN"}
        assert (await zora.ask(change, input=wanted))["updatePreferences"] == {
            "preferences": {"visibility": "HIDDEN", "announceAwards": True},
            "problems": [],
        }
        assert "Zora" not in str((await anext(theirs)).body)
        await zora.database.execute("UPDATE members SET left_at = now() WHERE user_id = $1", OTHER)
        await zora.notify(Part.MEMBERS)
        assert "Member" not in str((await anext(theirs)).body)
        await zora.database.execute(_PRIVACY, club.GUILD, "{}")
        await zora.notify(Part.SETTINGS, topic=Topic.CONFIG)
        # Somebody else is seen again; a member who is hidden is not, wherever they are asked for.
        assert ("Member 1" in str((await anext(theirs)).body)) is (document != _FOLLOW_MEMBER)
