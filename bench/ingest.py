"""Events per second from ``Ingest.put`` to commit, against the ceiling of the same server.

The ceiling is the smallest batched statement that keeps the journal and a total: insert what is new, add
it up by member, and nothing else. It writes copies of the journal and of the members (their columns,
checks and indexes, no triggers), with the largest batch that the pipeline makes and with arrays made
beforehand, so nothing but the database is in its time. ``bare_ceiling`` is the same on two bare tables of
six and four columns with a primary key each. The pipeline is measured whole: queue, windows, engine,
achievements, all rollups, ranks, outbox and notices.

An empty journal, one with a long history, and the ceiling take turns on one server.
"""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Self

from sqlalchemy.engine import URL

from bench import stream
from bench.report import Report, connection, fresh_database, server
from synapse.config import Soft
from synapse.config import Spool as SpoolSettings
from synapse.db.session import create_engine
from synapse.engine.events import Recorded
from synapse.runtime import calm_collector
from synapse.services import guilds
from synapse.services.ingest import Ingest
from synapse.services.rules import Rulebook
from synapse.services.verify import verify

MEMBERS = 5000
_STEP = 1000
_MOST_PER_SECOND = 40_000
_BATCH = 5000

_CEILING_TABLES = """
CREATE TABLE ceiling_events (LIKE events INCLUDING ALL);
CREATE TABLE ceiling_members (LIKE members INCLUDING ALL);
CREATE TABLE bare_events (guild_id bigint, event_key text COLLATE "C", user_id bigint, xp integer, stars integer,
                          occurred_at timestamptz, PRIMARY KEY (guild_id, event_key));
CREATE TABLE bare_members (guild_id bigint, user_id bigint, xp bigint, stars bigint, PRIMARY KEY (guild_id, user_id));
"""
_CEILING = """
WITH fresh AS (
    INSERT INTO ceiling_events (guild_id, event_key, user_id, xp, stars, occurred_at, kind, channel_id, season_id, gold,
                                facts)
    SELECT $1, key, user_id, xp, stars, occurred_at, 1, $1, 1, 0, '{"length":42,"base":{"xp":15,"stars":1}}'
    FROM unnest($2::text[], $3::bigint[], $4::integer[], $5::integer[], $6::timestamptz[])
        AS t(key, user_id, xp, stars, occurred_at)
    ON CONFLICT DO NOTHING RETURNING user_id, xp, stars
)
INSERT INTO ceiling_members AS t (guild_id, user_id, xp, stars)
SELECT $1, user_id, sum(xp), sum(stars) FROM fresh GROUP BY user_id ORDER BY user_id
ON CONFLICT (guild_id, user_id) DO UPDATE SET xp = t.xp + excluded.xp, stars = t.stars + excluded.stars
"""
_BARE = """
WITH fresh AS (
    INSERT INTO bare_events
    SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::integer[], $5::integer[], $6::timestamptz[])
    ON CONFLICT DO NOTHING RETURNING user_id, xp, stars
)
INSERT INTO bare_members AS t
SELECT $1, user_id, sum(xp), sum(stars) FROM fresh GROUP BY user_id ORDER BY user_id
ON CONFLICT (guild_id, user_id) DO UPDATE SET xp = t.xp + excluded.xp, stars = t.stars + excluded.stars
"""
_HISTORY = """
INSERT INTO events (guild_id, event_key, user_id, kind, channel_id, parent_id, zone_id, season_id, xp, stars, gold,
                    facts, occurred_at, recorded_at)
SELECT $1::bigint, 'm' || (700000000000000000 + n * 1000), 810000000000000000 + (power(random(), 2.5) * $2)::bigint, 1,
       $1::bigint + 1 + n % 8, NULL, NULL, $3, 15, 1, 0, '{"length":42,"base":{"xp":15,"stars":1}}', t, t
FROM (
    SELECT n, $4::timestamptz - interval '1 year' * (1 - n / $6::float8) AS t
    FROM generate_series($5::bigint, $7::bigint) n
) AS past
"""


