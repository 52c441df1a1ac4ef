import asyncio
from collections.abc import AsyncIterator, Collection
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import rules as queries
from synapse.db.session import driver_transaction
from synapse.engine.rules import Rules, Season
from synapse.services import changes, guilds
from synapse.services.changes import Change
from synapse.services.guilds import ChannelSeen, GuildSeen
from synapse.services.rules import Rulebook
from tests.services.conftest import GUILD, NOW, Look

pytestmark = pytest.mark.live

MOTTO = "UPDATE guilds SET settings = jsonb_build_object('motto', $1::text)"


@pytest.fixture
async def rulebook(live_engine: AsyncEngine, listener: Listener) -> AsyncIterator[Rulebook]:
    """A rulebook that hears notices; not started."""
    book = Rulebook(live_engine, listener)
    yield book
    await book.stop()


@pytest.fixture
def replaced(rulebook: Rulebook) -> asyncio.Queue[int]:
    """The guilds whose rules were replaced, in order."""
    queue: asyncio.Queue[int] = asyncio.Queue()
    rulebook.on_replaced.append(queue.put_nowait)
    return queue


async def change(engine: AsyncEngine, statement: str, *values: object, parts: Collection[Part]) -> None:
    """What an admin's change does: the rows and the record of it, in one transaction."""
    async with driver_transaction(engine) as connection:
        await connection.execute(statement, *values)
        subject = Change(subject="guild", action="update")
        await changes.record(connection, GUILD, changes.Actor(7), subject, parts)


def motto(rulebook: Rulebook, guild_id: int = GUILD) -> str:
    rules = rulebook.get(guild_id)
    assert rules
    return rules.settings.motto


async def test_all_guilds_that_are_set_up_are_loaded(live_engine: AsyncEngine, club: int, look: Look) -> None:
    await guilds.register(live_engine, GuildSeen(guild_id=5, name="Other"), announce_channel=None, now=NOW)
    await guilds.register(live_engine, GuildSeen(guild_id=6, name="Gone"), announce_channel=None, now=NOW)
    await guilds.left(live_engine, 6)
    await look("INSERT INTO guilds (guild_id, name) VALUES (7, 'without a season')")
    rulebook = Rulebook(live_engine)

    await rulebook.start()
    await rulebook.stop()

    assert sorted(rulebook.guild_ids) == [5, club]
    assert rulebook.get(6) is None
    assert rulebook.get(7) is None
    rules = rulebook.get(club)
    assert rules
    ((season_id,),) = await look("SELECT id FROM seasons WHERE guild_id = :id", id=club)
    assert rules.season == Season(season_id, "Season 1", NOW, None)
    zones = {zone.name: zone for zone in rules.zones.values()}
    assert rules.zone_of_channel == {11: zones["general"].id, 12: zones["memes"].id}
    assert len(rules.achievements) == 11


async def test_a_rulebook_that_never_started_can_be_stopped(live_engine: AsyncEngine) -> None:
    rulebook = Rulebook(live_engine)
    await rulebook.stop()
    assert rulebook.guild_ids == ()


async def test_one_guild_is_loaded_on_demand(live_engine: AsyncEngine, club: int) -> None:
    rulebook = Rulebook(live_engine)
    assert rulebook.get(club) is None
    rules = await rulebook.load(club)
    assert rules
    assert rules is rulebook.get(club)
    assert await rulebook.load(404) is None


@pytest.mark.usefixtures("club")
async def test_a_change_replaces_its_part_and_leaves_the_others(
    live_engine: AsyncEngine, rulebook: Rulebook, replaced: asyncio.Queue[int]
) -> None:
    await rulebook.start()
    before = rulebook.get(GUILD)
    assert before
    assert await replaced.get() == GUILD

    await change(live_engine, MOTTO, "Together", parts={Part.SETTINGS})
    assert await replaced.get() == GUILD
    after = rulebook.get(GUILD)
    assert after
    assert (before.settings.motto, after.settings.motto) == ("", "Together")
    assert after.zones is before.zones
    assert after.achievements is before.achievements
    assert after.season is before.season


@pytest.mark.usefixtures("club")
async def test_each_part_follows_its_own_notice(
    live_engine: AsyncEngine, rulebook: Rulebook, replaced: asyncio.Queue[int]
) -> None:
    await rulebook.start()
    await replaced.get()
    statements = {
        Part.ZONES: "UPDATE zones SET active = false WHERE name = 'memes'",
        Part.ACHIEVEMENTS: "UPDATE achievements SET active = false WHERE name <> 'Galaxy'",
        Part.SEASONS: "UPDATE seasons SET name = 'Spring'",
    }
    for part, statement in statements.items():
        await change(live_engine, statement, parts={part})
        await replaced.get()

    rules = rulebook.get(GUILD)
    assert rules
    assert "memes" not in {zone.name for zone in rules.zones.values()}
    assert list(rules.zone_of_channel) == [11]
    assert [each.name for each in rules.achievements] == ["Galaxy"]
    assert rules.season.name == "Spring"

    await change(live_engine, "UPDATE zones SET active = false", parts={Part.ZONES})
    await replaced.get()
    rules = rulebook.get(GUILD)
    assert rules
    assert (rules.zones, rules.zone_of_channel) == ({}, {})


@pytest.mark.usefixtures("club")
async def test_a_reload_without_a_difference_replaces_nothing(rulebook: Rulebook, replaced: asyncio.Queue[int]) -> None:
    await rulebook.start()
    await replaced.get()
    before = rulebook.get(GUILD)

    await rulebook.load(GUILD)
    assert rulebook.get(GUILD) is before
    assert replaced.empty()


