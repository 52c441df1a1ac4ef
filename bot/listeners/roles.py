"""Roles: what the admin panel offers to pick."""

from typing import Any

from bot import mirror
from bot.core import Core
from bot.translate import snowflake
from synapse.services import guilds


def attach(core: Core) -> None:
    """Hear of roles that are made, changed and deleted."""
    state = core.client.state

    def saved(data: dict[str, Any]) -> None:
        guild_id = snowflake(data["guild_id"])
        guild = core.client.get_guild(guild_id)
        role = guild and guild.get_role(snowflake(data["role"]["id"]))
        if role and core.serves(guild_id):
            seen = mirror.role(role)
            core.errands.add("role", lambda: guilds.role_saved(core.engine, guild_id, seen))

    def deleted(data: dict[str, Any]) -> None:
        guild_id, role_id = snowflake(data["guild_id"]), snowflake(data["role_id"])
        if core.serves(guild_id):
            core.errands.add("role", lambda: guilds.role_deleted(core.engine, guild_id, role_id))

    state.hear("GUILD_ROLE_CREATE", saved)
    state.hear("GUILD_ROLE_UPDATE", saved)
    state.hear("GUILD_ROLE_DELETE", deleted)
