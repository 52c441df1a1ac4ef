"""What was worth celebrating, paged by the order in which it was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import asyncpg

from synapse.db.queries.members import COLUMNS, HIDDEN

Sign = Literal["<", "<=", ">", ">="]

_ENTRIES = f"""
SELECT f.id, f.kind, f.occurred_at, (f.payload ->> 'level')::int AS reached, f.payload ->> 'reason' AS reason,
    coalesce((f.payload ->> 'xp')::bigint, 0) AS paid_xp, coalesce((f.payload ->> 'gold')::bigint, 0) AS paid_gold,
    a.id AS achievement_id, a.name, a.description, a.rarity, a.badge, a.xp AS achievement_xp,
    a.gold AS achievement_gold, {COLUMNS}
FROM announcements AS f
JOIN members AS m ON m.guild_id = f.guild_id AND m.user_id = f.user_id
LEFT JOIN achievements AS a ON f.kind = 'achievement' AND a.guild_id = f.guild_id
    AND a.id = (f.payload ->> 'achievement_id')::bigint
WHERE f.guild_id = $1 AND ($2::boolean OR m.user_id = $4::bigint
    OR NOT ({HIDDEN.format("m")} OR $3::boolean AND m.left_at IS NOT NULL))
"""  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose entries of a guild's feed are told: ``everybody``'s, or those of who is not hidden, and ``except_id``'s.

    ``hidden_leavers`` counts those who left as hidden.
    """

    guild_id: int
    everybody: bool = False
    hidden_leavers: bool = False
    except_id: int | None = None

    @property
    def parameters(self) -> tuple[int, bool, bool, int | None]:
        """The first parameters of each statement."""
        return self.guild_id, self.everybody, self.hidden_leavers, self.except_id


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of the feed: ``after`` an entry is older than it, ``before`` is newer.

    ``backward`` takes the oldest entries of the range instead of the newest, ``kind`` only entries of that kind.
    """

    size: int = 20
    backward: bool = False
    after: int | None = None
    before: int | None = None
    kind: str | None = None


async def page(connection: "asyncpg.Connection[Any]", seen: Seen, window: Window) -> list[asyncpg.Record]:
    """The entries of a window, newest first."""
    parameters: list[int | str | None] = [*seen.parameters, window.size]
    size = f"${len(parameters)}"
    conditions = ""
    for bound, sign in ((window.after, "<"), (window.before, ">")):
        if bound is not None:
            parameters.append(bound)
            conditions += f" AND f.id {sign} ${len(parameters)}"
    if window.kind is not None:
        parameters.append(window.kind)
        conditions += f" AND f.kind = ${len(parameters)}"
    order = "ASC" if window.backward else "DESC"
    rows = await connection.fetch(f"{_ENTRIES}{conditions} ORDER BY f.id {order} LIMIT {size}", *parameters)
    return rows[::-1] if window.backward else rows


async def exists(connection: "asyncpg.Connection[Any]", seen: Seen, bound: int, sign: Sign) -> bool:
    """Whether any entry's id compares with this bound as the sign says."""
    found = await connection.fetchval(f"SELECT EXISTS ({_ENTRIES} AND f.id {sign} $5)", *seen.parameters, bound)
    return bool(found)


async def by_ids(connection: "asyncpg.Connection[Any]", seen: Seen, ids: Sequence[int]) -> list[asyncpg.Record]:
    """These entries."""
    return await connection.fetch(f"{_ENTRIES} AND f.id = ANY($5::bigint[])", *seen.parameters, ids)
