"""Modals: a form the bot opens, checked against Discord's limits."""

from typing import Any

from synapse.demo.rest.errors import Invalid

ROW, TEXT_INPUT, TEXT_DISPLAY, LABEL = 1, 4, 10, 18
MAX_PARTS = 5


def check(modal: dict[str, Any]) -> None:
    """Check a modal.

    Raises:
        ApiError: 400 with code 50035 and what is wrong by field.
    """
    problems = Invalid()
    problems.length("data.custom_id", modal.get("custom_id"), 1, 100)
    problems.length("data.title", modal.get("title"), 1, 45)
    parts = modal.get("components")
    if not isinstance(parts, list) or not 1 <= len(parts) <= MAX_PARTS:
        problems.add("data.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_PARTS} in length.")
        parts = []
    for index, part in enumerate(parts):
        _check_part(part, f"data.components.{index}", problems)
    problems.raise_if_any()


def _check_part(part: dict[str, Any], at: str, problems: Invalid) -> None:
    if part.get("type") not in {ROW, TEXT_DISPLAY, LABEL}:
        problems.add(f"{at}.type", "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).')
    if part.get("type") == LABEL:
        problems.length(f"{at}.label", part.get("label"), 1, 45)
    for field in fields([part]):
        problems.length(f"{at}.custom_id", field.get("custom_id"), 1, 100)
        if field.get("type") == TEXT_INPUT:
            _check_text(field, at, problems)


def _check_text(field: dict[str, Any], at: str, problems: Invalid) -> None:
    for name, low, high in (("label", 0, 45), ("placeholder", 0, 100), ("value", 0, 4000)):
        if field.get(name) is not None:
            problems.length(f"{at}.{name}", field[name], low, high)
    for name, low in (("min_length", 0), ("max_length", 1)):
        if field.get(name) is not None and not low <= field[name] <= 4000:  # noqa: PLR2004 - Discord's limit
            problems.add(f"{at}.{name}", "NUMBER_TYPE_RANGE", f"int value should be between {low} and 4000.")


def fields(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts that a person fills in."""
    found: list[dict[str, Any]] = []
    for part in parts:
        if part.get("type") == ROW:
            found += part.get("components") or []
        elif part.get("type") == LABEL and isinstance(part.get("component"), dict):
            found.append(part["component"])
    return found
