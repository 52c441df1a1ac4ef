"""Who is in voice, and whether they earn there: as the engine would judge it, for who may see it."""

from datetime import timedelta
from typing import Any

import pytest

from synapse.services import voice
from synapse.services.voice import StoredSession
from tests.api import club
from tests.api.changing import ADMIN, MEMBER, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

WHO, OTHER = 3, 4
QUERY = f'{{ guild(id: "{club.GUILD}") {{ member(id: "{WHO}") {{ voice {{ channelId since earning reason }} }} }} }}'
BOARD = f"""query ($first: Int!) {{ guild(id: "{club.GUILD}") {{ leaderboard(span: ALL_TIME, first: $first) {{
  nodes {{ member {{ userId voice {{ earning reason }} }} }} }} }} }}"""
_STARS = """
INSERT INTO events (guild_id, event_key, user_id, kind, season_id, xp, stars, gold, facts, occurred_at)
SELECT $1, 'v' || n, $2, 5, id, 0, 1, 0, '{}', $3::timestamptz - n * interval '9 minutes'
FROM seasons, generate_series(0, 5) AS n WHERE guild_id = $1 AND active
"""


def stay(user_id: int, **values: Any) -> StoredSession:  # noqa: ANN401 - a session's own
    began = club.NOW - timedelta(minutes=25)
    usual: dict[str, Any] = {"channel_id": 11, "started_at": began, "seen_at": club.NOW, "ticks": 2}
    return StoredSession(guild_id=club.GUILD, user_id=user_id, **usual | values)


@pytest.fixture
async def there(live_api: Api) -> Api:
    await prepare(live_api)
    await voice.save(live_api.service.engine, [stay(WHO), stay(OTHER)])
    return live_api


async def status(api: Api) -> Any:  # noqa: ANN401 - JSON
    return (await api.ask(QUERY))["guild"]["member"]["voice"]


async def test_in_company_one_earns(there: Api) -> None:
    await sign_in(there, MEMBER)
    assert await status(there) == {
        "channelId": "11",
        "since": "2026-05-04T12:05:00Z",
        "earning": True,
        "reason": None,
    }


@pytest.mark.parametrize(
    ("stays", "reason"),
    [
        ((stay(WHO), stay(OTHER, channel_id=12)), "ALONE"),
        ((stay(WHO, afk=True), stay(OTHER, afk=True)), "AFK"),
        ((stay(WHO, silent_since=club.NOW - timedelta(minutes=6)),), "SILENT"),
        ((stay(WHO, silent_since=club.NOW - timedelta(minutes=4)),), None),
    ],
)
async def test_one_is_told_why_one_does_not(there: Api, stays: tuple[StoredSession, ...], reason: str | None) -> None:
    await voice.save(there.service.engine, stays)
    await sign_in(there, WHO)
    found = await status(there)
    assert (found["earning"], found["reason"]) == (reason is None, reason)


async def test_the_stars_of_an_hour_come_to_an_end(there: Api) -> None:
    await sign_in(there, WHO)
    await there.database.execute(_STARS, club.GUILD, WHO, club.NOW)
    assert (await status(there))["reason"] == "VOICE_HOURLY_CAP"


async def test_who_opted_out_earns_nothing_and_no_rule_says_so(there: Api) -> None:
    await there.database.execute("UPDATE members SET tracked = false WHERE user_id = $1", WHO)
    await sign_in(there, WHO)
    found = await status(there)
    assert (found["earning"], found["reason"]) == (False, None)


@pytest.mark.parametrize(
    ("user", "named", "anonymous"),
    [(None, False, False), (77, False, False), (MEMBER, True, False), (WHO, True, True), (ADMIN, True, True)],
)
async def test_strangers_do_not_see_it(there: Api, user: int | None, *, named: bool, anonymous: bool) -> None:
    await sign_in(there, user)
    assert (await status(there) is not None) is named
    await there.database.execute("UPDATE members SET visibility = 1 WHERE user_id = $1", WHO)
    nodes = (await there.ask(BOARD, first=100))["guild"]["leaderboard"]["nodes"]
    [seen] = [node["member"]["voice"] for node in nodes if node["member"]["userId"] not in {"1", "2", "4", "5", "6"}][
        :1
    ]
    assert (seen is not None) is anonymous


async def test_who_is_not_in_voice_has_none_and_a_board_asks_once(there: Api) -> None:
    await sign_in(there, MEMBER)
    nodes = (await there.ask(BOARD, first=100))["guild"]["leaderboard"]["nodes"]
    assert {node["member"]["userId"] for node in nodes if node["member"]["voice"]} == {str(WHO), str(OTHER)}
    counts = []
    for size in (1, 8):
        there.statements.clear()
        await there.ask(BOARD, first=size)
        counts.append(sum("FROM voice_sessions AS v" in text for text in there.statements))
    assert counts == [1, 1]
