"""The audit log and the notices that go with a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson

from synapse.db.notify import PUBLISH, Notice

_APPEND = """
INSERT INTO audit_log (guild_id, actor_id, action, subject, before, after, reason, address)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A row for the audit log; ``before`` and ``after`` are plain JSON."""

    guild_id: int
    actor_id: int | None
    action: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str | None
    address: str | None


async def append(connection: "asyncpg.Connection[Any]", entry: NewEntry) -> int:
    """Add a row to the audit log; returns its id."""
    return int(
        await connection.fetchval(
            _APPEND,
            entry.guild_id,
            entry.actor_id,
            entry.action,
            entry.subject,
            _json(entry.before),
            _json(entry.after),
            entry.reason,
            entry.address,
        )
    )


async def publish(connection: "asyncpg.Connection[Any]", notice: Notice) -> None:
    """Send the notice when the transaction commits."""
    await connection.execute(PUBLISH, notice.topic.value, notice.payload)


def _json(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else orjson.dumps(value).decode()
