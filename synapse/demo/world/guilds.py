from dataclasses import dataclass, field

from synapse.demo.world.channels import Channel, Thread
from synapse.demo.world.users import User


@dataclass(slots=True, eq=False)
class Role:
    """A guild's role; the one whose id is the guild's is @everyone."""

    id: int
    guild_id: int
    name: str
    permissions: int = 0
    position: int = 0
    color: int = 0
    hoist: bool = False
    managed: bool = False
    mentionable: bool = False
    bot_id: int | None = None


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild."""

    user: User
    guild_id: int
    joined_ms: int
    role_ids: list[int] = field(default_factory=list)
    nick: str | None = None
    deaf: bool = False
    mute: bool = False
    rendered: bytes | None = field(default=None, repr=False)
    """The member object without its user as JSON; set to None after every change."""

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.id

    @property
    def display_name(self) -> str:
        """The name the guild shows."""
        return self.nick or self.user.display_name


@dataclass(slots=True, eq=False)
class VoiceState:
    """Where and how a member is connected to voice."""

    user_id: int
    channel_id: int
    session_id: str
    self_mute: bool = False
    self_deaf: bool = False
    mute: bool = False
    deaf: bool = False


@dataclass(slots=True, eq=False)
class Guild:
    """A community with its members, roles, channels, threads and who sits in voice."""

    id: int
    name: str
    owner_id: int
    description: str | None = None
    locale: str = "en-US"
    afk_channel_id: int | None = None
    afk_timeout: int = 300
    system_channel_id: int | None = None
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    voice: dict[int, VoiceState] = field(default_factory=dict)
    left: dict[int, Member] = field(default_factory=dict)
    """Former members, so that a name still resolves when somebody returns."""

    @property
    def everyone(self) -> Role:
        """The role that every member has."""
        return self.roles[self.id]
