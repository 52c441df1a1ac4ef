"""What the pipeline does when something fails: nothing is lost, nothing counts twice, somebody is told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import asyncpg
import orjson
import pytest
from asyncpg.transaction import Transaction
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Soft
from synapse.db.embedded import EmbeddedPostgres
from synapse.db.migrate import migrate
from synapse.db.notify import connect
from synapse.db.queries import ingest as queries
from synapse.db.session import create_engine
from synapse.services import guilds
from synapse.services.guilds import ChannelSeen, GuildSeen
from synapse.services.ingest import Ingest
from synapse.services.ingest import memory as memory_module
from synapse.services.ingest import pipeline as pipeline_module
from synapse.services.rules import Rulebook
from synapse.services.verify import verify
from tests.services.conftest import GUILD, NOW, Look
from tests.services.ingest.conftest import ADA, BOB, FIRST, Agrees, Happenings, Open

if TYPE_CHECKING:
    Locked = asyncpg.Connection[Any]
else:
    Locked = asyncpg.Connection


@pytest.fixture
async def blocked(live_url: URL) -> AsyncIterator[Locked]:
    """A connection that holds the journal, so that no batch can be written until it lets go."""
    connection = await connect(live_url, application="test")
    await connection.execute("BEGIN; LOCK TABLE events IN EXCLUSIVE MODE")
    yield connection
    await connection.close()


def vars_of(transaction: Transaction) -> dict[str, Any]:
    """What a transaction holds; the only way to tell whose commit it is."""
    return {name: getattr(transaction, name) for name in transaction.__slots__}


def segments(folder: Path) -> list[Path]:
    """The files of the spool that still hold events."""
    return list(folder.glob("[0-9]*.jsonl"))


async def _until_waiting(connection: Locked) -> int:
    """The process id of the pipeline's connection once it waits for the lock."""
    while True:
        await connection.execute("SELECT pg_stat_clear_snapshot()")
        pid = await connection.fetchval(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'synapse-ingest' AND wait_event_type = 'Lock' "
            "AND datname = current_database()"
        )
        if pid is not None:
            return int(pid)
        await asyncio.sleep(0.01)


async def test_a_lost_connection_is_no_loss(
    opened: Open, happens: Happenings, blocked: Locked, look: Look, agrees: Agrees
) -> None:
    async with opened() as ingest:
        for number in range(20):
            ingest.put(happens.message(at=number * 40))
        pid = await _until_waiting(blocked)
        await blocked.execute("ROLLBACK")
        await blocked.execute("SELECT pg_terminate_backend($1)", pid)
        await ingest.drain()
    assert await look("SELECT count(*), sum(xp) FROM events WHERE kind = 1") == [(20, 300)]
    await agrees()


async def test_events_that_come_while_a_batch_fails_wait_their_turn(
    opened: Open, happens: Happenings, blocked: Locked, look: Look, agrees: Agrees
) -> None:
    async with opened(batch_size=2) as ingest:
        ingest.put(happens.message(number=1))
        pid = await _until_waiting(blocked)
        for number in range(2, 30):
            ingest.put(happens.message(at=number, number=number))
        await asyncio.sleep(0)
        await blocked.execute("SELECT pg_terminate_backend($1)", pid)
        await _until_waiting(blocked)
        await blocked.execute("ROLLBACK")
        await ingest.drain()
        assert ingest.counters.retries >= 1
    assert await look("SELECT count(*), count(*) FILTER (WHERE xp > 0) FROM events") == [(29, 1)]
    await agrees()


