"""From the local Discord's socket through disnake to commit.

Three processes besides PostgreSQL's, as in production: the local Discord, the bot as ``python -m
synapse.bot``, and this one, which only looks. Commit times are PostgreSQL's own (``track_commit_timestamp``),
on the same clock as the local Discord's note of when it wrote a frame to the socket.

At saturation the local Discord sends as fast as its backlog allows; events are counted as it sends them: a
message is one, a reaction is one, though the journal holds two rows of it. The rate is that of the commits
while it sent, without the first fifth of the time. Then 200 events a second come in, irregularly.
"""

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.engine import URL

from bench import gateway_source
from bench.gateway_source import Sent, Task
from bench.report import Report, connection, fresh_database, percentile, server
from bench.trial.bot import BotProcess

STEADY = 200.0
_WARM_UP_SECONDS = 3.0
_QUIET_SECONDS = 60.0
_SHARE_OF_RAMP = 0.2

_COMMITTED = """
SELECT count(*) FROM (
    SELECT pg_xact_commit_timestamp(xmin) AS at FROM events WHERE kind IN (1, 2, 4)
) AS rows WHERE at >= to_timestamp($1) AND at < to_timestamp($2)
"""
_MOMENTS = """
SELECT substr(event_key, 2)::bigint, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8
FROM events WHERE kind = 1 AND event_key = ANY($1::text[])
"""


@contextmanager
def discord(serve: Callable[[Connection], None] = gateway_source.serve) -> Iterator[Connection]:
    """The local Discord's process, and the pipe to it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours
    finally:
        process.terminate()
        process.join()


def environment(folder: Path, url: URL, api_url: str, token: str) -> dict[str, str]:
    """What the bot's process is started with."""
    config = folder / "config.yaml"
    config.write_text(yaml.safe_dump({"spool": {"directory": str(folder / "spool")}}), encoding="utf-8")
    return {
        "SYNAPSE_CONFIG": str(config),
        "DATABASE_URL": url.render_as_string(hide_password=False),
        "DISCORD_TOKEN": token,
        "DISCORD_API_URL": api_url,
    }


class Line:
    """The line of processes, seen from outside."""

    def __init__(self, pipe: Connection, url: URL) -> None:
        self._pipe = pipe
        self._url = url
        self.sent = 0

    async def answer(self) -> Any:  # noqa: ANN401 - what the other side sends
        """What the local Discord says next."""
        return await asyncio.to_thread(self._pipe.recv)

    async def send(self, task: Task) -> Sent:
        """Have it send, and wait until all of it is committed or nothing comes any more."""
        self._pipe.send(task)
        sent: Sent = await self.answer()
        self.sent += sent.events
        await self.settled()
        return sent

    async def settled(self) -> int:
        """Wait for the journal to hold what was sent; how many events it lacks after a minute without growth."""
        seen, since = -1, time.monotonic()
        async with connection(self._url) as opened:
            while time.monotonic() - since < _QUIET_SECONDS:
                count = await opened.fetchval("SELECT count(*) FROM events WHERE kind IN (1, 2, 4)")
                if count >= self.sent:
                    break
                if count > seen:
                    seen, since = count, time.monotonic()
                await asyncio.sleep(0.2)
            return int(self.sent - count)

    async def rate(self, sent: Sent) -> float:
        """Events per second that were committed while the local Discord sent, once it was under way."""
        begin = sent.began + (sent.ended - sent.began) * _SHARE_OF_RAMP
        async with connection(self._url) as opened:
            count = await opened.fetchval(_COMMITTED, begin, sent.ended)
        return float(count / (sent.ended - begin))

    async def delays(self, sent: Sent) -> list[float]:
        """Milliseconds from the frame on the socket to the commit, for each message."""
        async with connection(self._url) as opened:
            rows = await opened.fetch(_MOMENTS, [f"m{number}" for number in sent.frames])
        return [(at - sent.frames[number]) * 1000 for number, at in rows]


async def _run(seconds: float, report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder, server(track_commit_timestamp="on") as postgres, discord() as pipe:
        url = await fresh_database(postgres)
        line = Line(pipe, url)
        api_url, token = await line.answer()
        bot = BotProcess(environment(Path(folder), url, api_url, token))
        bot.start()
        await line.answer()
        await _measure(line, seconds, report)
        report.figure("lost", await line.settled(), bar="0")
        if code := await bot.terminate():
            print("\n".join(bot.lines))
            raise RuntimeError(f"the bot ended with code {code}")
        await bot.end()


async def _measure(line: Line, seconds: float, report: Report) -> None:
    await line.send(Task(_WARM_UP_SECONDS, STEADY))
    print("as fast as it can ...", flush=True)
    saturated = await line.send(Task(seconds / 2))
    rate = await line.rate(saturated)
    print(f"{STEADY:.0f} events a second ...", flush=True)
    steady = await line.send(Task(seconds / 2, STEADY))
    delays = await line.delays(steady)
    report.figure("events_per_second", rate, bar="at least 5000")
    report.figure("p50_ms", percentile(delays, 0.5))
    report.figure("p99_ms", percentile(delays, 0.99), bar="under 150")


def run(seconds: float) -> Report:
    """Half of the time at saturation, half of it at 200 events a second."""
    report = Report("gateway")
    asyncio.run(_run(seconds, report))
    return report
