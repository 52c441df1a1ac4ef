from typing import Any

from synapse.demo.actions import guilds as actions
from synapse.demo.actions import threads
from synapse.demo.rest import access
from synapse.demo.rest.call import Call, Reply, ok, snowflake
from synapse.demo.rest.errors import ApiError, Invalid
from synapse.demo.rest.route import Route
from synapse.demo.world import Channel, ChannelType, Overwrite, Thread, payloads
from synapse.demo.world.permissions import Permission

MAKEABLE = {ChannelType.TEXT, ChannelType.VOICE, ChannelType.CATEGORY, ChannelType.ANNOUNCEMENT}


def one(call: Call) -> Reply:
    """GET /channels/{channel_id}: of any kind."""
    return ok(payloads.any_channel(access.channel(call), call.world.users))


def of_guild(call: Call) -> Reply:
    """GET /guilds/{guild_id}/channels: all but threads."""
    return ok([payloads.channel(channel) for channel in access.guild(call).channels.values()])


def _check(body: dict[str, Any], *, new: bool) -> None:
    problems = Invalid()
    if new or "name" in body:
        problems.length("name", body.get("name"), 1, 100)
    if body.get("topic") is not None:
        problems.length("topic", body["topic"], 0, 1024)
    if new and body.get("type", 0) not in MAKEABLE:
        problems.add("type", "BASE_TYPE_CHOICES", "Value must be one of {0, 2, 4, 5}.")
    problems.raise_if_any()


def _overwrites(items: list[dict[str, Any]]) -> list[Overwrite]:
    return [Overwrite(int(o["id"]), int(o["type"]), int(o.get("allow", 0)), int(o.get("deny", 0))) for o in items]


def _apply(channel: Channel, body: dict[str, Any]) -> None:
    for name in ("name", "topic", "position", "user_limit", "bitrate"):
        if body.get(name) is not None:
            setattr(channel, name, body[name])
    if "parent_id" in body:
        parent = body["parent_id"]
        channel.parent_id = None if parent is None else snowflake(parent, "parent_id")
    if body.get("permission_overwrites") is not None:
        channel.overwrites = _overwrites(body["permission_overwrites"])


def create(call: Call) -> Reply:
    """POST /guilds/{guild_id}/channels, with Manage Channels."""
    guild = access.guild(call)
    access.guild_permission(call, guild, Permission.MANAGE_CHANNELS)
    body = call.fields()
    _check(body, new=True)
    kind = ChannelType(body.get("type") or 0)
    position = max((c.position for c in guild.channels.values()), default=0) + 1
    channel = Channel(call.backend.snowflakes.next(), kind, body["name"], guild.id, position=position)
    _apply(channel, body)
    actions.channel_saved(call.backend, guild, channel)
    return Reply(201, payloads.channel(channel))


def change(call: Call) -> Reply:
    """PATCH /channels/{channel_id}: a channel, or a thread's name, archive and lock."""
    channel = access.channel(call)
    body = call.fields()
    _check(body, new=False)
    if isinstance(channel, Thread):
        return _change_thread(call, channel, body)
    if channel.guild_id is None:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    guild = call.world.guilds[channel.guild_id]
    access.guild_permission(call, guild, Permission.MANAGE_CHANNELS)
    _apply(channel, body)
    actions.channel_saved(call.backend, guild, channel)
    return ok(payloads.channel(channel))


def _change_thread(call: Call, thread: Thread, body: dict[str, Any]) -> Reply:
    if thread.owner_id != call.user.id:
        access.demand(call, thread, Permission.MANAGE_THREADS)
    thread.name = body.get("name") or thread.name
    thread.locked = bool(body.get("locked", thread.locked))
    thread.auto_archive_minutes = body.get("auto_archive_duration") or thread.auto_archive_minutes
    if "archived" in body and bool(body["archived"]) != thread.archived:
        threads.archive(call.backend, thread, archived=bool(body["archived"]))
    else:
        threads.tell(call.backend, "THREAD_UPDATE", thread)
    return ok(payloads.thread(thread))


def delete(call: Call) -> Reply:
    """DELETE /channels/{channel_id}: a channel with Manage Channels, a thread with Manage Threads."""
    channel = access.channel(call)
    payload = payloads.any_channel(channel, call.world.users)
    if isinstance(channel, Thread):
        access.demand(call, channel, Permission.MANAGE_THREADS)
        threads.delete(call.backend, channel, call.user)
    elif channel.guild_id is not None:
        guild = call.world.guilds[channel.guild_id]
        access.guild_permission(call, guild, Permission.MANAGE_CHANNELS)
        actions.channel_deleted(call.backend, guild, channel)
    return ok(payload)


ROUTES = [
    Route("GET", "/channels/{channel_id}", one),
    Route("PATCH", "/channels/{channel_id}", change),
    Route("DELETE", "/channels/{channel_id}", delete),
    Route("GET", "/guilds/{guild_id}/channels", of_guild),
    Route("POST", "/guilds/{guild_id}/channels", create),
]
