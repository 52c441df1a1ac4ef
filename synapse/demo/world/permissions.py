from enum import IntFlag

from synapse.demo.world.channels import Channel, Thread
from synapse.demo.world.guilds import Guild, Member


class Permission(IntFlag):
    """Discord's permission bits that the local Discord checks or hands out."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


ALL = (1 << 53) - 1
MEMBER = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.ADD_REACTIONS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CONNECT
    | Permission.SPEAK
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_INSTANT_INVITE
    | Permission.USE_EXTERNAL_EMOJIS
)
"""What @everyone may do in the club."""


def in_guild(guild: Guild, member: Member) -> int:
    """The member's permissions before any channel's overwrites."""
    if guild.owner_id == member.id:
        return ALL
    bits = guild.everyone.permissions
    for role_id in member.role_ids:
        role = guild.roles.get(role_id)
        bits |= role.permissions if role else 0
    return ALL if bits & Permission.ADMINISTRATOR else bits


def in_channel(guild: Guild, member: Member, channel: Channel | Thread) -> int:
    """The member's permissions in a channel; a thread takes those of its parent."""
    bits = in_guild(guild, member)
    if bits == ALL:
        return ALL
    home = guild.channels.get(channel.parent_id) if isinstance(channel, Thread) else channel
    if home is None:
        return bits
    bits = _with_overwrites(bits, home, guild, member)
    if not bits & Permission.VIEW_CHANNEL:
        return 0
    return bits


def _with_overwrites(bits: int, channel: Channel, guild: Guild, member: Member) -> int:
    by_id = {overwrite.id: overwrite for overwrite in channel.overwrites}
    everyone = by_id.get(guild.id)
    if everyone:
        bits = (bits & ~everyone.deny) | everyone.allow
    roles = [by_id[role_id] for role_id in member.role_ids if role_id in by_id]
    for overwrite in roles:
        bits &= ~overwrite.deny
    for overwrite in roles:
        bits |= overwrite.allow
    own = by_id.get(member.id)
    return (bits & ~own.deny) | own.allow if own else bits


def top_position(guild: Guild, member: Member) -> int:
    """The position of the member's highest role; the owner stands above all."""
    if guild.owner_id == member.id:
        return 1 << 30
    return max((guild.roles[r].position for r in member.role_ids if r in guild.roles), default=0)
