"""The local Discord of the command benchmark, in a process of its own, driven over a pipe."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from random import Random
from time import perf_counter

from bench.gateway_source import Crowd
from synapse.demo.backend import Options
from synapse.demo.club.found import found
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord

MEMBERS = 100_000
_COMMANDS = ("rank", "leaderboard")
_BOARDS = ("xp", "stars", "gold")
_SPANS = ("season", "all_time", "week")


@dataclass(frozen=True, slots=True)
class Asking:
    """Use both commands for so many seconds at ``rate`` a second each, while so many ``events`` a second happen."""

    seconds: float
    rate: float
    events: float


@dataclass(slots=True)
class Answers:
    """Milliseconds from the use of a command to the answer that a member sees, by command; and what went wrong."""

    taken: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in _COMMANDS})
    failures: list[str] = field(default_factory=list)
    events: int = 0


def serve(pipe: Connection) -> None:
    """Run a local Discord: tells its addresses, waits for the bot, answers each ``Asking`` with ``Answers``."""
    asyncio.run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    club = found(7, MEMBERS)
    async with LocalDiscord(club, Options(record=False)) as discord:
        backend = discord.backend
        pipe.send((discord.api_url, club.application.token, club.guild.id))
        while not (backend.hub.ready_shards and backend.commands.all(None)):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.1)
        pipe.send("connected")
        crowd, script = Crowd(backend, club), Script(backend)
        while (asking := await asyncio.to_thread(pipe.recv)) is not None:
            pipe.send(await _asked(crowd, script, asking))


async def _asked(crowd: Crowd, script: Script, asking: Asking) -> Answers:
    answers, random, loop = Answers(), Random(21), asyncio.get_running_loop()
    people = list(script.guild.members.values())
    end, before = loop.time() + asking.seconds, crowd.steps
    async with asyncio.TaskGroup() as group:
        group.create_task(_happen(crowd, asking.events, end))
        for name in _COMMANDS:
            group.create_task(_use(script, name, people, answers, (asking.rate, end, random)))
    answers.events = crowd.steps - before
    return answers


async def _happen(crowd: Crowd, rate: float, end: float) -> None:
    loop, gaps = asyncio.get_running_loop(), Random(12)
    due = loop.time()
    while due < end:
        while due <= loop.time():
            crowd.step(mark=False)
            due += gaps.expovariate(rate)
        await asyncio.sleep(max(0.0, due - loop.time()))


async def _use(
    script: Script, name: str, people: Sequence[object], answers: Answers, how: tuple[float, float, Random]
) -> None:
    """Use a command at irregular times, whether the answers before came or not."""
    rate, end, random = how
    loop = asyncio.get_running_loop()
    due = loop.time() + random.expovariate(rate)
    async with asyncio.TaskGroup() as group:
        while due < end:
            await asyncio.sleep(max(0.0, due - loop.time()))
            options: dict[str, object] = {}
            if name == "leaderboard":
                board = random.choice(_BOARDS)
                options = {"board": board, "span": "all_time" if board == "gold" else random.choice(_SPANS)}
            group.create_task(_one(script, name, random.choice(people), options, answers))
            due += random.expovariate(rate)


async def _one(script: Script, name: str, who: object, options: dict[str, object], answers: Answers) -> None:
    began = perf_counter()
    try:
        interaction = await script.uses(f"/{name}", who, options)
    except TimeoutError:
        answers.failures.append(f"/{name} was not answered in time")
        return
    answers.taken[name].append((perf_counter() - began) * 1000)
    shown = interaction.message.attachments if name == "rank" else interaction.message.embeds
    if not shown:
        answers.failures.append(f"/{name} said: {interaction.text[:100]}")
