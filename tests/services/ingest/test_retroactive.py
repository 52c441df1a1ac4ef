"""worker rules to what happened: what the preview says, exact to the unit, restart-safe, and undone exactly."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener
from synapse.db.queries import applications as queries
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import audit, background, preview, rejudging, retroactive, reversals, settings, zones
from synapse.services.audit import Entry, Filter, Window
from synapse.services.changes import Actor
from synapse.services.proposals import Proposal, ZoneProposal
from synapse.services.rejudging import worker
from synapse.services.retroactive import Application, State, Wish
from tests.services.admin.conftest import rules_now
from tests.services.conftest import GUILD, NOW, Look
from tests.services.ingest.conftest import ADA, BOB, Agrees, Happenings, Open

pytestmark = [pytest.mark.live, pytest.mark.usefixtures("history")]
LATER = NOW + timedelta(days=2)
ADMIN = Actor(7, "127.0.0.1")
PATIENCE = 20
GENEROUS = {"rewards.message_sent.xp": 90, "fair_play.cooldown_seconds": 0, "rewards.thread_created.stars": 5}


@pytest.fixture
async def history(opened: Open, happens: Happenings) -> None:
    """Two days of Ada and Bob: messages, some too soon, reactions, a thread, voice."""
    async with opened() as pipeline:
        for hour in (0, 1, 5, 7, 20, 30):
            at = 3600 * hour
            pipeline.put(happens.message(ADA, channel=12, at=at))
            pipeline.put(happens.message(ADA, channel=12, at=at + 10))
            pipeline.put(happens.message(BOB, at=at + 20))
        for event in (*happens.reaction(BOB, ADA, 1, at=70), *happens.reaction(BOB, BOB, 2, at=80)):
            pipeline.put(event)
        pipeline.put(happens.thread(BOB, number=5000, at=90))
        pipeline.put(happens.tick(BOB, at=600))
        await pipeline.drain()


async def memes(engine: AsyncEngine) -> int:
    return next(zone.id for zone in (await rules_now(engine)).zones.values() if zone.name == "memes")


async def apply(engine: AsyncEngine, **wish: Any) -> Application:  # noqa: ANN401 - a wish's fields
    wanted = Wish(**{"retroactive": True, "days": 3, **wish})
    return await retroactive.apply(engine, actor=ADMIN, guild_id=GUILD, wish=wanted, now=LATER, reason="Kinder")


async def newest(engine: AsyncEngine) -> Entry:
    return (await audit.page(engine, GUILD, Filter(), Window(1))).entries[0]


async def revert(engine: AsyncEngine, entry: Entry) -> Entry:
    return await reversals.revert(engine, actor=ADMIN, guild_id=GUILD, entry_id=entry.id, now=LATER)


async def there(engine: AsyncEngine) -> Application:
    found = await retroactive.latest(engine, GUILD)
    assert found is not None
    return found


async def state_of(look: Look) -> dict[str, Any]:
    """The journal of what came in, and all that is kept as a sum of it."""
    # What follows (levels, achievements) is dated by the present, and stays.
    then = "'2026-04-01'"
    tables = {
        "events": "SELECT event_key, xp, stars, facts::text FROM events WHERE kind <= 5 ORDER BY 1",
        "days": f"SELECT day, user_id, xp, stars, messages FROM member_days WHERE day < {then} ORDER BY 1, 2",  # noqa: S608 - constants
        "zones": "SELECT zone_id, user_id, xp, stars, events FROM member_zones WHERE xp + stars + events > 0 "
        "ORDER BY 1, 2",
        "hours": "SELECT hour, channel_id, zone_id, kind, xp, stars, events FROM activity_hours WHERE kind <= 5 "
        "ORDER BY 1, 2, 3, 4",
    }
    return {name: await look(statement) for name, statement in tables.items()}


async def test_it_does_what_the_preview_said(live_engine: AsyncEngine, agrees: Agrees, look: Look) -> None:
    zone = await memes(live_engine)
    factors = {"message_sent": {"xp": "3"}}
    proposal = Proposal(GENEROUS, {zone: ZoneProposal(multipliers=factors)})
    rules = await rules_now(live_engine)
    said = await preview.preview(live_engine, rules, proposal, days=3, now=LATER)
    begun = await apply(live_engine, settings=GENEROUS, zones={zone: factors})
    assert (begun.state, begun.progress, begun.total, begun.judged) == (State.JUDGING, 0.0, said.events, 0)
    await rejudging.finish(live_engine, GUILD)
    done = await there(live_engine)
    assert (done.state, done.progress, done.judged) == (State.DONE, 1.0, said.events)
    assert (done.xp, done.stars) == (said.total.new_xp - said.total.xp, said.total.new_stars - said.total.stars)
    assert done.changed > 0
    assert done.finished_at is not None
    for user_id, earnings in said.members.items():
        sums = "SELECT sum(xp), sum(stars) FROM events WHERE kind <= 5 AND user_id = :user"
        assert await look(sums, user=user_id) == [(earnings.new_xp, earnings.new_stars)]
    await agrees()
    again = await preview.preview(live_engine, await rules_now(live_engine), Proposal(), days=3, now=LATER)
    assert (again.total.xp, again.total.new_xp) == (said.total.new_xp, said.total.new_xp)
    entry = await newest(live_engine)
    assert (entry.subject, entry.action, entry.reason) == (f"rules:{done.id}", "apply", "Kinder")
    assert (entry.after or {})["settings.rewards.message_sent.xp"] == 90
    assert (entry.after or {})[f"zones.{zone}.multipliers.message_sent"] == {"xp": "3", "stars": "1"}


async def test_levels_that_follow_are_given_and_told_in_the_feed_only(
    live_engine: AsyncEngine, agrees: Agrees, look: Look
) -> None:
    await apply(live_engine, settings={"rewards.message_sent.xp": 1000})
    await rejudging.finish(live_engine, GUILD)
    assert await look("SELECT count(*) > 0 FROM events WHERE kind = 8 AND user_id = :ada", ada=ADA) == [(True,)]
    assert await look("SELECT DISTINCT state FROM announcements WHERE occurred_at > now() - interval '1 hour'") == [
        ("skipped",)
    ]
    await agrees()


async def test_undone_and_undone_again(live_engine: AsyncEngine, agrees: Agrees, look: Look) -> None:
    before = await state_of(look)
    zone = await memes(live_engine)
    await apply(live_engine, settings=GENEROUS, zones={zone: {"message_sent": {"xp": "2"}}})
    with pytest.raises(Conflict, match="at this moment"):
        await revert(live_engine, await newest(live_engine))
    await rejudging.finish(live_engine, GUILD)
    applied, entry = await state_of(look), await newest(live_engine)
    assert applied != before
    back = await revert(live_engine, entry)
    assert (await there(live_engine)).state is State.RESTORING
    await rejudging.finish(live_engine, GUILD)
    assert await state_of(look) == before
    assert (await rules_now(live_engine)).settings.rewards.message_sent.xp == 15
    await agrees()
    await revert(live_engine, back)
    await rejudging.finish(live_engine, GUILD)
    assert await state_of(look) == applied
    assert (await rules_now(live_engine)).settings.rewards.message_sent.xp == 90
    await agrees()
    with pytest.raises(Conflict, match="reverted already"):
        await revert(live_engine, entry)


async def test_only_the_last_time_is_undone_and_only_if_nothing_was_changed_after_it(live_engine: AsyncEngine) -> None:
    await apply(live_engine, settings={"rewards.message_sent.xp": 20})
    await rejudging.finish(live_engine, GUILD)
    first = await newest(live_engine)
    await apply(live_engine, settings={"rewards.message_sent.xp": 30}, retroactive=False)
    assert (await there(live_engine)).state is State.DONE
    with pytest.raises(Conflict, match="applied again"):
        await revert(live_engine, first)
    second = await newest(live_engine)
    version = (await settings.settings(live_engine, GUILD)).version
    await settings.update(
        live_engine, actor=ADMIN, guild_id=GUILD, version=version, values={"rewards.message_sent.xp": 40}
    )
    with pytest.raises(Conflict, match="changed again"):
        await revert(live_engine, second)


async def test_what_holds_from_now_on_only_leaves_the_past_alone(live_engine: AsyncEngine, look: Look) -> None:
    before = await state_of(look)
    await apply(live_engine, settings=GENEROUS, retroactive=False)
    await rejudging.finish(live_engine, GUILD)
    assert await state_of(look) == before
    back = await revert(live_engine, await newest(live_engine))
    assert (back.after or {})["settings.rewards.message_sent.xp"] == 15
    assert (await there(live_engine)).state is State.DONE


async def test_a_crash_after_any_step_changes_nothing_in_the_end(
    live_engine: AsyncEngine, agrees: Agrees, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step stands for itself: a step that fails is as if it had not been, and others may go on."""
    await apply(live_engine, settings=GENEROUS)
    real, calls = queries.advance, 0

    async def fail_each_second_time(*arguments: Any) -> None:  # noqa: ANN401 - those of the real one
        nonlocal calls
        calls += 1
        await real(*arguments)
        if calls % 2:
            raise OSError("cut")

    monkeypatch.setattr(queries, "advance", fail_each_second_time)
    more = True
    while more:
        try:
            more = await rejudging.step(live_engine, GUILD)
        except Exception:  # noqa: BLE001, S112 - whatever kind the cut is told as
            continue
    monkeypatch.undo()
    done, crashed = await there(live_engine), await state_of(look)
    assert done.judged == done.total
    await agrees()
    await revert(live_engine, await newest(live_engine))
    await rejudging.finish(live_engine, GUILD)
    await apply(live_engine, settings=GENEROUS)
    await rejudging.finish(live_engine, GUILD)
    assert await state_of(look) == crashed


