from dataclasses import dataclass
from itertools import count
from random import Random

from synapse.demo import snowflakes
from synapse.demo.club import habits
from synapse.demo.club.habits import Habits
from synapse.demo.club.names import Name, Names
from synapse.demo.club.places import FOUNDED_MS, HOBBY_ROLES, RoleName, role
from synapse.demo.world import Guild, Member, User

_FIRST_ACCOUNT_MS = 1_451_606_400_000
_LAST_JOIN_MS = 1_767_225_600_000
_LOW_BITS = 22
CREW = 4
_MODERATORS = 5
_WITH_AVATAR = 0.86
_WITH_HOBBY_ROLE = 0.4


@dataclass(slots=True, eq=False)
class Person:
    """A member with the habits that make them do what they do."""

    member: Member
    habits: Habits
    crew: bool = False

    @property
    def id(self) -> int:
        """The user's id."""
        return self.member.id


class Arrivals:
    """People as they come to the club, the founders first; reproducible by the random source."""

    def __init__(self, random: Random, guild_id: int, expected: int) -> None:
        self._random = random
        self._guild_id = guild_id
        self._names = iter(Names(random))
        self._expected = max(expected, 1)
        self._numbers = count()
        self._ids: set[int] = set()

    def next(self) -> Person:
        """The next one to arrive."""
        number = next(self._numbers)
        name = next(self._names)
        user = self._account(name, self._joined_ms(number))
        member = Member(user, self._guild_id, self._joined_ms(number))
        return Person(member, habits.form(self._random, name.utc_offset), crew=number < CREW)

    def _joined_ms(self, number: int) -> int:
        """A club grows slowly at first; whoever comes after the expected members comes last."""
        share = min(number / self._expected, 1.0) ** 0.7
        return FOUNDED_MS + int(share * (_LAST_JOIN_MS - FOUNDED_MS))

    def _account(self, name: Name, joined_ms: int) -> User:
        random = self._random
        user_id = 0
        while not user_id or user_id in self._ids:
            user_id = snowflakes.from_ms(random.randrange(_FIRST_ACCOUNT_MS, joined_ms), random.getrandbits(_LOW_BITS))
        self._ids.add(user_id)
        picture = f"{random.getrandbits(128):032x}" if random.random() < _WITH_AVATAR else None
        return User(user_id, name.username, name.display, avatar=picture, locale=name.locale)


def give_roles(guild: Guild, people: list[Person], random: Random) -> None:
    """Hand out the crew's and the moderators' roles, and hobby roles to whoever wants them."""
    hobbies = [role(guild, name).id for name in HOBBY_ROLES]
    for number, person in enumerate(people):
        roles = person.member.role_ids
        if person.crew:
            roles.append(role(guild, RoleName.CREW).id)
        elif number < CREW + _MODERATORS:
            roles.append(role(guild, RoleName.MODERATOR).id)
        if random.random() < _WITH_HOBBY_ROLE:
            roles.append(random.choice(hobbies))
