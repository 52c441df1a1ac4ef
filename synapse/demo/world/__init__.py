"""What exists on the local Discord: plain state, rendering to payloads, permissions."""

from synapse.demo.world.channels import Channel, ChannelType, Overwrite, Thread
from synapse.demo.world.guilds import Guild, Member, Role, VoiceState
from synapse.demo.world.messages import Attachment, Emoji, Message, MessageStore, Reaction
from synapse.demo.world.state import Application, World
from synapse.demo.world.users import User

__all__ = [
    "Application",
    "Attachment",
    "Channel",
    "ChannelType",
    "Emoji",
    "Guild",
    "Member",
    "Message",
    "MessageStore",
    "Overwrite",
    "Reaction",
    "Role",
    "Thread",
    "User",
    "VoiceState",
    "World",
]
