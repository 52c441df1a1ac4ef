"""From commit to 500 subscribers of a leaderboard, while 500 events a second arrive.

Three processes besides PostgreSQL's: the API as ``uvicorn synapse.api.main:app``, 500 WebSocket clients, and
this one, whose real pipeline takes the events in. One member, who leads the board by far, sends every
twentieth message, and the guild has no cooldown, so each of these changes the head of the board. When a total
was committed is PostgreSQL's own note (``track_commit_timestamp``); a subscriber has it with the first state
that shows this total or a greater one, since states in between may be skipped. Every commit counts for every
subscriber.
"""

import asyncio
import os
import socket
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import httpx
import orjson
import yaml
from sqlalchemy.engine import URL

from bench import stream
from bench.report import Report, connection, fresh_database, percentile, server
from synapse.config import Soft
from synapse.config import Spool as SpoolSettings
from synapse.db.session import create_engine
from synapse.engine.events import MessageSent, Recorded
from synapse.services import guilds
from synapse.services.ingest import Ingest
from synapse.services.rules import Rulebook
from synapse.supervise import memory

SUBSCRIBERS = 500
PER_SECOND = 500
MEMBERS = 5_000
_STEP_SECONDS = 0.02
_LEADER = 700_000_000_000_000_000
_LEADER_XP = 5_000_000
_OF_LEADER = 20
_LINE = 256 * 1024 * 1024

_TOTALS = """
SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 AS at, sum(xp)::bigint AS xp
FROM events WHERE guild_id = $1 AND user_id = $2 GROUP BY 1 ORDER BY 1
"""
_ENVIRONMENT = {
    "DISCORD_CLIENT_ID": "123456789012345678",
    "DISCORD_CLIENT_SECRET": "of the benchmark only",
    "DISCORD_REDIRECT_URI": "http://localhost:3000/auth/callback",
    "JWT_SECRET": "5f0d8a1c7b3e4962a8d1f6035c9be274",
    "FRONTEND_URL": "http://localhost:3000",
}


@dataclass(frozen=True)
class Commit:
    """When a total of the leader was committed."""

    at: float
    total: int


async def _found(url: URL) -> None:
    engine, now = create_engine(url), datetime.now(UTC)
    await guilds.register(engine, stream.guild(), announce_channel=None, now=now, season_starts_at=now - timedelta(30))
    await engine.dispose()
    async with connection(url) as opened:
        await opened.execute('UPDATE guilds SET settings = settings || \'{"fair_play": {"cooldown_seconds": 0}}\'')
        await opened.execute(
            "INSERT INTO members (guild_id, user_id, display_name, xp) VALUES ($1, $2, 'Leader', $3)",
            *(stream.GUILD, _LEADER, _LEADER_XP),
        )


@asynccontextmanager
async def _api(url: URL, folder: Path) -> AsyncIterator[tuple[int, str]]:
    """The API's process: its id and its address. All subscribers come from one address here, so that one may spend."""
    config = folder / "config.yaml"
    config.write_text(yaml.safe_dump({"limits": {"points_per_minute": 10_000_000}}), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listening:
        address = f"127.0.0.1:{listening.getsockname()[1]}"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "uvicorn", "synapse.api.main:app", "--log-level", "warning"),
            *("--ws-per-message-deflate", "false"),
            *("--fd", str(listening.fileno())),
            pass_fds=[listening.fileno()],
            start_new_session=True,
            env={
                **os.environ,
                **_ENVIRONMENT,
                "SYNAPSE_CONFIG": str(config),
                "DATABASE_URL": url.render_as_string(hide_password=False),
            },
        )
        try:
            async with httpx.AsyncClient(timeout=60) as http:
                (await http.get(f"http://{address}/health/ready")).raise_for_status()
            yield process.pid, address
        finally:
            process.terminate()
            await process.wait()


