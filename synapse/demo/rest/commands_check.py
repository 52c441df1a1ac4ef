"""Discord's documented limits for application commands.

https://discord.com/developers/docs/interactions/application-commands
"""

from typing import Any

from synapse.demo.rest.errors import ApiError, Invalid

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUB_COMMAND, GROUP, STRING, INTEGER, NUMBER, CHANNEL = 1, 2, 3, 4, 10, 7
OPTION_TYPES = range(1, 12)
MAX_OPTIONS = 25
MAX_CHOICES = 25
MAX_TOTAL = 8000
MAX_TEXT = 6000
MAX_EXACT = 1 << 53
LOCALES = frozenset(
    [
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
    ]
)
_EXTRA_LETTERS = ((0x0900, 0x097F), (0x0E00, 0x0E7F))
_CHOOSABLE = {STRING: str, INTEGER: int, NUMBER: (int, float)}

Body = dict[str, Any]


def check(body: Body) -> None:
    """Check one command.

    Raises:
        ApiError: 400 with code 50035 and what is wrong by field.
    """
    problems = Invalid()
    _check_command(body, "", problems)
    problems.raise_if_any()


def check_all(bodies: list[Body]) -> None:
    """Check a list that replaces all commands.

    Raises:
        ApiError: 400 with code 50035, the fields named by index.
    """
    problems = Invalid()
    seen: set[tuple[str, int]] = set()
    for index, body in enumerate(bodies):
        _check_command(body, f"{index}.", problems)
        key = (str(body.get("name")), body.get("type") or CHAT_INPUT)
        if key in seen:
            message = "Application command names must be unique"
            problems.add(f"{index}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        seen.add(key)
    problems.raise_if_any()


def _check_command(body: Body, at: str, problems: Invalid) -> None:
    kind = body.get("type") or CHAT_INPUT
    if kind not in {CHAT_INPUT, USER, MESSAGE}:
        problems.add(f"{at}type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.")
        return
    if kind == CHAT_INPUT:
        _check_labels(body, at, problems)
        _check_options(body.get("options") or [], f"{at}options", problems, depth=0)
        if weight(body) > MAX_TOTAL:
            message = f"Command exceeds maximum size ({MAX_TOTAL})"
            problems.add(f"{at}_", "APPLICATION_COMMAND_TOO_LARGE", message)
    else:
        problems.length(f"{at}name", body.get("name"), 1, 32)
        if body.get("description") or body.get("options"):
            message = "Context menu commands cannot have description or options"
            problems.add(f"{at}description", "APPLICATION_COMMAND_INVALID_FIELD", message)
    permissions = body.get("default_member_permissions")
    if permissions is not None and not str(permissions).isdigit():
        problems.add(f"{at}default_member_permissions", "NUMBER_TYPE_COERCE", "Value is not int.")


def _check_labels(body: Body, at: str, problems: Invalid) -> None:
    _check_name(f"{at}name", body.get("name"), problems)
    problems.length(f"{at}description", body.get("description") or "", 1, 100)
    for locale, text in _localized(body, "name", at, problems):
        _check_name(f"{at}name_localizations.{locale}", text, problems)
    for locale, text in _localized(body, "description", at, problems):
        problems.length(f"{at}description_localizations.{locale}", text, 1, 100)


def _localized(body: Body, field: str, at: str, problems: Invalid) -> list[tuple[str, object]]:
    texts = body.get(f"{field}_localizations") or {}
    for locale in set(texts) - LOCALES:
        problems.add(f"{at}{field}_localizations", "LOCALE_TYPE_CHOICES", f'"{locale}" is not a supported locale.')
    return [(locale, text) for locale, text in texts.items() if locale in LOCALES]


def _check_name(at: str, name: object, problems: Invalid) -> None:
    if not problems.length(at, name, 1, 32):
        return
    text = str(name)
    if text != text.lower() or not all(_is_letter(character) for character in text):
        message = "Command name is invalid"
        problems.add(at, "APPLICATION_COMMAND_INVALID_NAME", message)


def _is_letter(character: str) -> bool:
    if character in "-_'" or character.isalpha() or character.isnumeric():
        return True
    return any(low <= ord(character) <= high for low, high in _EXTRA_LETTERS)


def _check_options(options: list[Body], at: str, problems: Invalid, *, depth: int) -> None:
    if len(options) > MAX_OPTIONS:
        problems.add(at, "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_OPTIONS} or fewer in length.")
    names: set[str] = set()
    optional = False
    nested = {option.get("type") in {SUB_COMMAND, GROUP} for option in options}
    if len(nested) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    for index, option in enumerate(options):
        here = f"{at}.{index}."
        _check_option(option, here, problems, depth)
        if option.get("name") in names:
            message = "Option names must be unique"
            problems.add(f"{here}name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", message)
        names.add(str(option.get("name")))
        if option.get("required") and optional:
            message = "Required options must be placed before non-required options"
            problems.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.get("required")


def _check_option(option: Body, at: str, problems: Invalid, depth: int) -> None:
    kind = option.get("type")
    if kind not in OPTION_TYPES:
        problems.add(f"{at}type", "BASE_TYPE_CHOICES", "Value must be one of 1 to 11.")
        return
    _check_labels(option, at, problems)
    if kind in {SUB_COMMAND, GROUP}:
        if depth > (0 if kind == GROUP else 1):
            message = "Sub-commands cannot be nested any deeper"
            problems.add(f"{at}type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
        _check_options(option.get("options") or [], f"{at}options", problems, depth=depth + 1)
        return
    _check_choices(option, at, problems)
    _check_bounds(option, at, problems)


def _check_choices(option: Body, at: str, problems: Invalid) -> None:
    choices = option.get("choices") or []
    kind = option["type"]
    if choices and option.get("autocomplete"):
        message = "Autocomplete cannot be set to true if options are present"
        problems.add(f"{at}autocomplete", "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE", message)
    if (choices or option.get("autocomplete")) and kind not in _CHOOSABLE:
        problems.add(f"{at}choices", "APPLICATION_COMMAND_INVALID_FIELD", "This type of option has no choices")
        return
    if len(choices) > MAX_CHOICES:
        problems.add(f"{at}choices", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
    for index, choice in enumerate(choices):
        problems.length(f"{at}choices.{index}.name", choice.get("name"), 1, 100)
        check_value(choice.get("value"), kind, f"{at}choices.{index}.value", problems)


def check_value(value: object, kind: int, at: str, problems: Invalid) -> None:
    """Check a choice's value against its option's type."""
    if kind == STRING:
        problems.length(at, value, 1, 100)
    elif isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) > MAX_EXACT:
        problems.add(at, "NUMBER_TYPE_COERCE", f'Value "{str(value)[:40]}" is not a number of this option.')
    elif kind == INTEGER and value != int(value):
        problems.add(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')


def _check_bounds(option: Body, at: str, problems: Invalid) -> None:
    kind = option["type"]
    for name in ("min_value", "max_value"):
        if option.get(name) is not None and kind not in {INTEGER, NUMBER}:
            problems.add(f"{at}{name}", "APPLICATION_COMMAND_INVALID_FIELD", "Only numbers have a range")
    for name, low in (("min_length", 0), ("max_length", 1)):
        length = option.get(name)
        if length is not None and not (kind == STRING and isinstance(length, int) and low <= length <= MAX_TEXT):
            message = f"int value should be between {low} and {MAX_TEXT}."
            problems.add(f"{at}{name}", "NUMBER_TYPE_RANGE", message)
    if option.get("channel_types") and kind != CHANNEL:
        message = "Only channel options have channel types"
        problems.add(f"{at}channel_types", "APPLICATION_COMMAND_INVALID_FIELD", message)


def weight(body: Body) -> int:
    """Characters of names, descriptions and values, the longest translation counted."""
    total = sum(_longest(body, field) for field in ("name", "description"))
    total += sum(weight(option) for option in body.get("options") or [])
    for choice in body.get("choices") or []:
        total += _longest(choice, "name") + len(str(choice.get("value", "")))
    return total


def _longest(body: Body, field: str) -> int:
    texts = [body.get(field) or "", *(body.get(f"{field}_localizations") or {}).values()]
    return max(len(str(text)) for text in texts)


def not_a_list() -> ApiError:
    """400 for a body that should have been a list of commands."""
    problems = Invalid()
    problems.add("_", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
    return problems.error()
