"""Finding what a route names, and whether who asks may do it."""

from synapse.demo.rest.call import Call
from synapse.demo.rest.errors import missing_access, missing_permissions, unknown
from synapse.demo.world import Channel, ChannelType, Guild, Member, Message, Thread
from synapse.demo.world.permissions import Permission, in_channel, in_guild


def guild(call: Call) -> Guild:
    """The route's guild, of which the bot must be a member."""
    found = call.world.guilds.get(call.id("guild_id"))
    if found is None:
        raise unknown("Guild")
    if call.user.id not in found.members:
        raise missing_access()
    return found


def me(call: Call, of: Guild) -> Member:
    """Who asks, as a member of the guild."""
    member = of.members.get(call.user.id)
    if member is None:
        raise missing_access()
    return member


def guild_permission(call: Call, of: Guild, needed: Permission) -> Member:
    """Demand a permission in the guild; returns who asks."""
    member = me(call, of)
    if not in_guild(of, member) & needed:
        raise missing_permissions()
    return member


def member(call: Call, of: Guild) -> Member:
    """The route's member."""
    user_id = call.user.id if call.params["user_id"] == "@me" else call.id("user_id")
    found = of.members.get(user_id)
    if found is None:
        raise unknown("Member" if user_id in call.world.users else "User")
    return found


def channel(call: Call, needed: Permission | None = None) -> Channel | Thread:
    """The route's channel; it must be visible, and the permission held if one is named."""
    found = call.world.channel(call.id("channel_id"))
    if found is None:
        raise unknown("Channel")
    demand(call, found, needed)
    return found


def demand(call: Call, of: Channel | Thread, needed: Permission | None) -> None:
    """Demand that a channel is visible, and a permission in it."""
    if of.guild_id is None:
        return
    home = call.world.guilds[of.guild_id]
    bits = in_channel(home, me(call, home), of)
    if not bits & Permission.VIEW_CHANNEL:
        raise missing_access()
    if needed is not None and not bits & needed:
        raise missing_permissions()


def text_channel(call: Call, needed: Permission | None = None) -> Channel | Thread:
    """The route's channel, which must be one that holds messages."""
    found = channel(call, needed)
    if found.type == ChannelType.CATEGORY:
        raise unknown("Channel")
    return found


def message(call: Call, of: Channel | Thread) -> Message:
    """The route's message."""
    found = call.world.messages[of.id].get(call.id("message_id"))
    if found is None:
        raise unknown("Message")
    return found
