"""Whoever has changed something and asks the same process at once finds it changed, however late the notice is."""

import pytest

from synapse.db.notify import Notice
from synapse.db.queries import rules as queries
from synapse.services.rules import Rulebook
from tests.api.changing import ADMIN, prepare, sign_in
from tests.api.conftest import Api

pytestmark = pytest.mark.live

ROLL = "mutation ($input: RollSeasonInput!) { rollSeason(input: $input) { problems { message } } }"
RUNNING = "query ($id: Snowflake!) { guild(id: $id) { season { name } } }"


@pytest.fixture(autouse=True)
def _deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_book: Rulebook, _notice: Notice) -> None:
        """The notice is still on its way."""

    monkeypatch.setattr(Rulebook, "_hear", nothing)


async def test_the_season_that_was_just_rolled_is_the_running_one(live_api: Api) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    answer = await live_api.ask(ROLL, input={"closing": there.season, "name": "Next"})
    assert answer == {"rollSeason": {"problems": []}}
    assert await live_api.ask(RUNNING, id=str(there.guild_id)) == {"guild": {"season": {"name": "Next"}}}


async def test_a_change_stands_even_where_the_rules_cannot_be_read_again(
    live_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = await prepare(live_api)
    await sign_in(live_api, ADMIN)
    asked = []

    async def away(*_: object) -> None:
        asked.append("seasons")
        raise ConnectionRefusedError

    monkeypatch.setattr(queries, "seasons", away)
    answer = await live_api.ask(ROLL, input={"closing": there.season, "name": "Next"})
    assert answer == {"rollSeason": {"problems": []}}
    assert asked == ["seasons"]
    assert await live_api.database.fetchval("SELECT name FROM seasons WHERE active") == "Next"