async def test_later_changes_of_the_rules_do_not_disturb_it(live_engine: AsyncEngine, look: Look) -> None:
    await apply(live_engine, settings={"rewards.message_sent.xp": 20})
    await rejudging.step(live_engine, GUILD)
    version = (await settings.settings(live_engine, GUILD)).version
    await settings.update(
        live_engine, actor=ADMIN, guild_id=GUILD, version=version, values={"rewards.message_sent.xp": 1}
    )
    zone = next(each for each in await zones.zones(live_engine, GUILD) if each.name == "memes")
    await zones.set_active(
        live_engine, actor=ADMIN, guild_id=GUILD, zone_id=zone.id, version=zone.version, active=False
    )
    await rejudging.finish(live_engine, GUILD)
    bobs = "SELECT DISTINCT xp FROM events WHERE kind = 1 AND user_id = :bob"
    assert await look(bobs, bob=BOB) == [(20,)]


async def test_roles_that_matter_only_now_are_those_of_now(
    live_engine: AsyncEngine, agrees: Agrees, look: Look
) -> None:
    await look("INSERT INTO roles (guild_id, id, name, color, position) VALUES (:guild, 21, 'Mute', 0, 1)", guild=GUILD)
    await look("UPDATE members SET role_ids = ARRAY[21] WHERE user_id = :ada", ada=ADA)
    await apply(live_engine, settings={"exclusions.role_ids": ["21"]})
    await rejudging.finish(live_engine, GUILD)
    assert await look("SELECT sum(xp) FROM events WHERE kind = 1 AND user_id = :ada", ada=ADA) == [(0,)]
    await agrees()


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        ({"days": 0}, Invalid),
        ({"days": 91}, Invalid),
        ({"settings": {"nothing": 1}}, Invalid),
        ({"zones": {999_999: {}}}, NotFound),
    ],
)
async def test_what_cannot_be_applied_changes_nothing(
    live_engine: AsyncEngine, wish: dict[str, Any], kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        await apply(live_engine, **wish)
    assert await retroactive.latest(live_engine, GUILD) is None
    assert not await rejudging.step(live_engine, GUILD)


async def test_one_at_a_time(live_engine: AsyncEngine) -> None:
    await apply(live_engine, settings=GENEROUS)
    with pytest.raises(Conflict, match="at this moment"):
        await apply(live_engine)


async def test_rules_as_they_are_change_nothing(live_engine: AsyncEngine, look: Look) -> None:
    before = await state_of(look)
    await apply(live_engine)
    await rejudging.finish(live_engine, GUILD)
    assert (await there(live_engine)).changed == 0
    assert await state_of(look) == before
    await revert(live_engine, await newest(live_engine))
    await rejudging.finish(live_engine, GUILD)
    assert await state_of(look) == before


async def test_the_process_does_it_by_itself_and_goes_on_after_trouble(
    live_engine: AsyncEngine, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_RETRY_SECONDS", 0)
    real, failures = rejudging.step, [OSError("away")]
    done = asyncio.Event()

    async def step(engine: AsyncEngine, guild_id: int) -> bool:
        if failures:
            raise failures.pop()
        more = await real(engine, guild_id)
        if not more:
            done.set()
        return more

    monkeypatch.setattr(rejudging, "step", step)
    running = worker(live_engine, listener)
    await running.stop()
    running.start()
    await apply(live_engine, settings=GENEROUS)
    async with asyncio.timeout(PATIENCE):
        await done.wait()
    await running.stop()
    assert (await there(live_engine)).state is State.DONE


@given(
    xp=st.integers(0, 60),
    cooldown=st.sampled_from([0, 5, 30, 7200]),
    factor=st.sampled_from(["0", "0.3", "1", "2.5"]),
    cap=st.sampled_from([None, 20, 100]),
)
@hypothesis_settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_law_of_applying(
    live_engine: AsyncEngine, agrees: Agrees, look: Look, xp: int, cooldown: int, factor: str, cap: int | None
) -> None:
    """Whatever the rules: totals equal the journal, and undone it is as it was."""
    before = await state_of(look)
    wanted = {"rewards.message_sent.xp": xp, "fair_play.cooldown_seconds": cooldown, "fair_play.daily_xp_cap": cap}
    await apply(live_engine, settings=wanted, zones={await memes(live_engine): {"message_sent": {"xp": factor}}})
    entry = await newest(live_engine)
    await rejudging.finish(live_engine, GUILD)
    await agrees()
    await revert(live_engine, entry)
    await rejudging.finish(live_engine, GUILD)
    await agrees()
    assert await state_of(look) == before
