from random import Random

from synapse.demo.actions import guilds, messages
from synapse.demo.backend import Backend
from synapse.demo.club.chatter import Chatter
from synapse.demo.club.crowd import Crowd
from synapse.demo.club.found import Club

NEWCOMERS = 40
_STAYING = 30
_RETURN_CHANCE = 0.5


class Doors:
    """Who comes, goes and comes back. Those whom scripts know by name stay."""

    def __init__(self, backend: Backend, club: Club, crowd: Crowd, chatter: Chatter, random: Random) -> None:
        self._backend = backend
        self._club = club
        self._crowd = crowd
        self._chatter = chatter
        self._random = random
        self._newcomers = 0

    def step(self) -> None:
        """Let somebody leave, return or arrive."""
        guild, random = self._club.guild, self._random
        gone = [member for member in guild.left.values() if not member.user.bot]
        if gone and random.random() < _RETURN_CHANCE:
            self._return(random.choice(gone).id)
        elif self._newcomers < NEWCOMERS and random.random() < _RETURN_CHANCE:
            self._arrive()
        else:
            self._leave()

    def _arrive(self) -> None:
        self._newcomers += 1
        person = self._club.arrivals.next()
        user = self._club.add_user(person.member.user)
        person.member = guilds.join(self._backend, self._club.guild, user)
        self._club.crowd.append(person)
        self._crowd.grown()
        place = next(place for place in self._club.places if place.theme == "introductions")
        saying = self._chatter.phrases.opening(place, person)
        sent = messages.send(self._backend, user, place.channel, messages.Draft(saying.text))
        self._chatter.recent.append((sent, place.theme))

    def _return(self, user_id: int) -> None:
        person = next((each for each in self._club.crowd if each.id == user_id), None)
        member = guilds.join(self._backend, self._club.guild, self._club.users[user_id])
        if person is not None:
            person.member = member

    def _leave(self) -> None:
        guild = self._club.guild
        candidates = [person for person in self._club.crowd[_STAYING:] if person.id in guild.members]
        if candidates:
            guilds.leave(self._backend, guild, self._random.choice(candidates).member)
