import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from synapse.demo.rest.errors import ApiError, unknown
from synapse.demo.world import Message, User

ACKNOWLEDGE_WITHIN = 3.0
TOKEN_LIFETIME = 15 * 60.0
LOADING = 1 << 7
_READABLE = ("title", "description", "name", "value", "text", "label", "content", "placeholder")


class Kind(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """Discord's interaction callback types."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    AUTOCOMPLETE = 8
    MODAL = 9


@dataclass(slots=True, eq=False)
class Interaction:
    """Something a member asked of the bot, and what came of it."""

    id: int
    token: str
    kind: Kind
    user: User
    guild_id: int | None
    channel_id: int
    data: dict[str, Any]
    created: float
    name: str = ""
    """What was used: the command's full name, or a component's or modal's custom id."""
    metadata: dict[str, Any] = field(default_factory=dict)
    """How messages that answer it name it: `interaction_metadata`."""
    source: Message | None = None
    """The message whose button or menu was used."""
    callback: Callback | None = None
    original: Message | None = None
    followups: dict[int, Message] = field(default_factory=dict)
    choices: list[dict[str, Any]] | None = None
    modal: dict[str, Any] | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def touch(self) -> None:
        """Wake whoever waits for the bot's answer."""
        self.changed.set()

    @property
    def answered(self) -> bool:
        """Whether the member sees something final: not just that the bot is thinking."""
        if self.callback is None:
            return False
        loading = self.original is not None and bool(self.original.flags & LOADING)
        return not loading

    async def until_answered(self, seconds: float = 10.0) -> None:
        """Wait until the member sees something final.

        Raises:
            TimeoutError: If the bot took longer than that.
        """
        async with asyncio.timeout(seconds):
            while not self.answered:
                self.changed.clear()
                await self.changed.wait()

    @property
    def message(self) -> Message:
        """The original response.

        Raises:
            LookupError: If there is none, for instance because the bot opened a modal.
        """
        if self.original is None:
            raise LookupError(f"{self.name} was not answered with a message but with {self.callback!r}.")
        return self.original

    @property
    def text(self) -> str:
        """All that the original response says: content, embeds and components, a line each."""
        return "\n".join(texts(self.message))

    def find(self, message_id: str) -> Message:
        """The original response or a follow-up, by what the route says.

        Raises:
            ApiError: 404 if there is no such message.
        """
        message = self.original
        if message_id != "@original":
            number = int(message_id) if message_id.isdigit() else 0
            same = message is not None and message.id == number
            message = message if same else self.followups.get(number)
        if message is None:
            raise unknown("Message")
        return message


class Interactions:
    """All interactions by token, with their terms: 3 s to acknowledge, 15 minutes to answer."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._by_token: dict[str, Interaction] = {}
        self.expired = 0
        """How many were acknowledged too late."""

    def open(self, interaction: Interaction) -> Interaction:
        """Register an interaction that is about to be sent."""
        self._forget()
        self._by_token[interaction.token] = interaction
        return interaction

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock()

    def to_acknowledge(self, interaction_id: int, token: str) -> Interaction:
        """The interaction a callback is for.

        Raises:
            ApiError: 10062 if it is unknown or too old, 40060 if it was acknowledged before.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise unknown("Interaction")
        if interaction.callback is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if self._clock() - interaction.created > ACKNOWLEDGE_WITHIN:
            self.expired += 1
            raise unknown("Interaction")
        return interaction

    def by_webhook_token(self, token: str) -> Interaction:
        """The acknowledged interaction a follow-up is for.

        Raises:
            ApiError: 10015 if it is unknown or not acknowledged, 50027 if its 15 minutes are over.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.callback is None:
            raise unknown("Webhook")
        if self._clock() - interaction.created > TOKEN_LIFETIME:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return interaction

    def _forget(self) -> None:
        horizon = self._clock() - 2 * TOKEN_LIFETIME
        while self._by_token:
            token, oldest = next(iter(self._by_token.items()))
            if oldest.created >= horizon:
                return
            del self._by_token[token]


def new_token() -> str:
    """An interaction token: opaque and long, as Discord's are."""
    return secrets.token_urlsafe(96)


def texts(message: Message) -> list[str]:
    """What a reader sees in a message, without its pictures."""
    found = [message.content] if message.content else []
    for part in (*message.embeds, *message.components):
        found += _texts(part)
    return found


def _texts(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [v for k, v in part.items() if k in _READABLE and isinstance(v, str) and v]
        nested = [text for v in part.values() if isinstance(v, (dict, list)) for text in _texts(v)]
        return own + nested
    return [text for item in part for text in _texts(item)] if isinstance(part, list) else []
