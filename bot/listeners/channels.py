"""Channels: what the admin panel offers to pick."""

from typing import Any

from bot import mirror
from bot.core import Core
from bot.translate import snowflake
from synapse.services import guilds


def attach(core: Core) -> None:
    """Hear of channels that are made, changed and deleted."""
    state = core.client.state

    def saved(data: dict[str, Any]) -> None:
        guild_id = snowflake(data["guild_id"])
        guild = core.client.get_guild(guild_id)
        channel = guild and guild.get_channel(snowflake(data["id"]))
        if channel and core.serves(guild_id):
            seen = mirror.channel(channel)
            core.errands.add("channel", lambda: guilds.channel_saved(core.engine, guild_id, seen))

    def deleted(data: dict[str, Any]) -> None:
        guild_id, channel_id = snowflake(data["guild_id"]), snowflake(data["id"])
        if core.serves(guild_id):
            core.errands.add("channel", lambda: guilds.channel_deleted(core.engine, guild_id, channel_id))

    state.hear("CHANNEL_CREATE", saved)
    state.hear("CHANNEL_UPDATE", saved)
    state.hear("CHANNEL_DELETE", deleted)
