"""Which media type an answer has: what the caller accepts, in the caller's order of preference."""

from enum import StrEnum
from functools import lru_cache


class Media(StrEnum):
    """What the endpoint can answer with."""

    GRAPHQL = "application/graphql-response+json"
    JSON = "application/json"
    EVENTS = "text/event-stream"
    HTML = "text/html"


_WILDCARDS = {"*/*": Media.JSON, "application/*": Media.JSON, "text/*": Media.EVENTS}


def accepted(header: str | None) -> list[Media]:
    """What an ``Accept`` header asks for among what there is, most wanted first.

    Without a header, and for wildcards, it is ``application/json``, as the specification wants it for the
    sake of old clients.
    """
    return list(_accepted(header))


@lru_cache(maxsize=64)
def _accepted(header: str | None) -> tuple[Media, ...]:
    if not header:
        return (Media.JSON,)
    weighted: list[tuple[float, Media]] = []
    for item in header.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        media = _WILDCARDS.get(name) or (Media(name) if name in set(Media) else None)
        weight = _weight(parameters)
        if media and weight > 0:
            weighted.append((weight, media))
    weighted.sort(key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(media for _weight, media in weighted))


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0
