"""Members, the guild's overview, and objects by their global id."""

from datetime import timedelta
from typing import Any

import pytest

from synapse.api import ids
from tests.api import club
from tests.api.conftest import Api

Json = Any

MEMBER = """
query ($id: Snowflake!) {
  guild(id: "4000000000000000001") {
    member(id: $id) {
      id userId displayName avatarUrl joinedAt level xp stars gold rank streak longestStreak graceDaysUsed
      progress { earned needed ratio }
      lifetime { xp stars messages reactionsGiven reactionsReceived threads voiceMinutes }
      season { xp stars messages reactionsGiven }
      achievements { earnedAt achievement { id name rarity color badge xp gold } }
    }
  }
}
"""
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"


async def member(api: Api, user_id: int) -> Json:
    return (await api.ask(MEMBER, id=str(user_id)))["guild"]["member"]


async def test_a_member_shows_all_their_figures(api: Api) -> None:
    found = await member(api, 3)
    assert found["userId"] == "3"
    assert (found["displayName"], found["level"], found["xp"], found["rank"]) == ("Member 3", 5, 900, 2)
    assert found["progress"] == {"earned": 180, "needed": 305, "ratio": pytest.approx(180 / 305)}
    assert found["joinedAt"] == "2026-01-24T12:30:00Z"
    assert found["lifetime"]["voiceMinutes"] == 150
    assert found["season"] == {"xp": 90, "stars": 3, "messages": 5, "reactionsGiven": 0}
    assert (found["streak"], found["longestStreak"], found["graceDaysUsed"]) == (4, 9, 0)
    assert found["achievements"] == []


async def test_a_member_without_a_season_has_zeros_in_it(api: Api) -> None:
    found = await member(api, 9)
    assert found["season"] == {"xp": 0, "stars": 0, "messages": 0, "reactionsGiven": 0}
    assert found["rank"] == 9


async def test_who_has_no_picture_gets_the_one_that_discord_shows(api: Api) -> None:
    assert (await member(api, 1))["avatarUrl"] == "https://cdn.discordapp.com/embed/avatars/0.png"
    assert (await member(api, 2))["avatarUrl"] == "http://127.0.0.1:4500/avatars/2.png"


@pytest.mark.parametrize("user_id", [club.BOT, 123456, 2**63, 2**64 - 1])
async def test_who_is_no_member_is_null(api: Api, user_id: int) -> None:
    assert await member(api, user_id) is None


async def test_who_left_can_still_be_looked_up(api: Api) -> None:
    assert (await member(api, club.LEAVER))["xp"] == 4000


async def test_a_streak_that_was_broken_is_over(live_api: Api) -> None:
    await live_api.database.execute("UPDATE members SET last_active_on = $1", club.TODAY.replace(day=1))
    assert (await member(live_api, 1))["streak"] == 0


async def test_a_missed_day_is_forgiven_and_told(live_api: Api) -> None:
    await live_api.database.execute("UPDATE members SET last_active_on = $1", club.TODAY - timedelta(days=2))
    found = await member(live_api, 1)
    assert (found["streak"], found["graceDaysUsed"]) == (4, 1)


async def test_achievements_come_newest_first(live_api: Api) -> None:
    first = await club.add_achievement(live_api.database, "Early", (2, 1))
    await club.add_achievement(live_api.database, "Late", (3, 2, 1))
    found = (await member(live_api, 1))["achievements"]
    assert [(each["achievement"]["name"], each["earnedAt"]) for each in found] == [
        ("Late", "2026-05-04T12:32:00Z"),
        ("Early", "2026-05-04T12:31:00Z"),
    ]
    assert found[1]["achievement"] == {
        "id": ids.encode(ids.Kind.ACHIEVEMENT, club.GUILD, first),
        "name": "Early",
        "rarity": "EPIC",
        "color": "#9B59B6",
        "badge": "🏅",
        "xp": 25,
        "gold": 5,
    }


