"""Settings that a file tells of, and what they would become here; offered, never forced."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson
from pydantic import TypeAdapter

from synapse.engine.settings import Curve
from synapse.services.imports.found import Found, OddRow

_CURVE: TypeAdapter[Curve] = TypeAdapter(Curve)
_TOLD_ROWS = 100


class Offered(StrEnum):
    """A setting that can be taken over."""

    CURVE = "curve"
    COOLDOWN = "cooldown"
    MESSAGE_XP = "message_xp"


_KEYS: Mapping[Offered, str] = {
    Offered.CURVE: "levels",
    Offered.COOLDOWN: "fair_play.cooldown_seconds",
    Offered.MESSAGE_XP: "rewards.message_sent.xp",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A setting of the source: which of ours it would be, and with what value, as plain JSON."""

    what: Offered
    key: str
    value: Any


def kept(found: Found) -> dict[str, Any]:
    """All of a file but its people, as the database keeps it."""
    settings = found.settings
    document = {
        "curve": None if settings.curve is None else settings.curve.model_dump(mode="json"),
        "cooldown": settings.cooldown_seconds,
        "message_xp": settings.xp_per_message,
        "level_roles": settings.level_roles,
        "multipliers": [(each.kind, each.target_id, str(each.factor)) for each in settings.multipliers],
        "ignored_channels": settings.ignored_channels,
        "odd": [(odd.where, odd.why) for odd in found.odd[:_TOLD_ROWS]],
        "odd_count": len(found.odd),
    }
    loaded: dict[str, Any] = orjson.loads(orjson.dumps(document))
    return loaded


def offers_of(document: Mapping[str, Any]) -> tuple[Offer, ...]:
    """What the kept settings would become here."""
    values: dict[Offered, Any] = {}
    if document["curve"] is not None:
        values[Offered.CURVE] = document["curve"]
    if document["cooldown"] is not None:
        values[Offered.COOLDOWN] = min(document["cooldown"], 86_400)
    if document["message_xp"] is not None:
        # The source draws a number from a span for each message; here each message pays the same: the middle.
        least, most = document["message_xp"]
        values[Offered.MESSAGE_XP] = (least + most) // 2
    return tuple(Offer(what, _KEYS[what], value) for what, value in values.items())


def curve_of(document: Mapping[str, Any]) -> Curve | None:
    """The source's curve."""
    return None if document["curve"] is None else _CURVE.validate_python(document["curve"])


def odd_of(document: Mapping[str, Any]) -> tuple[OddRow, ...]:
    """What was odd, at most the first hundred."""
    return tuple(OddRow(where, why) for where, why in document["odd"])
