import asyncio
from collections import Counter
from typing import Any

from synapse.demo.backend import Backend
from synapse.demo.club import Club, found
from synapse.demo.club.life import Life, live
from synapse.demo.server import LocalDiscord
from tests.demo.club.conftest import Clock, backend_of


def lived(steps: int, club: Club, clock: Clock) -> Backend:
    backend = backend_of(club, clock)
    life = Life(backend, club)
    life.begin()
    for _ in range(steps):
        life.step()
        clock.at += 0.7
    return backend


def deeds(backend: Backend) -> list[tuple[Any, ...]]:
    """The ledger without what a voice session happens to be called."""
    return [
        (e.kind, e.at_ms, e.actor_id, e.channel_id, e.message_id, e.target_id, {**e.facts, "session": None})
        for e in backend.ledger.entries
    ]


def test_the_same_seed_and_clock_bring_the_same_life() -> None:
    assert deeds(lived(1500, found(7, 80), Clock())) == deeds(lived(1500, found(7, 80), Clock()))


def test_everything_happens_in_the_end(club: Club, clock: Clock) -> None:
    backend = lived(12_000, club, clock)
    kinds = Counter(entry.kind for entry in backend.ledger.entries)
    assert set(kinds) >= {
        "message",
        "note",
        "message_edit",
        "message_delete",
        "reaction",
        "reaction_removed",
        "thread",
        "voice",
        "member_join",
        "member_leave",
    }
    assert kinds["message"] > kinds["reaction"] > kinds["voice"]
    steps = {entry.facts["step"] for entry in backend.ledger.of_kind("voice")}
    assert steps == {"join", "move", "mute", "leave"}
    assert any(entry.facts["afk"] for entry in backend.ledger.of_kind("voice"))
    assert any(entry.is_webhook for entry in backend.ledger.of_kind("message"))
    assert any(entry.parent_id for entry in backend.ledger.of_kind("message"))
    assert any(entry.actor_id == entry.target_id for entry in backend.ledger.of_kind("reaction"))


def test_nobody_does_anything_after_leaving(club: Club, clock: Clock) -> None:
    here = set(club.guild.members)
    for entry in lived(8000, club, clock).ledger.entries:
        if entry.kind == "member_join":
            here.add(entry.actor_id or 0)
        elif entry.kind == "member_leave":
            here.discard(entry.actor_id or 0)
        elif entry.kind in {"message", "reaction", "thread"} and not entry.is_webhook:
            assert entry.actor_id in here


def test_the_cast_never_leaves(club: Club, clock: Clock) -> None:
    lived(8000, club, clock)
    assert all(person.id in club.guild.members for person in club.crowd[:26])


def test_voice_is_never_fuller_than_its_seats_and_ends(club: Club, clock: Clock) -> None:
    backend = lived(6000, club, clock)
    in_voice: set[int] = set()
    for entry in backend.ledger.of_kind("voice"):
        if entry.channel_id is None:
            in_voice.discard(entry.actor_id or 0)
        else:
            in_voice.add(entry.actor_id or 0)
        assert len(in_voice) <= 14
    assert in_voice == set(club.guild.voice)


class Enough(asyncio.Event):
    """Is set once so many messages were written."""

    def __init__(self, backend: Backend, messages: int) -> None:
        super().__init__()
        self._backend = backend
        self._messages = messages

    def is_set(self) -> bool:
        if self._backend.ledger.count("message") >= self._messages:
            self.set()
        return super().is_set()


async def test_life_goes_at_its_pace_until_it_is_stopped(club: Club) -> None:
    async with LocalDiscord(club) as discord, asyncio.timeout(20):
        await live(discord.backend, club, pace=400, stop=Enough(discord.backend, 20))
        assert discord.backend.ledger.count("message") >= 20


async def test_a_slow_life_ends_at_once(club: Club, clock: Clock) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().call_soon(stop.set)
    async with asyncio.timeout(20):
        await live(backend_of(club, clock), club, pace=0.001, stop=stop)


async def test_a_race_lets_others_run_too(club: Club, clock: Clock) -> None:
    stop, backend = asyncio.Event(), backend_of(club, clock)
    asyncio.get_running_loop().call_soon(stop.set)
    async with asyncio.timeout(20):
        await live(backend, club, pace=0, stop=stop)
    assert backend.ledger.count("message")
