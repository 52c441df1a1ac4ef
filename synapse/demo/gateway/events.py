from dataclasses import dataclass
from typing import Any

import orjson

CONTENT_FIELDS: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}


@dataclass(slots=True, frozen=True)
class Event:
    """Something the gateway tells: its name, its data and who may see it."""

    name: str
    data: dict[str, Any]
    guild_id: int | None = None
    content_for_all: bool = True
    """False for messages whose content only a connection with the message content intent sees."""
    mark: int = 0
    """A message id whose frame's time of sending is to be noted, or 0."""

    def encoded(self) -> bytes:
        """The data as JSON."""
        return orjson.dumps(self.data)

    def encoded_without_content(self) -> bytes:
        """The data as JSON with the content blanked."""
        data = {**self.data, **CONTENT_FIELDS}
        data.pop("poll", None)
        return orjson.dumps(data)
