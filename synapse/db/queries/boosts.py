"""Boosts as admins see and change them, those that are over too."""

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import orjson

FIELDS = ("name", "role_id", "starts_at", "ends_at", "active")
"""What admins set of a boost, beside its multipliers."""

_ALL = """
SELECT id, version, name, role_id, starts_at, ends_at, active, multipliers::text AS multipliers FROM boosts
WHERE guild_id = $1 AND ($2::bigint[] IS NULL OR id = ANY($2)) ORDER BY id DESC
"""
_INSERT = """
INSERT INTO boosts (guild_id, name, role_id, starts_at, ends_at, active, multipliers)
VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb) RETURNING id
"""
_SAVE = """
UPDATE boosts SET version = version + 1, name = $3, role_id = $4, starts_at = $5, ends_at = $6, active = $7,
    multipliers = $8::text::jsonb WHERE guild_id = $1 AND id = $2
"""


async def boosts(
    connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int] | None = None
) -> list[asyncpg.Record]:
    """These boosts of a guild, or all, the newest first."""
    return await connection.fetch(_ALL, guild_id, ids)


async def insert(connection: "asyncpg.Connection[Any]", guild_id: int, fields: Mapping[str, Any]) -> int:
    """Add a boost with all of ``FIELDS`` and its multipliers (plain JSON); returns its id."""
    return int(await connection.fetchval(_INSERT, guild_id, *_values(fields)))


async def save(connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Mapping[str, Any]) -> None:
    """Set all of ``FIELDS`` and the multipliers, and count the version up."""
    await connection.execute(_SAVE, guild_id, number, *_values(fields))


def _values(fields: Mapping[str, Any]) -> list[Any]:
    return [*(fields[name] for name in FIELDS), orjson.dumps(fields["multipliers"]).decode()]
