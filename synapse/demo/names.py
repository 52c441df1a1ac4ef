from collections.abc import Callable, Iterable
from typing import TypeVar

from synapse.demo.world import Channel, Guild, Member, Message, Role, Thread, User, World

Named = TypeVar("Named")


class UnknownName(LookupError):  # noqa: N818 - what it says is that the name is unknown
    """Nobody and nothing in the world has this name."""


class Names:
    """Finds members, channels, roles and messages of a guild by what people call them.

    Every method takes the thing itself, its id (a number or digits) or a name; names match without
    regard to case, in full before by their beginning.
    """

    def __init__(self, world: World, guild: Guild, base_url: str = "") -> None:
        self._world = world
        self.guild = guild
        self.base_url = base_url

    def user(self, who: object) -> User:
        """An account: a member's, a former member's, or any other.

        Raises:
            UnknownName: If there is none.
        """
        if isinstance(who, User):
            return who
        if isinstance(who, Member):
            return who.user
        number = _number(who)
        if number in self._world.users:
            return self._world.users[number]
        members = [*self.guild.members.values(), *self.guild.left.values()]
        member = _best(members, str(who).removeprefix("@"), _called)
        if member is not None:
            return member.user
        user = _best(
            list(self._world.users.values()), str(who).removeprefix("@"), lambda u: [u.username, u.global_name]
        )
        if user is None:
            raise UnknownName(f"Nobody is called {who!r}.")
        return user

    def member(self, who: object) -> Member:
        """A member of the guild.

        Raises:
            UnknownName: If there is none.
        """
        if isinstance(who, Member):
            return who
        user = self.user(who)
        if user.id not in self.guild.members:
            raise UnknownName(f"{user.display_name} is not a member of {self.guild.name}.")
        return self.guild.members[user.id]

    def channel(self, where: object) -> Channel | Thread:
        """A channel, thread or category.

        Raises:
            UnknownName: If there is none.
        """
        if isinstance(where, (Channel, Thread)):
            return where
        number = _number(where)
        found = self._world.channel(number) if number is not None else None
        if found is None:
            places: list[Channel | Thread] = [*self.guild.channels.values(), *self.guild.threads.values()]
            # A category often shares its name with a channel, and nobody means it.
            places.sort(key=lambda place: int(place.type) == 4)  # noqa: PLR2004 - Discord's type of a category
            found = _best(places, str(where).removeprefix("#"), lambda place: [place.name])
        if found is None:
            raise UnknownName(f"There is no channel called {where!r}.")
        return found

    def role(self, which: object) -> Role:
        """A role.

        Raises:
            UnknownName: If there is none.
        """
        if isinstance(which, Role):
            return which
        found = self.guild.roles.get(_number(which) or 0)
        found = found or _best(list(self.guild.roles.values()), str(which).removeprefix("@"), lambda r: [r.name])
        if found is None:
            raise UnknownName(f"There is no role called {which!r}.")
        return found

    def is_role(self, which: object) -> bool:
        """Whether this names a role."""
        try:
            self.role(which)
        except UnknownName:
            return False
        return True

    def message(self, which: object) -> Message:
        """A message by itself or by id.

        Raises:
            UnknownName: If there is none.
        """
        if isinstance(which, Message):
            return which
        number = _number(which) or 0
        for store in self._world.messages.values():
            found = store.get(number)
            if found is not None:
                return found
        raise UnknownName(f"There is no message {which!r}.")


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else None


def _called(member: Member) -> list[str | None]:
    return [member.nick, member.user.global_name, member.user.username]


def _best(items: Iterable[Named], text: str, names: Callable[[Named], list[str | None]]) -> Named | None:
    wanted = text.casefold()
    beginning: Named | None = None
    for item in items:
        for name in names(item):
            folded = (name or "").casefold()
            if folded == wanted:
                return item
            if beginning is None and folded.startswith(wanted):
                beginning = item
    return beginning
