import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.engine.quests import ClaimState, Hindrance
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import hand_ins, own, purchases, quest_claims, quests, reversals
from synapse.services.audit import Entry
from synapse.services.purchases import Item
from synapse.services.quest_claims import Claim
from synapse.services.quests import Quest, Window
from synapse.services.versions import Outdated
from tests.services.admin.conftest import ADA, ADMIN, BOB, EVE, LEAVER, OPTED_OUT, Log, Recount, rules_now
from tests.services.conftest import GUILD, NOW, Look

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("people")]

FIX = {"title": "Fix a bug", "description": "Any bug.", "xp": 200, "gold": 30, "proof": "link"}
PULL = "https://example.org/pull/7"


async def post(engine: AsyncEngine, **values: Any) -> Quest:  # noqa: ANN401 - fields of any type
    return await quests.create(engine, actor=ADMIN, guild_id=GUILD, values={**FIX, **values}, now=NOW)


async def claim(engine: AsyncEngine, quest: Quest, user: int = ADA) -> Claim:
    return await quest_claims.claim(engine, guild_id=GUILD, user_id=user, quest_id=quest.id, now=NOW)


async def hand_in(engine: AsyncEngine, quest: Quest, user: int = ADA, proof: str | None = PULL) -> Claim:
    return await quest_claims.hand_in(engine, guild_id=GUILD, user_id=user, quest_id=quest.id, proof=proof, now=NOW)


async def give_up(engine: AsyncEngine, quest: Quest, user: int = ADA) -> Claim:
    return await quest_claims.give_up(engine, guild_id=GUILD, user_id=user, quest_id=quest.id, now=NOW)


async def accept(engine: AsyncEngine, quest: Quest, user: int = ADA) -> Claim:
    whose: dict[str, Any] = {"guild_id": GUILD, "user_id": user, "quest_id": quest.id}
    return await hand_ins.accept(engine, actor=ADMIN, now=NOW, **whose)


async def send_back(engine: AsyncEngine, quest: Quest, answer: str = "Add a test.") -> Claim:
    whose: dict[str, Any] = {"guild_id": GUILD, "user_id": ADA, "quest_id": quest.id}
    return await hand_ins.send_back(engine, actor=ADMIN, now=NOW, answer=answer, **whose)


async def revert(engine: AsyncEngine, entry: Entry, reason: str | None = None) -> Entry:
    return await reversals.revert(engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=NOW, reason=reason)


async def done(engine: AsyncEngine, quest: Quest, user: int = ADA) -> Claim:
    await claim(engine, quest, user)
    await hand_in(engine, quest, user)
    return await accept(engine, quest, user)


async def now(engine: AsyncEngine, quest: Quest) -> Quest:
    return (await quests.by_ids(engine, GUILD, [quest.id]))[quest.id]


async def test_a_quest_that_was_done_goes_the_way_of_everything_earned(
    live_engine: AsyncEngine, log: Log, recount: Recount, look: Look
) -> None:
    [zone] = await look("SELECT id FROM zones WHERE name = 'programming'")
    quest = await post(live_engine, zone_id=zone[0])
    claimed = await done(live_engine, quest)
    assert (claimed.state, claimed.proof, claimed.answer) == (ClaimState.ACCEPTED, None, None)
    # 200 XP are level 2, whose gold is 50; stars are what the guild pays for any quest.
    assert await look("SELECT xp, stars, gold, level FROM members WHERE user_id = 101") == [(200, 5, 80, 2)]
    assert await look("SELECT xp, stars, events FROM member_zones WHERE user_id = 101") == [(200, 5, 1)]
    kinds = await look("SELECT kind, payload ->> 'reason' FROM announcements WHERE state = 'pending' ORDER BY id")
    assert [row[0] for row in kinds] == ["quest", "level_up", "achievement"]
    assert kinds[0][1] == "Fix a bug"
    created, accepted = await log()
    assert (created.subject, created.action) == (f"quest:{quest.id}", "create")
    assert (accepted.subject, accepted.action) == (f"hand_in:{quest.id}", "accept")
    assert accepted.recipient == ADA
    assert accepted.after == {"user_id": "101", "state": "accepted", "xp": 200, "stars": 5, "gold": 30}
    found = await now(live_engine, quest)
    assert (found.held, found.done, found.waiting) == (1, 1, 0)
    await recount()


