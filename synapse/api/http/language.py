"""The language that a request asks to be answered in."""

from synapse.services.texts import LANGUAGES


def language_of_header(header: str | None) -> str | None:
    """The most wanted language of an ``Accept-Language`` header that is spoken here; None where it names none."""
    wanted: list[tuple[float, str]] = []
    for part in (header or "").split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().partition("-")[0].lower()
        if language in LANGUAGES:
            wanted.append((_weight(parameter), language))
    # The first of equals is wanted most, as browsers list them.
    weight, language = max(wanted, key=lambda each: each[0], default=(0.0, ""))
    return language if weight > 0 else None


def _weight(parameter: str) -> float:
    name, _, number = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0
