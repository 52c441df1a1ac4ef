"""``/rank`` and ``/leaderboard`` over the real client in a guild of 100,000 members, while 200 events a second arrive.

Three processes besides PostgreSQL's: the local Discord, whose members use the commands, the bot as ``python -m
synapse.bot``, and this one, which only looks. A command's time is that from its use to the answer that the member sees:
the gateway, disnake, the services' reads, the drawing of the card with the portrait fetched, and the answer's request.
Cards are asked of members at random, so that nearly none was drawn before.
"""

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from bench import commands_source
from bench.commands_source import MEMBERS, Answers, Asking
from bench.gateway import discord, environment
from bench.report import Report, connection, fresh_database, percentile, server
from bench.trial.bot import BotProcess

EVENTS = 200.0
RATE = 2.0
_WARM_UP_SECONDS = 5.0
_SYNC_SECONDS = 300.0

_EARN = """
UPDATE members SET xp = t.xp, stars = t.xp / 14, gold = t.xp / 3, messages = t.xp / 15, level = 1
FROM (SELECT user_id, (power(random(), 6) * 250000)::bigint AS xp FROM members WHERE guild_id = $1) AS t
WHERE members.guild_id = $1 AND members.user_id = t.user_id
"""
_EARN_SEASON = """
INSERT INTO member_seasons (guild_id, season_id, user_id, xp, stars, messages)
SELECT guild_id, (SELECT id FROM seasons WHERE active), user_id, xp / 2, stars / 2, messages / 2
FROM members WHERE guild_id = $1 AND NOT is_bot
ON CONFLICT DO NOTHING
"""
_EARN_WEEK = """
INSERT INTO member_days (guild_id, day, user_id, xp, stars, messages)
SELECT guild_id, current_date - day, user_id, xp / 100, stars / 100, messages / 100
FROM members CROSS JOIN generate_series(1, 6) AS day WHERE guild_id = $1 AND NOT is_bot AND user_id % 5 = day % 5
ON CONFLICT DO NOTHING
"""


async def _known(url: URL) -> None:
    """Wait until the bot has told the database of every member."""
    async with connection(url) as opened, asyncio.timeout(_SYNC_SECONDS):
        # A database's rows have no event to wait for.
        while await opened.fetchval("SELECT count(*) FROM members WHERE NOT is_bot") < MEMBERS:  # noqa: ASYNC110
            await asyncio.sleep(0.5)


async def _fill(url: URL, guild_id: int) -> None:
    async with connection(url) as opened:
        for statement in (_EARN, _EARN_SEASON, _EARN_WEEK):
            await opened.execute(statement, guild_id)
        for table in ("members", "member_seasons", "member_days", "rank_buckets"):
            await opened.execute(f"VACUUM ANALYZE {table}")
        await opened.execute("CHECKPOINT")


async def _run(seconds: float, report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder, server() as postgres, discord(commands_source.serve) as pipe:
        url = await fresh_database(postgres)

        async def answer() -> Any:  # noqa: ANN401 - what the other side sends
            return await asyncio.to_thread(pipe.recv)

        print(f"founding a guild of {MEMBERS:,} members ...", flush=True)
        api_url, token, guild_id = await answer()
        bot = BotProcess(environment(Path(folder), url, api_url, token))
        bot.start()
        await answer()
        began = time.monotonic()
        await _known(url)
        print(f"the bot knew them {time.monotonic() - began:.0f} s after it was connected", flush=True)
        await _fill(url, guild_id)
        pipe.send(Asking(_WARM_UP_SECONDS, RATE, EVENTS))
        await answer()
        pipe.send(Asking(seconds, RATE, EVENTS))
        answers: Answers = await answer()
        _tell(report, answers, seconds)
        if code := await bot.terminate():
            print("\n".join(bot.lines))
            raise RuntimeError(f"the bot ended with code {code}")
        await bot.end()


def _tell(report: Report, answers: Answers, seconds: float) -> None:
    for name, figure in (("rank", "rank"), ("leaderboard", "board")):
        taken = answers.taken[name]
        report.figure(f"{figure}_p50_ms", percentile(taken, 0.5))
        report.figure(f"{figure}_p99_ms", percentile(taken, 0.99), bar="under 300")
        report.figure(f"{figure}_asked", len(taken))
    report.figure("events_per_second", answers.events / seconds, bar=f"about {EVENTS:.0f}")
    report.figure("failed", len(answers.failures), bar="0")
    for what in answers.failures[:5]:
        print(f"  {what}", flush=True)


def run(seconds: float) -> Report:
    """Let members ask for so many seconds, after the bot has warmed up."""
    report = Report("commands")
    asyncio.run(_run(seconds, report))
    return report
