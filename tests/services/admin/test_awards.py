from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import awards, preferences, purchases
from synapse.services.awards import Award
from synapse.services.preferences import Preferences
from synapse.services.purchases import Item, Purchase
from tests.services.admin.conftest import ADA, ADMIN, BOB, BOT, LEAVER, OPTED_OUT, Log, Recount
from tests.services.conftest import GUILD, NOW, Look

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

THANKS = {"user_id": ADA, "xp": 200, "gold": 30, "reason": "Helped everybody", "idempotency_key": "one"}


async def give(engine: AsyncEngine, **values: Any) -> Award:  # noqa: ANN401 - fields of any type
    return await awards.give(engine, actor=ADMIN, guild_id=GUILD, values={**THANKS, **values}, now=NOW)


async def buy(engine: AsyncEngine, key: str = "one", user: int = ADA) -> Purchase:
    return await purchases.buy(engine, guild_id=GUILD, user_id=user, item=Item.COFFEE, idempotency_key=key, now=NOW)


async def test_an_award_goes_the_way_of_everything_earned(
    live_engine: AsyncEngine, log: Log, recount: Recount, look: Look
) -> None:
    assert not (await give(live_engine)).repeated
    # 200 XP are level 2, whose gold is 50.
    assert await look("SELECT xp, gold, level FROM members WHERE user_id = 101") == [(200, 80, 2)]
    kinds = await look("SELECT kind FROM announcements WHERE state = 'pending' ORDER BY id")
    assert [row[0] for row in kinds] == ["award", "level_up", "achievement"]
    [entry] = await log()
    assert (entry.subject, entry.action, entry.reason) == ("award:a7:one", "give", "Helped everybody")
    assert entry.after == {"user_id": "101", "xp": 200, "gold": 30}
    await recount()


async def test_the_same_request_gives_once(live_engine: AsyncEngine, log: Log, look: Look) -> None:
    await give(live_engine)
    assert (await give(live_engine)).repeated
    for other in ({"xp": 201}, {"user_id": BOB}, {"reason": "Other"}):
        with pytest.raises(Conflict, match="another award"):
            await give(live_engine, **other)
    assert await look("SELECT count(*) FROM events WHERE kind = 7") == [(1,)]
    assert len(await log()) == 1


@pytest.mark.parametrize(
    ("values", "error", "path"),
    [
        ({"xp": 0, "gold": 0}, Invalid, "xp"),
        ({"xp": -1}, Invalid, "xp"),
        ({"gold": 1_000_001}, Invalid, "gold"),
        ({"reason": " "}, Invalid, "reason"),
        ({"idempotency_key": ""}, Invalid, "idempotency_key"),
        ({"idempotency_key": "a b"}, Invalid, "idempotency_key"),
        ({"user_id": 5}, NotFound, "user_id"),
        ({"user_id": BOT}, NotFound, "user_id"),
        ({"user_id": LEAVER}, Conflict, "user_id"),
        ({"user_id": OPTED_OUT}, Conflict, "user_id"),
    ],
)
async def test_wrong_awards_change_nothing(
    live_engine: AsyncEngine, log: Log, values: dict[str, Any], error: type[Invalid], path: str
) -> None:
    with pytest.raises(error) as caught:
        await give(live_engine, **values)
    assert caught.value.path == (path,)
    assert await log() == ()


async def test_a_guild_that_was_never_set_up_gives_nothing(live_engine: AsyncEngine, look: Look) -> None:
    await look("UPDATE seasons SET active = false")
    await look("DELETE FROM seasons")
    with pytest.raises(NotFound):
        await give(live_engine)


async def test_gold_is_spent_once_and_never_owed(live_engine: AsyncEngine, recount: Recount, look: Look) -> None:
    await give(live_engine, xp=0, gold=70)
    assert await buy(live_engine) == Purchase(Item.COFFEE, 50, 20, repeated=False)
    assert await buy(live_engine) == Purchase(Item.COFFEE, 50, 20, repeated=True)
    with pytest.raises(Conflict, match="you have 20"):
        await buy(live_engine, "two")
    with pytest.raises(Invalid):
        await buy(live_engine, "")
    with pytest.raises(NotFound):
        await buy(live_engine, user=5)
    assert await look("SELECT gold FROM members WHERE user_id = 101") == [(20,)]
    assert await look("SELECT gold, facts ->> 'purpose' FROM events WHERE kind = 10") == [(-50, "coffee")]
    await recount()


async def test_the_price_is_the_guilds(live_engine: AsyncEngine, look: Look) -> None:
    await give(live_engine, xp=0, gold=70)
    await look('UPDATE guilds SET settings = \'{"shop": {"coffee_gold": 7}}\'')
    assert (await buy(live_engine)).left == 63


async def test_preferences_are_the_members_own(live_engine: AsyncEngine, log: Log, look: Look) -> None:
    async def prefer(**values: object) -> Preferences:
        return await preferences.update(live_engine, guild_id=GUILD, user_id=ADA, values=values)

    await look("UPDATE members SET preferences = '{\"unknown\": 1}' WHERE user_id = 101")
    assert await prefer(announce_awards=False) == Preferences(announce_awards=False)
    assert await prefer(announce_level_ups=False) == Preferences(announce_awards=False, announce_level_ups=False)
    assert await prefer() == Preferences(announce_awards=False, announce_level_ups=False)
    for wrong in ({"announce_awards": None}, {"announce_awards": "no"}, {"announce_all": True}):
        with pytest.raises(Invalid):
            await prefer(**wrong)
    with pytest.raises(NotFound):
        await preferences.update(live_engine, guild_id=GUILD, user_id=5, values={})
    assert await log() == ()
