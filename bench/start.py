"""``synapse demo`` on an installed checkout: how long until every process is healthy, and how much memory they take.

Measured as a person meets it, from the command to its "is alive", with the demo's club and its 60 days of
history in the database. What happens once in a checkout's life is told apart: the build of the dashboard is
made beforehand, and the first start, which writes the history, is a figure of its own. Memory is that of
bot, API and dashboard after some seconds of the club's life, pages that they share counted for each.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.report import Report
from synapse.supervise import dashboard, memory
from synapse.supervise.ask import RUNNING

_LEAST_STARTS = 3
_LIFE_SECONDS = 10.0
_LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Start:
    """One start: seconds until healthy, and MB afterwards."""

    seconds: float
    rss_mb: float


def run(seconds: float) -> Report:
    """Start the demo again and again for about ``seconds``, at least three times after the first."""
    if dashboard.is_stale():
        asyncio.run(dashboard.build())
    with tempfile.TemporaryDirectory(prefix="synapse-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        first = _start(1, Path(folder), life=0.0)
        until = time.monotonic() + seconds
        starts: list[Start] = []
        while len(starts) < _LEAST_STARTS or time.monotonic() < until:
            starts.append(_start(len(starts) + 2, Path(folder), life=_LIFE_SECONDS))
    report = Report("start")
    report.figure("seconds", statistics.median(start.seconds for start in starts), bar="at most 15")
    report.figure("rss_mb", max(start.rss_mb for start in starts), bar="at most 600")
    report.figure("first_seconds", first.seconds)
    report.figure("starts", len(starts))
    return report


def _start(number: int, folder: Path, *, life: float) -> Start:
    start = asyncio.run(_measure(folder, life))
    print(f"  start {number}: healthy after {start.seconds:.1f} s, {start.rss_mb:.0f} MB", flush=True)
    return start


async def _measure(folder: Path, life: float) -> Start:
    began = time.monotonic()
    async with started(folder) as running:
        taken = time.monotonic() - began
        await asyncio.sleep(life)
        pids = running["pids"].split()
        return Start(taken, sum(memory.resident_mb(int(pid)) or 0.0 for pid in pids))


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[dict[str, str]]:
    """A demo that runs in a folder: where its parts are, once all of them are healthy.

    Raises:
        SystemExit: It did not start.
    """
    command = (sys.executable, "-m", "synapse", "demo", "--free-ports", "--folder", str(folder))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=dashboard.ROOT, stdout=asyncio.subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not (folder / RUNNING).exists():
            if process.returncode is not None:
                raise SystemExit("The demo did not start; what it says stands above.")
            await asyncio.sleep(_LOOK_SECONDS)
        noted: dict[str, str] = json.loads((folder / RUNNING).read_text())
        yield noted
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
