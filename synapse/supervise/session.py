"""One run from its first line to its last: what ``synapse demo`` and ``synapse up`` do."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from synapse import log
from synapse.demo.club.found import Club
from synapse.supervise import memory, up
from synapse.supervise.ask import RUNNING
from synapse.supervise.child import Child
from synapse.supervise.demo import Demo, Wishes
from synapse.supervise.run import until_stopped
from synapse.supervise.screen import Screen
from synapse.supervise.up import Up

_OURS = ("bot", "api", "dashboard")


def demo(wishes: Wishes, *, seconds: float | None = None, check: bool = False) -> None:
    """Run the demo until Ctrl-C, for so many seconds, or only until it is healthy.

    Raises:
        SynapseError: It could not be started.
    """
    log.configure(level="WARNING")
    screen = Screen()
    running = Demo(wishes, screen)

    async def work() -> None:
        screen.title("Synapse: a living community on this machine")
        async with running:
            _welcome_to_demo(running, screen)
            file = wishes.folder / RUNNING
            # Whoever waits for the file finds it whole.
            new = file.with_suffix(".new")
            new.write_text(json.dumps(_addresses(running)))
            new.replace(file)
            try:
                await _linger(seconds, check=check)
            finally:
                file.unlink(missing_ok=True)

    asyncio.run(until_stopped(work(), running.supervisor.hurry))


def real(*, seconds: float | None = None, check: bool = False) -> None:
    """Run against the real Discord until Ctrl-C, for so many seconds, or only until it is healthy.

    Raises:
        SynapseError: Something is missing, or could not be started.
    """
    log.configure(level="WARNING")
    screen = Screen()
    settings = up.settings()
    running = Up(settings, screen)

    async def work() -> None:
        screen.title("Synapse")
        async with running:
            address = settings.frontend_url or running.ports.dashboard_url
            lines = [
                f"Dashboard     {running.ports.dashboard_url}, for people at {address}",
                f"GraphQL API   {running.ports.api_url}/graphql",
                "",
                f"Healthy after {running.seconds:.1f} s. {_weight(running.children)}Ctrl-C stops all of it.",
            ]
            screen.panel("Synapse is running", lines)
            await _linger(seconds, check=check)

    asyncio.run(until_stopped(work(), running.supervisor.hurry))


def _addresses(running: Demo) -> dict[str, str]:
    return {
        "dashboard": running.ports.dashboard_url,
        "api": running.ports.api_url,
        "discord": running.ports.discord_url,
        "guild_id": str(running.club.guild.id),
        "pids": " ".join(str(running.children[name].pid) for name in _OURS),
        "database": running.postgres.url.render_as_string(hide_password=False),
    }


async def _linger(seconds: float | None, *, check: bool) -> None:
    if check:
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()


def _welcome_to_demo(running: Demo, screen: Screen) -> None:
    at = running.ports
    name = _somebody(running.club)
    lines = [
        f"Dashboard       {at.dashboard_url}",
        f"Leaderboard     {at.dashboard_url}/leaderboard   (it moves by itself)",
        f"GraphQL API     {at.api_url}/graphql",
        f"Local Discord   {at.discord_url}",
        f"Sign in         {at.dashboard_url}/auth/login   (no password: pick an admin or a member there)",
        f"Administration  {at.dashboard_url}/admin   (as one of the admins)",
        "",
        "Try, in another terminal of this folder:",
        f'  .venv/bin/synapse ask /profile --as "{name}"',
        f'  .venv/bin/synapse say "Hello everybody, look at my first pull request!" --as "{name}"',
        "  .venv/bin/synapse verify --demo",
        "",
        f"Healthy after {running.seconds:.1f} s. {_weight(running.children)}Logs: {_short(running.logs)}",
        "Ctrl-C stops all of it and keeps the data; make demo ARGS=--fresh starts over.",
    ]
    screen.panel(f"{running.club.guild.name} is alive", lines)


def _somebody(club: Club) -> str:
    """A member to try things with, whose name no other member has."""
    names = [person.member.display_name for person in club.crowd]
    return next((name for name in names if names.count(name) == 1), names[0])


def _weight(children: Mapping[str, Child]) -> str:
    """The memory of bot, API and dashboard as a sentence; empty where it cannot be told."""
    resident = [memory.resident_mb(children[name].pid) for name in _OURS]
    known = [size for size in resident if size is not None]
    if not known:
        return ""
    each = ", ".join(f"{name} {size:.0f}" for name, size in zip(_OURS, known, strict=True))
    return f"Memory: {sum(known):.0f} MB ({each}). "


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
