"""What is done to a running stage. Each returns when its fault is over, but not when the bot has recovered."""

import asyncio

from bench.trial.judge import settled
from bench.trial.stage import PATIENCE, Stage
from synapse.demo.faults import Refusal

POSTS = r"POST .*/channels/\d+/messages"
_MOST_BETWEEN = 60


async def kill_bot(stage: Stage) -> None:
    """SIGKILL at a random moment; it is started again at once."""
    await stage.happened(stage.random.randrange(1, _MOST_BETWEEN))
    await stage.bot.kill()


async def kill_bot_while_it_catches_up(stage: Stage) -> None:
    """SIGKILL, and once more when the bot has just come back."""
    await kill_bot(stage)
    await stage.connected_anew()
    await stage.happened(stage.random.randrange(1, 5))
    await stage.bot.kill()


async def cut_gateway(stage: Stage) -> None:
    """The network drops the connection without a word."""
    await stage.happened(stage.random.randrange(1, _MOST_BETWEEN))
    for connection in list(stage.backend.hub.connections):
        connection.cut()


async def stop_postgres(stage: Stage, *, seconds: float, crash: bool, full_disk: bool = False) -> None:
    """PostgreSQL is away for a while; the events of that time wait in the bot, or in its spool.

    Args:
        stage: Where.
        seconds: For how long, at the plan's pace.
        crash: Whether it ends as if the power went out.
        full_disk: Whether the spool finds no room after a few events.
    """
    await asyncio.to_thread(stage.postgres.stop, mode="immediate" if crash else "fast")
    if full_disk:
        stage.bot.limit_files(8192)
    await stage.happened(round(seconds * stage.plan.pace))
    await asyncio.to_thread(stage.postgres.start)
    stage.bot.limit_files(None)


async def stop_postgres_and_kill_bot(stage: Stage, *, seconds: float) -> None:
    """PostgreSQL is away, and the bot dies with what it held; it cannot start until the database is back."""
    await stage.connected()
    await asyncio.to_thread(stage.postgres.stop, mode="fast")
    await stage.happened(round(seconds * stage.plan.pace / 2))
    await stage.bot.kill()
    await stage.happened(round(seconds * stage.plan.pace / 2))
    await asyncio.to_thread(stage.postgres.start)


async def terminate_in_mid_batch(stage: Stage, *, burst: int) -> int:
    """SIGTERM while a burst is being worked off; the exit code."""
    await stage.connected()
    await stage.talk(burst)
    code = await stage.bot.terminate()
    stage.bot.start()
    return code


async def forget_sessions(stage: Stage, *, messages: int) -> None:
    """Discord forgets the sessions of a bot that is down: only the channels' history can tell what it missed.

    A history does not hold what was taken back or deleted, so everything is recorded before, and meanwhile people only
    write and react.
    """
    stage.rest()
    await settled(stage, PATIENCE, posts=False)
    await stage.bot.terminate()
    await stage.talk(messages)
    for session_id in list(stage.backend.hub.sessions):
        stage.backend.hub.end(session_id)
    stage.bot.start()
    await stage.checkpointed()
    stage.live()


def refuse_calls(stage: Stage) -> None:
    """The next posts are refused: too many, broken before they took effect, broken after."""
    faults = stage.backend.faults
    faults.refuse(Refusal(429, count=2, pattern=POSTS, retry_after=0.2))
    faults.refuse(Refusal(500, count=1, pattern=POSTS))
    faults.refuse(Refusal(502, count=2, pattern=POSTS, after=True))


def garble_gateway(stage: Stage) -> None:
    """From now on some events come twice, and neighbours change places."""
    stage.backend.faults.duplicate_probability = 0.05
    stage.backend.faults.reorder_window = 4
