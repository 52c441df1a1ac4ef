from synapse.demo.actions import messages as actions
from synapse.demo.actions import threads
from synapse.demo.rest import access, message_body
from synapse.demo.rest.call import NO_CONTENT, Call, Reply, ok, snowflake
from synapse.demo.rest.errors import ApiError, invalid, missing_permissions
from synapse.demo.rest.route import Route
from synapse.demo.world import Channel, Message, Thread
from synapse.demo.world.permissions import Permission, in_channel

LIMIT = 50
MAX_LIMIT = 100
MAX_BULK = range(2, 101)


def _needed(channel: Channel | Thread) -> Permission:
    in_thread = isinstance(channel, Thread)
    return Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES


def _answer(call: Call, message: Message) -> Reply:
    return ok(call.backend.messages.answer(message, call.user.id))


def create(call: Call) -> Reply:
    """POST /channels/{channel_id}/messages; an enforced nonce that was seen returns what it made."""
    channel = access.text_channel(call)
    access.demand(call, channel, _needed(channel))
    body = call.fields()
    nonce, nonces = body.get("nonce"), call.backend.nonces
    if body.get("enforce_nonce") and nonce is not None:
        earlier = nonces.seen(call.user.id, channel.id, nonce)
        if earlier is not None:
            return _answer(call, earlier)
    draft = message_body.draft(call, body)
    _check_reference(call, channel, draft, body)
    if isinstance(channel, Thread) and channel.archived:
        threads.archive(call.backend, channel, archived=False)
    message = actions.send(call.backend, call.user, channel, draft)
    if nonce is not None:
        nonces.note(call.user.id, channel.id, nonce, message)
    return _answer(call, message)


def _check_reference(call: Call, channel: Channel | Thread, draft: actions.Draft, body: dict[str, object]) -> None:
    if draft.reply_to is None or call.world.messages[channel.id].get(draft.reply_to) is not None:
        return
    reference = body["message_reference"]
    if isinstance(reference, dict) and reference.get("fail_if_not_exists") is False:
        draft.reply_to = None
        return
    raise invalid("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")


def history(call: Call) -> Reply:
    """GET /channels/{channel_id}/messages with around, before, after and limit."""
    channel = access.text_channel(call)
    limit = call.number("limit", LIMIT, 1, MAX_LIMIT)
    given = [name for name in ("around", "before", "after") if name in call.query]
    if len(given) > 1:
        raise invalid("_", "BASE_TYPE_EXCLUSIVE", "Only one of around, before and after may be given")
    if not _may_read(call, channel):
        return ok([])
    store = call.world.messages[channel.id]
    point = snowflake(call.query[given[0]], given[0]) if given else None
    if point is None or given == ["before"]:
        found = store.before(point, limit)
    else:
        found = store.after(point, limit) if given == ["after"] else store.around(point, limit)
    return ok([call.backend.messages.answer(message, call.user.id) for message in found])


def _may_read(call: Call, channel: Channel | Thread) -> bool:
    if channel.guild_id is None:
        return True
    guild = call.world.guilds[channel.guild_id]
    return bool(in_channel(guild, access.me(call, guild), channel) & Permission.READ_MESSAGE_HISTORY)


def one(call: Call) -> Reply:
    """GET /channels/{channel_id}/messages/{message_id}."""
    channel = access.text_channel(call, Permission.READ_MESSAGE_HISTORY)
    return _answer(call, access.message(call, channel))


def edit(call: Call) -> Reply:
    """PATCH /channels/{channel_id}/messages/{message_id}: one's own."""
    channel = access.text_channel(call)
    message = access.message(call, channel)
    if message.author.id != call.user.id:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    message_body.change(call, message, call.fields())
    actions.edited(call.backend, message, channel)
    return _answer(call, message)


def delete(call: Call) -> Reply:
    """DELETE /channels/{channel_id}/messages/{message_id}: one's own, or with Manage Messages."""
    channel = access.text_channel(call)
    message = access.message(call, channel)
    if message.author.id != call.user.id:
        if channel.guild_id is None:
            raise missing_permissions()
        access.demand(call, channel, Permission.MANAGE_MESSAGES)
    actions.delete(call.backend, message, channel, call.user.id)
    return NO_CONTENT


def delete_many(call: Call) -> Reply:
    """POST /channels/{channel_id}/messages/bulk-delete: 2 to 100 at once."""
    channel = access.text_channel(call, Permission.MANAGE_MESSAGES)
    ids = call.fields().get("messages")
    if not isinstance(ids, list) or len(ids) not in MAX_BULK:
        raise ApiError(400, 50016, "Provided too few or too many messages to delete. Must provide 2 to 100.")
    store = call.world.messages[channel.id]
    for message in [store.get(snowflake(i, "messages")) for i in ids]:
        if message is not None:
            actions.delete(call.backend, message, channel, call.user.id)
    return NO_CONTENT


def typing(call: Call) -> Reply:
    """POST /channels/{channel_id}/typing: accepted, shown to nobody."""
    access.text_channel(call)
    return NO_CONTENT


_ALL = "/channels/{channel_id}/messages"
_ONE = "/channels/{channel_id}/messages/{message_id}"
ROUTES = [
    Route("GET", _ALL, history),
    Route("POST", _ALL, create),
    Route("POST", f"{_ALL}/bulk-delete", delete_many),
    Route("GET", _ONE, one),
    Route("PATCH", _ONE, edit),
    Route("DELETE", _ONE, delete),
    Route("POST", "/channels/{channel_id}/typing", typing),
]
