"""What happens to a guild: members come, change and go; roles and channels are made and changed."""

from synapse.demo.actions import messages, voice
from synapse.demo.backend import Backend
from synapse.demo.gateway.events import Event
from synapse.demo.world import Channel, Guild, Member, Role, User, payloads
from synapse.demo.world.payloads import Payload

JOINED = 7
"""Type of the message that says somebody joined."""


def _note(backend: Backend, kind: str, guild: Guild, **values: object) -> None:
    backend.ledger.note(kind, backend.now_ms(), guild_id=guild.id, **values)


def join(backend: Backend, guild: Guild, user: User) -> Member:
    """Let a user become a member."""
    member = Member(user, guild.id, backend.now_ms())
    guild.members[user.id] = member
    guild.left.pop(user.id, None)
    _note(backend, "member_join", guild, actor_id=user.id, is_bot=user.bot)
    data = payloads.member(member) | {"guild_id": str(guild.id)}
    backend.hub.dispatch(Event("GUILD_MEMBER_ADD", data, guild.id))
    welcome = guild.channels.get(guild.system_channel_id or 0)
    if welcome is not None:
        messages.note(backend, user, welcome, JOINED)
    return member


def leave(backend: Backend, guild: Guild, member: Member) -> None:
    """Let a member go, out of voice too."""
    voice.disconnect(backend, guild, member)
    guild.left[member.id] = guild.members.pop(member.id)
    _note(backend, "member_leave", guild, actor_id=member.id, is_bot=member.user.bot)
    data = {"guild_id": str(guild.id), "user": payloads.user(member.user)}
    backend.hub.dispatch(Event("GUILD_MEMBER_REMOVE", data, guild.id))


def member_changed(backend: Backend, guild: Guild, member: Member, actor_id: int) -> None:
    """Tell that a member's roles, name or account changed."""
    member.rendered = None
    member.user.rendered = None
    facts = {"roles": [str(r) for r in member.role_ids], "named": member.nick is not None}
    _note(backend, "member_update", guild, actor_id=actor_id, target_id=member.id, facts=facts)
    data = payloads.member(member) | {"guild_id": str(guild.id)}
    backend.hub.dispatch(Event("GUILD_MEMBER_UPDATE", data, guild.id))


def give_role(backend: Backend, guild: Guild, member: Member, role: Role, actor_id: int) -> None:
    """Give a member a role; nothing happens if it is there already."""
    if role.id not in member.role_ids:
        member.role_ids.append(role.id)
        member_changed(backend, guild, member, actor_id)


def take_role(backend: Backend, guild: Guild, member: Member, role: Role, actor_id: int) -> None:
    """Take a role from a member; nothing happens if it is not there."""
    if role.id in member.role_ids:
        member.role_ids.remove(role.id)
        member_changed(backend, guild, member, actor_id)


def role_saved(backend: Backend, guild: Guild, role: Role) -> None:
    """Put a new or changed role in its place and tell."""
    event = "GUILD_ROLE_UPDATE" if role.id in guild.roles else "GUILD_ROLE_CREATE"
    guild.roles[role.id] = role
    _note(backend, "role", guild, target_id=role.id, facts={"event": event})
    data: Payload = {"guild_id": str(guild.id), "role": payloads.role(role)}
    backend.hub.dispatch(Event(event, data, guild.id))


def role_deleted(backend: Backend, guild: Guild, role: Role) -> None:
    """Delete a role and take it from everybody who had it."""
    del guild.roles[role.id]
    for member in guild.members.values():
        if role.id in member.role_ids:
            member.role_ids.remove(role.id)
            member.rendered = None
    _note(backend, "role", guild, target_id=role.id, facts={"event": "GUILD_ROLE_DELETE"})
    data = {"guild_id": str(guild.id), "role_id": str(role.id)}
    backend.hub.dispatch(Event("GUILD_ROLE_DELETE", data, guild.id))


def channel_saved(backend: Backend, guild: Guild, channel: Channel) -> None:
    """Put a new or changed channel in its place and tell."""
    event = "CHANNEL_UPDATE" if channel.id in guild.channels else "CHANNEL_CREATE"
    guild.channels[channel.id] = channel
    _note(backend, "channel", guild, channel_id=channel.id, facts={"event": event})
    backend.hub.dispatch(Event(event, payloads.channel(channel), guild.id))


def channel_deleted(backend: Backend, guild: Guild, channel: Channel) -> None:
    """Delete a channel."""
    del guild.channels[channel.id]
    _note(backend, "channel", guild, channel_id=channel.id, facts={"event": "CHANNEL_DELETE"})
    backend.hub.dispatch(Event("CHANNEL_DELETE", payloads.channel(channel), guild.id))


def guild_changed(backend: Backend, guild: Guild) -> None:
    """Tell that the guild's name or settings changed."""
    _note(backend, "guild", guild)
    backend.hub.dispatch(Event("GUILD_UPDATE", payloads.guild(guild), guild.id))
