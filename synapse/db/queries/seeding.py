"""Insert a guild's defaults; what the guild has under the same name already stays as it is."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import asyncpg

ACHIEVEMENT_COLUMNS = (
    "name",
    "description",
    "trigger",
    "threshold",
    "scope",
    "xp",
    "gold",
    "category",
    "rarity",
    "badge",
    "series",
    "series_step",
)
"""What a row of ``add_achievements`` holds, in order."""

NewMultiplier = tuple[int, int, Decimal, Decimal]
"""Zone id, number of an EventKind, XP factor, star factor."""

_Row = tuple[object, ...]

_ZONES = """
INSERT INTO zones (guild_id, name, description)
SELECT $1, seen.* FROM unnest($2::text[], $3::text[]) AS seen
ON CONFLICT (guild_id, name) DO NOTHING RETURNING name, id
"""
_MULTIPLIERS = """
INSERT INTO zone_multipliers (guild_id, zone_id, kind, xp, stars)
SELECT $1, seen.* FROM unnest($2::bigint[], $3::smallint[], $4::numeric[], $5::numeric[]) AS seen
"""
_CHANNELS = """
INSERT INTO zone_channels (guild_id, channel_id, zone_id)
SELECT $1, seen.* FROM unnest($2::bigint[], $3::bigint[]) AS seen
ON CONFLICT (guild_id, channel_id) DO NOTHING
"""
_ACHIEVEMENTS = f"""
INSERT INTO achievements (guild_id, {", ".join(ACHIEVEMENT_COLUMNS)})
SELECT $1, seen.* FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[],
    $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::integer[]) AS seen
ON CONFLICT (guild_id, name) DO NOTHING
"""  # noqa: S608 - made of constants
_SEASON = """
INSERT INTO seasons (guild_id, name, starts_at, active)
SELECT $1, $2, $3, true WHERE NOT EXISTS (SELECT FROM seasons WHERE guild_id = $1 AND active)
"""


async def add_zones(
    connection: "asyncpg.Connection[Any]", guild_id: int, rows: Sequence[tuple[str, str]]
) -> dict[str, int]:
    """Add zones by (name, description); returns the ids of those that are new, by name."""
    added = await connection.fetch(_ZONES, guild_id, *_columns(rows, 2))
    return {row["name"]: row["id"] for row in added}


async def add_multipliers(connection: "asyncpg.Connection[Any]", guild_id: int, rows: Sequence[NewMultiplier]) -> None:
    """Add multipliers to zones that have none."""
    await connection.execute(_MULTIPLIERS, guild_id, *_columns(rows, 4))


async def add_channels(connection: "asyncpg.Connection[Any]", guild_id: int, rows: Sequence[tuple[int, int]]) -> None:
    """Put channels into zones by (channel id, zone id); a channel that is in a zone stays there."""
    await connection.execute(_CHANNELS, guild_id, *_columns(rows, 2))


async def add_achievements(connection: "asyncpg.Connection[Any]", guild_id: int, rows: Sequence[_Row]) -> None:
    """Add achievements; a row holds ``ACHIEVEMENT_COLUMNS``."""
    await connection.execute(_ACHIEVEMENTS, guild_id, *_columns(rows, len(ACHIEVEMENT_COLUMNS)))


async def add_season(connection: "asyncpg.Connection[Any]", guild_id: int, name: str, starts_at: datetime) -> None:
    """Open a season, unless one is active."""
    await connection.execute(_SEASON, guild_id, name, starts_at)


def _columns(rows: Sequence[_Row], width: int) -> list[list[object]]:
    return [[row[column] for row in rows] for column in range(width)]
