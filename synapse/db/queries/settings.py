"""A guild's settings as they are stored."""

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import orjson


async def stored(connection: "asyncpg.Connection[Any]", guild_id: int) -> tuple[dict[str, Any], int]:
    """What the guild's admins set, and the version of it."""
    row = await connection.fetchrow(
        "SELECT settings::text AS settings, settings_version FROM guilds WHERE guild_id = $1", guild_id
    )
    if row is None:
        return {}, 0
    settings: dict[str, Any] = orjson.loads(row["settings"])
    return settings, row["settings_version"]


async def save(connection: "asyncpg.Connection[Any]", guild_id: int, settings: Mapping[str, Any]) -> None:
    """Store settings, and count the version up."""
    await connection.execute(
        "UPDATE guilds SET settings = $2::text::jsonb, settings_version = settings_version + 1 WHERE guild_id = $1",
        guild_id,
        orjson.dumps(settings).decode(),
    )


async def has_channel(connection: "asyncpg.Connection[Any]", guild_id: int, channel_id: int) -> bool:
    """Whether the guild has a channel that messages can be posted in."""
    return bool(
        await connection.fetchval(
            "SELECT true FROM channels WHERE guild_id = $1 AND id = $2 AND active AND kind <> 4", guild_id, channel_id
        )
    )


_KNOWN = {
    "channel": "SELECT id FROM channels WHERE guild_id = $1 AND id = ANY($2::bigint[]) AND active",
    "role": "SELECT id FROM roles WHERE guild_id = $1 AND id = ANY($2::bigint[]) AND active",
    "member": "SELECT user_id AS id FROM members WHERE guild_id = $1 AND user_id = ANY($2::bigint[])",
}


async def known(connection: "asyncpg.Connection[Any]", guild_id: int, what: str, ids: Sequence[int]) -> set[int]:
    """Those of these channels, roles or members (``what``) that the guild has."""
    return {row["id"] for row in await connection.fetch(_KNOWN[what], guild_id, ids)} if ids else set()
