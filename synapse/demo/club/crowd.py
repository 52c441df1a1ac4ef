from bisect import bisect
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from random import Random

from synapse.demo.club.habits import HOURS
from synapse.demo.club.people import Person
from synapse.demo.club.places import Place

_TRIES = 8


class Crowd:
    """Chooses who does something: whoever is up at that hour and cares for it, busy members most often."""

    def __init__(self, people: Sequence[Person], random: Random) -> None:
        self._people = people
        self._random = random
        self._by_hour: dict[int, list[float]] = {}

    @cached_property
    def bustle(self) -> list[float]:
        """How much goes on in each hour of the UTC day, compared with the others."""
        return [sum(person.habits.liveliness(hour) for person in self._people) for hour in range(HOURS)]

    def grown(self) -> None:
        """Somebody was added to the people: weigh them anew."""
        self._by_hour.clear()

    def anyone(self, hour: int) -> Person:
        """Somebody who is up in this hour of the UTC day."""
        weights = self._by_hour.get(hour)
        if weights is None:
            weights = self._by_hour[hour] = list(accumulate(p.habits.liveliness(hour) for p in self._people))
        return self._people[bisect(weights, self._random.random() * weights[-1], hi=len(weights) - 1)]

    def speaker(self, hour: int, place: Place) -> Person:
        """Somebody who may write in the place and likes its theme."""
        for _ in range(_TRIES):
            person = self.anyone(hour)
            if self._random.random() < person.habits.interests[place.theme]:
                break
        return self._one_of_the_crew() if place.crew_only and not person.crew else person

    def reactor(self, hour: int) -> Person:
        """Somebody who likes to react."""
        for _ in range(_TRIES):
            person = self.anyone(hour)
            if self._random.random() < person.habits.reacts:
                break
        return person

    def talker(self, hour: int) -> Person:
        """Somebody who likes voice."""
        for _ in range(_TRIES):
            person = self.anyone(hour)
            if self._random.random() < person.habits.voice:
                break
        return person

    def circle(self, hour: int, place: Place, size: int) -> list[Person]:
        """Up to `size` different people for a conversation."""
        return list({person.id: person for person in (self.speaker(hour, place) for _ in range(size))}.values())

    def _one_of_the_crew(self) -> Person:
        return self._random.choice([person for person in self._people if person.crew])
