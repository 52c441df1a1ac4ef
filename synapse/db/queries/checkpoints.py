"""Where a bot's shards stand in Discord's gateway."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A gateway session whose frames up to ``sequence`` are committed, as of ``saved_at``."""

    session_id: str
    resume_url: str
    sequence: int
    saved_at: datetime


_SAVE = """
INSERT INTO gateway_sessions AS kept (bot_id, shard_id, session_id, resume_url, sequence)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (bot_id, shard_id) DO UPDATE SET session_id = excluded.session_id,
    resume_url = excluded.resume_url, sequence = excluded.sequence, saved_at = now()
WHERE kept.session_id <> excluded.session_id OR kept.sequence <= excluded.sequence
"""
_LOAD = """
SELECT session_id, resume_url, sequence, saved_at FROM gateway_sessions WHERE bot_id = $1 AND shard_id = $2
"""
_CLEAR = "DELETE FROM gateway_sessions WHERE bot_id = $1 AND shard_id = $2"


async def save(
    connection: "asyncpg.Connection[Any]", key: tuple[int, int], session_id: str, resume_url: str, sequence: int
) -> None:
    """Store the checkpoint of (bot id, shard id); within one session the sequence never goes back."""
    await connection.execute(_SAVE, *key, session_id, resume_url, sequence)


async def load(connection: "asyncpg.Connection[Any]", key: tuple[int, int]) -> Checkpoint | None:
    """The checkpoint of (bot id, shard id), None when there is none."""
    row = await connection.fetchrow(_LOAD, *key)
    return Checkpoint(**row) if row else None


async def clear(connection: "asyncpg.Connection[Any]", key: tuple[int, int]) -> None:
    """Forget the checkpoint of (bot id, shard id)."""
    await connection.execute(_CLEAR, *key)
