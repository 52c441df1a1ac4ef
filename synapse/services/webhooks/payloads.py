"""What a webhook's receiver reads: made anew for each attempt, so that it obeys what members want by then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.engine.rules import Rules
from synapse.services import members
from synapse.services.webhooks.outbox import WebhookEvent, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What is to be told.

    Attributes:
        event: Which event; ``outbox.TEST`` for the test button's.
        user_id: Whom it concerns, if anybody.
        data: Its plain figures, as the outbox keeps them.
        occurred_at: When.
    """

    guild_id: int
    event: str
    user_id: int | None
    data: Mapping[str, Any]
    occurred_at: datetime


async def body_of(engine: AsyncEngine, rules: Rules | None, happened: Happened, now: datetime) -> bytes:
    """The message as JSON: ``type``, ``timestamp`` and ``data``, as Standard Webhooks recommends."""
    data: dict[str, Any] = {"guildId": str(happened.guild_id)}
    if happened.user_id is not None:
        data["member"] = await _member(engine, rules, happened.user_id, now)
    data |= _figures(happened)
    message = {"type": happened.event, "timestamp": moment(happened.occurred_at), "data": data}
    return orjson.dumps(message)


def _figures(happened: Happened) -> Mapping[str, Any]:
    given = happened.data
    if happened.event == WebhookEvent.MEMBER_LEVELLED_UP:
        return {"level": given["level"], "gold": given["gold"]}
    if happened.event == WebhookEvent.ACHIEVEMENT_EARNED:
        about = {name: given[name] for name in ("name", "description", "badge", "rarity", "xp", "gold")}
        return {"achievement": {"id": str(given["achievement_id"]), **about}}
    return given


async def _member(engine: AsyncEngine, rules: Rules | None, user_id: int, now: datetime) -> dict[str, Any] | None:
    """Whom it concerns as strangers see them; None where these see nobody."""
    member = (await members.by_ids(engine, rules, [user_id], now=now)).get(user_id) if rules else None
    if member is None:
        return None
    shown = {"userId": str(member.user_id), "displayName": member.display_name, "avatarUrl": member.avatar_url}
    return {**shown, "anonymous": member.anonymous}
