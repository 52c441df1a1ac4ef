"""Guilds with their channels and roles, as Discord has them, and the defaults that a new guild gets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSeen:
    """A channel as Discord shows it; ``kind`` is Discord's channel type number."""

    id: int
    name: str
    kind: int
    parent_id: int | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSeen:
    """A role as Discord shows it; ``color`` is 0xRRGGBB, ``permissions`` Discord's bit set."""

    id: int
    name: str
    color: int = 0
    position: int = 0
    permissions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSeen:
    """A guild as Discord shows it, with all of its channels and roles."""

    guild_id: int
    name: str
    icon_url: str | None = None
    owner_id: int | None = None
    locale: str = "en-US"
    channels: tuple[ChannelSeen, ...] = ()
    roles: tuple[RoleSeen, ...] = ()


_SAVE = """
INSERT INTO guilds AS kept (guild_id, name, icon_url, owner_id, locale) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (guild_id) DO UPDATE SET name = excluded.name, icon_url = excluded.icon_url,
    owner_id = excluded.owner_id, locale = excluded.locale, active = true
WHERE (kept.name, kept.icon_url, kept.owner_id, kept.locale, kept.active)
    IS DISTINCT FROM (excluded.name, excluded.icon_url, excluded.owner_id, excluded.locale, true)
RETURNING true
"""
_SEEDED = "SELECT seeded FROM guilds WHERE guild_id = $1 FOR UPDATE"
_MARK_SEEDED = "UPDATE guilds SET seeded = true, settings = $2::jsonb || settings WHERE guild_id = $1"
_LEAVE = "UPDATE guilds SET active = false WHERE guild_id = $1 AND active RETURNING true"

# Joined with the guild, so that what comes before its guild is left out; registering brings it then.
_SAVE_CHANNELS = """
INSERT INTO channels AS kept (guild_id, id, name, kind, parent_id, position)
SELECT guild_id, seen.* FROM guilds
CROSS JOIN unnest($2::bigint[], $3::text[], $4::smallint[], $5::bigint[], $6::integer[]) AS seen
WHERE guild_id = $1 ORDER BY 2
ON CONFLICT (guild_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
    parent_id = excluded.parent_id, position = excluded.position, active = true
WHERE (kept.name, kept.kind, kept.parent_id, kept.position, kept.active)
    IS DISTINCT FROM (excluded.name, excluded.kind, excluded.parent_id, excluded.position, true)
"""
_SAVE_ROLES = """
INSERT INTO roles AS kept (guild_id, id, name, color, position, permissions)
SELECT guild_id, seen.* FROM guilds
CROSS JOIN unnest($2::bigint[], $3::text[], $4::integer[], $5::integer[], $6::bigint[]) AS seen
WHERE guild_id = $1 ORDER BY 2
ON CONFLICT (guild_id, id) DO UPDATE SET name = excluded.name, color = excluded.color,
    position = excluded.position, permissions = excluded.permissions, active = true
WHERE (kept.name, kept.color, kept.position, kept.permissions, kept.active)
    IS DISTINCT FROM (excluded.name, excluded.color, excluded.position, excluded.permissions, true)
"""
_RETIRE = {
    "channels": "UPDATE channels SET active = false WHERE guild_id = $1 AND active AND NOT id = ANY($2::bigint[])",
    "roles": "UPDATE roles SET active = false WHERE guild_id = $1 AND active AND NOT id = ANY($2::bigint[])",
}
_DELETE = {
    "channels": "UPDATE channels SET active = false WHERE guild_id = $1 AND id = $2",
    "roles": "UPDATE roles SET active = false WHERE guild_id = $1 AND id = $2",
}


async def save(connection: "asyncpg.Connection[Any]", seen: GuildSeen) -> bool:
    """Insert or update the guild's own row and lock it; True if anything about it is new."""
    values = (seen.guild_id, seen.name, seen.icon_url, seen.owner_id, seen.locale)
    return bool(await connection.fetchval(_SAVE, *values))


async def seeded(connection: "asyncpg.Connection[Any]", guild_id: int) -> bool:
    """Whether the guild was given its defaults already; its row stays locked until the transaction ends."""
    return bool(await connection.fetchval(_SEEDED, guild_id))


async def mark_seeded(connection: "asyncpg.Connection[Any]", guild_id: int, settings: Mapping[str, Any]) -> None:
    """Note that the guild has its defaults, and store its first settings; what was set before stays."""
    await connection.execute(_MARK_SEEDED, guild_id, orjson.dumps(settings).decode())


async def leave(connection: "asyncpg.Connection[Any]", guild_id: int) -> bool:
    """Deactivate the guild; True if it was active."""
    return bool(await connection.fetchval(_LEAVE, guild_id))


async def save_channels(connection: "asyncpg.Connection[Any]", guild_id: int, channels: Sequence[ChannelSeen]) -> None:
    """Insert or update channels; nothing is written for those that did not change."""
    await connection.execute(
        _SAVE_CHANNELS,
        guild_id,
        [channel.id for channel in channels],
        [channel.name for channel in channels],
        [channel.kind for channel in channels],
        [channel.parent_id for channel in channels],
        [channel.position for channel in channels],
    )


async def save_roles(connection: "asyncpg.Connection[Any]", guild_id: int, roles: Sequence[RoleSeen]) -> None:
    """Insert or update roles; nothing is written for those that did not change."""
    await connection.execute(
        _SAVE_ROLES,
        guild_id,
        [role.id for role in roles],
        [role.name for role in roles],
        [role.color for role in roles],
        [role.position for role in roles],
        [role.permissions for role in roles],
    )


async def keep_only_channels(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> None:
    """Deactivate every channel of the guild that is not among ``ids``."""
    await connection.execute(_RETIRE["channels"], guild_id, ids)


async def keep_only_roles(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> None:
    """Deactivate every role of the guild that is not among ``ids``."""
    await connection.execute(_RETIRE["roles"], guild_id, ids)


async def delete_channel(connection: "asyncpg.Connection[Any]", guild_id: int, channel_id: int) -> None:
    """Deactivate one channel."""
    await connection.execute(_DELETE["channels"], guild_id, channel_id)


async def delete_role(connection: "asyncpg.Connection[Any]", guild_id: int, role_id: int) -> None:
    """Deactivate one role."""
    await connection.execute(_DELETE["roles"], guild_id, role_id)
