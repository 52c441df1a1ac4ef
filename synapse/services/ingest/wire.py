"""Recorded events as lines of JSON and back, for the spool."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import orjson

from synapse.engine.events import (
    EventKind,
    MessageSent,
    ReactionGiven,
    ReactionReceived,
    Recorded,
    ThreadCreated,
    VoiceTick,
)

_CLASSES: dict[int, type[Recorded]] = {
    int(cls.kind): cls for cls in (MessageSent, ReactionGiven, ReactionReceived, ThreadCreated, VoiceTick)
}
_UNSTORED = {"fingerprint"}
_NAMES = {cls: tuple(field.name for field in fields(cls) if field.name not in _UNSTORED) for cls in _CLASSES.values()}
_MOMENTS = {"occurred_at", "session_started_at"}


def dump(event: Recorded) -> bytes:
    """One line, its newline included; moments are microseconds since 1970."""
    names = _NAMES[type(event)]
    values: list[Any] = [int(event.kind)]
    values.extend(_microseconds(event, name) if name in _MOMENTS else getattr(event, name) for name in names)
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)


def load(line: bytes) -> Recorded:
    """The event of a line.

    Raises:
        ValueError: The line is cut short or not one of ours.
    """
    try:
        number, *values = orjson.loads(line)
        cls = _CLASSES[number]
        pairs = zip(_NAMES[cls], values, strict=True)
        plain: dict[str, Any] = {name: _moment(value) if name in _MOMENTS else value for name, value in pairs}
        return cls(**plain)
    except (KeyError, TypeError) as error:
        raise ValueError("not an event of the spool") from error


def _microseconds(event: Recorded, name: str) -> int:
    moment: datetime = getattr(event, name)
    seconds = int(moment.replace(microsecond=0).timestamp())
    return seconds * 1_000_000 + moment.microsecond


def _moment(microseconds: int) -> datetime:
    seconds, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)


EVENT_KINDS = tuple(EventKind(number) for number in _CLASSES)
"""The kinds that come in through the queue."""
