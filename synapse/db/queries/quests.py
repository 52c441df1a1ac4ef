"""Quests as everybody sees them and admins change them, closed ones too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

FIELDS = (
    "title",
    "description",
    "xp",
    "stars",
    "gold",
    "zone_id",
    "season_id",
    "places",
    "ends_at",
    "proof",
    "active",
)
"""What admins set of a quest, in the order of the statements' parameters."""

_COLUMNS = f"""
SELECT quest.id, quest.version, quest.created_at, {", ".join(f"quest.{name}" for name in FIELDS)},
    coalesce(claims.held, 0) AS held, coalesce(claims.done, 0) AS done, coalesce(claims.waiting, 0) AS waiting
FROM quests AS quest
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE state IN ('claimed', 'handed_in', 'sent_back', 'accepted')) AS held,
        count(*) FILTER (WHERE state = 'accepted') AS done, count(*) FILTER (WHERE state = 'handed_in') AS waiting
    FROM quest_claims AS claim WHERE claim.guild_id = quest.guild_id AND claim.quest_id = quest.id
) AS claims ON true
"""  # noqa: S608 - made of constants
_BY_IDS = f"{_COLUMNS} WHERE quest.guild_id = $1 AND quest.id = ANY($2::bigint[])"
_OPEN = """
quest.active AND (quest.ends_at IS NULL OR quest.ends_at > $4) AND (quest.season_id IS NULL OR quest.season_id = $5)
"""
_PAGE = f"""
{_COLUMNS} WHERE quest.guild_id = $1 AND ($2::bigint IS NULL OR quest.id < $2)
    AND ($3::bigint IS NULL OR quest.id > $3) AND ($6::boolean IS NULL OR coalesce({_OPEN}, false) = $6)
"""
_NEWEST_FIRST = f"{_PAGE} ORDER BY quest.id DESC LIMIT $7"
_OLDEST_FIRST = f"SELECT * FROM ({_PAGE} ORDER BY quest.id LIMIT $7) AS page ORDER BY id DESC"  # noqa: S608 - as above
_COUNT_OPEN = f"""
SELECT count(*) FROM quests AS quest
WHERE guild_id = $1 AND $2::bigint IS NULL AND $3::bigint IS NULL AND {_OPEN}
"""  # noqa: S608 - as above
_INSERT = f"""
INSERT INTO quests (guild_id, {", ".join(FIELDS)})
VALUES ($1, {", ".join(f"${place}" for place in range(2, 2 + len(FIELDS)))}) RETURNING id
"""  # noqa: S608 - as above
_SAVE = f"""
UPDATE quests SET version = version + 1, {", ".join(f"{name} = ${place}" for place, name in enumerate(FIELDS, 3))}
WHERE guild_id = $1 AND id = $2
"""  # noqa: S608 - as above
_LOCK = "SELECT true FROM quests WHERE guild_id = $1 AND id = $2 FOR NO KEY UPDATE"


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a guild's quests, the newest first: ``after`` a quest is older than it, ``before`` is newer.

    ``backward`` takes the oldest of the range.
    """

    size: int = 25
    backward: bool = False
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What decides whether a quest is open: the present, and the season that runs."""

    now: datetime
    season_id: int


async def by_ids(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> list[asyncpg.Record]:
    """These quests, each with how many places are held, how many did it and how many wait for an answer."""
    return await connection.fetch(_BY_IDS, guild_id, ids)


async def page(
    connection: "asyncpg.Connection[Any]", guild_id: int, window: Window, moment: Moment, *, open_: bool | None
) -> list[asyncpg.Record]:
    """A part of a guild's quests, the newest first: open ones, those that are not, or for None both."""
    return await connection.fetch(
        _OLDEST_FIRST if window.backward else _NEWEST_FIRST,
        guild_id,
        window.after,
        window.before,
        moment.now,
        moment.season_id,
        open_,
        window.size,
    )


async def count_open(connection: "asyncpg.Connection[Any]", guild_id: int, moment: Moment) -> int:
    """How many quests of a guild are open."""
    return int(await connection.fetchval(_COUNT_OPEN, guild_id, None, None, moment.now, moment.season_id))


async def insert(connection: "asyncpg.Connection[Any]", guild_id: int, fields: Mapping[str, Any]) -> int:
    """Add a quest with all of ``FIELDS``; returns its id."""
    return int(await connection.fetchval(_INSERT, guild_id, *(fields[name] for name in FIELDS)))


async def save(connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Mapping[str, Any]) -> None:
    """Set all of ``FIELDS`` and count the version up."""
    await connection.execute(_SAVE, guild_id, number, *(fields[name] for name in FIELDS))


async def lock(connection: "asyncpg.Connection[Any]", guild_id: int, number: int) -> bool:
    """Let whoever takes the quest on or changes it wait for this transaction; False if there is no such quest."""
    return bool(await connection.fetchval(_LOCK, guild_id, number))