@dataclass
class Turn:
    """What one contender did over all of its turns."""

    events: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Events per second."""
        return self.events / self.seconds

    def __iadd__(self, other: Self) -> Self:
        self.events += other.events
        self.seconds += other.seconds
        return self


@dataclass
class Contender:
    """A database with a pipeline on it."""

    url: URL
    source: Iterator[Recorded]
    turn: Turn = field(default_factory=Turn)
    keys: set[str] = field(default_factory=set)
    """The identities that were put: the recount at the end is of these, not of what the pipeline says."""

    async def run(self, seconds: float) -> None:
        """Feed the pipeline as fast as it takes events, for about this long; the events are made beforehand."""
        events = list(islice(self.source, int(seconds * _MOST_PER_SECOND)))
        engine = create_engine(self.url)
        rulebook = Rulebook(engine)
        await rulebook.start()
        with tempfile.TemporaryDirectory() as folder:
            ingest = Ingest(engine, rulebook, Soft(spool=SpoolSettings(directory=Path(folder))))
            await ingest.start()
            # A first batch reads the windows back and warms the caches.
            await self._feed(ingest, events[:_BATCH], perf_counter() + 60)
            began, before = perf_counter(), ingest.settled
            await self._feed(ingest, events[_BATCH:], began + seconds)
            self.turn += Turn(ingest.settled - before, perf_counter() - began)
            await ingest.stop()
        await rulebook.stop()
        await engine.dispose()

    async def _feed(self, ingest: Ingest, events: list[Recorded], until: float) -> None:
        """Keep two batches waiting until it is time, then let everything settle."""
        settled = asyncio.Event()
        ingest.on_settled.append(settled.set)
        for start in range(0, len(events), _STEP):
            step = events[start : start + _STEP]
            self.keys.update(event.key for event in step)
            for event in step:
                ingest.put(event)
            while ingest.waiting > 2 * _BATCH:
                await settled.wait()
                settled.clear()
            if perf_counter() > until:
                break
        await ingest.drain()


async def _prepared(url: URL, *, history: int) -> Contender:
    engine = create_engine(url)
    now = datetime.now(UTC)
    await guilds.register(engine, stream.guild(), announce_channel=None, now=now, season_starts_at=now - timedelta(400))
    await engine.dispose()
    if history:
        await _fill(url, history, now - timedelta(days=2))
    return Contender(url, stream.events(seed=11, members=MEMBERS, per_second=50, start=now))


async def _fill(url: URL, history: int, until: datetime) -> None:
    step = 500_000
    async with connection(url) as opened:
        season = await opened.fetchval("SELECT id FROM seasons")
        for first in range(1, history + 1, step):
            last = min(first + step - 1, history)
            await opened.execute(_HISTORY, stream.GUILD, MEMBERS, season, until, first, history, last)
        await opened.execute(
            "INSERT INTO members (guild_id, user_id, xp, stars, messages) "
            "SELECT guild_id, user_id, sum(xp), sum(stars), count(*) FROM events GROUP BY 1, 2"
        )
        await opened.execute("VACUUM ANALYZE events")


async def _ceiling(url: URL, statement: str, source: Iterator[Recorded], seconds: float) -> Turn:
    turn = Turn()
    async with connection(url) as opened:
        while turn.seconds < seconds:
            batches = []
            for _ in range(2):
                events = list(islice(source, _BATCH))
                keys, users = [event.key for event in events], [event.user_id for event in events]
                times = [event.occurred_at for event in events]
                batches.append((keys, users, [15] * len(events), [1] * len(events), times))
            began = perf_counter()
            for batch in batches:
                await opened.execute(statement, stream.GUILD, *batch)
            turn.seconds += perf_counter() - began
            turn.events += 2 * _BATCH
    return turn


async def _lost(contender: Contender, history: int) -> int:
    """How many events or sums are not what they must be."""
    engine = create_engine(contender.url)
    differences = 0 if history else len(await verify(engine))
    await engine.dispose()
    async with connection(contender.url) as opened:
        recorded = await opened.fetchval("SELECT count(*) FROM events WHERE kind <= 5")
    return int(abs(recorded - history - len(contender.keys))) + differences


async def _run(seconds: float, history: int, report: Report) -> None:
    with server() as postgres:
        empty = await _prepared(await fresh_database(postgres), history=0)
        print(f"filling a journal with {history:,} events ...", flush=True)
        full = await _prepared(await fresh_database(postgres), history=history)
        async with connection(empty.url) as opened:
            await opened.execute(_CEILING_TABLES)
            await opened.execute("CHECKPOINT")
        source = stream.events(seed=12, members=MEMBERS, per_second=50)
        ceiling, bare = Turn(), Turn()
        rounds = 4
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", flush=True)
            for contender in (empty, full) if history else (empty,):
                await contender.run(seconds / rounds)
            ceiling += await _ceiling(empty.url, _CEILING, source, seconds / rounds)
            bare += await _ceiling(empty.url, _BARE, source, seconds / rounds / 2)
        report.figure("events_per_second", empty.turn.rate)
        report.figure("ceiling", ceiling.rate)
        report.figure("bare_ceiling", bare.rate)
        report.figure("ratio_of_ceiling", empty.turn.rate / ceiling.rate, bar="at least 0.5")
        lost = await _lost(empty, 0)
        if history:
            report.figure("ratio_with_history", full.turn.rate / empty.turn.rate, bar="at least 0.9")
            lost += await _lost(full, history)
        report.figure("lost", lost, bar="0")


def run(seconds: float, *, history: int = 10_000_000) -> Report:
    """Measure for about ``seconds`` of each contender, with ``history`` events in the long journal."""
    calm_collector()  # as every process of Synapse does at its start
    report = Report("ingest")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(seconds, history, report))
    return report
