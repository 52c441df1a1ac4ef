"""``python -m synapse.demo``: a local Discord with a club living in it; ``... seed`` writes the club's past."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from synapse import log
from synapse.config import Process, load
from synapse.demo.backend import HEARTBEAT_MS, Options
from synapse.demo.club.found import REDIRECT_URIS, Club, found
from synapse.demo.club.life import live
from synapse.demo.club.seed import DAYS, seed_history
from synapse.demo.server import HOST, LocalDiscord
from synapse.errors import SynapseError
from synapse.runtime import Runtime, now
from synapse.services.rules import Rulebook

PORT = 4500
_FAILED = 1


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m synapse.demo", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("serve", "seed"), default="serve")
    parser.add_argument("--seed", type=int, default=7, help="which club; default 7")
    parser.add_argument("--members", type=int, default=300, help="how many people are in it; default 300")
    serving = parser.add_argument_group("serve")
    serving.add_argument("--port", type=int, default=PORT, help=f"0 takes a free one; default {PORT}")
    serving.add_argument("--host", default=HOST, help=f"in a container 0.0.0.0; default {HOST}")
    serving.add_argument("--public-url", help="where others find it, when that is not its host and port")
    serving.add_argument("--pace", type=float, default=2.0, help="deeds per second, 0 as fast as it can; default 2")
    serving.add_argument("--quiet", action="store_true", help="nobody does anything by themselves")
    serving.add_argument("--ledger", type=Path, help="where to write what happened, as JSON lines")
    serving.add_argument("--heartbeat-ms", type=int, default=HEARTBEAT_MS, help="the gateway's heartbeat interval")
    serving.add_argument("--redirect-uri", action="append", help="where signing in may lead back to; repeatable")
    seeding = parser.add_argument_group("seed (into the database of DATABASE_URL)")
    seeding.add_argument("--days", type=int, default=DAYS, help=f"how far the past goes back; default {DAYS}")
    seeding.add_argument("--until", type=_moment, help="its end, ISO 8601 with offset; default now")
    return parser.parse_args(words)


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError("the time needs an offset from UTC, such as +00:00")
    return at


def _club(wanted: argparse.Namespace) -> Club:
    return found(wanted.seed, wanted.members, redirect_uris=wanted.redirect_uri or REDIRECT_URIS)


async def serve(wanted: argparse.Namespace) -> None:
    """Serve the club until SIGTERM or SIGINT."""
    club, stop = _club(wanted), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    options = Options(heartbeat_ms=wanted.heartbeat_ms, ledger_path=wanted.ledger, seed=wanted.seed)
    where = {"port": wanted.port, "host": wanted.host, "public_url": wanted.public_url}
    async with LocalDiscord(club, options, **where) as discord:
        _say(f"Local Discord ready on {discord.base_url}: {club.guild.name}, {len(club.crowd)} members")
        if wanted.quiet:
            await stop.wait()
        else:
            await live(discord.backend, club, pace=wanted.pace, stop=stop)


async def seed(wanted: argparse.Namespace) -> None:
    """Write the club's past into the database, unless it has events already."""
    async with Runtime(load(Process.TOOL)) as runtime:
        rulebook = Rulebook(runtime.engine)
        await rulebook.start()
        try:
            count = await seed_history(
                runtime.engine,
                rulebook,
                runtime.settings.soft,
                _club(wanted),
                days=wanted.days,
                until=wanted.until or now(),
                progress=_show,
            )
        finally:
            await rulebook.stop()
    _say(f"\r{count:,} events recorded" if count else "The club is there already")


def _show(share: float) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{share:4.0%} ")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _run(work: Coroutine[Any, Any, None]) -> None:
    if sys.platform == "win32":
        asyncio.run(work)
        return
    import uvloop  # noqa: PLC0415 - does not exist on Windows

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


def main(words: list[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    wanted = _arguments(words)
    log.configure()
    try:
        _run(seed(wanted) if wanted.command == "seed" else serve(wanted))
    except SynapseError as error:
        sys.stderr.write(f"{error}\n")
        return _FAILED
    except OSError as error:
        sys.stderr.write(f"The local Discord cannot start: {error}. Another --port or --ledger may help.\n")
        return _FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
