"""Discord's payloads to the engine's frozen events; nothing behind this edge sees a payload.

The gateway, a replayed gateway session and the message history all speak in these payloads, so one
translation serves all three. A payload that cannot be understood raises ``Unreadable``; one that is
understood and is not worth an event gives none.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import measure
from synapse.engine.events import MessageSent, ReactionGiven, ReactionReceived, ThreadCreated

Payload = Mapping[str, Any]

_DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_TIME_SHIFT = 22
_LARGEST = 2**63 - 1
_WRITTEN = frozenset({0, 19})
"""Message types that a person writes: a message and a reply. The others are Discord's own notes."""
THREADS = frozenset({10, 11, 12})
"""Channel types that are threads."""


class Unreadable(ValueError):  # noqa: N818 - says what the payload is
    """A payload that does not have Discord's documented shape."""


def snowflake(value: object) -> int:
    """An id as Discord sends it, a string of digits (or a whole number).

    Raises:
        Unreadable: It is not an id.
    """
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= len(str(_LARGEST)):
        number = int(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        number = value
    else:
        raise Unreadable("an id is not a snowflake")
    if not 0 < number <= _LARGEST:
        raise Unreadable("an id is out of range")
    return number


def moment(identity: int) -> datetime:
    """When the thing with this snowflake was made."""
    return _DISCORD_EPOCH + timedelta(milliseconds=identity >> _TIME_SHIFT)


def first_id_at(at: datetime) -> int:
    """The smallest snowflake of that moment; to ask for what came after it."""
    return max(0, int((at - _DISCORD_EPOCH).total_seconds() * 1000)) << _TIME_SHIFT


def is_person(user: Payload) -> bool:
    """Whether an account is a person's: neither a bot nor Discord itself."""
    return not user.get("bot") and not user.get("system")


def message_sent(data: Payload, guild_id: int, parent_id: int | None) -> MessageSent | None:
    """A message that a person wrote; None for bots, webhooks and Discord's own notes.

    Args:
        data: The message, from the gateway or from the history.
        guild_id: Where it was written.
        parent_id: The channel that a thread belongs to, None outside threads.

    Raises:
        Unreadable: It is not a message.
    """
    author, content = data["author"], data.get("content") or ""
    if data.get("type", 0) not in _WRITTEN or data.get("webhook_id") is not None or not is_person(author):
        return None
    if not isinstance(content, str):
        raise Unreadable("a message's content is not text")
    message_id = snowflake(data["id"])
    return MessageSent(
        guild_id=guild_id,
        user_id=snowflake(author["id"]),
        channel_id=snowflake(data["channel_id"]),
        parent_id=parent_id,
        occurred_at=moment(message_id),
        message_id=message_id,
        length=len(content),
        has_code=measure.has_code(content),
        has_link=measure.has_link(content),
        has_attachment=bool(data.get("attachments")),
        emoji_count=measure.emoji_count(content),
        fingerprint=measure.fingerprint(content),
    )


def reaction(
    data: Payload, *, author_id: int, author_is_person: bool, parent_id: int | None, at: datetime
) -> tuple[ReactionGiven | ReactionReceived, ...]:
    """What a reaction is worth an event for: who gave it, and who received it.

    One's own reaction is only given. So is one to a bot's or a webhook's message: nobody receives it.
    A bot's reaction is nothing.

    Args:
        data: The gateway's reaction payload, in a guild.
        author_id: Whose message it is.
        author_is_person: Whether that is neither a bot nor a webhook.
        parent_id: The channel that a thread belongs to, None outside threads.
        at: When it was heard of; a reaction has no time of its own.

    Raises:
        Unreadable: It is not a reaction.
    """
    member = data.get("member")
    if member and not is_person(member["user"]):
        return ()
    user_id = snowflake(data["user_id"])
    where = {
        "guild_id": snowflake(data["guild_id"]),
        "channel_id": snowflake(data["channel_id"]),
        "message_id": snowflake(data["message_id"]),
    }
    given = ReactionGiven(**where, user_id=user_id, parent_id=parent_id, occurred_at=at, author_id=author_id)
    if user_id == author_id or not author_is_person:
        return (given,)
    received = ReactionReceived(**where, user_id=author_id, parent_id=parent_id, occurred_at=at, reactor_id=user_id)
    return (given, received)


def thread_created(data: Payload, guild_id: int) -> ThreadCreated | None:
    """A thread or a forum post; None for a channel that is no thread.

    Whether it is new, and whether its owner is a person, is for the caller to know: a thread's payload
    does not tell. A thread on a message has the message's id, so its own time is told apart from it.

    Raises:
        Unreadable: It is not a channel.
    """
    if data["type"] not in THREADS:
        return None
    thread_id = snowflake(data["id"])
    return ThreadCreated(
        guild_id=guild_id,
        user_id=snowflake(data["owner_id"]),
        channel_id=thread_id,
        parent_id=snowflake(data["parent_id"]),
        occurred_at=opened_at(data),
    )


def opened_at(thread: Payload) -> datetime:
    """When a thread was opened; threads from before 2022 do not say, their id does.

    Raises:
        Unreadable: The payload's time is none.
    """
    stated = thread.get("thread_metadata", {}).get("create_timestamp")
    if stated is None:
        return moment(snowflake(thread["id"]))
    at = datetime.fromisoformat(stated)
    if at.tzinfo is None:
        raise Unreadable("a time has no time zone")
    return at.astimezone(UTC)
