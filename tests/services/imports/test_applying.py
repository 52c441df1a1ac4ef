from collections.abc import Callable
from typing import Any

import orjson
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import awarding, awards, preferences, purchases, reversals
from synapse.services.imports import applying, planning
from synapse.services.imports.offers import Offered
from synapse.services.imports.planning import Choice, Import, Keep, Meeting, Preview
from synapse.services.purchases import Item
from tests.services.admin.conftest import ADA, ADMIN, BOB, BOT, OPTED_OUT, Log, Recount, log, people, recount, tables
from tests.services.conftest import GUILD, NOW, Look

__all__ = ["log", "people", "recount"]
pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

STRANGER = 555
FILE: dict[str, Any] = {
    "players": [
        {"id": ADA, "username": "ada", "xp": 1500, "level": 6, "message_count": 80},
        {"id": str(BOB), "username": "bob", "xp": 255, "level": 2, "message_count": 12},
        {"id": STRANGER, "username": "gone", "xp": 100, "level": 1, "message_count": 3},
        {"id": BOT, "username": "bot", "xp": 9999, "level": 20},
        {"id": OPTED_OUT, "username": "quiet", "xp": 9999, "level": 20},
    ],
    "xp_per_message": [15, 25],
}


async def upload(engine: AsyncEngine, document: object = FILE) -> Import:
    return await planning.upload(engine, actor=ADMIN, guild_id=GUILD, content=orjson.dumps(document))


async def apply(engine: AsyncEngine, number: int, choice: Choice = Choice()) -> Import:  # noqa: B008 - a frozen value
    return await applying.apply(engine, actor=ADMIN, guild_id=GUILD, number=number, choice=choice)


async def preview(engine: AsyncEngine, number: int, choice: Choice = Choice()) -> Preview:  # noqa: B008 - as above
    return await planning.preview(engine, guild_id=GUILD, number=number, choice=choice)


async def award(engine: AsyncEngine, xp: int = 0, gold: int = 0, key: str = "one") -> None:
    values = {"user_id": ADA, "xp": xp, "gold": gold, "reason": "Thanks", "idempotency_key": key}
    await awards.give(engine, actor=ADMIN, guild_id=GUILD, values=values, now=NOW)


TOTALS = "SELECT user_id, xp, gold, messages, level FROM members WHERE user_id IN (101, 102, 555) ORDER BY user_id"


async def test_a_preview_tells_what_applying_does(live_engine: AsyncEngine, look: Look, recount: Recount) -> None:
    found = await upload(live_engine)
    planned = await preview(live_engine, found.id)
    assert (planned.people, planned.newcomers, planned.changed) == (3, 1, 3)
    assert (planned.before.xp, planned.after.xp, planned.after.messages) == (0, 1855, 95)
    assert [(each.user_id, each.name, each.xp_after) for each in planned.members] == [
        (ADA, "Ada", 1500),
        (BOB, "Bob", 255),
        (STRANGER, "gone", 100),
    ]
    assert await look("SELECT sum(xp) FROM members") == [(0,)]
    applied = await apply(live_engine, found.id)
    assert applied.state == "applied"
    assert await look("SELECT sum(xp)::bigint, sum(messages)::bigint FROM members") == [(1855, 95)]
    assert [each.level_after for each in planned.members] == [
        row[4] for row in sorted(await look(TOTALS), key=lambda row: -row[1])
    ]
    await recount()


async def test_no_season_moves_and_nobody_is_paid_or_called_for_old_levels(
    live_engine: AsyncEngine, look: Look
) -> None:
    await apply(live_engine, (await upload(live_engine)).id)
    assert await look("SELECT count(*) FROM announcements") == [(0,)]
    assert await look("SELECT sum(gold)::bigint FROM members") == [(0,)]
    running = "SELECT count(*) FROM member_seasons JOIN seasons AS s ON s.id = season_id WHERE s.active"
    assert await look(running) == [(0,)]
    assert await look("SELECT left_at IS NOT NULL, display_name FROM members WHERE user_id = 555") == [(True, "gone")]


async def test_achievements_that_are_passed_now_are_awarded(
    live_engine: AsyncEngine, look: Look, recount: Recount
) -> None:
    await apply(live_engine, (await upload(live_engine)).id)
    await awarding.finish(live_engine, GUILD)
    earned = (
        "SELECT a.name FROM member_achievements JOIN achievements AS a ON a.id = achievement_id WHERE user_id = 101"
    )
    assert ("First Steps",) in await look(earned)
    await recount()


async def test_an_import_is_undone_whole(live_engine: AsyncEngine, log: Log, look: Look, recount: Recount) -> None:
    await award(live_engine, xp=40)
    before, rules = await look(TOTALS), await tables(live_engine)
    take = frozenset({Offered.CURVE, Offered.MESSAGE_XP})
    await apply(live_engine, (await upload(live_engine)).id, Choice(meeting=Meeting.ADD, take=take))
    assert (await look(TOTALS))[0][1] == 1540
    assert await tables(live_engine) != rules
    entry = (await log())[-1]
    assert (entry.action, entry.after and entry.after["rewards.message_sent.xp"]) == ("apply", 20)
    await recount()
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW)
    assert [row for row in await look(TOTALS) if row[0] != STRANGER] == before
    assert await tables(live_engine) == rules
    await recount()
    back = (await log())[-1]
    with pytest.raises(Conflict, match="Upload the file again"):
        await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=back.id, now=NOW)