def _events() -> list[Recorded]:
    """Ten minutes of a busy guild whose leader never tires."""
    source = stream.events(seed=12, members=MEMBERS, per_second=PER_SECOND)
    events: list[Recorded] = []
    for number, event in enumerate(islice(source, 600 * PER_SECOND)):
        if number % _OF_LEADER:
            events.append(event)
        else:
            events.append(
                MessageSent(
                    guild_id=stream.GUILD,
                    user_id=_LEADER,
                    channel_id=stream.CHANNELS[number % len(stream.CHANNELS)],
                    occurred_at=event.occurred_at,
                    message_id=_LEADER + number,
                    length=42,
                )
            )
    return events


async def _feed(ingest: Ingest, events: list[Recorded], seconds: float) -> float:
    """Put the events in at a steady rate; the rate that was kept."""
    began, done = time.monotonic(), 0
    while (passed := time.monotonic() - began) < seconds:
        due = min(len(events), int(passed * PER_SECOND))
        for event in events[done:due]:
            ingest.put(event)
        done = due
        await asyncio.sleep(_STEP_SECONDS)
    await ingest.drain()
    return done / (time.monotonic() - began)


def _cpu_seconds(pid: int) -> float:
    """What a process has used of the processors so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _commits(url: URL) -> list[Commit]:
    total, commits = _LEADER_XP, []
    async with connection(url) as opened:
        for row in await opened.fetch(_TOTALS, stream.GUILD, _LEADER):
            total += row["xp"]
            commits.append(Commit(row["at"], total))
    return commits


async def _measure(url: URL, seconds: float, report: Report, folder: Path) -> None:
    engine, events = create_engine(url), _events()
    rulebook = Rulebook(engine)
    await rulebook.start()
    ingest = Ingest(engine, rulebook, Soft(spool=SpoolSettings(directory=folder / "spool")))
    await ingest.start()
    warm = int(3 * PER_SECOND)
    async with _api(url, folder) as (pid, address):
        followers = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.followers", f"ws://{address}/graphql", str(stream.GUILD), str(SUBSCRIBERS)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LINE,
        )
        if followers.stdout is None or await followers.stdout.readline() != b"ready\n":
            raise RuntimeError("The subscribers could not begin; what they say stands above.")
        await _feed(ingest, events[:warm], 3)
        before, since, cpu = memory.resident_mb(pid) or 0.0, time.time(), _cpu_seconds(pid)
        rate = await _feed(ingest, events[warm:], seconds)
        used = (_cpu_seconds(pid) - cpu) / (time.time() - since)
        commits = await _commits(url)
        out, _ = await followers.communicate(f"until {commits[-1].total}\n".encode())
        grown = (memory.resident_mb(pid) or 0.0) - before
    await ingest.stop()
    await rulebook.stop()
    await engine.dispose()
    seen: list[tuple[list[float], list[int]]] = orjson.loads(out.splitlines()[-1])
    _tell(report, [commit for commit in commits if commit.at >= since], seen)
    report.figure("events_per_second", rate)
    report.figure("api_cpu_share", used)
    report.figure("rss_mb", before)
    report.figure("rss_growth_mb", grown, bar="flat")


def _tell(report: Report, commits: list[Commit], seen: list[tuple[list[float], list[int]]]) -> None:
    waits: list[float] = []
    dropped = 0
    for at, values in seen:
        places = [bisect_left(values, commit.total) for commit in commits]
        waits += [at[place] - commit.at for place, commit in zip(places, commits, strict=True) if place < len(at)]
        dropped += sum(place >= len(at) for place in places)
    report.figure("p50_ms", percentile(waits, 0.5) * 1000)
    report.figure("p99_ms", percentile(waits, 0.99) * 1000, bar="under 300")
    report.figure("dropped", dropped, bar="0")
    report.figure("subscribers", len(seen))
    report.figure("commits", len(commits))
    report.figure("states", sum(len(at) for at, _ in seen))


async def _run(seconds: float, report: Report) -> None:
    with (
        server(track_commit_timestamp="on") as postgres,
        tempfile.TemporaryDirectory(prefix="synapse-bench-", ignore_cleanup_errors=True) as folder,
    ):
        url = await fresh_database(postgres)
        await _found(url)
        await _measure(url, seconds, report, Path(folder))


def run(seconds: float) -> Report:
    """Measure for about ``seconds``, after three seconds of warming up."""
    report = Report("live")
    asyncio.run(_run(seconds, report))
    return report
