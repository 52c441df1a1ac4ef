from dataclasses import dataclass
from random import Random

from synapse.demo.club.crowd import Crowd
from synapse.demo.club.found import Club
from synapse.demo.club.past import MINUTE_MS, Pen, hour_of, moment
from synapse.engine.events import VoiceTick

TICK_MS = 10 * MINUTE_MS
_GUESTS = (1, 2, 3, 3, 4, 4, 5, 6)
_LATE_MS = 12 * MINUTE_MS
_STAY_MS = 48 * MINUTE_MS
_LONGEST_MS = 4 * 60 * MINUTE_MS
_SILENT_CHANCE = 0.06
_AFK_CHANCE = 0.05


@dataclass(slots=True)
class _Stay:
    """One person's time in a voice channel, in ms since 1970; silent from `silent_ms` on."""

    user_id: int
    start_ms: int
    end_ms: int
    silent_ms: int | None
    afk: bool

    def covers(self, at_ms: int) -> bool:
        """Whether they are there at this moment."""
        return self.start_ms <= at_ms < self.end_ms


class PastVoice:
    """Writes evenings in voice: who came when, and a tick for each full ten minutes of a stay."""

    def __init__(self, club: Club, crowd: Crowd, random: Random, pen: Pen) -> None:
        self._guild = club.guild
        self._places = [place for place in club.places if place.has_voice and place.share]
        self._shares = [place.share for place in self._places]
        self._crowd = crowd
        self._random = random
        self._pen = pen
        self._busy_until: dict[int, int] = {}

    def gathering(self, at_ms: int) -> int:
        """Write one that begins at this moment; returns how many ticks it had."""
        random = self._random
        channel_id = random.choices(self._places, self._shares)[0].channel.id
        stays = [stay for _ in range(random.choice(_GUESTS)) if (stay := self._stay(at_ms))]
        return sum(self._ticks(stay, stays, channel_id) for stay in stays)

    def _stay(self, at_ms: int) -> _Stay | None:
        random = self._random
        start = at_ms + int(random.expovariate(1 / _LATE_MS))
        person = self._crowd.talker(hour_of(start))
        if self._busy_until.get(person.id, 0) >= start:
            # Nobody sits in two channels at once.
            return None
        end = start + min(5 * MINUTE_MS + int(random.expovariate(1 / _STAY_MS)), _LONGEST_MS)
        self._busy_until[person.id] = end
        silent = start + 7 * MINUTE_MS if random.random() < _SILENT_CHANCE else None
        return _Stay(person.id, start, end, silent, afk=random.random() < _AFK_CHANCE)

    def _ticks(self, stay: _Stay, stays: list[_Stay], channel_id: int) -> int:
        ticks = (stay.end_ms - stay.start_ms) // TICK_MS
        for tick in range(1, ticks + 1):
            at_ms = stay.start_ms + tick * TICK_MS
            here = [other for other in stays if other is not stay and other.afk == stay.afk and other.covers(at_ms)]
            self._pen.write(at_ms, self._tick(stay, tick, at_ms, len(here), channel_id))
        return ticks

    def _tick(self, stay: _Stay, tick: int, at_ms: int, companions: int, channel_id: int) -> VoiceTick:
        silent_ms = 0 if stay.silent_ms is None else max(0, at_ms - stay.silent_ms)
        return VoiceTick(
            guild_id=self._guild.id,
            user_id=stay.user_id,
            channel_id=(self._guild.afk_channel_id or channel_id) if stay.afk else channel_id,
            occurred_at=moment(at_ms),
            session_started_at=moment(stay.start_ms),
            tick=tick,
            companions=companions,
            silent_seconds=silent_ms // 1000,
            afk=stay.afk,
        )