async def test_guild_and_pulse(live_api: Api) -> None:
    await live_api.database.execute(
        "INSERT INTO member_days (guild_id, day, user_id, xp, messages) VALUES ($1, $2, 1, 40, 3), ($1, $2, 2, 9, 0)",
        club.GUILD,
        club.TODAY,
    )
    await live_api.database.execute(
        "INSERT INTO voice_sessions (guild_id, user_id, channel_id, started_at, seen_at) VALUES ($1, 1, 5, $2, $2)",
        club.GUILD,
        club.NOW,
    )
    await club.add_achievement(live_api.database, "Today", (1, 2))
    data = await live_api.ask(
        """{ guild(id: "4000000000000000001") { guildId name motto iconUrl season { name startsAt endsAt }
             pulse { memberCount activeToday messagesToday xpToday achievementsToday inVoice } }
             guilds { guildId } }"""
    )
    assert data["guild"] == {
        "guildId": str(club.GUILD),
        "name": "Campus Code Club",
        "motto": "We build things.",
        "iconUrl": None,
        "season": {"name": "Season 1", "startsAt": "2026-03-05T12:30:00Z", "endsAt": None},
        "pulse": {
            "memberCount": 9,
            "activeToday": 1,
            "messagesToday": 3,
            "xpToday": 49,
            "achievementsToday": 2,
            "inVoice": 1,
        },
    }
    assert data["guilds"] == [{"guildId": str(club.GUILD)}]


@pytest.mark.parametrize("guild", ["1", "4000000000000000002", str(2**64 - 1)])
async def test_an_unknown_guild_is_null(api: Api, guild: str) -> None:
    assert await api.ask("query ($id: Snowflake!) { guild(id: $id) { name } }", id=guild) == {"guild": None}


@pytest.mark.parametrize("value", ["", "abc", "-1", "1.5", "18446744073709551616", "١٢", 1, 1.0, True, [], "1 "])
async def test_a_snowflake_is_a_string_of_digits(api: Api, value: object) -> None:
    error = await api.refusal("query ($id: Snowflake!) { guild(id: $id) { name } }", id=value)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_every_kind_of_object_comes_back_by_its_id(live_api: Api) -> None:
    achievement = await club.add_achievement(live_api.database, "First", (1,))
    await club.celebrate(live_api.database, 1, "achievement", f'{{"achievement_id": {achievement}, "xp": 25}}')
    data = await live_api.ask(
        """{ guild(id: "4000000000000000001") { id season { id }
             member(id: "1") { id achievements { achievement { id } } }
             feed { nodes { id } } } }"""
    )
    guild = data["guild"]
    known = [
        (guild["id"], "Guild"),
        (guild["season"]["id"], "Season"),
        (guild["member"]["id"], "Member"),
        (guild["member"]["achievements"][0]["achievement"]["id"], "Achievement"),
        (guild["feed"]["nodes"][0]["id"], "FeedEntry"),
    ]
    for id_, name in known:
        assert await live_api.ask(NODE, id=id_) == {"node": {"__typename": name, "id": id_}}
    asked = [id_ for id_, _name in known]
    data = await live_api.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[*asked, asked[0]])
    assert [node["id"] for node in data["nodes"]] == [*asked, asked[0]]


@pytest.mark.parametrize("kind", list(ids.Kind))
async def test_an_id_of_nothing_is_null(api: Api, kind: ids.Kind) -> None:
    numbers = (5,) if kind is ids.Kind.GUILD else (club.GUILD, 2**62)
    assert await api.ask(NODE, id=ids.encode(kind, *numbers)) == {"node": None}
    elsewhere = (6,) if kind is ids.Kind.GUILD else (club.OTHER_GUILD, 1)
    assert await api.ask(NODE, id=ids.encode(kind, *elsewhere)) == {"node": None}


@pytest.mark.parametrize(
    "id_",
    [
        "",
        "x",
        "R3VpbGQ",
        "R3VpbGQ6LTE",
        ids.pack("Planet", 1, 2),
        ids.pack("Member", 1),
        ids.pack("Guild", 1, 2),
        "é" * 8,
    ],
)
async def test_a_malformed_id_is_refused(api: Api, id_: str) -> None:
    error = await api.refusal(NODE, id=id_)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "not a global id" in error["message"]


async def test_one_malformed_id_of_several_leaves_the_others_whole(api: Api) -> None:
    good = ids.encode(ids.Kind.MEMBER, club.GUILD, 1)
    answer = await api.answer("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[good, "bad", good])
    assert answer["data"] == {"nodes": [{"id": good}, None, {"id": good}]}
    assert [error["path"] for error in answer["errors"]] == [["nodes", 1]]


async def test_no_more_than_a_hundred_ids(api: Api) -> None:
    error = await api.refusal("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["x"] * 101)
    assert error["extensions"]["argument"] == "ids"
