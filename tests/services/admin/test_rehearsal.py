"""Who is said to pass an achievement is who gets it once it is saved."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.errors import Invalid
from synapse.services import achievements, awarding, rehearsal, settings, zones
from synapse.services.rehearsal import Reader, Rehearsal
from tests.services.admin.conftest import ADMIN, rules_now
from tests.services.conftest import GUILD

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

READER = Reader(101, "Ada")
_TOTALS = """
UPDATE members SET xp = 100 * (user_id - 100), stars = user_id - 100, messages = 10 * (user_id - 100),
    reactions_given = 4, reactions_received = 5, threads = 6, voice_minutes = 70, streak = user_id - 100
"""
_SEASON = """
INSERT INTO member_seasons (guild_id, season_id, user_id, xp, messages)
SELECT guild_id, $2, user_id, 50 * (user_id - 100), user_id - 100 FROM members WHERE guild_id = $1 AND user_id <> 103
"""
_ZONE = """
INSERT INTO member_zones (guild_id, season_id, user_id, zone_id, events)
SELECT guild_id, $2, user_id, $3, 10 FROM members
WHERE guild_id = $1 AND user_id IN (101, 104)
"""


@pytest.fixture
async def zone_id(live_engine: AsyncEngine) -> int:
    """Totals by member: Ada has the least, Bob twice that, Eve three times; in the season Eve has nothing."""
    rules = await rules_now(live_engine)
    zone = (await zones.zones(live_engine, GUILD))[0]
    async with driver_transaction(live_engine) as connection:
        await connection.execute("UPDATE achievements SET active = false")
        await connection.execute(_TOTALS)
        await connection.execute(_SEASON, GUILD, rules.season.id)
        await connection.execute(_ZONE, GUILD, rules.season.id, zone.id)
        await connection.execute("UPDATE members SET level = 3 WHERE user_id = 102")
    return zone.id


async def rehearse(engine: AsyncEngine, own: int | None = None, **values: Any) -> Rehearsal:  # noqa: ANN401 - a draft's fields
    rules = await rules_now(engine)
    return await rehearsal.rehearse(engine, rules, {"name": "New"} | values, reader=READER, achievement_id=own)


@pytest.mark.parametrize(
    ("values", "passing"),
    [
        ({"trigger": "xp", "threshold": 200}, 2),
        ({"trigger": "xp", "threshold": 100, "scope": "season"}, 1),
        ({"trigger": "messages", "threshold": 30}, 1),
        ({"trigger": "messages", "threshold": 1, "scope": "season"}, 2),
        ({"trigger": "stars", "threshold": 1}, 3),
        ({"trigger": "reactions_given", "threshold": 5}, 0),
        ({"trigger": "reactions_received", "threshold": 5}, 3),
        ({"trigger": "threads", "threshold": 6}, 3),
        ({"trigger": "voice_minutes", "threshold": 70}, 3),
        ({"trigger": "streak", "threshold": 2}, 2),
        ({"trigger": "level", "threshold": 3}, 2),
        ({"trigger": "level", "threshold": 2}, 2),
        ({"trigger": "zone_events", "threshold": 10}, 1),
        ({"trigger": "zone_events", "threshold": 10, "scope": "season"}, 1),
    ],
)
async def test_who_passes_gets_it(live_engine: AsyncEngine, zone_id: int, values: dict[str, Any], passing: int) -> None:
    if values["trigger"] == "zone_events":
        values = values | {"zone_id": zone_id}
    found = await rehearse(live_engine, **values)
    assert (found.people, found.passing, found.fresh) == (3, passing, passing)

    made = await achievements.create(live_engine, actor=ADMIN, guild_id=GUILD, values={"name": "New"} | values)
    await awarding.finish(live_engine, GUILD)
    earners = (await achievements.earners(live_engine, GUILD, [made.id])).get(made.id)
    assert (earners.count if earners else 0) == passing
    again = await rehearse(live_engine, made.id, **values)
    assert (again.passing, again.earned, again.fresh) == (passing, passing, 0)


@pytest.mark.parametrize(
    "values",
    [
        {"trigger": "manual"},
        {"trigger": "xp"},
        {"trigger": "zone_events", "threshold": 1},
        {"trigger": "level", "threshold": 2_000_000},
    ],
)
async def test_what_nobody_can_pass_yet(live_engine: AsyncEngine, zone_id: int, values: dict[str, Any]) -> None:
    assert zone_id
    assert (await rehearse(live_engine, **values)).passing == 0


async def test_how_and_where_it_is_announced(live_engine: AsyncEngine) -> None:
    await settings.update(
        live_engine, actor=ADMIN, guild_id=GUILD, version=1, values={"announcements.channel_id": "11"}
    )
    found = await rehearse(live_engine, trigger="manual", rarity="epic", badge="🎉", xp=5)
    assert (found.post.title, found.post.color, found.post.footer) == ("🎉 New", 0x9B59B6, "Epic")
    assert found.post.description == "<@101> earned an achievement."
    assert found.channel_id == 11
    assert (await rehearse(live_engine, trigger="manual", channel_id=12)).channel_id == 12


async def test_a_value_that_is_wrong_in_itself(live_engine: AsyncEngine) -> None:
    with pytest.raises(Invalid):
        await rehearse(live_engine, trigger="xp", threshold=-1)
