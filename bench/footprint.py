"""Whether bot, API and dashboard share a server of one core and 1.75 GB: processor time and memory under a steady load.

The demo's club lives at 200 deeds a second, and readers ask for 50 pages and documents a second, half of them from
the dashboard, which renders on the server and asks the API in turn, half of the API itself. Measured is the processor
time of the three processes with all that they started, and their resident memory, pages that they share counted for
each. The local Discord, the database and the readers are not counted: in production they are elsewhere.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import aiohttp

from bench.report import Report, connection, percentile
from synapse.db.url import parse
from synapse.supervise import dashboard, memory
from synapse.supervise.ask import RUNNING

_EVENTS = 200
_REQUESTS = 50
_WARM_SECONDS = 10.0
_LOOK_SECONDS = 0.05
_BOARD = (
    "query ($id: Snowflake!) { guild(id: $id) { leaderboard(first: 25) { nodes { rank value member { userId } } } } }"
)
_FEED = "query ($id: Snowflake!) { guild(id: $id) { pulse { memberCount xpToday } feed(first: 20) { nodes { id } } } }"


@dataclass
class Load:
    """What the readers met."""

    asked: int = 0
    failures: Counter[str] = field(default_factory=Counter)


def run(seconds: float) -> Report:
    """Load the demo for so long, after it has warmed up."""
    if dashboard.is_stale():
        asyncio.run(dashboard.build())
    with tempfile.TemporaryDirectory(prefix="synapse-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        return asyncio.run(_measure(Path(folder), seconds))


async def _measure(folder: Path, seconds: float) -> Report:
    words = ("demo", "--free-ports", "--folder", str(folder), "--pace", str(_EVENTS))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "synapse", *words),
        cwd=dashboard.ROOT,
        # Each reader has an address of their own, as behind a proxy: points are counted by address.
        env={**os.environ, "ADDRESS_HEADER": "x-forwarded-for"},
        stdout=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not (folder / RUNNING).exists():
            if process.returncode is not None:
                raise SystemExit("The demo did not start; what it says stands above.")
            await asyncio.sleep(_LOOK_SECONDS)
        return await _under_load(json.loads((folder / RUNNING).read_text()), seconds)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _under_load(where: dict[str, str], seconds: float) -> Report:
    load, stop = Load(), asyncio.Event()
    readers = asyncio.create_task(_readers(where, load, stop))
    await asyncio.sleep(_WARM_SECONDS)
    pids = [int(pid) for pid in where["pids"].split()]
    cpu, began, events, asked = [_cpu(pid) for pid in pids], time.monotonic(), await _events(where), load.asked
    resident: list[float] = []
    while time.monotonic() < began + seconds:
        await asyncio.sleep(1)
        resident.append(sum(memory.resident_mb(pid) or 0.0 for pid in pids))
    taken = time.monotonic() - began
    report = Report("footprint")
    shares = [(_cpu(pid) - before) / taken for pid, before in zip(pids, cpu, strict=True)]
    report.figure("cores", sum(shares), bar="at most 1")
    report.figure("rss_mb", max(resident), bar="at most 1792")
    for name, share in zip(("bot", "api", "dashboard"), shares, strict=True):
        report.figure(f"{name}_cores", share)
    report.figure("rss_mb_median", percentile(resident, 0.5))
    report.figure("events_per_second", (await _events(where) - events) / taken, bar=f"about {_EVENTS}")
    report.figure("requests_per_second", (load.asked - asked) / taken, bar=str(_REQUESTS))
    stop.set()
    await readers
    report.figure("failed", load.failures.total(), bar="0")
    for what, count in load.failures.items():
        print(f"  not answered well: {what}, {count} times", flush=True)
    return report


async def _readers(where: dict[str, str], load: Load, stop: asyncio.Event) -> None:
    """Ask at a steady rate, whether the answers come in time or not."""
    pages = cycle([f"{where['dashboard']}/", f"{where['dashboard']}/leaderboard"])
    documents = cycle([_BOARD, _FEED])
    pending: set[asyncio.Task[None]] = set()
    # The API counts points by address; behind it stand as many readers as there are requests.
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as http:
        began, number = time.monotonic(), 0
        while not stop.is_set():
            headers = {"X-Forwarded-For": f"10.1.{number // 250 % 250}.{number % 250}"}
            if number % 2:
                ask = http.get(next(pages), headers=headers)
            else:
                body = {"query": next(documents), "variables": {"id": where["guild_id"]}}
                ask = http.post(f"{where['api']}/graphql", json=body, headers=headers)
            task = asyncio.create_task(_ask(ask, load))
            pending.add(task)
            task.add_done_callback(pending.discard)
            number += 1
            await asyncio.sleep(max(0.0, began + number / _REQUESTS - time.monotonic()))
        await asyncio.gather(*pending)


async def _ask(request: AbstractAsyncContextManager[aiohttp.ClientResponse], load: Load) -> None:
    load.asked += 1
    try:
        async with request as answer:
            body = await answer.read()
            if answer.status != 200 or body.startswith(b'{"errors"'):
                load.failures[f"{answer.url.path} {answer.status}"] += 1
    except (aiohttp.ClientError, TimeoutError) as error:
        load.failures[type(error).__name__] += 1


def _cpu(leader: int) -> float:
    """Seconds of processor time of a process and all that is in its group."""
    ticks = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == leader:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def _events(where: dict[str, str]) -> int:
    """How many events the journal has."""
    async with connection(parse(where["database"])) as opened:
        return int(await opened.fetchval("SELECT count(*) FROM events WHERE kind < 8"))