@pytest.mark.usefixtures("club")
async def test_notices_about_other_things_are_none_of_its_business(
    live_engine: AsyncEngine, rulebook: Rulebook, replaced: asyncio.Queue[int]
) -> None:
    await rulebook.start()
    await replaced.get()
    async with driver_transaction(live_engine) as connection:
        await connection.execute(MOTTO, "unnoticed")
        await audit.publish(connection, Notice(Topic.ACTIVITY, GUILD, frozenset({Part.TOTALS})))
        await audit.publish(connection, Notice(Topic.ACTIVITY, GUILD, frozenset({Part.SETTINGS})))
        await audit.publish(connection, Notice(Topic.CONFIG, GUILD, frozenset({Part.LEVEL_ROLES})))
    await change(live_engine, "UPDATE seasons SET name = 'Spring'", parts={Part.SEASONS})
    await replaced.get()

    rules = rulebook.get(GUILD)
    assert rules
    assert (rules.settings.motto, rules.season.name) == ("", "Spring")


async def test_guilds_come_and_go(
    live_engine: AsyncEngine, rulebook: Rulebook, replaced: asyncio.Queue[int], look: Look
) -> None:
    await rulebook.start()
    seen = GuildSeen(guild_id=5, name="New", channels=(ChannelSeen(id=1, name="general", kind=0),))

    await guilds.register(live_engine, seen, announce_channel=None, now=NOW)
    assert await replaced.get() == 5
    rules = rulebook.get(5)
    assert rules
    assert len(rules.achievements) == 11

    await guilds.left(live_engine, 5)
    assert await replaced.get() == 5
    assert rulebook.get(5) is None
    assert rulebook.guild_ids == ()

    # Back again, and only the settings are said to have changed: all parts are needed all the same.
    await guilds.register(live_engine, seen, announce_channel=None, now=NOW)
    assert await replaced.get() == 5
    assert rulebook.get(5) == rules
    assert await look("SELECT count(*) FROM audit_log") == [(1,)]


@pytest.mark.usefixtures("club")
async def test_what_was_missed_while_disconnected_is_caught_up(
    rulebook: Rulebook, replaced: asyncio.Queue[int], look: Look
) -> None:
    await rulebook.start()
    await replaced.get()
    # Nobody says so, as when the notice was sent while the listener was away.
    await look('UPDATE guilds SET settings = \'{"motto": "missed"}\'')

    await look("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'synapse-listener'")
    assert await replaced.get() == GUILD
    assert motto(rulebook) == "missed"


class Fault:
    """Lets reading settings fail as often as asked, and notes the rules that were in force then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, rulebook: Rulebook, errors: list[Exception]) -> None:
        self.in_force: list[Rules | None] = []
        self._errors = errors
        self._rulebook = rulebook
        self._read = queries.settings
        monkeypatch.setattr(queries, "settings", self.read)

    async def read(self, *arguments: Any) -> Any:  # noqa: ANN401 - stands in for the real one
        if self._errors:
            self.in_force.append(self._rulebook.get(GUILD))
            raise self._errors.pop(0)
        return await self._read(*arguments)


@pytest.mark.usefixtures("club")
async def test_rules_outlast_an_outage(
    live_engine: AsyncEngine, rulebook: Rulebook, replaced: asyncio.Queue[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    await rulebook.start()
    await replaced.get()
    before = rulebook.get(GUILD)
    fault = Fault(monkeypatch, rulebook, [ConnectionRefusedError(), TimeoutError(), ValueError("a defect")])

    with capture_logs() as logs:
        await change(live_engine, MOTTO, "Together", parts={Part.SETTINGS})
        assert await replaced.get() == GUILD
    assert fault.in_force == [before] * 3
    assert motto(rulebook) == "Together"
    told = [(each["error"], each["exc_info"]) for each in logs if each["event"] == "rules.stale"]
    assert told == [("ConnectionRefusedError", False), ("TimeoutError", False), ("ValueError", True)]


@pytest.mark.usefixtures("club")
async def test_starting_waits_for_the_database(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    Fault(monkeypatch, rulebook, [ConnectionRefusedError()])
    await rulebook.start()
    assert rulebook.guild_ids == (GUILD,)


@pytest.mark.usefixtures("club")
async def test_a_slow_load_does_not_bring_old_rules_back(
    live_engine: AsyncEngine, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    rulebook = Rulebook(live_engine)
    read = queries.settings
    has_read, may_go_on = asyncio.Event(), asyncio.Event()

    async def slow(*arguments: Any) -> Any:  # noqa: ANN401 - stands in for the real one
        settings = await read(*arguments)
        has_read.set()
        await may_go_on.wait()
        return settings

    monkeypatch.setattr(queries, "settings", slow)
    slow_load = asyncio.create_task(rulebook.load(GUILD))
    await has_read.wait()
    await look('UPDATE guilds SET settings = \'{"motto": "newer"}\'')
    later_load = asyncio.create_task(rulebook.load(GUILD))
    may_go_on.set()
    await asyncio.gather(slow_load, later_load)
    assert motto(rulebook) == "newer"


@pytest.mark.usefixtures("club")
async def test_a_stopped_rulebook_keeps_its_rules_and_hears_nothing(
    live_engine: AsyncEngine, listener: Listener, rulebook: Rulebook
) -> None:
    heard = asyncio.Event()
    await rulebook.start()
    await rulebook.stop()
    listener.on_notice(lambda _: heard.set())

    await change(live_engine, MOTTO, "late", parts={Part.SETTINGS})
    await heard.wait()
    assert motto(rulebook) == ""
