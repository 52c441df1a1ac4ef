"""Webhooks, and the outbox of what is to be delivered to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import asyncpg
import orjson

FIELDS = ("url", "description", "events", "active", "removed")
"""What admins set of a webhook; ``removed`` is what deleting it sets."""

_COLUMNS = """
hook.guild_id, hook.id, hook.url, hook.description, hook.events, hook.active, hook.removed, hook.salt, hook.fingerprint,
hook.previous_salt, hook.previous_until, hook.version, hook.created_at
"""
_ALL = f"""
SELECT {_COLUMNS} FROM webhooks AS hook
WHERE guild_id = $1 AND ($2::bigint IS NULL OR id = $2) ORDER BY id
"""  # noqa: S608 - made of constants
_INSERT = """
INSERT INTO webhooks (guild_id, url, description, events, salt, fingerprint)
VALUES ($1, $2, $3, $4, $5, '') RETURNING id
"""
_SAVE = """
UPDATE webhooks SET version = version + 1, url = coalesce($3, url), description = coalesce($4, description),
    events = coalesce($5, events), active = coalesce($6, active), removed = coalesce($7, removed)
WHERE guild_id = $1 AND id = $2
"""
_KNOW = "UPDATE webhooks SET fingerprint = $3 WHERE guild_id = $1 AND id = $2"
_ROTATE = """
UPDATE webhooks SET version = version + 1, previous_salt = salt, previous_until = now() + $4::interval, salt = $3
WHERE guild_id = $1 AND id = $2
"""
_HEARS = "hook.guild_id = $1 AND hook.active AND NOT hook.removed AND $2 = ANY(hook.events)"
_NAME = "'msg_' || replace(gen_random_uuid()::text, '-', '')"
_TELL = f"""
INSERT INTO webhook_deliveries (guild_id, webhook_id, message_id, event, data, occurred_at)
SELECT $1, hook.id, {_NAME}, $2, $3::jsonb, now() FROM webhooks AS hook WHERE {_HEARS} ORDER BY hook.id
"""  # noqa: S608 - as above
_TELL_ONE = f"""
INSERT INTO webhook_deliveries (guild_id, webhook_id, message_id, event, data, occurred_at)
VALUES ($1, $2, {_NAME}, $3, '{{}}', now()) RETURNING id
"""  # noqa: S608 - as above
# Locked rows are somebody else's; none of theirs are waited for.
_CLAIM = """
WITH due AS (
    SELECT waiting.guild_id, waiting.id FROM webhooks AS hook
    CROSS JOIN LATERAL (
        SELECT own.guild_id, own.id, own.next_at FROM webhook_deliveries AS own
        WHERE own.guild_id = hook.guild_id AND own.webhook_id = hook.id AND own.state = 'pending'
            AND own.next_at <= now()
        ORDER BY own.next_at, own.id LIMIT $2 FOR UPDATE SKIP LOCKED
    ) AS waiting
    WHERE hook.active AND NOT hook.removed
        AND NOT EXISTS (SELECT FROM unnest($3::bigint[], $4::bigint[]) AS busy (guild_id, id)
            WHERE busy.guild_id = hook.guild_id AND busy.id = hook.id)
    ORDER BY waiting.next_at, waiting.id LIMIT $1
)
UPDATE webhook_deliveries AS delivery SET attempts = attempts + 1, next_at = now() + $5::interval
FROM due JOIN webhooks AS hook USING (guild_id)
WHERE delivery.guild_id = due.guild_id AND delivery.id = due.id AND hook.id = delivery.webhook_id
RETURNING delivery.guild_id, delivery.id, delivery.message_id, delivery.event, delivery.user_id,
    delivery.data::text AS data, delivery.occurred_at, delivery.attempts, hook.id AS webhook_id, hook.url, hook.salt,
    hook.fingerprint, CASE WHEN hook.previous_until > now() THEN hook.previous_salt END AS previous_salt,
    clock_timestamp() AS now
