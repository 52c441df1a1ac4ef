"""Give a guild its defaults, once. What the admins make of them is theirs; later defaults never touch it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import asyncpg

from synapse.db.notify import Part
from synapse.db.queries import guilds as guild_queries
from synapse.db.queries import seeding as queries
from synapse.db.queries.guilds import ChannelSeen
from synapse.engine.settings import Announcements, GuildSettings
from synapse.services import changes
from synapse.services.changes import Actor, Change
from synapse.services.defaults import DefaultZone, defaults, propose

_PARTS = (Part.SETTINGS, Part.ZONES, Part.ACHIEVEMENTS, Part.SEASONS)


async def seed(
    connection: "asyncpg.Connection[Any]",
    guild_id: int,
    *,
    channels: Sequence[ChannelSeen],
    announce_channel: int | None,
    season_starts_at: datetime,
    motto: str = "",
) -> bool:
    """Give the guild its defaults unless it had them before, in the caller's transaction.

    Channels whose names say so go into the default zones right away (see ``defaults.propose``).

    Args:
        connection: A connection in a transaction.
        guild_id: A guild that is in the database.
        channels: The guild's channels.
        announce_channel: Where its announcements go at first; None for the place where it happened.
        season_starts_at: When the first season begins; in the past to take up imported history.
        motto: The line under the community's name.

    Returns:
        True if the guild was seeded now.
    """
    if await guild_queries.seeded(connection, guild_id):
        return False
    settings = GuildSettings(
        announcements=Announcements(channel_id=announce_channel), **({"motto": motto} if motto else {})
    )
    await guild_queries.mark_seeded(connection, guild_id, settings.model_dump(mode="json", exclude_unset=True))
    added = await _zones(connection, guild_id, channels)
    await queries.add_achievements(connection, guild_id, [each.row() for each in defaults().achievements])
    await queries.add_season(connection, guild_id, defaults().seasons[0].name, season_starts_at)
    after = {"announce_channel": announce_channel, "zones": added, "season_starts_at": season_starts_at.isoformat()}
    change = Change(subject="guild", action="seed", after=after)
    await changes.record(connection, guild_id, Actor(None), change, _PARTS)
    return True


async def _zones(
    connection: "asyncpg.Connection[Any]", guild_id: int, channels: Sequence[ChannelSeen]
) -> dict[str, list[int]]:
    """Add the default zones; returns the channels that each new one took."""
    zones = defaults().zones
    ids = await queries.add_zones(connection, guild_id, [(zone.name, zone.description) for zone in zones])
    await queries.add_multipliers(connection, guild_id, _multipliers(zones, ids))
    taken = {channel: zone for channel, zone in propose(zones, channels).items() if zone in ids}
    await queries.add_channels(connection, guild_id, [(channel, ids[zone]) for channel, zone in taken.items()])
    return {name: [channel for channel, zone in taken.items() if zone == name] for name in ids}


def _multipliers(zones: Sequence[DefaultZone], ids: dict[str, int]) -> list[queries.NewMultiplier]:
    return [
        (ids[zone.name], kind.value, multiplier.xp, multiplier.stars)
        for zone in zones
        if zone.name in ids
        for kind, multiplier in zone.multipliers.items()
    ]
