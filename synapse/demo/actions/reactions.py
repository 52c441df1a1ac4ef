from synapse.demo.backend import Backend
from synapse.demo.gateway.events import Event
from synapse.demo.world import Emoji, Message, Reaction, Thread, User, payloads
from synapse.demo.world.payloads import Payload


def _about(message: Message) -> Payload:
    data: Payload = {"channel_id": str(message.channel_id), "message_id": str(message.id)}
    if message.guild_id is not None:
        data["guild_id"] = str(message.guild_id)
    return data


def _note(backend: Backend, kind: str, user: User, message: Message, emoji: Emoji) -> None:
    channel = backend.world.channel(message.channel_id)
    backend.ledger.note(
        kind,
        backend.now_ms(),
        guild_id=message.guild_id,
        actor_id=user.id,
        is_bot=user.bot,
        channel_id=message.channel_id,
        parent_id=channel.parent_id if isinstance(channel, Thread) else None,
        message_id=message.id,
        target_id=message.author.id,
        facts={
            "emoji": emoji.key,
            "target_is_bot": message.author.bot,
            "target_is_webhook": message.webhook_id is not None,
        },
    )


def add(backend: Backend, user: User, message: Message, emoji: Emoji) -> bool:
    """React to a message; False if the user had done so already with this emoji."""
    reaction = message.reactions.setdefault(emoji.key, Reaction(emoji))
    if user.id in reaction.user_ids:
        return False
    reaction.user_ids[user.id] = None
    _note(backend, "reaction", user, message, emoji)
    data = _about(message) | {
        "user_id": str(user.id),
        "emoji": payloads.emoji(emoji),
        "burst": False,
        "type": 0,
        "message_author_id": str(message.author.id),
    }
    member = backend.world.member(message.guild_id, user.id)
    if member is not None:
        data["member"] = payloads.member(member)
    backend.hub.dispatch(Event("MESSAGE_REACTION_ADD", data, message.guild_id))
    return True


def remove(backend: Backend, user: User, message: Message, emoji: Emoji) -> bool:
    """Take a reaction back; False if there was none."""
    reaction = message.reactions.get(emoji.key)
    if reaction is None or user.id not in reaction.user_ids:
        return False
    del reaction.user_ids[user.id]
    if not reaction.user_ids:
        del message.reactions[emoji.key]
    _note(backend, "reaction_removed", user, message, emoji)
    data = _about(message) | {
        "user_id": str(user.id),
        "emoji": payloads.emoji(emoji),
        "burst": False,
        "type": 0,
    }
    backend.hub.dispatch(Event("MESSAGE_REACTION_REMOVE", data, message.guild_id))
    return True


def clear(backend: Backend, user: User, message: Message, emoji: Emoji | None = None) -> None:
    """Remove all reactions of a message, or all with one emoji."""
    gone = [r for key, r in message.reactions.items() if emoji is None or key == emoji.key]
    for reaction in gone:
        del message.reactions[reaction.emoji.key]
        _note(backend, "reaction_cleared", user, message, reaction.emoji)
    if emoji is None:
        event = Event("MESSAGE_REACTION_REMOVE_ALL", _about(message), message.guild_id)
    else:
        data = _about(message) | {"emoji": payloads.emoji(emoji)}
        event = Event("MESSAGE_REACTION_REMOVE_EMOJI", data, message.guild_id)
    backend.hub.dispatch(event)
