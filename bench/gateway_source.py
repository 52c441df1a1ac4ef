"""The local Discord of the gateway benchmark, in a process of its own, driven over a pipe."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection
from random import Random

from synapse.demo.actions import messages, reactions
from synapse.demo.backend import Backend, Options
from synapse.demo.club.found import Club, found
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.demo.world import Emoji, Message

MEMBERS = 1000
_BLOCK = 50
_BACKLOG = 2000
_EMOJI = Emoji("👍")


@dataclass(frozen=True, slots=True)
class Task:
    """Send for so many seconds; ``rate`` in events a second, 0 for as fast as the bot takes them.

    So many ``raiders`` join at its beginning and write the same again and again, each once a second.
    """

    seconds: float
    rate: float = 0.0
    raiders: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent; times are seconds since 1970, ``frames`` by message id when its frame was written."""

    began: float
    ended: float
    events: int
    frames: dict[int, float]


class Crowd:
    """People who write, and who react to what was just written: six of ten events are messages."""

    def __init__(self, backend: Backend, club: Club) -> None:
        self.steps = 0
        self._backend = backend
        self._random = Random(11)
        self._people = [person.member.user for person in club.crowd]
        self._places = [place.channel for place in club.places if not place.has_voice and not place.crew_only]
        self._recent: deque[Message] = deque(maxlen=50)

    def step(self, *, mark: bool) -> None:
        """Let one thing happen that brings at least one event."""
        self.steps += 1
        random = self._random
        user = self._people[int(len(self._people) * random.random() ** 2.5)]
        if self._recent and random.random() < 0.4:
            message = random.choice(self._recent)
            if message.author is not user and reactions.add(self._backend, user, message, _EMOJI):
                return
        text = "a word or more " * (1 + int(random.expovariate(1 / 6)))
        draft = messages.Draft(text, mark=mark)
        self._recent.append(messages.send(self._backend, user, random.choice(self._places), draft))

    async def raid(self, raiders: int, seconds: float) -> None:
        """Let new accounts join and write the same for so long, each once a second in a place of their own."""
        script = Script(self._backend)
        joined = [script.joins(f"Raider {number}") for number in range(raiders)]
        loop = asyncio.get_running_loop()
        due, end = loop.time(), loop.time() + seconds
        while due < end:
            for number, raider in enumerate(joined):
                place = self._places[number % len(self._places)]
                messages.send(self._backend, raider.user, place, messages.Draft("free gifts, click here", mark=False))
                self.steps += 1
                due += 1 / raiders
                await asyncio.sleep(max(0.0, due - loop.time()))


def serve(pipe: Connection) -> None:
    """Run a local Discord: tells its addresses, waits for the bot, answers each ``Task`` with ``Sent``."""
    asyncio.run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    club = found(7, MEMBERS)
    async with LocalDiscord(club, Options(record=False)) as discord:
        pipe.send((discord.api_url, club.application.token))
        while not discord.backend.hub.ready_shards:
            await discord.backend.hub.changed()
        pipe.send("connected")
        crowd = Crowd(discord.backend, club)
        while (task := await asyncio.to_thread(pipe.recv)) is not None:
            pipe.send(await _sent(discord.backend, crowd, task))


async def _sent(backend: Backend, crowd: Crowd, task: Task) -> Sent:
    before, began = crowd.steps, time.time()
    backend.ledger.frame_sent.clear()
    async with asyncio.TaskGroup() as group:
        group.create_task(_steady(crowd, task) if task.rate else _race(backend, crowd, task.seconds))
        if task.raiders:
            group.create_task(crowd.raid(task.raiders, task.seconds))
    ended = time.time()
    while backend.hub.backlog:  # noqa: ASYNC110 - nothing tells that it is gone
        await asyncio.sleep(0.01)
    return Sent(began, ended, crowd.steps - before, dict(backend.ledger.frame_sent))


async def _race(backend: Backend, crowd: Crowd, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for _ in range(_BLOCK):
            crowd.step(mark=False)
        await asyncio.sleep(0 if backend.hub.backlog < _BACKLOG else 0.001)


async def _steady(crowd: Crowd, task: Task) -> None:
    loop, gaps = asyncio.get_running_loop(), Random(12)
    due, end = loop.time(), loop.time() + task.seconds
    while due < end:
        while due <= loop.time():
            crowd.step(mark=True)
            due += gaps.expovariate(task.rate)
        await asyncio.sleep(max(0.0, due - loop.time()))
