"""Guilds as Discord shows them: registered when the bot sees them, kept current afterwards."""

from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import guilds as queries
from synapse.db.queries.guilds import ChannelSeen, GuildSeen, RoleSeen
from synapse.db.session import driver_transaction
from synapse.services import changes, seeding

__all__ = [
    "ChannelSeen",
    "GuildSeen",
    "RoleSeen",
    "channel_deleted",
    "channel_saved",
    "left",
    "register",
    "role_deleted",
    "role_saved",
]

log = structlog.get_logger(__name__)


async def register(
    engine: AsyncEngine,
    seen: GuildSeen,
    *,
    announce_channel: int | None,
    now: datetime,
    season_starts_at: datetime | None = None,
    motto: str = "",
) -> bool:
    """Take in a guild with all of its channels and roles; what is not among them any more becomes inactive.

    A guild that is seen for the first time gets the defaults. Registering again is cheap and changes only
    what is different. When the rules changed, or the guild is new, back or renamed, a CONFIG notice tells.

    Args:
        engine: The database.
        seen: The guild as Discord shows it now.
        announce_channel: Where a new guild's announcements go at first; ignored unless it is one of the
            guild's channels. None for the place where it happened.
        now: The present moment.
        season_starts_at: When a new guild's first season begins; None for now.
        motto: The line under a new guild's name.

    Returns:
        True if the guild was given its defaults now.
    """
    if announce_channel is not None and announce_channel not in {channel.id for channel in seen.channels}:
        log.warning("guilds.foreign_announce_channel", guild_id=seen.guild_id, channel_id=announce_channel)
        announce_channel = None
    async with driver_transaction(engine) as connection:
        changed = await queries.save(connection, seen)
        await queries.save_channels(connection, seen.guild_id, seen.channels)
        await queries.keep_only_channels(connection, seen.guild_id, [channel.id for channel in seen.channels])
        await queries.save_roles(connection, seen.guild_id, seen.roles)
        await queries.keep_only_roles(connection, seen.guild_id, [role.id for role in seen.roles])
        seeded = await seeding.seed(
            connection,
            seen.guild_id,
            channels=seen.channels,
            announce_channel=announce_channel,
            season_starts_at=season_starts_at or now,
            motto=motto,
        )
        if changed and not seeded:
            await changes.notify(connection, seen.guild_id, (Part.SETTINGS,))
    if seeded:
        log.info("guilds.seeded", guild_id=seen.guild_id)
    return seeded


async def left(engine: AsyncEngine, guild_id: int) -> None:
    """The bot is no longer in the guild: it is served no more, and everything it has is kept."""
    async with driver_transaction(engine) as connection:
        if await queries.leave(connection, guild_id):
            await changes.notify(connection, guild_id, (Part.SETTINGS,))


async def channel_saved(engine: AsyncEngine, guild_id: int, channel: ChannelSeen) -> None:
    """A channel was made or changed. Without effect before its guild is registered, which brings all channels."""
    async with driver_transaction(engine) as connection:
        await queries.save_channels(connection, guild_id, [channel])


async def channel_deleted(engine: AsyncEngine, guild_id: int, channel_id: int) -> None:
    """A channel is gone; its row stays for the names in what happened there."""
    async with driver_transaction(engine) as connection:
        await queries.delete_channel(connection, guild_id, channel_id)


async def role_saved(engine: AsyncEngine, guild_id: int, role: RoleSeen) -> None:
    """A role was made or changed. Without effect before its guild is registered, which brings all roles."""
    async with driver_transaction(engine) as connection:
        await queries.save_roles(connection, guild_id, [role])


async def role_deleted(engine: AsyncEngine, guild_id: int, role_id: int) -> None:
    """A role is gone."""
    async with driver_transaction(engine) as connection:
        await queries.delete_role(connection, guild_id, role_id)
