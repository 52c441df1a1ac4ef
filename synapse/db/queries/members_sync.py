"""Members as Discord shows them; totals and preferences are never touched here.

Rows are written in the order of the primary key, as everybody who writes many members does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSeen:
    """A member as Discord shows them; ``display_name`` is the guild's nickname where there is one."""

    user_id: int
    username: str
    display_name: str
    avatar_url: str | None = None
    role_ids: tuple[int, ...] = ()
    is_bot: bool = False
    joined_at: datetime | None = None


# Arrays of arrays cannot be unnested row by row, so a member's roles travel as the text of an array.
_SAVE = """
INSERT INTO members AS kept (guild_id, user_id, username, display_name, avatar_url, role_ids, is_bot, joined_at)
SELECT guild_id, user_id, username, display_name, avatar_url, role_ids::bigint[], is_bot, joined_at FROM guilds
CROSS JOIN unnest(
    $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::timestamptz[]
) AS seen (user_id, username, display_name, avatar_url, role_ids, is_bot, joined_at)
WHERE guild_id = $1 ORDER BY user_id
ON CONFLICT (guild_id, user_id) DO UPDATE SET username = excluded.username, display_name = excluded.display_name,
    avatar_url = excluded.avatar_url, role_ids = excluded.role_ids, is_bot = excluded.is_bot,
    joined_at = coalesce(excluded.joined_at, kept.joined_at), left_at = NULL
WHERE kept.left_at IS NOT NULL
    OR (kept.username, kept.display_name, kept.avatar_url, kept.role_ids, kept.is_bot, kept.joined_at)
    IS DISTINCT FROM (excluded.username, excluded.display_name, excluded.avatar_url, excluded.role_ids,
        excluded.is_bot, coalesce(excluded.joined_at, kept.joined_at))
RETURNING user_id, xmax = 0 AS new
"""
_LEAVE_ALL_BUT = """
WITH gone AS (
    SELECT guild_id, user_id FROM members
    WHERE guild_id = $1 AND left_at IS NULL
        AND NOT EXISTS (SELECT FROM unnest($2::bigint[]) AS here (user_id) WHERE here.user_id = members.user_id)
    ORDER BY user_id FOR UPDATE
)
UPDATE members SET left_at = $3 FROM gone
WHERE members.guild_id = gone.guild_id AND members.user_id = gone.user_id
RETURNING true
"""
_LEAVE = "UPDATE members SET left_at = $3 WHERE guild_id = $1 AND user_id = $2 AND left_at IS NULL RETURNING true"
_GONE = """
SELECT user_id FROM members WHERE guild_id = $1 AND user_id = ANY($2::bigint[]) AND left_at IS NOT NULL ORDER BY user_id
"""
_HOLDERS = "SELECT user_id, role_ids FROM members WHERE guild_id = $1 AND role_ids && $2::bigint[]"
_UNTRACKED = "SELECT guild_id, user_id FROM members WHERE NOT tracked"


async def gone(connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int]) -> list[int]:
    """Those of these members who had left."""
    return [row["user_id"] for row in await connection.fetch(_GONE, guild_id, user_ids)]


async def save(
    connection: "asyncpg.Connection[Any]", guild_id: int, members: Sequence[MemberSeen]
) -> tuple[int, list[int]]:
    """Insert or update members, of whom each is named once; returns how many are new or changed, and who is new."""
    rows = await connection.fetch(
        _SAVE,
        guild_id,
        [member.user_id for member in members],
        [member.username for member in members],
        [member.display_name for member in members],
        [member.avatar_url for member in members],
        [f"{{{','.join(map(str, member.role_ids))}}}" for member in members],
        [member.is_bot for member in members],
        [member.joined_at for member in members],
    )
    return len(rows), [row["user_id"] for row in rows if row["new"]]


async def leave_all_but(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int], at: datetime
) -> int:
    """Note that everybody who is not among ``user_ids`` is gone; returns how many those are."""
    return len(await connection.fetch(_LEAVE_ALL_BUT, guild_id, user_ids, at))


async def leave(connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, at: datetime) -> int:
    """Note that a member is gone; returns 1 if they were there."""
    return len(await connection.fetch(_LEAVE, guild_id, user_id, at))


async def holders(
    connection: "asyncpg.Connection[Any]", guild_id: int, role_ids: Sequence[int]
) -> dict[int, list[int]]:
    """All roles of each member who has one of these."""
    return {row["user_id"]: row["role_ids"] for row in await connection.fetch(_HOLDERS, guild_id, role_ids)}


async def untracked(connection: "asyncpg.Connection[Any]") -> set[tuple[int, int]]:
    """Guild and user id of everybody who opted out of being tracked."""
    return {(row["guild_id"], row["user_id"]) for row in await connection.fetch(_UNTRACKED)}
