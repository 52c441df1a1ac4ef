"""Who is a person and who is a bot, and who wrote which recent message.

Discord's reaction and thread payloads name people by id only; whether an id is a bot's or a
webhook's is known from the member list, from messages that passed by, or by asking.
"""

from typing import NamedTuple

_REMEMBERED_MESSAGES = 20_000


class Author(NamedTuple):
    """Who wrote a message; webhooks and bots are no persons."""

    user_id: int
    is_person: bool


class People:
    """The ids of one guild's members, complete once Discord has sent the whole list."""

    def __init__(self) -> None:
        self.complete = False
        self.members: set[int] = set()
        self._bots: set[int] = set()

    def saw(self, user_id: int, *, is_bot: bool) -> None:
        """Somebody is a member."""
        self.members.add(user_id)
        if is_bot:
            self._bots.add(user_id)

    def left(self, user_id: int) -> None:
        """Somebody is a member no more; that they are a bot stays known."""
        self.members.discard(user_id)

    def begin(self) -> None:
        """The list is about to be told anew."""
        self.complete = False
        self.members.clear()

    def is_bot(self, user_id: int) -> bool:
        """Whether somebody is known to be a bot."""
        return user_id in self._bots

    def is_person(self, user_id: int) -> bool | None:
        """Whether somebody is a person; None when they are not known (left, a webhook, not told yet)."""
        if user_id in self._bots:
            return False
        return True if user_id in self.members else None


class Authors:
    """Who wrote the most recent messages: at least the last ``limit``, at most twice as many."""

    def __init__(self, limit: int = _REMEMBERED_MESSAGES) -> None:
        self._limit = limit
        # Two generations: dropping the older one whole is cheaper than dropping the oldest entry each time.
        self._newer: dict[int, Author] = {}
        self._older: dict[int, Author] = {}

    def wrote(self, message_id: int, author: Author) -> None:
        """Remember a message's author."""
        self._newer[message_id] = author
        if len(self._newer) >= self._limit:
            self._newer, self._older = {}, self._newer

    def of(self, message_id: int) -> Author | None:
        """Who wrote a message, if it is remembered."""
        return self._newer.get(message_id) or self._older.get(message_id)
