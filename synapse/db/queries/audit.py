"""The audit log and the notices that go with a change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import orjson

from synapse.db.notify import PUBLISH, Notice

_APPEND = """
INSERT INTO audit_log (guild_id, actor_id, action, subject, before, after, reason, address, reverts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
"""
# Weaker than FOR UPDATE, which would wait for every batch of the bot: its rows refer to the guild's.
_LOCK_GUILD = "SELECT true FROM guilds WHERE guild_id = $1 AND active FOR NO KEY UPDATE"

_COLUMNS = """
log.id, log.guild_id, log.actor_id, log.action, log.subject, log.before::text AS before, log.after::text AS after,
log.reason, log.address, log.at, log.reverts, (SELECT undone.id FROM audit_log AS undone
    WHERE undone.guild_id = log.guild_id AND undone.reverts = log.id) AS reverted_by
"""
_BY_IDS = f"SELECT {_COLUMNS} FROM audit_log AS log WHERE guild_id = $1 AND id = ANY($2::bigint[])"  # noqa: S608 - made of constants
_MATCHES = """
log.guild_id = $1 AND ($2::bigint IS NULL OR log.actor_id = $2) AND ($3::text IS NULL OR log.action = $3)
AND ($4::text IS NULL OR log.subject = $4 OR log.subject LIKE $4 || ':%')
AND ($5::timestamptz IS NULL OR log.at >= $5) AND ($6::timestamptz IS NULL OR log.at < $6)
"""
_PAGE = f"""
SELECT {_COLUMNS} FROM audit_log AS log WHERE {_MATCHES} AND ($7::bigint IS NULL OR log.id < $7)
AND ($8::bigint IS NULL OR log.id > $8)
"""  # noqa: S608 - as above
_NEWEST_FIRST = f"{_PAGE} ORDER BY log.id DESC LIMIT $9"
_OLDEST_FIRST = f"SELECT * FROM ({_PAGE} ORDER BY log.id LIMIT $9) AS page ORDER BY id DESC"  # noqa: S608 - as above
# A zone is also changed by what takes a channel from it or gives one back: the field's value is the zone's number.
_MOVED = """
log.subject LIKE 'zone:%' AND EXISTS (
    SELECT FROM jsonb_each_text(coalesce(log.before, '{}')) AS b
    FULL JOIN jsonb_each_text(coalesce(log.after, '{}')) AS a USING (key)
    WHERE key LIKE 'channels.%' AND $2 IN ('zone:' || b.value, 'zone:' || a.value))
"""
_LATEST = f"""
SELECT {_COLUMNS} FROM audit_log AS log WHERE log.guild_id = $1 AND (log.subject = $2 OR {_MOVED})
ORDER BY log.id DESC LIMIT $3
"""  # noqa: S608 - as above
_ROLLS = f"""
SELECT {_COLUMNS} FROM audit_log AS log WHERE log.guild_id = $1 AND log.subject LIKE 'season:%'
AND log.action = 'roll' AND log.before ->> 'season' = $2::bigint::text ORDER BY log.id
"""  # noqa: S608 - as above
_NEWER_CHANGES = """
SELECT id, actor_id, at, after::text AS after FROM audit_log
WHERE guild_id = $1 AND subject = $2 AND id > $3 ORDER BY id
"""


_NAMED = {
    "achievement": ("achievements", "name"),
    "channel": ("channels", "name"),
    "quest": ("quests", "title"),
    "role": ("roles", "name"),
    "season": ("seasons", "name"),
    "zone": ("zones", "name"),
}
"""The kinds of thing that have a name: where they are kept, and in which column the name is."""
_NAMES = " UNION ALL ".join(
    f"SELECT guild_id, '{kind}' AS kind, id AS number, {column} AS name FROM {table}"  # noqa: S608 - made of constants
    " JOIN unnest($1::bigint[], $2::text[], $3::bigint[]) AS wanted (of_guild, of_kind, of_id)"
    f" ON guild_id = of_guild AND id = of_id AND of_kind = '{kind}'"
    for kind, (table, column) in _NAMED.items()
)


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
    reverts: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which entries of the log: by whom, what was done, to what (a kind, or ``kind:id``), and when."""

    actor_id: int | None = None
    action: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the log: ``size`` entries from the newest, or from the oldest end of a range of ids."""

    size: int
    backward: bool = False
    after: int | None = None
    before: int | None = None


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
            entry.reverts,
        )
    )


async def lock_guild(connection: "asyncpg.Connection[Any]", guild_id: int) -> bool:
    """Let further changes of the guild wait for the end of this transaction; False if it is not served."""
    return bool(await connection.fetchval(_LOCK_GUILD, guild_id))


async def by_ids(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> list[asyncpg.Record]:
    """These entries of a guild; ``before`` and ``after`` are JSON text."""
    return await connection.fetch(_BY_IDS, guild_id, ids)


async def page(
    connection: "asyncpg.Connection[Any]", guild_id: int, wanted: Filter, window: Window
) -> list[asyncpg.Record]:
    """A part of the log, newest first; ``after`` a cursor means older entries."""
    return await connection.fetch(
        _OLDEST_FIRST if window.backward else _NEWEST_FIRST,
        guild_id,
        wanted.actor_id,
        wanted.action,
        wanted.subject,
        wanted.since,
        wanted.until,
        window.after,
        window.before,
        window.size,
    )


async def later(
    connection: "asyncpg.Connection[Any]", guild_id: int, subject: str, entry_id: int
) -> list[asyncpg.Record]:
    """What was done to the same subject after an entry, oldest first."""
    return await connection.fetch(_NEWER_CHANGES, guild_id, subject, entry_id)


async def names(connection: "asyncpg.Connection[Any]", wanted: Sequence[tuple[int, str, int]]) -> list[asyncpg.Record]:
    """What things of guilds are called, deleted ones too; each is given by its guild, kind and id."""
    return await connection.fetch(_NAMES, *([each[place] for each in wanted] for place in range(3)))


async def latest(
    connection: "asyncpg.Connection[Any]", guild_id: int, subject: str, count: int
) -> list[asyncpg.Record]:
    """The last changes of a subject, newest first; for a zone also those of other zones that moved its channels."""
    return await connection.fetch(_LATEST, guild_id, subject, count)


async def rolls_of(connection: "asyncpg.Connection[Any]", guild_id: int, season_id: int) -> list[asyncpg.Record]:
    """The entries of rolling a season over into the next one, oldest first."""
    return await connection.fetch(_ROLLS, guild_id, season_id)


async def publish(connection: "asyncpg.Connection[Any]", notice: Notice) -> None:
    """Send the notice when the transaction commits."""
    await connection.execute(PUBLISH, notice.topic.value, notice.payload)


def _json(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else orjson.dumps(value).decode()
