"""Message components: rows, buttons, menus and the newer layout parts."""

from itertools import count
from typing import Any

from synapse.demo.rest.errors import Invalid

ROW, BUTTON, STRING_SELECT = 1, 2, 3
LINK_STYLE = 5
MAX_ROWS = 5
MAX_BUTTONS = 5
MAX_OPTIONS = 25
MAX_TOTAL = 40


def check(items: object, problems: Invalid, *, v2: bool) -> None:
    """Check a message's components; what is wrong goes into `problems`."""
    if not isinstance(items, list):
        problems.add("components", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    if not v2 and len(items) > MAX_ROWS:
        problems.add("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_ROWS} in length.")
    seen: set[str] = set()
    for index, item in enumerate(items):
        if not v2 and item.get("type") != ROW:
            message = 'Value of field "type" must be one of (1,).'
            problems.add(f"components.{index}.type", "UNION_TYPE_CHOICES", message)
        _check_tree(item, f"components.{index}", problems, seen)


def _check_tree(item: dict[str, Any], at: str, problems: Invalid, seen: set[str]) -> None:
    children = item.get("components") or []
    if item.get("type") == ROW and not 1 <= len(children) <= MAX_BUTTONS:
        message = f"Must be between 1 and {MAX_BUTTONS} in length."
        problems.add(f"{at}.components", "BASE_TYPE_BAD_LENGTH", message)
    if item.get("type") == BUTTON:
        _check_button(item, at, problems)
    if item.get("type") == STRING_SELECT and not 1 <= len(item.get("options") or []) <= MAX_OPTIONS:
        problems.add(f"{at}.options", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_OPTIONS} in length.")
    custom_id = item.get("custom_id")
    if custom_id is not None and problems.length(f"{at}.custom_id", custom_id, 1, 100):
        if custom_id in seen:
            message = "Component custom id cannot be duplicated"
            problems.add(f"{at}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        seen.add(custom_id)
    for index, child in enumerate(children):
        _check_tree(child, f"{at}.components.{index}", problems, seen)


def _check_button(button: dict[str, Any], at: str, problems: Invalid) -> None:
    if button.get("style") == LINK_STYLE:
        if not button.get("url"):
            problems.add(at, "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
    elif not button.get("custom_id") and "sku_id" not in button:
        problems.add(at, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
    if button.get("label") is not None:
        problems.length(f"{at}.label", button["label"], 0, 80)
    elif not button.get("emoji"):
        problems.add(f"{at}.label", "BASE_TYPE_REQUIRED", "A label or an emoji is required")


def complete(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Components as Discord returns them: numbered."""
    numbers = count(1)
    return [_numbered(item, numbers) for item in items]


def _numbered(item: dict[str, Any], numbers: "count[int]") -> dict[str, Any]:
    done = {key: value for key, value in item.items() if value is not None}
    done["id"] = done.get("id") or next(numbers)
    for key in ("components", "items"):
        if key in done and done.get("type") in {ROW, 9, 17}:
            done[key] = [_numbered(child, numbers) for child in done[key]]
    if isinstance(done.get("accessory"), dict):
        done["accessory"] = _numbered(done["accessory"], numbers)
    return done


def find(items: list[dict[str, Any]], custom_id: str) -> dict[str, Any] | None:
    """The component with this custom id, wherever it is nested."""
    for item in items:
        if item.get("custom_id") == custom_id:
            return item
        nested = [*item.get("components", []), *([item["accessory"]] if "accessory" in item else [])]
        found = find(nested, custom_id)
        if found is not None:
            return found
    return None
