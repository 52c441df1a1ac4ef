"""A small world for tests: one guild with a few people, roles and channels."""

from synapse.demo import snowflakes
from synapse.demo.world import Application, Channel, ChannelType, Guild, Member, Role, User, World
from synapse.demo.world.permissions import MEMBER, Permission

FOUNDED_MS = 1_700_000_000_000
TOKEN = "local.demo.token"
SECRET = "local-demo-secret"
PEOPLE = ("Ada", "Grace", "Linus", "Margaret")
BOT_PERMISSIONS = (
    MEMBER
    | Permission.MANAGE_ROLES
    | Permission.MANAGE_MESSAGES
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_NICKNAMES
    | Permission.KICK_MEMBERS
    | Permission.MANAGE_THREADS
)


def _id(number: int) -> int:
    return snowflakes.from_ms(FOUNDED_MS + number, number)


def _roles(guild: Guild) -> None:
    for number, name, bits, position in (
        (2, "Synapse", int(BOT_PERMISSIONS), 10),
        (3, "Lead", int(Permission.MANAGE_GUILD), 5),
        (4, "Level 5", 0, 1),
        (5, "Founder", 0, 20),
    ):
        guild.roles[_id(number)] = Role(_id(number), guild.id, name, bits, position, managed=name == "Synapse")


def _channels(guild: Guild) -> None:
    for number, name, kind, parent in (
        (20, "Text", ChannelType.CATEGORY, None),
        (21, "general", ChannelType.TEXT, 20),
        (22, "help", ChannelType.TEXT, 20),
        (23, "Lounge", ChannelType.VOICE, None),
        (24, "AFK", ChannelType.VOICE, None),
    ):
        parent_id = None if parent is None else _id(parent)
        guild.channels[_id(number)] = Channel(_id(number), kind, name, guild.id, parent_id, number)
    guild.afk_channel_id, guild.system_channel_id = _id(24), _id(21)


def small(members: int = 0) -> World:
    """The guild "Lab" with Ada as owner, Grace as lead, and `members` more people without a face."""
    bot = User(_id(1), "synapse", "Synapse", bot=True)
    people = [User(_id(100 + n), name.lower(), name) for n, name in enumerate(PEOPLE)]
    application = Application(bot, "Synapse", TOKEN, SECRET, people[0])
    guild = Guild(_id(10), "Lab", people[0].id)
    guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", int(MEMBER))
    _roles(guild)
    _channels(guild)
    world = World(application, guilds={guild.id: guild})
    people += [User(_id(10_000 + n), f"member{n}", f"Member {n}") for n in range(members)]
    for user in (bot, *people):
        world.add_user(user)
        guild.members[user.id] = Member(user, guild.id, FOUNDED_MS)
    guild.members[bot.id].role_ids.append(_id(2))
    guild.members[people[1].id].role_ids.append(_id(3))
    return world


def with_another_guild(world: World) -> World:
    """The same world with a guild "Annex" beside, of the same people, whose id lies in the other of two shards."""
    guild = Guild(_id(11), "Annex", world.guild.owner_id)
    guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", int(BOT_PERMISSIONS))
    guild.channels[_id(31)] = Channel(_id(31), ChannelType.TEXT, "lobby", guild.id, None, 1)
    guild.system_channel_id = _id(31)
    for member in world.guild.members.values():
        guild.members[member.user.id] = Member(member.user, guild.id, FOUNDED_MS)
    world.guilds[guild.id] = guild
    return world
