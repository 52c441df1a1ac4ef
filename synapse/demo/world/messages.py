from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from synapse.demo.world.users import User

CAPACITY = 100_000


@dataclass(slots=True, frozen=True)
class Emoji:
    """A unicode emoji (id None) or a custom one."""

    name: str
    id: int | None = None
    animated: bool = False

    @property
    def key(self) -> str:
        """How a route names the emoji: the character itself or `name:id`."""
        return self.name if self.id is None else f"{self.name}:{self.id}"

    @classmethod
    def parse(cls, key: str) -> "Emoji":
        """Read an emoji as a route names it."""
        name, colon, number = key.strip("<>").rpartition(":")
        if colon and number.isdigit():
            animated = name.startswith("a:")
            return cls(name.removeprefix("a:").strip(":"), int(number), animated)
        return cls(key)


@dataclass(slots=True, frozen=True)
class Attachment:
    """A file that hangs on a message; its bytes are kept only if somebody uploaded them."""

    id: int
    filename: str
    size: int
    content_type: str | None = None
    description: str | None = None
    data: bytes = field(default=b"", repr=False)


@dataclass(slots=True, eq=False)
class Reaction:
    """One emoji on one message and who gave it, in order."""

    emoji: Emoji
    user_ids: dict[int, None] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Message:
    """A message in a channel, thread or direct message."""

    id: int
    channel_id: int
    guild_id: int | None
    author: User
    created_ms: int
    content: str = ""
    type: int = 0
    embeds: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    mention_ids: list[int] = field(default_factory=list)
    mention_role_ids: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reply_to: int | None = None
    refers_to: tuple[int, int | None] | None = None
    """What one of Discord's own notes is about: a channel, and a message in it."""
    flags: int = 0
    nonce: str | int | None = None
    edited_ms: int | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    interaction: dict[str, Any] | None = None
    thread_id: int | None = None
    reactions: dict[str, Reaction] = field(default_factory=dict)

    @property
    def ephemeral(self) -> bool:
        """Whether only one member sees it."""
        return bool(self.flags & 64)


class MessageStore:
    """A channel's messages in the order of their ids; the oldest leave beyond the capacity."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._ids: list[int] = []
        self._by_id: dict[int, Message] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, message: Message) -> None:
        """Add a message; ids mostly grow, an older one is put in its place."""
        if not self._ids or message.id > self._ids[-1]:
            self._ids.append(message.id)
        else:
            self._ids.insert(bisect_left(self._ids, message.id), message.id)
        self._by_id[message.id] = message
        # Trimmed in blocks: dropping the head of a list costs its whole length.
        if len(self._ids) > self._capacity * 1.1:
            gone = len(self._ids) - self._capacity
            for message_id in self._ids[:gone]:
                del self._by_id[message_id]
            del self._ids[:gone]

    def get(self, message_id: int) -> Message | None:
        """The message, or None if it is unknown."""
        return self._by_id.get(message_id)

    def remove(self, message_id: int) -> Message | None:
        """Take a message out and return it."""
        message = self._by_id.pop(message_id, None)
        if message is not None:
            del self._ids[bisect_left(self._ids, message_id)]
        return message

    def before(self, message_id: int | None, limit: int) -> list[Message]:
        """Up to `limit` messages older than the id (or the newest), newest first."""
        end = len(self._ids) if message_id is None else bisect_left(self._ids, message_id)
        return [self._by_id[i] for i in reversed(self._ids[max(0, end - limit) : end])]

    def after(self, message_id: int, limit: int) -> list[Message]:
        """Up to `limit` messages right after the id, newest first as Discord answers."""
        start = bisect_right(self._ids, message_id)
        return [self._by_id[i] for i in reversed(self._ids[start : start + limit])]

    def around(self, message_id: int, limit: int) -> list[Message]:
        """Up to `limit` messages on both sides of the id, newest first."""
        middle = bisect_left(self._ids, message_id)
        start = max(0, middle - limit // 2)
        return [self._by_id[i] for i in reversed(self._ids[start : start + limit])]
