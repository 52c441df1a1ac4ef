"""What a shard hears first: READY and one GUILD_CREATE per guild."""

from typing import Any

from synapse.demo.gateway import intents as bits
from synapse.demo.gateway.session import Session
from synapse.demo.world import Guild, Member, World, payloads

API_VERSION = 10
# Application flags that say a privileged intent was granted: presence, members, content (limited forms).
_GRANTED = {bits.GUILD_PRESENCES: 1 << 13, bits.GUILD_MEMBERS: 1 << 15, bits.MESSAGE_CONTENT: 1 << 19}


def application_flags(world: World) -> int:
    """The application's public flags."""
    granted = world.application.privileged_intents
    return sum(flag for bit, flag in _GRANTED.items() if granted & bit) | 1 << 23


def guilds_of(world: World, shard: tuple[int, int]) -> list[Guild]:
    """The guilds that belong to a shard and have the bot as a member."""
    number, count = shard
    bot_id = world.application.id
    return [g for g in world.guilds.values() if (g.id >> 22) % count == number and bot_id in g.members]


def ready(world: World, session: Session, gateway_url: str) -> dict[str, Any]:
    """The READY event's data."""
    bot = world.application.bot
    return {
        "v": API_VERSION,
        "user": {
            **payloads.user(bot),
            "verified": True,
            "mfa_enabled": True,
            "email": None,
            "bot": True,
        },
        "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds_of(world, session.shard)],
        "session_id": session.id,
        "resume_gateway_url": gateway_url,
        "shard": list(session.shard),
        "application": {"id": str(bot.id), "flags": application_flags(world)},
        "_trace": ["local"],
    }


def guild_create(world: World, guild: Guild, session: Session, large_threshold: int) -> dict[str, Any]:
    """The GUILD_CREATE event's data; a large guild comes with only some of its members."""
    bot = guild.members[world.application.id]
    large = len(guild.members) > large_threshold
    return {
        **payloads.guild(guild),
        "joined_at": payloads.iso(bot.joined_ms),
        "large": large,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [payloads.member(m) for m in _members(guild, bot, session, large=large)],
        "channels": [payloads.channel(c) for c in guild.channels.values()],
        "threads": [{**payloads.thread(t), "newly_created": False} for t in guild.threads.values() if not t.archived],
        "voice_states": _voice_states(guild, session),
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _members(guild: Guild, bot: Member, session: Session, *, large: bool) -> list[Member]:
    """As Discord does: without the presences intent only the bot itself and who sits in voice."""
    if session.intents & bits.GUILD_PRESENCES and not large:
        return list(guild.members.values())
    in_voice = [guild.members[user_id] for user_id in guild.voice if user_id in guild.members]
    return [bot, *(member for member in in_voice if member is not bot)]


def _voice_states(guild: Guild, session: Session) -> list[dict[str, Any]]:
    if not session.intents & bits.GUILD_VOICE_STATES:
        return []
    states = [payloads.voice_state(state, guild) for state in guild.voice.values()]
    for state in states:
        state.pop("guild_id")
    return states
