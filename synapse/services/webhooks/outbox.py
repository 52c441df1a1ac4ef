"""Puts what admins change into the outbox of webhooks, in the transaction that changes it.

What members reach is put there by the ingest's own statements (``db.queries.ingest.announce``).
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import asyncpg

from synapse.db.queries import webhooks as queries
from synapse.db.queries import zones as zone_queries
from synapse.engine.events import EventKind


class WebhookEvent(StrEnum):
    """What webhooks hear of."""

    MEMBER_LEVELLED_UP = "member.levelled_up"
    ACHIEVEMENT_EARNED = "achievement.earned"
    SEASON_ROLLED = "season.rolled"
    ZONE_CHANGED = "zone.changed"


TEST = "webhook.test"
"""What the test button sends; nobody subscribes to it."""

Side = Mapping[str, Any]


async def tell_of_change(
    connection: "asyncpg.Connection[Any]", guild_id: int, subject: str, action: str, sides: tuple[Side, Side]
) -> None:
    """Tell webhooks of an admin's change, if it is one that they hear of.

    Args:
        connection: The connection that made the change, in its transaction.
        guild_id: Where.
        subject: What was changed, as the audit log calls it.
        action: What was done.
        sides: The fields before and after.
    """
    kind, _, number = subject.partition(":")
    if kind == "zone" and await queries.listened_to(connection, guild_id, WebhookEvent.ZONE_CHANGED):
        data = await _zone(connection, guild_id, int(number))
        await queries.tell(connection, guild_id, WebhookEvent.ZONE_CHANGED, {"action": action, "zone": data})
    elif kind == "season" and await queries.listened_to(connection, guild_id, WebhookEvent.SEASON_ROLLED):
        before, after = sides
        data = await _seasons(connection, guild_id, closed=before["season"], opened=after["season"])
        await queries.tell(connection, guild_id, WebhookEvent.SEASON_ROLLED, {"action": action, **data})


async def _zone(connection: "asyncpg.Connection[Any]", guild_id: int, zone_id: int) -> dict[str, Any]:
    [row] = await zone_queries.zones(connection, guild_id, [zone_id])
    triples = zip(row["kinds"], row["xp"], row["stars"], strict=True)
    return {
        "id": str(row["id"]),
        "name": row["name"],
        "description": row["description"],
        "active": row["active"],
        "channelIds": [str(channel) for channel in row["channel_ids"]],
        "multipliers": {
            EventKind(kind).name.lower(): {"xp": f"{xp.normalize():f}", "stars": f"{stars.normalize():f}"}
            for kind, xp, stars in triples
        },
    }


async def _seasons(
    connection: "asyncpg.Connection[Any]", guild_id: int, *, closed: int, opened: int
) -> dict[str, dict[str, Any]]:
    rows = {row["id"]: row for row in await queries.seasons(connection, guild_id, [closed, opened])}
    return {name: _season(rows[number]) for name, number in (("closed", closed), ("opened", opened))}


def _season(row: asyncpg.Record) -> dict[str, Any]:
    times = {"startsAt": moment(row["starts_at"]), "endsAt": moment(row["ends_at"])}
    return {"id": str(row["id"]), "name": row["name"], **times}


def moment(value: datetime | None) -> str | None:
    """A moment as payloads have it: RFC 3339, UTC."""
    return None if value is None else value.isoformat().replace("+00:00", "Z")
