from synapse.demo.actions import threads as actions
from synapse.demo.rest import access
from synapse.demo.rest.call import NO_CONTENT, Call, Reply, ok
from synapse.demo.rest.errors import ApiError, Invalid, invalid
from synapse.demo.rest.route import Route
from synapse.demo.world import Channel, ChannelType, Message, Thread, payloads
from synapse.demo.world.permissions import Permission, in_channel

ARCHIVE_AFTER = {60, 1440, 4320, 10080}
PARENTS = {ChannelType.TEXT, ChannelType.ANNOUNCEMENT}
LIMIT = 50
MIN_LIMIT = 2
MAX_LIMIT = 100


def _parent(call: Call) -> Channel:
    channel = access.text_channel(call, Permission.CREATE_PUBLIC_THREADS)
    if isinstance(channel, Thread) or channel.type not in PARENTS:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    return channel


def _open(call: Call, parent: Channel, message: Message | None) -> Reply:
    body, problems = call.fields(), Invalid()
    problems.length("name", body.get("name"), 1, 100)
    minutes = body.get("auto_archive_duration") or actions.AUTO_ARCHIVE_MINUTES
    if minutes not in ARCHIVE_AFTER:
        problems.add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.")
    problems.raise_if_any()
    private = message is None and body.get("type", ChannelType.PRIVATE_THREAD) == ChannelType.PRIVATE_THREAD
    new = actions.NewThread(body["name"], message, private, minutes)
    thread = actions.open_thread(call.backend, call.user, parent, new)
    return Reply(201, payloads.thread(thread) | {"member": payloads.thread_member(thread, call.user.id)})


def start(call: Call) -> Reply:
    """POST /channels/{channel_id}/threads: a thread of its own."""
    return _open(call, _parent(call), None)


def start_from_message(call: Call) -> Reply:
    """POST /channels/{channel_id}/messages/{message_id}/threads; a message has one thread at most."""
    parent = _parent(call)
    message = access.message(call, parent)
    if message.thread_id is not None:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    return _open(call, parent, message)


def active(call: Call) -> Reply:
    """GET /guilds/{guild_id}/threads/active: newest first."""
    guild = access.guild(call)
    me = access.me(call, guild)
    found = [t for t in guild.threads.values() if not t.archived and in_channel(guild, me, t) & Permission.VIEW_CHANNEL]
    return ok(_listing(call, sorted(found, key=lambda t: -t.id)) | {"has_more": False})


def _listing(call: Call, threads: list[Thread]) -> dict[str, object]:
    mine = [payloads.thread_member(t, call.user.id) for t in threads if call.user.id in t.joined]
    return {"threads": [payloads.thread(t) for t in threads], "members": mine}


def _archived(call: Call, *, private: bool) -> Reply:
    channel = access.channel(call, Permission.READ_MESSAGE_HISTORY)
    limit = call.number("limit", LIMIT, MIN_LIMIT, MAX_LIMIT)
    before = call.query.get("before")
    if before is not None and "T" not in before:
        raise invalid("before", "DATE_TIME_TYPE_PARSE", f'Could not parse "{before[:40]}". Should be ISO8601.')
    threads = () if channel.guild_id is None else call.world.guilds[channel.guild_id].threads.values()
    found = [
        t
        for t in threads
        if t.parent_id == channel.id and t.archived and (t.type == ChannelType.PRIVATE_THREAD) == private
    ]
    found = [t for t in found if before is None or payloads.iso(t.archived_ms)[:23] < before[:23]]
    found.sort(key=lambda t: -t.archived_ms)
    return ok(_listing(call, found[:limit]) | {"has_more": len(found) > limit})


def archived_public(call: Call) -> Reply:
    """GET /channels/{channel_id}/threads/archived/public: by time of archiving, newest first."""
    return _archived(call, private=False)


def archived_private(call: Call) -> Reply:
    """GET /channels/{channel_id}/threads/archived/private: those the bot sees."""
    return _archived(call, private=True)


def _thread(call: Call) -> Thread:
    thread = access.channel(call)
    if not isinstance(thread, Thread):
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    return thread


def join(call: Call) -> Reply:
    """PUT /channels/{channel_id}/thread-members/@me."""
    thread = _thread(call)
    if thread.archived:
        raise ApiError(400, 50083, "Thread is archived")
    thread.joined.setdefault(call.user.id, call.backend.now_ms())
    return NO_CONTENT


def leave(call: Call) -> Reply:
    """DELETE /channels/{channel_id}/thread-members/@me."""
    _thread(call).joined.pop(call.user.id, None)
    return NO_CONTENT


def members(call: Call) -> Reply:
    """GET /channels/{channel_id}/thread-members."""
    thread = _thread(call)
    return ok([payloads.thread_member(thread, user_id) for user_id in thread.joined])


_CHANNEL = "/channels/{channel_id}"
ROUTES = [
    Route("POST", f"{_CHANNEL}/threads", start),
    Route("POST", f"{_CHANNEL}/messages/{{message_id}}/threads", start_from_message),
    Route("GET", "/guilds/{guild_id}/threads/active", active),
    Route("GET", f"{_CHANNEL}/threads/archived/public", archived_public),
    Route("GET", f"{_CHANNEL}/threads/archived/private", archived_private),
    Route("GET", f"{_CHANNEL}/users/@me/threads/archived/private", archived_private),
    Route("PUT", f"{_CHANNEL}/thread-members/@me", join),
    Route("DELETE", f"{_CHANNEL}/thread-members/@me", leave),
    Route("GET", f"{_CHANNEL}/thread-members", members),
]
