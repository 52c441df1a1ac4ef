from random import Random

from synapse.demo.actions import voice
from synapse.demo.backend import Backend
from synapse.demo.club.crowd import Crowd
from synapse.demo.club.found import Club
from synapse.demo.world import VoiceState

_SEATS_PER_MEMBER = 1 / 24
_FEWEST, _MOST = 2, 14
_STAY_SECONDS = 42 * 60
_SHORTEST_SECONDS = 180
_MOVE_CHANCE = 0.12
_AFK_CHANCE = 0.06
_DEAFEN_CHANCE = 0.3


class Evenings:
    """Who sits in voice: they come, move, mute themselves, fall asleep and go when their time is over."""

    def __init__(self, backend: Backend, club: Club, crowd: Crowd, random: Random) -> None:
        self._backend = backend
        self._club = club
        self._crowd = crowd
        self._random = random
        self._places = [place for place in club.places if place.has_voice and place.share]
        self._shares = [place.share for place in self._places]
        self._until: dict[int, float] = {}
        self.seats = min(max(int(len(club.crowd) * _SEATS_PER_MEMBER), _FEWEST), _MOST)

    def step(self, hour: int) -> None:
        """Let one person in voice do something, or somebody come."""
        guild = self._club.guild
        over = [user_id for user_id in guild.voice if self._until.get(user_id, 0) <= self._backend.clock()]
        people = [user_id for user_id in guild.voice if user_id in guild.members]
        if over:
            self._leave(over[0])
        elif len(people) < self.seats:
            self.join(hour)
        elif people:
            self._fidget(guild.voice[self._random.choice(people)])

    def join(self, hour: int) -> None:
        """Let somebody sit down in a voice channel."""
        person = self._crowd.talker(hour)
        guild = self._club.guild
        if person.id not in guild.members or person.id in guild.voice:
            return
        stay = _SHORTEST_SECONDS + self._random.expovariate(1 / _STAY_SECONDS)
        self._until[person.id] = self._backend.clock() + stay
        voice.connect(self._backend, guild, person.member, self._channel_id())

    def _leave(self, user_id: int) -> None:
        guild = self._club.guild
        self._until.pop(user_id, None)
        voice.disconnect(self._backend, guild, guild.members[user_id])

    def _fidget(self, state: VoiceState) -> None:
        guild, random = self._club.guild, self._random
        member = guild.members[state.user_id]
        chance = random.random()
        if chance < _AFK_CHANCE and guild.afk_channel_id is not None:
            voice.connect(self._backend, guild, member, guild.afk_channel_id)
        elif chance < _AFK_CHANCE + _MOVE_CHANCE:
            voice.connect(self._backend, guild, member, self._channel_id())
        elif state.self_mute:
            voice.mute(self._backend, guild, member, muted=False, deafened=False)
        else:
            voice.mute(self._backend, guild, member, muted=True, deafened=random.random() < _DEAFEN_CHANCE)

    def _channel_id(self) -> int:
        return self._random.choices(self._places, self._shares)[0].channel.id
