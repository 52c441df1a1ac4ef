from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from synapse.demo import text_facts
from synapse.demo.backend import Backend
from synapse.demo.gateway.events import Event
from synapse.demo.world import Attachment, Channel, Message, Thread, User

USER_MENTION = re.compile(r"<@!?(\d{15,21})>")
ROLE_MENTION = re.compile(r"<@&(\d{15,21})>")


@dataclass(slots=True)
class Draft:
    """A message about to be sent."""

    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    reply_to: int | None = None
    flags: int = 0
    nonce: str | int | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    interaction: dict[str, Any] | None = None
    type: int = 0
    mark: bool = False
    """Whether the time its gateway frame is written is to be noted."""


def compose(backend: Backend, author: User, channel: Channel | Thread, draft: Draft) -> Message:
    """Make a message out of a draft without sending it anywhere."""
    message_id = backend.snowflakes.next()
    message = Message(
        message_id,
        channel.id,
        channel.guild_id,
        author,
        backend.now_ms(),
        content=draft.content,
        type=draft.type or (19 if draft.reply_to else 0),
        embeds=draft.embeds,
        attachments=draft.attachments,
        components=draft.components,
        reply_to=draft.reply_to,
        flags=draft.flags,
        nonce=draft.nonce,
        webhook_id=draft.webhook_id,
        application_id=draft.application_id,
        interaction=draft.interaction,
    )
    _resolve_mentions(backend, message)
    return message


def send(backend: Backend, author: User, channel: Channel | Thread, draft: Draft) -> Message:
    """Send a message to a channel, thread or direct message."""
    message = compose(backend, author, channel, draft)
    backend.world.add_message(message)
    channel.last_message_id = message.id
    if isinstance(channel, Thread):
        channel.message_count += 1
        channel.joined.setdefault(author.id, message.created_ms)
    _note(backend, "message", message, channel)
    _tell(backend, "MESSAGE_CREATE", message, mark=message.id if draft.mark else 0)
    return message


def announce(backend: Backend, message: Message, channel: Channel | Thread) -> None:
    """Publish a message that was composed earlier (an interaction's visible response)."""
    backend.world.add_message(message)
    channel.last_message_id = message.id
    _note(backend, "message", message, channel)
    _tell(backend, "MESSAGE_CREATE", message)


def note(
    backend: Backend, author: User, channel: Channel | Thread, kind: int, about: tuple[int, int | None] | None = None
) -> None:
    """Write one of Discord's own notes in somebody's name: that they joined (7), that a thread began (18, 21)."""
    message = compose(backend, author, channel, Draft(type=kind))
    message.refers_to = about
    backend.world.add_message(message)
    channel.last_message_id = message.id
    _note(backend, "note", message, channel)
    _tell(backend, "MESSAGE_CREATE", message)


def edited(backend: Backend, message: Message, channel: Channel | Thread) -> None:
    """Tell that a message's fields were changed."""
    message.edited_ms = backend.now_ms()
    _resolve_mentions(backend, message)
    _note(backend, "message_edit", message, channel)
    _tell(backend, "MESSAGE_UPDATE", message)


def delete(backend: Backend, message: Message, channel: Channel | Thread, actor_id: int) -> None:
    """Remove a message."""
    backend.world.messages[channel.id].remove(message.id)
    if isinstance(channel, Thread):
        channel.message_count = max(0, channel.message_count - 1)
    backend.ledger.note(
        "message_delete",
        backend.now_ms(),
        guild_id=channel.guild_id,
        actor_id=actor_id,
        channel_id=channel.id,
        parent_id=_parent(channel),
        message_id=message.id,
        target_id=message.author.id,
    )
    data = {"id": str(message.id), "channel_id": str(channel.id)}
    if channel.guild_id is not None:
        data["guild_id"] = str(channel.guild_id)
    backend.hub.dispatch(Event("MESSAGE_DELETE", data, channel.guild_id))


def _parent(channel: Channel | Thread) -> int | None:
    return channel.parent_id if isinstance(channel, Thread) else None


def _note(backend: Backend, kind: str, message: Message, channel: Channel | Thread) -> None:
    facts = text_facts.of(message.content, len(message.attachments))
    backend.ledger.note(
        kind,
        message.edited_ms or message.created_ms,
        guild_id=message.guild_id,
        actor_id=message.author.id,
        is_bot=message.author.bot,
        is_webhook=message.webhook_id is not None,
        channel_id=channel.id,
        parent_id=_parent(channel),
        message_id=message.id,
        facts={**facts, "nonce": message.nonce} if message.nonce is not None else facts,
    )


def _tell(backend: Backend, name: str, message: Message, *, mark: int = 0) -> None:
    own = message.author.id == backend.bot_id or backend.bot_id in message.mention_ids
    open_to_all = own or message.guild_id is None
    event = Event(name, backend.messages.event(message), message.guild_id, open_to_all, mark)
    backend.hub.dispatch(event)


def _resolve_mentions(backend: Backend, message: Message) -> None:
    text = message.content
    if "<@" not in text and "@everyone" not in text and "@here" not in text:
        message.mention_ids, message.mention_role_ids, message.mention_everyone = [], [], False
        return
    users = dict.fromkeys(int(i) for i in USER_MENTION.findall(text))
    message.mention_ids = [i for i in users if i in backend.world.users]
    message.mention_role_ids = list(dict.fromkeys(int(i) for i in ROLE_MENTION.findall(text)))
    message.mention_everyone = "@everyone" in text or "@here" in text
