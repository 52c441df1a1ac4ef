from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from synapse.demo.world.channels import Channel, ChannelType, Thread
from synapse.demo.world.guilds import Guild, Member
from synapse.demo.world.messages import Message, MessageStore
from synapse.demo.world.users import User

EVERY_PRIVILEGED_INTENT = (1 << 1) | (1 << 8) | (1 << 15)


@dataclass(slots=True, eq=False)
class Application:
    """The registered application: its bot, secrets and what the developer portal granted it."""

    bot: User
    name: str
    token: str
    client_secret: str
    owner: User
    redirect_uris: list[str] = field(default_factory=list)
    privileged_intents: int = EVERY_PRIVILEGED_INTENT

    @property
    def id(self) -> int:
        """The application's id, which its bot user shares."""
        return self.bot.id


@dataclass(slots=True, eq=False)
class World:
    """Everything that exists on the local Discord."""

    application: Application
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    direct: dict[int, Channel] = field(default_factory=dict)
    messages: dict[int, MessageStore] = field(default_factory=lambda: defaultdict(MessageStore))

    @property
    def guild(self) -> Guild:
        """The first guild: the club."""
        return next(iter(self.guilds.values()))

    def channel(self, channel_id: int) -> Channel | Thread | None:
        """A guild's channel, a thread or a direct message."""
        for guild in self.guilds.values():
            found = guild.channels.get(channel_id) or guild.threads.get(channel_id)
            if found is not None:
                return found
        return self.direct.get(channel_id)

    def member(self, guild_id: int | None, user_id: int) -> Member | None:
        """A user as a member of the guild, or None."""
        guild = None if guild_id is None else self.guilds.get(guild_id)
        return None if guild is None else guild.members.get(user_id)

    def add_user(self, user: User) -> User:
        """Register an account."""
        self.users[user.id] = user
        return user

    def add_message(self, message: Message) -> None:
        """Put a message into its channel's history."""
        self.messages[message.channel_id].add(message)

    def direct_channel(self, user_id: int, new_id: int) -> Channel:
        """The direct message channel between the bot and a user, opened under `new_id` if there is none."""
        for channel in self.direct.values():
            if user_id in channel.recipient_ids:
                return channel
        channel = Channel(new_id, ChannelType.DM, "", recipient_ids=(user_id,))
        self.direct[new_id] = channel
        return channel

    def people(self) -> Iterator[Member]:
        """The first guild's human members, oldest first."""
        return (member for member in self.guild.members.values() if not member.user.bot)