async def test_a_commit_whose_answer_was_lost_counts_once_and_is_remembered(
    opened: Open, happens: Happenings, look: Look, agrees: Agrees, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = 0
    real = Transaction.__aexit__

    async def answer_lost(transaction: Transaction, *how: Any) -> None:  # noqa: ANN401 - whatever ended the block
        nonlocal attempts
        await real(transaction, *how)
        connection = vars_of(transaction)["_connection"]
        if connection.get_settings().application_name == "synapse-ingest":
            attempts += 1
            if attempts == 1:
                raise ConnectionResetError

    monkeypatch.setattr(Transaction, "__aexit__", answer_lost)
    async with opened() as ingest:
        ingest.put(happens.message(number=1))
        await ingest.drain()
        assert (ingest.counters.committed, ingest.counters.duplicates, attempts) == (1, 0, 2)
        ingest.put(happens.message(at=10, number=2))
        await ingest.drain()
    # The cooldown that the first message began is known, although its commit was never heard of.
    assert await look("SELECT xp FROM events WHERE event_key = :key", key=f"m{FIRST + 2}") == [(0,)]
    await agrees()


async def test_two_bots_by_mistake_reward_once(opened: Open, happens: Happenings, look: Look, agrees: Agrees) -> None:
    events = [happens.message(user, at=number * 31) for number in range(40) for user in (ADA, BOB)]
    async with opened(batch_size=7) as one, opened(batch_size=5) as other:
        for event in events:
            one.put(event)
        for event in reversed(events):
            other.put(event)
        await asyncio.gather(one.drain(), other.drain())
        assert one.counters.committed + other.counters.committed == len(events)
    assert await look("SELECT sum(messages) FROM members") == [(80,)]
    await agrees()


async def test_an_achievement_given_elsewhere_is_not_given_twice(
    opened: Open, happens: Happenings, look: Look, agrees: Agrees
) -> None:
    async with opened() as ingest:
        ingest.put(happens.message())
        await ingest.drain()
        await look(
            "INSERT INTO member_achievements SELECT guild_id, (:ada)::bigint, id, now(), 1 FROM achievements "
            "WHERE name = 'First Steps'",
            ada=ADA,
        )
        await look(
            "INSERT INTO events (guild_id, event_key, user_id, kind, season_id, xp, stars, gold, facts, occurred_at) "
            "SELECT a.guild_id, 'e' || a.id || ':' || (:ada)::bigint, (:ada)::bigint, 9, s.id, 0, 0, 0, '{}', now() "
            "FROM achievements a JOIN seasons s USING (guild_id) WHERE a.name = 'First Steps'",
            ada=ADA,
        )
        for number in range(1, 10):
            ingest.put(happens.message(at=60 * number))
        await ingest.drain()
        assert ingest.counters.achievements == 0
    assert await look("SELECT count(*) FROM member_achievements") == [(1,)]
    await look("DELETE FROM events WHERE kind = 9")
    await look("DELETE FROM member_achievements")
    await agrees()


async def test_an_event_that_the_database_refuses_is_put_aside_alone(
    opened: Open, happens: Happenings, look: Look, agrees: Agrees, spool_folder: Path
) -> None:
    refused = happens.message(BOB, number=666)
    await look("ALTER TABLE events ADD CONSTRAINT no_evil CHECK (event_key <> 'm" + str(FIRST + 666) + "')")
    async with opened() as ingest:
        for number in range(6):
            ingest.put(happens.message(at=number * 40))
        ingest.put(refused)
        ingest.put(happens.message(at=500))
        await ingest.drain()
        assert (ingest.counters.committed, ingest.counters.rejected) == (7, 1)
        assert ingest.settled == ingest.accepted
    (line,) = (spool_folder / "rejected.jsonl").read_bytes().splitlines()
    assert FIRST + 666 in orjson.loads(line)
    await agrees()


async def test_a_guild_that_is_no_longer_served(
    opened: Open, happens: Happenings, monkeypatch: pytest.MonkeyPatch, look: Look
) -> None:
    async with opened(max_delay_ms=10_000) as ingest:
        ingest.put(happens.message())
        monkeypatch.setattr(Rulebook, "get", lambda _self, _guild: None)
        await ingest.drain()
        assert ingest.counters.rejected == 1
    assert await look("SELECT count(*) FROM events") == [(0,)]


async def test_a_fault_of_its_own_ends_the_loop_and_saves_what_waited(
    opened: Open, happens: Happenings, monkeypatch: pytest.MonkeyPatch, look: Look
) -> None:
    async def broken(*_arguments: object) -> None:
        raise ArithmeticError

    told = asyncio.Event()
    with monkeypatch.context() as patched:
        patched.setattr(pipeline_module, "rebuilt", broken)
        async with opened() as ingest:
            ingest.on_failed.append(told.set)
            ingest.put(happens.message())
            await told.wait()
    async with opened() as ingest:
        await ingest.drain()
    assert await look("SELECT count(*) FROM events") == [(1,)]


@pytest.fixture
async def own_server(tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    """A server that the test may stop, with a seeded guild, and a way to open a pipeline on it."""
    server = EmbeddedPostgres(tmp_path / "server", settings={"fsync": "off"})
    server.start()
    await migrate(server.url())
    engine = create_engine(server.url())
    seen = GuildSeen(guild_id=GUILD, name="Club", channels=(ChannelSeen(id=11, name="general", kind=0),))
    await guilds.register(engine, seen, announce_channel=None, now=NOW)
    yield SimpleNamespace(server=server, engine=engine)
    await engine.dispose()
    server.remove()


async def _pipeline(engine: AsyncEngine, soft: Soft) -> tuple[Ingest, Rulebook]:
    rulebook = Rulebook(engine)
    await rulebook.start()
    ingest = Ingest(engine, rulebook, soft)
    await ingest.start()
    return ingest, rulebook


async def test_an_outage_fills_memory_then_the_spool_and_loses_nothing(
    own_server: SimpleNamespace, happens: Happenings, soft: Callable[..., Soft]
) -> None:
    ingest, rulebook = await _pipeline(own_server.engine, soft(queue_limit=100, batch_size=10))
    ingest.put(happens.message(number=1))
    await ingest.drain()
    own_server.server.stop(mode="immediate")
    for number in range(2, 400):
        ingest.put(happens.message(at=number, number=number))
    await asyncio.sleep(0.3)
    assert ingest.counters.spooled > 0
    assert ingest.counters.dropped == 0
    own_server.server.start()
    await ingest.drain()
    assert (ingest.counters.committed, ingest.counters.duplicates) == (399, 0)
    assert await verify(own_server.engine) == []
    await ingest.stop()
    await rulebook.stop()


async def test_a_stop_during_an_outage_leaves_everything_to_the_next_start(
    own_server: SimpleNamespace, happens: Happenings, soft: Callable[..., Soft], spool_folder: Path
) -> None:
    ingest, rulebook = await _pipeline(own_server.engine, soft(queue_limit=100, batch_size=10))
    ingest.put(happens.message(number=1))
    await ingest.drain()
    own_server.server.stop(mode="immediate")
    for number in range(2, 250):
        ingest.put(happens.message(at=number, number=number))
    await asyncio.sleep(0)
    await ingest.stop()
    await rulebook.stop()
    own_server.server.start()
    ingest, rulebook = await _pipeline(own_server.engine, soft())
    assert ingest.accepted == 248
    await ingest.drain()
    await ingest.stop()
    await rulebook.stop()
    async with own_server.engine.connect() as connection:
        assert (await connection.exec_driver_sql("SELECT count(*) FROM events WHERE kind = 1")).scalar_one() == 249
    assert await verify(own_server.engine) == []
    assert segments(spool_folder) == []


async def test_a_start_during_an_outage_waits_for_the_journal(
    own_server: SimpleNamespace, happens: Happenings, soft: Callable[..., Soft], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_module, "_RETRY_SECONDS", 0.01)
    rulebook = Rulebook(own_server.engine)
    await rulebook.start()
    own_server.server.stop(mode="immediate")
    ingest = Ingest(own_server.engine, rulebook, soft())
    await ingest.start()
    ingest.put(happens.message())
    await asyncio.sleep(0.05)
    own_server.server.start()
    await ingest.drain()
    assert ingest.counters.committed == 1
    await ingest.stop()

    own_server.server.stop(mode="immediate")
    ingest = Ingest(own_server.engine, rulebook, soft())
    await ingest.start()
    ingest.put(happens.message(at=100))
    await asyncio.sleep(0.05)
    await ingest.stop()
    own_server.server.start()
    assert ingest.counters.dropped == 0
    await rulebook.stop()


async def test_memory_lets_go_of_what_it_can_read_again(
    opened: Open, happens: Happenings, monkeypatch: pytest.MonkeyPatch, agrees: Agrees
) -> None:
    monkeypatch.setattr(memory_module, "_MEMBERS", 1)
    monkeypatch.setattr(pipeline_module, "_TIDY_BATCHES", 1)
    async with opened() as ingest:
        for number in range(30):
            ingest.put(happens.message(ADA + number % 3, at=number * 40))
            if number % 10 == 9:
                await ingest.drain()
        assert ingest.counters.achievements == 3
    await agrees()


async def test_known_keys_read_what_the_journal_has(opened: Open, happens: Happenings, live_url: URL) -> None:
    async with opened() as ingest:
        ingest.put(happens.message(number=1))
        await ingest.drain()
    connection = await connect(live_url, application="test")
    rows = await queries.known_keys(connection, GUILD, [f"m{FIRST + 1}", "m5"])
    assert [row["event_key"] for row in rows] == [f"m{FIRST + 1}"]
    assert rows[0]["recorded_at"] - await queries.clock(connection) < timedelta(0)
    await connection.close()
