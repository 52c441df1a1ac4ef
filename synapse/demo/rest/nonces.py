from collections import OrderedDict
from collections.abc import Callable

from synapse.demo.world import Message

REMEMBERED_SECONDS = 300.0
"""Discord says "the past few minutes"."""

Key = tuple[int, int, str]


class Nonces:
    """What made which message, so that a repeated request does not make a second one."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._made: OrderedDict[Key, tuple[float, Message]] = OrderedDict()

    def seen(self, user_id: int, channel_id: int, nonce: object) -> Message | None:
        """The message that this author's nonce made in the channel a short time ago, or None."""
        self._forget()
        found = self._made.get((user_id, channel_id, str(nonce)))
        return None if found is None else found[1]

    def note(self, user_id: int, channel_id: int, nonce: object, message: Message) -> None:
        """Remember what a nonce made."""
        self._forget()
        self._made[(user_id, channel_id, str(nonce))] = (self._clock(), message)

    def _forget(self) -> None:
        horizon = self._clock() - REMEMBERED_SECONDS
        while self._made:
            key, (at, _) = next(iter(self._made.items()))
            if at >= horizon:
                return
            del self._made[key]
