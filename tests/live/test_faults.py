"""The whole chain under faults, and then a recount: nothing lost, nothing twice. ``bench faults`` is the long form."""

import re
from pathlib import Path

import pytest

from bench.trial import mischief
from bench.trial.finish import finish
from bench.trial.judge import judge
from bench.trial.stage import Plan, Stage

# What a process loses when it is killed is what it had not handed to the operating system, and that is kept.
_FAST = {"fsync": "off", "full_page_writes": "off"}
_OUTAGE_SECONDS = 2.0


@pytest.mark.live
async def test_a_recount_after_kills_outages_cuts_and_repetitions_equals_the_database(tmp_path: Path) -> None:
    plan = Plan(folder=tmp_path, seed=11, members=30, pace=80, queue_limit=100, postgres=_FAST)
    async with Stage(plan) as stage:
        stage.live()
        mischief.garble_gateway(stage)
        mischief.refuse_calls(stage)
        for _ in range(2):
            await mischief.kill_bot(stage)
            await mischief.cut_gateway(stage)
        await mischief.stop_postgres(stage, seconds=_OUTAGE_SECONDS, crash=True, full_disk=True)
        await mischief.kill_bot_while_it_catches_up(stage)
        mischief.refuse_calls(stage)
        await mischief.stop_postgres_and_kill_bot(stage, seconds=_OUTAGE_SECONDS)
        assert await mischief.terminate_in_mid_batch(stage, burst=400) == 0
        await mischief.kill_bot(stage)
        verdict = await finish(stage)
        assert verdict.differences == [], "\n".join(stage.bot.lines)
        assert stage.bot.exits[-9] == 6  # every SIGKILL met a running bot
        assert verdict.events > 1000
        assert verdict.announcements > 50


@pytest.mark.live
async def test_a_bot_whose_sessions_are_gone_reads_from_the_history_what_it_missed(tmp_path: Path) -> None:
    plan = Plan(folder=tmp_path, seed=12, members=10, pace=50, postgres=_FAST)
    async with Stage(plan) as stage:
        stage.live()
        await stage.happened(50)
        await mischief.forget_sessions(stage, messages=60)
        assert stage.backend.hub.counters["resumes"] == 0
        await stage.happened(50)
        verdict = await finish(stage)
        assert verdict.differences == [], "\n".join(stage.bot.lines)
        assert await _noticed(stage) == {"journal", "counter", "season", "hour", "totals", "post"}


async def _noticed(stage: Stage) -> set[str]:
    """What the verdict says of when something of each kind is wrong: a judge who is always content proves nothing."""
    signs = {
        "journal": "happened and is not in the journal",
        "counter": "Member .* has messages",
        "season": "Season: Member",
        "hour": "Channel .* messages instead of",
        "totals": "verify members",
        "post": "belongs to no celebration",
    }
    async with stage.connection() as connection:
        for table in ("members", "member_seasons"):
            await connection.execute(f"UPDATE {table} SET messages = messages + 1 WHERE messages > 0")  # noqa: S608 - of two names
        await connection.execute("UPDATE activity_hours SET events = events + 1 WHERE kind = 1")
        await connection.execute("DELETE FROM events WHERE kind = 2")
        await connection.execute("DELETE FROM announcements")
    found = (await judge(stage)).differences
    return {name for name, sign in signs.items() if any(re.search(sign, line) for line in found)}
