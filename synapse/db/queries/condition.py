"""What a server says of itself and of who asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

_CONDITION = """
SELECT current_setting('server_version') AS version, clock_timestamp() AS now, pg_is_in_recovery() AS is_replica,
    has_schema_privilege(current_schema(), 'CREATE') AS may_create,
    coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS is_encrypted,
    current_setting('max_connections')::int - (SELECT count(*)::int FROM pg_stat_activity
        WHERE backend_type = 'client backend') AS connections_left
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a server is, seen from one connection."""

    version: str
    now: datetime
    is_replica: bool
    may_create: bool
    is_encrypted: bool
    connections_left: int


async def of(connection: "asyncpg.Connection[Any]") -> Condition:
    """The condition of the server at the other end."""
    row = await connection.fetchrow(_CONDITION)
    assert row is not None  # noqa: S101 - for the type checker: it has no WHERE
    return Condition(**row)