"""
_NEXT = """
SELECT extract(epoch FROM min(delivery.next_at) - now())::float8 FROM webhook_deliveries AS delivery
JOIN webhooks AS hook ON hook.guild_id = delivery.guild_id AND hook.id = delivery.webhook_id
WHERE delivery.state = 'pending' AND hook.active AND NOT hook.removed
"""
_ATTEMPTED = """
INSERT INTO webhook_attempts (guild_id, delivery_id, outcome, status, milliseconds)
SELECT guild_id, id, $3, $4, $5 FROM webhook_deliveries WHERE guild_id = $1 AND id = $2
"""
# What was given up stays given up unless it arrived after all: another process may have made a later attempt.
_SETTLE = """
UPDATE webhook_deliveries SET state = $3, finished_at = CASE WHEN $3 <> 'pending' THEN now() END,
    next_at = CASE WHEN $4::interval IS NULL THEN next_at ELSE now() + $4 END
WHERE guild_id = $1 AND id = $2 AND state <> 'delivered' AND ($3 <> 'pending' OR state = 'pending')
"""
_LOG_COLUMNS = """
delivery.guild_id, delivery.id, delivery.webhook_id, delivery.message_id, delivery.event, delivery.user_id,
delivery.data::text AS data, delivery.occurred_at, delivery.state, delivery.next_at, delivery.finished_at
"""
_LOG = f"""
SELECT {_LOG_COLUMNS} FROM webhook_deliveries AS delivery
WHERE guild_id = $1 AND webhook_id = $2 AND ($3::bigint IS NULL OR id < $3) AND ($4::bigint IS NULL OR id > $4)
"""  # noqa: S608 - as above
_NEWEST_FIRST = f"{_LOG} ORDER BY id DESC LIMIT $5"
_OLDEST_FIRST = f"SELECT * FROM ({_LOG} ORDER BY id LIMIT $5) AS page ORDER BY id DESC"  # noqa: S608 - as above
_DELIVERY = f"SELECT {_LOG_COLUMNS} FROM webhook_deliveries AS delivery WHERE guild_id = $1 AND id = $2"  # noqa: S608 - as above
_ATTEMPTS = """
SELECT delivery_id, at, outcome, status, milliseconds FROM webhook_attempts
WHERE guild_id = $1 AND delivery_id = ANY($2::bigint[]) ORDER BY delivery_id, id
"""
_AGAIN = """
UPDATE webhook_deliveries SET state = 'pending', attempts = 0, next_at = now(), finished_at = NULL
WHERE guild_id = $1 AND id = $2
"""
_PRUNE = """
DELETE FROM webhook_deliveries WHERE (guild_id, id) IN (
    SELECT guild_id, id FROM webhook_deliveries WHERE occurred_at < now() - $1::interval ORDER BY id LIMIT $2)
"""
_SEASONS = """
SELECT id, name, starts_at, ends_at FROM seasons WHERE guild_id = $1 AND id = ANY($2::bigint[])
"""
_LISTENED = f"SELECT EXISTS (SELECT FROM webhooks AS hook WHERE {_HEARS})"  # noqa: S608 - as above


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is to be claimed.

    Attributes:
        limit: How many deliveries at most.
        each: How many of one webhook at most.
        busy: Webhooks, by guild and id, that take no more now.
        lease: After which the claim is void.
    """

    limit: int
    each: int
    busy: Collection[tuple[int, int]]
    lease: timedelta