async def test_a_quest_may_say_its_own_stars(live_engine: AsyncEngine, look: Look, recount: Recount) -> None:
    await done(live_engine, await post(live_engine, stars=11, xp=0, gold=0))
    assert await look("SELECT xp, stars, gold FROM members WHERE user_id = 101") == [(0, 11, 0)]
    await recount()


async def test_what_was_handed_in_is_in_no_log_and_goes_when_nobody_has_to_read_it(
    live_engine: AsyncEngine, log: Log, look: Look
) -> None:
    quest = await post(live_engine, proof="text")
    await claim(live_engine, quest)
    assert (await hand_in(live_engine, quest, proof=" The secret word ")).proof == "The secret word"
    await send_back(live_engine, quest)
    assert (await hand_in(live_engine, quest, proof="The secret sentence")).answer is None
    await accept(live_engine, quest)
    assert "secret" not in str(await log())
    for table in ("events", "announcements", "audit_log", "webhook_deliveries", "quest_claims", "quests"):
        assert "secret" not in str(await look(f"SELECT t::text FROM {table} AS t"))  # noqa: S608 - names above


async def test_a_quest_is_paid_once(live_engine: AsyncEngine, look: Look) -> None:
    quest = await post(live_engine)
    await done(live_engine, quest)
    for again in (claim, hand_in, give_up, accept):
        with pytest.raises(Conflict):
            await again(live_engine, quest)
    assert await look("SELECT count(*) FROM events WHERE kind = 6") == [(1,)]


