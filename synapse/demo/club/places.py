from dataclasses import dataclass
from enum import StrEnum

from synapse.demo import snowflakes
from synapse.demo.world import Channel, ChannelType, Guild, Overwrite, Role
from synapse.demo.world.permissions import ALL, MEMBER, Permission

FOUNDED_MS = 1_693_821_600_000
"""When the club was founded: Monday, 4 September 2023, 10:00 UTC."""

GUILD_NAME = "Campus Code Club"
_MINUTE_MS = 60_000
_BOT_PERMISSIONS = (
    MEMBER
    | Permission.MANAGE_ROLES
    | Permission.MANAGE_MESSAGES
    | Permission.MANAGE_THREADS
    | Permission.MENTION_EVERYONE
)


class RoleName(StrEnum):
    """The club's roles that mean something to the program."""

    CREW = "Crew"
    BOT = "Synapse"
    MODERATOR = "Moderator"


@dataclass(frozen=True, slots=True)
class Place:
    """A channel where things happen.

    Attributes:
        channel: The channel itself.
        theme: What is spoken of there; names a table of phrases.
        share: How much of the club's talk (or of its voice stays) happens there, compared with other places.
        crew_only: Whether only the crew may write there.
    """

    channel: Channel
    theme: str
    share: float
    crew_only: bool = False

    @property
    def has_voice(self) -> bool:
        """Whether people talk there rather than write."""
        return self.channel.type == ChannelType.VOICE


@dataclass(frozen=True, slots=True)
class _Plan:
    name: str
    type: ChannelType
    theme: str
    share: float
    topic: str = ""
    closed: bool = False


_TEXT, _VOICE, _NEWS = ChannelType.TEXT, ChannelType.VOICE, ChannelType.ANNOUNCEMENT
AFK = "AFK"
_PLANS: dict[str, tuple[_Plan, ...]] = {
    "Announcements": (
        _Plan("announcements", _NEWS, "announcements", 1.2, "News from the crew. React, don't reply.", closed=True),
        _Plan("club-news", _NEWS, "announcements", 0.8, "What members built, won and wrote.", closed=True),
        _Plan(
            "welcome",
            _TEXT,
            "announcements",
            0.0,
            "Read this first: be kind, be curious, cite your sources.",
            closed=True,
        ),
    ),
    "General": (
        _Plan("general", _TEXT, "general", 20, "Everything and nothing."),
        _Plan("introductions", _TEXT, "introductions", 4, "Say hello! Who are you, what are you building?"),
        _Plan("music", _TEXT, "music", 3, "What is in your ears while you code."),
        _Plan("career", _TEXT, "career", 5, "Internships, interviews, first jobs."),
        _Plan("level-ups", _TEXT, "general", 0.4, "Where the bot celebrates."),
    ),
    "Programming": (
        _Plan("python", _TEXT, "programming", 12, "Snakes of all sizes."),
        _Plan("javascript", _TEXT, "programming", 7, "Browsers, servers and everything between."),
        _Plan("rust", _TEXT, "programming", 6, "Fighting the borrow checker together."),
        _Plan("help", _TEXT, "programming", 12, "No question is too small. Open a thread for long ones."),
        _Plan("code-review", _TEXT, "programming", 5, "Four eyes see more."),
        _Plan("show-and-tell", _TEXT, "programming", 4, "Look what I made!"),
    ),
    "Cybersecurity": (
        _Plan("ctf", _TEXT, "cybersecurity", 5, "Capture the flag: teams, write-ups, hints without spoilers."),
        _Plan("security-lab", _TEXT, "cybersecurity", 4, "Only on machines that are yours."),
    ),
    "Memes": (
        _Plan("memes", _TEXT, "memes", 11, "Laughter is allowed."),
        _Plan("pets", _TEXT, "pets", 5, "Our rubber ducks' rivals."),
    ),
    "Voice": (
        _Plan("Lounge", _VOICE, "general", 5),
        _Plan("Study room", _VOICE, "general", 4),
        _Plan("Pair programming", _VOICE, "programming", 3),
        _Plan(AFK, _VOICE, "general", 0),
    ),
}
# Name, colour, permissions beyond everybody's, shown apart; from the lowest up.
_ROLES: tuple[tuple[str, int, int, bool], ...] = (
    ("Alumni", 0x95A5A6, 0, False),
    ("Pythonista", 0x3572A5, 0, False),
    ("Rustacean", 0xCE6B3A, 0, False),
    ("Web Weaver", 0x41B883, 0, False),
    ("Night Shift", 0x5865F2, 0, False),
    ("Helper", 0x1ABC9C, 0, True),
    (
        RoleName.MODERATOR,
        0xE67E22,
        Permission.MANAGE_MESSAGES | Permission.MANAGE_THREADS | Permission.KICK_MEMBERS,
        True,
    ),
    (RoleName.BOT, 0x7C3AED, _BOT_PERMISSIONS, False),
    (RoleName.CREW, 0xE91E63, Permission.ADMINISTRATOR | Permission.MANAGE_GUILD, True),
)
HOBBY_ROLES = ("Alumni", "Pythonista", "Rustacean", "Web Weaver", "Night Shift", "Helper")