async def test_gold_that_was_spent_meanwhile_is_never_owed(
    live_engine: AsyncEngine, log: Log, look: Look, recount: Recount
) -> None:
    boat = {"users": [{"user_id": ADA, "cash": 60}, {"user_id": BOB, "cash": 60}]}
    await apply(live_engine, (await upload(live_engine, boat)).id)
    [entry] = await log()
    await purchases.buy(live_engine, guild_id=GUILD, user_id=ADA, item=Item.COFFEE, idempotency_key="one", now=NOW)
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW)
    assert [row[2] for row in await look(TOTALS)] == [0, 0]
    await recount()


async def test_a_setting_that_was_changed_since_stays(live_engine: AsyncEngine, log: Log, look: Look) -> None:
    take = frozenset({Offered.MESSAGE_XP})
    await apply(live_engine, (await upload(live_engine)).id, Choice(take=take))
    [entry] = await log()
    await look("UPDATE guilds SET settings = jsonb_set(settings, '{rewards,message_sent,xp}', '33') RETURNING 1")
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW)
    assert await look("SELECT settings #>> '{rewards,message_sent,xp}' FROM guilds") == [("33",)]


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        (Meeting.ADD, lambda here: here + 1500),
        (Meeting.LARGER, lambda here: max(here, 1500)),
        (Meeting.REPLACE, lambda _here: 1500),
    ],
)
@pytest.mark.parametrize("xp", [1000, 2000])
async def test_members_with_totals_here_meet_the_file_as_chosen(
    live_engine: AsyncEngine,
    look: Look,
    recount: Recount,
    log: Log,
    meeting: Meeting,
    expected: Callable[[int], int],
    xp: int,
) -> None:
    await award(live_engine, xp=xp)
    had = (await look(TOTALS))[0]
    await apply(live_engine, (await upload(live_engine)).id, Choice(meeting=meeting))
    assert (await look(TOTALS))[0][1] == expected(had[1])
    await recount()
    entry = (await log())[-1]
    await reversals.revert(live_engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW)
    assert (await look(TOTALS))[0] == had
    await recount()


async def test_levels_are_kept_by_recomputing_the_xp(live_engine: AsyncEngine, look: Look, recount: Recount) -> None:
    found = await upload(live_engine)
    planned = await preview(live_engine, found.id, Choice(keep=Keep.LEVELS))
    assert [(each.user_id, each.level_after) for each in planned.members] == [(ADA, 6), (BOB, 2), (STRANGER, 1)]
    await apply(live_engine, found.id, Choice(keep=Keep.LEVELS))
    assert [(row[0], row[4]) for row in await look(TOTALS)] == [(ADA, 6), (BOB, 2), (STRANGER, 1)]
    await recount()


async def test_the_curve_of_the_source_keeps_its_levels(live_engine: AsyncEngine, look: Look) -> None:
    found = await upload(live_engine)
    choice = Choice(take=frozenset({Offered.CURVE}))
    planned = await preview(live_engine, found.id, choice)
    await apply(live_engine, found.id, choice)
    assert [row[4] for row in await look(TOTALS)] == [each.level_after for each in planned.members]
    assert await look("SELECT settings -> 'levels' ->> 'kind' FROM guilds WHERE settings ? 'levels'") == [("mee6",)]


async def test_what_cannot_be_done_changes_nothing(live_engine: AsyncEngine, log: Log) -> None:
    with pytest.raises(Invalid, match="Expected is"):
        await planning.upload(live_engine, actor=ADMIN, guild_id=GUILD, content=b"hello")
    with pytest.raises(NotFound, match="not served"):
        await planning.upload(live_engine, actor=ADMIN, guild_id=5, content=orjson.dumps(FILE))
    with pytest.raises(NotFound, match="no such import"):
        await apply(live_engine, 99)
    first = await upload(live_engine)
    second = await upload(live_engine)
    with pytest.raises(NotFound, match="goes when another is uploaded"):
        await apply(live_engine, first.id)
    await apply(live_engine, second.id)
    with pytest.raises(Conflict, match="applied before"):
        await apply(live_engine, second.id)
    assert len(await log()) == 1
    [known] = await planning.imports(live_engine, GUILD)
    assert (known.id, known.state, known.people) == (second.id, "applied", 5)


async def test_odd_rows_and_offers_are_told(live_engine: AsyncEngine) -> None:
    found = await upload(live_engine, {**FILE, "players": [*FILE["players"], {"id": "x"}]})
    assert (found.odd_count, found.odd[0].where) == (1, "page 1, player 6")
    assert {offer.what: offer.value for offer in found.offers} == {
        Offered.CURVE: {"kind": "mee6"},
        Offered.MESSAGE_XP: 20,
    }
    lurkr = await upload(live_engine, {"levels": [{"userId": ADA, "xp": 1}], "xpGainInterval": 10**12})
    assert next(offer.value for offer in lurkr.offers if offer.what is Offered.COOLDOWN) == 86_400


async def test_preferences_of_members_stay(live_engine: AsyncEngine, look: Look) -> None:
    await preferences.update(live_engine, guild_id=GUILD, user_id=ADA, values={"announce_awards": False})
    await apply(live_engine, (await upload(live_engine)).id)
    assert await look("SELECT preferences ->> 'announce_awards' FROM members WHERE user_id = 101") == [("false",)]
