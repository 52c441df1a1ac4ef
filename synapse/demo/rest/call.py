from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from synapse.demo.rest.errors import invalid, unauthorized

if TYPE_CHECKING:
    from synapse.demo.backend import Backend
    from synapse.demo.world import User, World


@dataclass(slots=True, frozen=True)
class Upload:
    """A file that came with a multipart request: `files[N]`."""

    index: int
    filename: str
    content_type: str | None
    data: bytes


@dataclass(slots=True)
class Call:
    """A REST call on its way to its handler."""

    backend: Backend
    method: str
    route: str
    params: dict[str, str]
    query: dict[str, str]
    body: Any = None
    uploads: list[Upload] = field(default_factory=list)
    actor: User | None = None
    """Who asks: the bot, or the member whose OAuth2 token was sent; None for routes by token in the path."""
    scopes: frozenset[str] | None = None
    """The OAuth2 scopes, None if the bot asks."""
    expires_ms: int = 0
    """When the OAuth2 token ends, in ms since 1970."""

    @property
    def world(self) -> World:
        """The state."""
        return self.backend.world

    @property
    def user(self) -> User:
        """Who asks.

        Raises:
            ApiError: 401 if nobody is authenticated.
        """
        if self.actor is None:
            raise unauthorized()
        return self.actor

    def id(self, name: str) -> int:
        """A snowflake of the route.

        Raises:
            ApiError: 400 if it is not a snowflake.
        """
        return snowflake(self.params[name], name)

    def fields(self) -> dict[str, Any]:
        """The JSON body as an object.

        Raises:
            ApiError: 400 if it is anything else.
        """
        if isinstance(self.body, dict):
            return self.body
        raise invalid("_", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number of the query.

        Raises:
            ApiError: 400 if it is not one, or out of range.
        """
        text = self.query.get(name)
        if text is None:
            return default
        if not text.lstrip("-").isdigit():
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not int.')
        if not low <= int(text) <= high:
            message = f"int value should be between {low} and {high}."
            raise invalid(name, "NUMBER_TYPE_RANGE", message)
        return int(text)

    def flag(self, name: str) -> bool:
        """A boolean of the query."""
        return self.query.get(name, "").lower() in {"true", "1"}


def snowflake(value: object, name: str) -> int:
    """Read a snowflake sent as text or number.

    Raises:
        ApiError: 400 if it is not one.
    """
    text = str(value)
    if text.isascii() and text.isdigit() and int(text) < 1 << 64:
        return int(text)
    raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{text[:40]}" is not snowflake.')


@dataclass(slots=True, frozen=True)
class Reply:
    """A handler's answer; without payload it is an empty one."""

    status: int
    payload: Any = None


NO_CONTENT = Reply(204)


def ok(payload: Any) -> Reply:  # noqa: ANN401 - any JSON
    """200 with a payload."""
    return Reply(200, payload)


Handler = Callable[[Call], Reply]
