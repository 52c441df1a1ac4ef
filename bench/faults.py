"""The same club under faults: kills, outages, cuts, refusals, repetitions; then a recount to the unit.

A local Discord with a living club, a real bot process and a PostgreSQL of its own. In random order the bot
is killed at least ten times, PostgreSQL is stopped at least twice for ten seconds, the gateway is cut, the
spool finds no room, SIGTERM comes in mid-batch, sessions are forgotten; all the while events are repeated
and reordered and posts are refused. At the end journal, totals, season totals, rollups, rewards of messages
and threads, levels, achievements and posts must be what the local Discord's ledger says.

Left out, because Discord itself does not tell it: when somebody came to voice or left it while no bot was
there to hear it, and what was taken back or deleted while a session was gone for good, or had not yet been
kept for a restart (the bot's first second, and the one after a session was lost). What reactions and voice earn
follows from windows over the time at which the bot heard of them; their sums are compared with the journal.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bench.report import Report
from bench.trial import mischief
from bench.trial.finish import finish
from bench.trial.stage import Plan, Stage

_OUTAGE_SECONDS = 10.0
_KILLS = 10
_SETTLE_SECONDS = 900.0

Deed = Callable[[Stage], Awaitable[object]]


def _deeds() -> list[tuple[str, Deed]]:
    """One round of everything; the kills among the rest."""
    outage = _OUTAGE_SECONDS
    return [
        *[("kill the bot", mischief.kill_bot)] * (_KILLS - 6),
        *[("kill the bot, and while it catches up", mischief.kill_bot_while_it_catches_up)] * 3,
        *[("cut the gateway", mischief.cut_gateway)] * 3,
        ("crash PostgreSQL", lambda stage: mischief.stop_postgres(stage, seconds=outage, crash=True)),
        (
            "stop PostgreSQL, disk full",
            lambda s: mischief.stop_postgres(s, seconds=outage, crash=False, full_disk=True),
        ),
        ("stop PostgreSQL, kill the bot", lambda s: mischief.stop_postgres_and_kill_bot(s, seconds=outage)),
        ("SIGTERM in mid-batch", lambda stage: mischief.terminate_in_mid_batch(stage, burst=2000)),
        ("forget the sessions", lambda stage: mischief.forget_sessions(stage, messages=100)),
    ]


async def _run(seconds: float, seed: int, report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="synapse-trial-") as folder:
        plan = Plan(folder=Path(folder), seed=seed, members=80, pace=30, queue_limit=500)
        async with Stage(plan) as stage:
            done = await _wreak(stage, seconds)
            print("settling ...", flush=True)
            verdict = await finish(stage, seconds=_SETTLE_SECONDS)
            for line in verdict.differences[:50]:
                print(f"  {line}")
            if verdict.differences:
                print("\n".join(stage.bot.lines))
            report.figure("faults", done)
            report.figure("bot_starts", stage.bot.exits.total())
            report.figure("ledger", len(stage.backend.ledger.entries))
            report.figure("events", verdict.events)
            report.figure("announcements", verdict.announcements)
            report.figure("differences", len(verdict.differences), bar="0")


async def _wreak(stage: Stage, seconds: float) -> int:
    """Round after round until the time is over; the first round is always whole."""
    began = time.monotonic()
    mischief.garble_gateway(stage)
    stage.live()
    done = 0
    while not done or time.monotonic() - began < seconds:
        deeds = _deeds()
        stage.random.shuffle(deeds)
        for name, deed in deeds:
            if done >= len(deeds) and time.monotonic() - began > seconds:
                break
            done += 1
            print(f"{time.monotonic() - began:6.1f} s  {name}", flush=True)
            mischief.refuse_calls(stage)
            await deed(stage)
            await stage.happened(int(stage.plan.pace))
    return done


def run(seconds: float, *, seed: int = 7) -> Report:
    """Faults for about ``seconds``, at least one round of all; ``--seed N`` brings another order."""
    report = Report("faults")
    asyncio.run(_run(seconds, seed, report))
    return report
