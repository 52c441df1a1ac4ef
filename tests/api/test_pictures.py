import struct

import pytest

from tests.api import club
from tests.api.changing import MEMBER, prepare, sign_in
from tests.api.conftest import Api


async def test_a_member_has_a_card(api: Api) -> None:
    response = await api.http.get(f"/pictures/{club.GUILD}/members/1.png")
    assert response.status_code == 200
    assert response.headers["content-type"] == "image/png"
    assert struct.unpack(">II", response.content[16:24]) == (1868, 564)


async def test_the_wide_card_is_for_sharing(api: Api) -> None:
    response = await api.http.get(f"/pictures/{club.GUILD}/members/1.png?for=share&lang=de&theme=light")
    assert struct.unpack(">II", response.content[16:24]) == (1200, 630)


async def test_a_card_that_did_not_change_is_not_sent_again(api: Api) -> None:
    address = f"/pictures/{club.GUILD}/members/1.png"
    tag = (await api.http.get(address)).headers["etag"]
    again = await api.http.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert (await api.http.get(address, headers={"if-none-match": '"another"'})).status_code == 200


@pytest.mark.parametrize("query", ["", "?by=stars&span=all_time", "?by=gold&span=week&lang=de", "?lang=xx&theme=red"])
async def test_the_top_of_a_board_is_a_picture(api: Api, query: str) -> None:
    response = await api.http.get(f"/pictures/{club.GUILD}/leaderboard.png{query}")
    assert response.status_code == 200
    assert struct.unpack(">II", response.content[16:24]) == (1200, 630)


@pytest.mark.parametrize(
    "path",
    [
        f"{club.GUILD}/members/123456.png",
        f"{club.GUILD}/members/{club.BOT}.png",
        f"{club.GUILD}/members/99999999999999999999.png",
        f"{club.GUILD}/members/ada.png",
        "5/members/1.png",
        "club/leaderboard.png",
        f"{club.GUILD}/leaderboard.png?by=karma",
    ],
)
async def test_what_is_not_there_is_told(api: Api, path: str) -> None:
    response = await api.http.get(f"/pictures/{path}")
    assert (response.status_code, response.text) == (404, "There is no such picture.")


async def test_a_card_has_the_colours_of_guild_and_member(live_api: Api) -> None:
    address = f"/pictures/{club.GUILD}/members/1.png"
    tags = {(await live_api.http.get(address)).headers["etag"]}
    cards = '{"cards": {"theme": "light", "background": "dots", "accent_color": "#00aa88"}}'
    await live_api.database.execute("UPDATE guilds SET settings = settings || $1::text::jsonb", cards)
    await live_api.service.rulebook.load(club.GUILD)
    tags.add((await live_api.http.get(address)).headers["etag"])
    await live_api.database.execute(
        'UPDATE members SET preferences = preferences || \'{"accent_color": "#aa0088"}\' WHERE user_id = 1'
    )
    tags.add((await live_api.http.get(address)).headers["etag"])
    tags.add((await live_api.http.get(f"{address}?theme=dark")).headers["etag"])
    assert len(tags) == 4


async def test_ones_own_card_is_there_in_a_colour_that_is_tried(live_api: Api) -> None:
    address = f"/pictures/{club.GUILD}/me.png"
    await prepare(live_api)
    assert (await live_api.http.get(address)).status_code == 401
    await sign_in(live_api, MEMBER)
    await live_api.database.execute(
        """UPDATE members SET visibility = 2, preferences = '{"accent_color": "#aa0088"}' WHERE user_id = $1""",
        MEMBER,
    )
    queries = ("", "?accent=00aa88", "?accent=", "?accent=x")
    answers = [await live_api.http.get(f"{address}{query}") for query in queries]
    assert {(each.status_code, each.headers["cache-control"]) for each in answers} == {(200, "private, no-cache")}
    chosen, tried, of_guild, nonsense = (each.headers["etag"] for each in answers)
    assert len({chosen, tried, of_guild}) == 3
    assert nonsense == chosen
    assert (await live_api.http.get(f"/pictures/{club.GUILD}/members/{MEMBER}.png")).status_code == 404


async def test_the_colour_that_a_member_saves_is_the_one_of_their_card(live_api: Api) -> None:
    await prepare(live_api)
    await sign_in(live_api, MEMBER)
    address = f"/pictures/{club.GUILD}/me.png"
    tried = (await live_api.http.get(f"{address}?accent=c6a6f7")).headers["etag"]
    change = """mutation ($color: Color, $guild: Snowflake!) {
      updatePreferences(input: {guildId: $guild, accentColor: $color}) { preferences { accentColor } problems { code } }
    }"""
    answer = await live_api.ask(change, guild=str(club.GUILD), color="#c6a6f7")
    assert answer["updatePreferences"] == {"preferences": {"accentColor": "#c6a6f7"}, "problems": []}
    assert (await live_api.http.get(address)).headers["etag"] == tried
    wrong = await live_api.refusal(change, guild=str(club.GUILD), color="red")
    assert "six hexadecimal digits" in wrong["message"]
