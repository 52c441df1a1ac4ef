"""Who took which quest on, and what they handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

_COLUMNS = "quest_id, user_id, state, claimed_at, handed_in_at, decided_at, proof, answer"
_ONE = f"SELECT {_COLUMNS} FROM quest_claims WHERE guild_id = $1 AND quest_id = $2 AND user_id = $3 FOR UPDATE"  # noqa: S608 - made of constants
_OF_MEMBER = f"""
SELECT {_COLUMNS} FROM quest_claims
WHERE guild_id = $1 AND user_id = $2 AND ($3::bigint[] IS NULL OR quest_id = ANY($3))
ORDER BY claimed_at DESC, quest_id DESC LIMIT $4
"""  # noqa: S608 - as above
_WAITING = f"""
SELECT {_COLUMNS} FROM quest_claims
WHERE guild_id = $1 AND state = 'handed_in' AND ($2::bigint IS NULL OR quest_id = $2)
    AND ($3::timestamptz IS NULL OR (handed_in_at, quest_id, user_id) > ($3, $4::bigint, $5::bigint))
ORDER BY handed_in_at, quest_id, user_id LIMIT $6
"""  # noqa: S608 - as above
_COUNT_WAITING = "SELECT count(*) FROM quest_claims WHERE guild_id = $1 AND state = 'handed_in'"
_HELD = """
SELECT count(*) FROM quest_claims
WHERE guild_id = $1 AND quest_id = $2 AND state IN ('claimed', 'handed_in', 'sent_back', 'accepted')
"""
_PUT = """
INSERT INTO quest_claims (guild_id, quest_id, user_id, state, claimed_at, handed_in_at, decided_at, proof, answer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (guild_id, quest_id, user_id) DO UPDATE SET state = excluded.state, claimed_at = excluded.claimed_at,
    handed_in_at = excluded.handed_in_at, decided_at = excluded.decided_at, proof = excluded.proof,
    answer = excluded.answer
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """All that is kept of a claim beside whose it is."""

    state: str
    claimed_at: datetime
    handed_in_at: datetime | None = None
    decided_at: datetime | None = None
    proof: str | None = None
    answer: str | None = None


Place = tuple[datetime, int, int]
"""Where a hand-in stands in the queue: when it was handed in, quest and member."""


async def one(
    connection: "asyncpg.Connection[Any]", guild_id: int, quest_id: int, user_id: int
) -> asyncpg.Record | None:
    """A member's claim of a quest, locked until the transaction ends."""
    return await connection.fetchrow(_ONE, guild_id, quest_id, user_id)


async def of_member(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_id: int, quest_ids: Sequence[int] | None, limit: int
) -> list[asyncpg.Record]:
    """A member's claims of these quests, or of any, the newest first."""
    return await connection.fetch(_OF_MEMBER, guild_id, user_id, quest_ids, limit)


async def waiting(
    connection: "asyncpg.Connection[Any]", guild_id: int, quest_id: int | None, after: Place | None, limit: int
) -> list[asyncpg.Record]:
    """What was handed in and not looked at, the oldest first: of one quest, or of all."""
    return await connection.fetch(_WAITING, guild_id, quest_id, *(after or (None, None, None)), limit)


async def count_waiting(connection: "asyncpg.Connection[Any]", guild_id: int) -> int:
    """How much was handed in and not looked at."""
    return int(await connection.fetchval(_COUNT_WAITING, guild_id))


async def held(connection: "asyncpg.Connection[Any]", guild_id: int, quest_id: int) -> int:
    """How many of a quest's places are held."""
    return int(await connection.fetchval(_HELD, guild_id, quest_id))


async def put(
    connection: "asyncpg.Connection[Any]", guild_id: int, quest_id: int, user_id: int, values: Values
) -> None:
    """Set where a member stands with a quest."""
    await connection.execute(
        _PUT,
        guild_id,
        quest_id,
        user_id,
        values.state,
        values.claimed_at,
        values.handed_in_at,
        values.decided_at,
        values.proof,
        values.answer,
    )