class _Ids:
    """Ids of what was made on the day the club was founded, one a minute."""

    def __init__(self) -> None:
        self._next = FOUNDED_MS

    def next(self) -> int:
        self._next += _MINUTE_MS
        return snowflakes.from_ms(self._next, 7)


def build(owner_id: int, bot_id: int) -> tuple[Guild, list[Place]]:
    """The club's guild with roles and channels, no members yet, and the places where things happen."""
    guild = Guild(
        snowflakes.from_ms(FOUNDED_MS, 7),
        GUILD_NAME,
        owner_id,
        description="We build things, break things and learn out loud.",
        afk_timeout=300,
    )
    ids = _Ids()
    _add_roles(guild, ids, bot_id)
    places = _add_channels(guild, ids)
    guild.system_channel_id = next(c.id for c in guild.channels.values() if c.name == "welcome")
    guild.afk_channel_id = next(c.id for c in guild.channels.values() if c.name == AFK)
    return guild, places


def role(guild: Guild, name: str) -> Role:
    """The guild's role with this name."""
    return next(each for each in guild.roles.values() if each.name == name)


def _add_roles(guild: Guild, ids: _Ids, bot_id: int) -> None:
    guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", int(MEMBER))
    for position, (name, color, more, hoist) in enumerate(_ROLES, 1):
        made = Role(ids.next(), guild.id, name, int(MEMBER | more) & ALL, position, color, hoist, mentionable=True)
        if name == RoleName.BOT:
            made.managed, made.mentionable, made.bot_id = True, False, bot_id
        guild.roles[made.id] = made


def _add_channels(guild: Guild, ids: _Ids) -> list[Place]:
    places = []
    position = 0
    for category_position, (category_name, plans) in enumerate(_PLANS.items()):
        category = Channel(ids.next(), ChannelType.CATEGORY, category_name, guild.id, position=category_position)
        guild.channels[category.id] = category
        for plan in plans:
            channel = _channel(guild, category, plan, ids.next(), position)
            guild.channels[channel.id] = channel
            places.append(Place(channel, plan.theme, plan.share, plan.closed))
            position += 1
    return places


def _channel(guild: Guild, category: Channel, plan: _Plan, channel_id: int, position: int) -> Channel:
    channel = Channel(channel_id, plan.type, plan.name, guild.id, category.id, position, plan.topic or None)
    if plan.closed:
        channel.overwrites = [
            Overwrite(guild.id, 0, deny=int(Permission.SEND_MESSAGES)),
            Overwrite(role(guild, RoleName.BOT).id, 0, allow=int(Permission.SEND_MESSAGES)),
        ]
    return channel