async def test_of_two_who_accept_at_once_one_pays(live_engine: AsyncEngine, look: Look) -> None:
    quest = await post(live_engine)
    await claim(live_engine, quest)
    await hand_in(live_engine, quest)
    results = await asyncio.gather(*(accept(live_engine, quest) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(result, Claim) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 3
    assert await look("SELECT count(*), sum(gold) FROM events WHERE kind = 6") == [(1, 30)]


async def test_places_are_held_and_freed(live_engine: AsyncEngine) -> None:
    quest = await post(live_engine, places=1)
    assert await claim(live_engine, quest) == await claim(live_engine, quest)
    with pytest.raises(Conflict, match="places"):
        await claim(live_engine, quest, BOB)
    await hand_in(live_engine, quest)
    assert (await give_up(live_engine, quest)).proof is None
    assert (await claim(live_engine, quest, BOB)).state is ClaimState.CLAIMED
    with pytest.raises(Conflict, match="places"):
        await claim(live_engine, quest)


async def test_places_that_are_held_are_not_taken_away(live_engine: AsyncEngine) -> None:
    quest = await post(live_engine, places=3)
    await claim(live_engine, quest, ADA)
    await claim(live_engine, quest, BOB)
    change: dict[str, Any] = {"actor": ADMIN, "guild_id": GUILD, "quest_id": quest.id, "version": 1}
    with pytest.raises(Conflict, match="2 places are held"):
        await quests.update(live_engine, values={"places": 1}, **change)
    assert (await quests.update(live_engine, values={"places": 2}, **change)).places_left == 0


async def test_of_many_who_claim_at_once_as_many_as_there_are_places_get_one(live_engine: AsyncEngine) -> None:
    quest = await post(live_engine, places=2)
    results = await asyncio.gather(*(claim(live_engine, quest, who) for who in (ADA, BOB, EVE)), return_exceptions=True)
    assert sum(isinstance(result, Claim) for result in results) == 2
    assert (await now(live_engine, quest)).places_left == 0


async def test_who_is_not_there_takes_nothing_on(live_engine: AsyncEngine) -> None:
    quest = await post(live_engine)
    for who, error in ((5, NotFound), (LEAVER, Conflict), (OPTED_OUT, Conflict)):
        with pytest.raises(error):
            await claim(live_engine, quest, who)
    with pytest.raises(NotFound):
        await quest_claims.claim(live_engine, guild_id=GUILD, user_id=ADA, quest_id=quest.id + 1, now=NOW)


async def test_a_quest_that_is_over_or_closed_or_of_another_season_takes_nobody(
    live_engine: AsyncEngine, look: Look
) -> None:
    later = NOW + timedelta(hours=1)
    ending = await post(live_engine, ends_at=later)
    await claim(live_engine, ending)
    at: dict[str, Any] = {"guild_id": GUILD, "user_id": ADA, "quest_id": ending.id, "now": later}
    with pytest.raises(Conflict, match="time"):
        await quest_claims.hand_in(live_engine, proof=PULL, **at)
    with pytest.raises(Conflict, match="time"):
        await quest_claims.claim(live_engine, **at | {"user_id": BOB})
    closed = await post(live_engine)
    await claim(live_engine, closed)
    await hand_in(live_engine, closed)
    await set_active(live_engine, closed, 1, active=False)
    with pytest.raises(Conflict, match="closed"):
        await claim(live_engine, closed, BOB)
    # What was handed in before is still answered.
    await accept(live_engine, closed)
    [season] = await look(
        "INSERT INTO seasons (guild_id, name, starts_at, ends_at, active) "
        "VALUES (900000000000000001, 'Old', '2020-01-01Z', '2020-02-01Z', false) RETURNING id"
    )
    old = await post(live_engine, season_id=season[0])
    with pytest.raises(Conflict, match="season"):
        await claim(live_engine, old)
    rules = await rules_now(live_engine)
    assert old.hindrance(rules, NOW) is Hindrance.SEASON
    page = await quests.page(live_engine, rules, Window(), now=NOW)
    assert [quest.id for quest in page.entries] == [ending.id]
    past = await quests.page(live_engine, rules, Window(), now=NOW, open_=False)
    assert [quest.id for quest in past.entries] == [old.id, closed.id]


async def set_active(engine: AsyncEngine, quest: Quest, version: int, *, active: bool) -> Quest:
    return await quests.set_active(
        engine, actor=ADMIN, guild_id=GUILD, quest_id=quest.id, version=version, active=active
    )


@pytest.mark.parametrize(
    ("kind", "proof", "kept"),
    [
        ("none", None, None),
        ("none", "  ", None),
        ("none", "words", Invalid),
        ("text", None, Invalid),
        ("text", " ", Invalid),
        ("text", "x" * 1001, Invalid),
        ("text", "I did it\nyesterday", "I did it\nyesterday"),
        ("link", None, Invalid),
        ("link", "ftp://example.org", Invalid),
        ("link", "javascript:alert(1)", Invalid),
        ("link", "https://example.org/a b", Invalid),
        ("link", "https://" + "x" * 500, Invalid),
        ("link", PULL, PULL),
    ],
)
async def test_what_can_be_handed_in(live_engine: AsyncEngine, kind: str, proof: str | None, kept: object) -> None:
    quest = await post(live_engine, proof=kind)
    await claim(live_engine, quest)
    if kept is Invalid:
        with pytest.raises(Invalid) as caught:
            await hand_in(live_engine, quest, proof=proof)
        assert caught.value.path == ("proof",)
    else:
        assert (await hand_in(live_engine, quest, proof=proof)).proof == kept


@pytest.mark.parametrize(
    ("values", "error", "path"),
    [
        ({"title": " "}, Invalid, "title"),
        ({"title": "x" * 61}, Invalid, "title"),
        ({"description": "x" * 1001}, Invalid, "description"),
        ({"xp": -1}, Invalid, "xp"),
        ({"gold": 1_000_001}, Invalid, "gold"),
        ({"stars": -1}, Invalid, "stars"),
        ({"xp": 0, "gold": 0, "stars": 0}, Invalid, "xp"),
        ({"places": 0}, Invalid, "places"),
        ({"proof": "video"}, Invalid, "proof"),
        ({"ends_at": NOW}, Invalid, "ends_at"),
        ({"ends_at": (NOW + timedelta(days=1)).replace(tzinfo=None)}, Invalid, "ends_at"),
        ({"zone_id": 4711}, NotFound, "zone_id"),
        ({"season_id": 4711}, NotFound, "season_id"),
        ({"unknown": 1}, Invalid, "unknown"),
    ],
)
async def test_wrong_quests_are_not_posted(
    live_engine: AsyncEngine, log: Log, values: dict[str, Any], error: type[Invalid], path: str
) -> None:
    with pytest.raises(error) as caught:
        await post(live_engine, **values)
    assert caught.value.path == (path,)
    assert await log() == ()


async def test_a_guild_has_so_many_open_quests_at_most(live_engine: AsyncEngine, look: Look) -> None:
    await post(live_engine)
    await look(
        "INSERT INTO quests (guild_id, title, xp) SELECT 900000000000000001, 'Q', 1 FROM generate_series(2, :most)",
        most=quests.MOST,
    )
    with pytest.raises(Conflict, match="100 open"):
        await post(live_engine)


async def test_a_change_of_a_quest_is_undone_and_nobody_elses_is_overwritten(
    live_engine: AsyncEngine, log: Log
) -> None:
    quest = await post(live_engine)
    change: dict[str, Any] = {"actor": ADMIN, "guild_id": GUILD, "quest_id": quest.id, "version": 1}
    ends_at = NOW + timedelta(days=1)
    values = {"title": "Fix two bugs", "xp": 400, "ends_at": ends_at}
    saved = await quests.update(live_engine, values=values, **change)
    assert (saved.title, saved.xp, saved.ends_at, saved.version) == ("Fix two bugs", 400, ends_at, 2)
    with pytest.raises(Outdated):
        await quests.update(live_engine, values={"gold": 1}, **change)
    with pytest.raises(Invalid):
        await quests.update(live_engine, values={"xp": 0, "gold": 0, "stars": 0}, **change | {"version": 2})
    with pytest.raises(NotFound):
        await quests.update(live_engine, values={}, **change | {"quest_id": quest.id + 1})
    created, updated = await log()
    await revert(live_engine, updated)
    found = await now(live_engine, quest)
    assert (found.title, found.xp, found.ends_at) == ("Fix a bug", 200, None)
    await set_active(live_engine, quest, found.version, active=False)
    closing = (await log())[-1]
    assert closing.action == "deactivate"
    await revert(live_engine, closing)
    assert (await now(live_engine, quest)).active
    await revert(live_engine, created)
    assert not (await now(live_engine, quest)).active


async def test_an_acceptance_is_taken_back_and_given_again(
    live_engine: AsyncEngine, log: Log, look: Look, recount: Recount
) -> None:
    quest = await post(live_engine, places=1)
    await done(live_engine, quest)
    accepted = (await log())[-1]
    taken_back = await revert(live_engine, accepted, "The wrong one")
    assert taken_back.before == {"user_id": "101", "state": "accepted", "gold": 30}
    assert taken_back.after == {"user_id": "101", "state": "recalled"}
    # The level's 50 gold stay, and so do XP and stars, which never fall.
    assert await look("SELECT xp, stars, gold FROM members WHERE user_id = 101") == [(200, 5, 50)]
    assert await look("SELECT state FROM announcements WHERE kind = 'quest'") == [("skipped",)]
    assert (await now(live_engine, quest)).places_left == 1
    await revert(live_engine, taken_back)
    assert await look("SELECT xp, stars, gold FROM members WHERE user_id = 101") == [(200, 5, 80)]
    assert (await now(live_engine, quest)).done == 1
    again = await revert(live_engine, (await log())[-1])
    assert (again.after or {})["state"] == "recalled"
    await claim(live_engine, quest, BOB)
    with pytest.raises(Conflict, match="places"):
        await revert(live_engine, again)
    await recount()


async def test_gold_that_was_spent_is_not_taken_back(live_engine: AsyncEngine, log: Log, look: Look) -> None:
    await done(live_engine, await post(live_engine, gold=50, xp=0))
    entry = (await log())[-1]
    await purchases.buy(live_engine, guild_id=GUILD, user_id=ADA, item=Item.COFFEE, idempotency_key="one", now=NOW)
    with pytest.raises(Conflict, match="never owed"):
        await revert(live_engine, entry)
    assert await look("SELECT state FROM quest_claims") == [("accepted",)]


async def test_sending_back_has_a_reason_and_is_undone(live_engine: AsyncEngine, log: Log) -> None:
    quest = await post(live_engine)
    await claim(live_engine, quest)
    with pytest.raises(Conflict, match="meanwhile"):
        await send_back(live_engine, quest)
    await hand_in(live_engine, quest)
    with pytest.raises(Invalid):
        await send_back(live_engine, quest, " ")
    sent = await send_back(live_engine, quest)
    assert (sent.state, sent.answer, sent.proof) == (ClaimState.SENT_BACK, "Add a test.", PULL)
    entry = (await log())[-1]
    assert (entry.action, entry.reason, entry.recipient) == ("send_back", "Add a test.", ADA)
    reverted = await revert(live_engine, entry)
    [found] = (await hand_ins.waiting(live_engine, GUILD)).entries
    assert (found.state, found.proof, found.answer) == (ClaimState.HANDED_IN, PULL, None)
    await revert(live_engine, reverted, "Really")
    assert await hand_ins.count_waiting(live_engine, GUILD) == 0
    await hand_in(live_engine, quest)
    with pytest.raises(Conflict, match="Something else"):
        await revert(live_engine, (await log())[-1])


async def test_what_waits_is_paged_oldest_first(live_engine: AsyncEngine) -> None:
    quest = await post(live_engine)
    other = await post(live_engine, title="Another")
    for which, who in ((quest, ADA), (quest, BOB), (other, ADA), (other, EVE)):
        await claim(live_engine, which, who)
        await hand_in(live_engine, which, who)
    first = await hand_ins.waiting(live_engine, GUILD, size=3)
    assert [(each.quest_id, each.user_id) for each in first.entries] == [
        (quest.id, ADA),
        (quest.id, BOB),
        (other.id, ADA),
    ]
    assert first.has_next
    last = first.entries[-1]
    assert last.handed_in_at is not None
    place = (last.handed_in_at, last.quest_id, last.user_id)
    rest = await hand_ins.waiting(live_engine, GUILD, after=place)
    assert [(each.quest_id, each.user_id) for each in rest.entries] == [(other.id, EVE)]
    assert not rest.has_next
    assert len((await hand_ins.waiting(live_engine, GUILD, quest_id=other.id)).entries) == 2


async def test_pages_of_quests_go_both_ways(live_engine: AsyncEngine) -> None:
    made = [(await post(live_engine, title=f"Quest {number}")).id for number in range(5)][::-1]
    rules = await rules_now(live_engine)

    async def found(window: Window) -> tuple[list[int], bool, bool]:
        page = await quests.page(live_engine, rules, window, now=NOW)
        return [each.id for each in page.entries], page.has_next, page.has_previous

    assert await found(Window(2)) == (made[:2], True, False)
    assert await found(Window(2, after=made[1])) == (made[2:4], True, True)
    assert await found(Window(2, after=made[3])) == (made[4:], False, True)
    assert await found(Window(2, backward=True)) == (made[3:], False, True)
    assert await found(Window(2, backward=True, before=made[2])) == (made[:2], True, False)


async def test_forgetting_takes_claims_along_and_ones_data_has_them(live_engine: AsyncEngine, look: Look) -> None:
    quest = await post(live_engine)
    await claim(live_engine, quest)
    await hand_in(live_engine, quest)
    await claim(live_engine, quest, BOB)
    held = await own.data(live_engine, guild_id=GUILD, user_id=ADA, now=NOW)
    [told] = held["quest_claims"]
    assert (told["title"], told["proof"], told["state"]) == ("Fix a bug", PULL, "handed_in")
    await own.forget(live_engine, user_id=ADA, guild_id=GUILD)
    assert await look("SELECT user_id FROM quest_claims") == [(BOB,)]
    assert (await now(live_engine, quest)).held == 1
