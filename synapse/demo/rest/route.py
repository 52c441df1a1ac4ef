from dataclasses import dataclass
from enum import Enum

from synapse.demo.rest.call import Call, Handler


class Access(Enum):
    """Who may call a route.

    `BOT` is the application's bot token, `USER` an OAuth2 token or the bot's, `OPEN` anybody: what the
    path carries (an interaction's token) is the proof.
    """

    BOT = "bot"
    USER = "user"
    OPEN = "open"


@dataclass(slots=True, frozen=True)
class Route:
    """One operation: method, path as Discord's documentation writes it, what answers it."""

    method: str
    path: str
    handler: Handler
    access: Access = Access.BOT

    def major(self, call: Call) -> str:
        """What keeps this call's rate limit apart from others of the same route."""
        names = ("channel_id", "guild_id", "webhook_id", "webhook_token")
        return ":".join(call.params.get(name, "") for name in names)
