"""Five hundred new accounts spam for a while: whether others are slowed down, and what the raid earns.

The processes and the clock are those of the gateway benchmark. The crowd does 50 things a second before the raid and
during it; its messages alone are measured, from the frame on the local Discord's socket to the commit. Each raider
writes the same once a second. What a raider earns is what fair play lets them.
"""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from bench.gateway import Line, discord, environment
from bench.gateway_source import Task
from bench.report import Report, connection, fresh_database, percentile, server
from bench.trial.bot import BotProcess
from synapse.db.session import create_engine
from synapse.services import raids

RAIDERS = 500
CROWD = 50.0
_WARM_UP_SECONDS = 3.0
_BEFORE_SECONDS = 10.0

_EARNED = """
SELECT count(*) AS messages, max(xp) AS most, min(xp) AS least
FROM (SELECT m.user_id, m.xp FROM members AS m WHERE m.display_name LIKE 'Raider %') AS raiders
"""


async def _told(url: URL, report: Report) -> None:
    async with connection(url) as opened:
        row = await opened.fetchrow(_EARNED)
        guild_id = await opened.fetchval("SELECT guild_id FROM guilds")
    engine = create_engine(url)
    seen = await raids.watch(engine, guild_id, now=datetime.now(UTC))
    await engine.dispose()
    report.figure("noticed_accounts", seen.raid.accounts if seen.raid else 0, bar=str(RAIDERS))
    report.figure("raid_events", seen.raid.events if seen.raid else 0)
    report.figure("raider_xp_most", int(row["most"]) if row else 0)


async def _run(seconds: float, report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder, server(track_commit_timestamp="on") as postgres, discord() as pipe:
        url = await fresh_database(postgres)
        line = Line(pipe, url)
        api_url, token = await line.answer()
        bot = BotProcess(environment(Path(folder), url, api_url, token))
        bot.start()
        await line.answer()
        await line.send(Task(_WARM_UP_SECONDS, CROWD))
        before = await line.delays(await line.send(Task(_BEFORE_SECONDS, CROWD)))
        print(f"{RAIDERS} accounts join and spam ...", flush=True)
        during = await line.delays(await line.send(Task(seconds, CROWD, RAIDERS)))
        report.figure("before_p99_ms", percentile(before, 0.99))
        report.figure("others_p50_ms", percentile(during, 0.5))
        report.figure("others_p99_ms", percentile(during, 0.99), bar="under 150")
        await _told(url, report)
        report.figure("lost", await line.settled(), bar="0")
        if code := await bot.terminate():
            print("\n".join(bot.lines))
            raise RuntimeError(f"the bot ended with code {code}")
        await bot.end()


def run(seconds: float) -> Report:
    """Let the raid go on for so many seconds."""
    report = Report("raid")
    asyncio.run(_run(seconds, report))
    return report