@dataclass(frozen=True, slots=True)
class Tried:
    """How an attempt ended, the status that was answered, and how long it took."""

    outcome: str
    status: int | None
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a log: ``size`` entries from the newest, or from the oldest end of a range of ids."""

    size: int
    backward: bool = False
    after: int | None = None
    before: int | None = None


async def webhooks(
    connection: "asyncpg.Connection[Any]", guild_id: int, webhook_id: int | None = None
) -> list[asyncpg.Record]:
    """The webhooks of a guild, or one of them, removed ones too, in the order in which they were made."""
    return await connection.fetch(_ALL, guild_id, webhook_id)


async def insert(connection: "asyncpg.Connection[Any]", guild_id: int, values: Mapping[str, Any], salt: str) -> int:
    """Add a webhook; returns its id."""
    there = (values["url"], values["description"], values["events"])
    return int(await connection.fetchval(_INSERT, guild_id, *there, salt))


async def save(
    connection: "asyncpg.Connection[Any]", guild_id: int, webhook_id: int, fields: Mapping[str, Any]
) -> None:
    """Set what ``fields`` has of ``FIELDS``, and count the version up."""
    await connection.execute(_SAVE, guild_id, webhook_id, *(fields.get(name) for name in FIELDS))


async def know(connection: "asyncpg.Connection[Any]", guild_id: int, webhook_id: int, fingerprint: str) -> None:
    """Keep by what the secret is recognised."""
    await connection.execute(_KNOW, guild_id, webhook_id, fingerprint)


async def rotate(
    connection: "asyncpg.Connection[Any]", guild_id: int, webhook_id: int, salt: str, overlap: timedelta
) -> None:
    """Sign with another secret from now on, and with the one before for a while as well."""
    await connection.execute(_ROTATE, guild_id, webhook_id, salt, overlap)


async def listened_to(connection: "asyncpg.Connection[Any]", guild_id: int, event: str) -> bool:
    """Whether any webhook of the guild hears of these events."""
    return bool(await connection.fetchval(_LISTENED, guild_id, event))


async def tell(connection: "asyncpg.Connection[Any]", guild_id: int, event: str, data: Mapping[str, Any]) -> None:
    """Put an event into the outbox for each webhook that hears of such."""
    await connection.execute(_TELL, guild_id, event, orjson.dumps(data).decode())


async def tell_one(connection: "asyncpg.Connection[Any]", guild_id: int, webhook_id: int, event: str) -> int:
    """Put an event without data into the outbox of one webhook; returns the delivery's id."""
    return int(await connection.fetchval(_TELL_ONE, guild_id, webhook_id, event))


async def claim(connection: "asyncpg.Connection[Any]", wish: Claim) -> list[asyncpg.Record]:
    """Claim what is due, oldest first; whoever does not settle it within the lease lets it be claimed again."""
    guilds, ids = [guild_id for guild_id, _ in wish.busy], [webhook_id for _, webhook_id in wish.busy]
    rows = await connection.fetch(_CLAIM, wish.limit, wish.each, guilds, ids, wish.lease)
    return sorted(rows, key=lambda row: (row["guild_id"], row["id"]))


async def seconds_until_next(connection: "asyncpg.Connection[Any]") -> float | None:
    """How long until something is due, which may have been in the past; None when nothing waits."""
    seconds: float | None = await connection.fetchval(_NEXT)
    return seconds


async def attempted(
    connection: "asyncpg.Connection[Any]", delivery: tuple[int, int], tried: Tried, state: str, delay: timedelta | None
) -> None:
    """Note an attempt and what becomes of its delivery: another state, or another attempt after ``delay``."""
    await connection.execute(_ATTEMPTED, *delivery, tried.outcome, tried.status, tried.milliseconds)
    await connection.execute(_SETTLE, *delivery, state, delay)


async def log(
    connection: "asyncpg.Connection[Any]", guild_id: int, webhook_id: int, window: Window
) -> list[asyncpg.Record]:
    """Deliveries of a webhook, newest first."""
    statement = _OLDEST_FIRST if window.backward else _NEWEST_FIRST
    return await connection.fetch(statement, guild_id, webhook_id, window.after, window.before, window.size)


async def delivery(connection: "asyncpg.Connection[Any]", guild_id: int, delivery_id: int) -> asyncpg.Record | None:
    """One delivery."""
    return await connection.fetchrow(_DELIVERY, guild_id, delivery_id)


async def attempts(
    connection: "asyncpg.Connection[Any]", guild_id: int, delivery_ids: Sequence[int]
) -> list[asyncpg.Record]:
    """The attempts at these deliveries, oldest first."""
    return await connection.fetch(_ATTEMPTS, guild_id, delivery_ids)


async def deliver_again(connection: "asyncpg.Connection[Any]", guild_id: int, delivery_id: int) -> None:
    """Let a delivery wait anew, as if it had not been tried."""
    await connection.execute(_AGAIN, guild_id, delivery_id)


async def prune(connection: "asyncpg.Connection[Any]", older_than: timedelta, limit: int) -> int:
    """Delete deliveries of what happened longer ago than that, with their attempts; returns how many."""
    status = await connection.execute(_PRUNE, older_than, limit)
    return int(status.rpartition(" ")[2])


async def seasons(connection: "asyncpg.Connection[Any]", guild_id: int, ids: Sequence[int]) -> list[asyncpg.Record]:
    """These seasons: id, name, when they begin and end."""
    return await connection.fetch(_SEASONS, guild_id, ids)
