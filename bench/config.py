"""From a committed mutation to the bot's rules replaced, in another process over LISTEN/NOTIFY.

A child process holds what a bot holds: a listener and a rulebook of the guild. The parent changes a setting with
the service that the API's mutation calls, notes the moment at which the call returned (its transaction is
committed then), and the child writes the moment at which its rulebook had the new value. Both read the same clock of
the machine. Every tenth change is of a zone.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import monotonic, perf_counter

from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bench import stream
from bench.report import Report, fresh_database, percentile, server
from synapse.db.notify import Listener
from synapse.db.session import create_engine
from synapse.services import guilds, settings, zones
from synapse.services.changes import Actor
from synapse.services.rules import Rulebook

_ACTOR = Actor(1)
_WARM_UP = 5
_PATIENCE = 10
_READY = "ready"


async def _follow(url: URL) -> None:
    """The child: print the moment of each replacement with the value that the rules have since."""
    listener, engine = Listener(url), create_engine(url, application="synapse-bot")
    await listener.start()
    rulebook = Rulebook(engine, listener)
    await rulebook.start()

    def replaced(guild_id: int) -> None:
        at, rules = monotonic(), rulebook.get(guild_id)
        if rules is not None:
            factor = next((each.name for each in rules.zones.values() if each.name.startswith("bench ")), "")
            print(at, rules.settings.motto, factor, sep="\t", flush=True)

    rulebook.on_replaced.append(replaced)
    print(_READY, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await rulebook.stop()
    await listener.stop()
    await engine.dispose()


@asynccontextmanager
async def _follower(url: URL) -> AsyncIterator[asyncio.StreamReader]:
    address = url.render_as_string(hide_password=False)
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.config",
        address,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    if child.stdin is None or child.stdout is None:
        raise ChildProcessError("the child has no pipes")
    try:
        while (await child.stdout.readline()).decode().strip() != _READY:
            pass
        yield child.stdout
    finally:
        child.stdin.close()
        await child.wait()


async def _heard(lines: asyncio.StreamReader, value: str) -> float:
    """The moment at which the child had a value."""
    async with asyncio.timeout(_PATIENCE):
        while line := (await lines.readline()).decode():
            at, _, values = line.rstrip("\n").partition("\t")
            if value in values.split("\t"):
                return float(at)
    raise ChildProcessError("the child ended")


async def _change(engine: AsyncEngine, number: int) -> str:
    """Commit one change; returns the value by which the child tells that it has it."""
    if number % 10:
        version = (await settings.settings(engine, stream.GUILD)).version
        value = f"motto {number}"
        await settings.update(engine, actor=_ACTOR, guild_id=stream.GUILD, version=version, values={"motto": value})
        return value
    zone = (await zones.zones(engine, stream.GUILD))[0]
    value = f"bench {number}"
    await zones.update(
        engine,
        actor=_ACTOR,
        guild_id=stream.GUILD,
        zone_id=zone.id,
        version=zone.version,
        values={"name": value},
    )
    return value


async def _measure(url: URL, seconds: float) -> list[float]:
    engine = create_engine(url)
    taken: list[float] = []
    try:
        await guilds.register(engine, stream.guild(), announce_channel=None, now=datetime.now(UTC))
        async with _follower(url) as lines:
            end, number = perf_counter() + seconds, 0
            while perf_counter() < end:
                number += 1
                value = await _change(engine, number)
                committed = monotonic()
                taken.append(max(0.0, await _heard(lines, value) - committed) * 1000)
    finally:
        await engine.dispose()
    return taken[_WARM_UP:]


async def _run(seconds: float, report: Report) -> None:
    with server() as postgres:
        taken = await _measure(await fresh_database(postgres), seconds)
    print(f"  {len(taken):,} changes; p50 {percentile(taken, 0.5):.2f} ms, worst {max(taken):.2f} ms", flush=True)
    report.figure("changes", len(taken))
    report.figure("p99_ms", percentile(taken, 0.99), bar="under 100")


def run(seconds: float) -> Report:
    """Measure for about ``seconds``."""
    report = Report("config")
    asyncio.run(_run(seconds, report))
    return report


if __name__ == "__main__":
    asyncio.run(_follow(make_url(sys.argv[1])))
