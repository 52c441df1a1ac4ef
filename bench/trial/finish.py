"""The end of a trial: everything settles, and the bot leaves as it should."""

import asyncio

from bench.trial.judge import Verdict, judge, settled
from bench.trial.stage import PATIENCE, Stage

# A claim goes stale after a minute. When the claimer is known to be dead, nothing is gained by waiting for that.
_AGE = "UPDATE announcements SET claimed_at = claimed_at - interval '1 day' WHERE state = 'claimed'"


async def finish(stage: Stage, *, seconds: float = PATIENCE) -> Verdict:
    """Let the bot settle everything within so many seconds, stop it, and judge.

    Returns:
        The differences; what did not settle and a bot that did not end with code 0 are among them.
    """
    stage.rest()
    stage.backend.faults.clear()
    async with asyncio.timeout(seconds):
        await stage.connected()
    extra = [await _left(stage)]
    async with stage.connection() as connection:
        await connection.execute(_AGE)
    stage.bot.start()
    if not await settled(stage, seconds):
        extra.append(f"The bot did not settle everything within {seconds:.0f} s.")
    extra.append(await _left(stage))
    verdict = await judge(stage)
    verdict.differences[:0] = [line for line in extra if line]
    return verdict


async def _left(stage: Stage) -> str:
    code = await stage.bot.terminate()
    return f"SIGTERM ended the bot with code {code}." if code else ""
