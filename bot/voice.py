"""Who sits in voice and what falls due: pure, one tracker per guild, time comes in from outside.

A stay begins when somebody enters voice and lasts until they leave it; moving between channels keeps
it. Every ten minutes of a stay are one tick. Ticks follow from the stay's start and not from when
somebody looked: ``due`` is asked before each change, so a tick sees the channel as it was.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from synapse.engine.events import VoiceTick

TICK = timedelta(minutes=10)
LONGEST_GAP = timedelta(hours=1)
"""A stay that was not seen for longer than this is over: nobody can say what happened in between."""


class State(NamedTuple):
    """Somebody's place in voice as Discord tells it; ``channel_id`` None means they left."""

    user_id: int
    channel_id: int | None
    silent: bool
    """Muted and deafened at once, by themselves or by the server."""


@dataclass(slots=True)
class Stay:
    """Somebody's time in voice without a break; ``ticks`` have been handed out already."""

    user_id: int
    channel_id: int
    started_at: datetime
    ticks: int = 0
    silent_since: datetime | None = None

    @property
    def next_tick(self) -> datetime:
        """When the next ten minutes are full."""
        return self.started_at + (self.ticks + 1) * TICK


class Tracker:
    """All of voice in one guild; bots are tracked but neither earn nor keep company."""

    def __init__(self, guild_id: int, is_bot: Callable[[int], bool] = lambda _user_id: False) -> None:
        self.guild_id = guild_id
        self.afk_channel_id: int | None = None
        self.stays: dict[int, Stay] = {}
        self._is_bot = is_bot

    def changed(self, state: State, at: datetime) -> list[VoiceTick]:
        """Take in a change; returns the ticks that fell due before it."""
        ticks = self.due(at)
        self._apply(state, at)
        return ticks

    def replaced(self, states: Iterable[State], at: datetime) -> list[VoiceTick]:
        """Take in the complete list of who is in voice; everybody else has left."""
        ticks = self.due(at)
        present = {state.user_id: state for state in states if state.channel_id is not None}
        for user_id in self.stays.keys() - present.keys():
            del self.stays[user_id]
        for state in present.values():
            self._apply(state, at)
        return ticks

    def restored(self, stays: Sequence[tuple[Stay, datetime]], now: datetime) -> list[VoiceTick]:
        """Continue stays from before a restart, each with when it was last seen.

        Who is still in voice goes on as if nothing had happened; of who is not, what was full when they
        were last seen is handed out.
        """
        ticks: list[VoiceTick] = []
        company = Counter(stored.channel_id for stored, _seen_at in stays if not self._is_bot(stored.user_id))
        for stored, seen_at in stays:
            current = self.stays.get(stored.user_id)
            if current and now - seen_at <= LONGEST_GAP and stored.started_at < current.started_at:
                current.started_at, current.ticks = stored.started_at, stored.ticks
                current.silent_since = current.silent_since and (stored.silent_since or current.silent_since)
            elif current is None or stored.started_at < current.started_at:
                ticks += self._ticks_of(stored, seen_at, company)
        return ticks + self.due(now)

    def due(self, now: datetime) -> list[VoiceTick]:
        """The ticks that are full by now and were not handed out yet."""
        ready = [stay for stay in self.stays.values() if stay.next_tick <= now and not self._is_bot(stay.user_id)]
        if not ready:
            return []
        people = Counter(stay.channel_id for stay in self.stays.values() if not self._is_bot(stay.user_id))
        return [tick for stay in ready for tick in self._ticks_of(stay, now, people)]

    def next_due(self) -> datetime | None:
        """When the next tick is full; None while nobody is in voice."""
        return min((stay.next_tick for stay in self.stays.values() if not self._is_bot(stay.user_id)), default=None)

    def _apply(self, state: State, at: datetime) -> None:
        if state.channel_id is None:
            self.stays.pop(state.user_id, None)
            return
        stay = self.stays.get(state.user_id)
        if stay is None:
            stay = self.stays[state.user_id] = Stay(state.user_id, state.channel_id, at)
        stay.channel_id = state.channel_id
        stay.silent_since = (stay.silent_since or at) if state.silent else None

    def _ticks_of(self, stay: Stay, until: datetime, people: Counter[int]) -> list[VoiceTick]:
        ticks = []
        while stay.next_tick <= until:
            at = stay.next_tick
            stay.ticks += 1
            ticks.append(self._tick(stay, at, companions=people[stay.channel_id] - 1))
        return ticks

    def _tick(self, stay: Stay, at: datetime, *, companions: int) -> VoiceTick:
        silent = at - stay.silent_since if stay.silent_since else timedelta()
        return VoiceTick(
            guild_id=self.guild_id,
            user_id=stay.user_id,
            channel_id=stay.channel_id,
            occurred_at=at,
            session_started_at=stay.started_at,
            tick=stay.ticks,
            companions=max(0, companions),
            silent_seconds=max(0, int(silent.total_seconds())),
            afk=stay.channel_id == self.afk_channel_id,
        )
