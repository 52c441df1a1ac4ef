"""What Discord's own client makes of a typed command: options by type, names resolved to objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from synapse.demo.world import Attachment, payloads
from synapse.demo.world.permissions import in_guild

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synapse.demo.names import Names

SUB_COMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
_NESTED = {SUB_COMMAND, GROUP}


class Unusable(Exception):  # noqa: N818 - what it says is that the command cannot be used so
    """Discord's own client would not have sent this: no such command, an option missing or wrong."""


@dataclass(slots=True)
class Typed:
    """A command as typed: its full name, the options, and which of them is still being typed."""

    path: list[str]
    options: Mapping[str, object]
    focused: str | None = None
    resolved: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The full name with a slash."""
        return "/" + " ".join(self.path)


def build(command: dict[str, Any], typed: Typed, names: Names) -> dict[str, Any]:
    """The data object of a chat input command's interaction.

    Raises:
        Unusable: If the command has no such sub-command or option, or one is missing or wrong.
    """
    data: dict[str, Any] = {"id": command["id"], "name": command["name"], "type": 1}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    options = _descend(command.get("options") or [], typed.path[1:], typed, names)
    if options:
        data["options"] = options
    if typed.resolved:
        data["resolved"] = typed.resolved
    return data


def _descend(declared: list[dict[str, Any]], path: list[str], typed: Typed, names: Names) -> list[dict[str, Any]]:
    nested = [option for option in declared if option["type"] in _NESTED]
    if not path:
        if nested:
            choice = ", ".join(option["name"] for option in nested)
            raise Unusable(f"{typed.name} needs a sub-command: {choice}.")
        return _values(declared, typed, names)
    found = next((option for option in nested if option["name"] == path[0]), None)
    if found is None:
        raise Unusable(f"{typed.name} has no sub-command called {path[0]}.")
    inner = _descend(found.get("options") or [], path[1:], typed, names)
    return [{"name": found["name"], "type": found["type"], "options": inner}]


def _values(declared: list[dict[str, Any]], typed: Typed, names: Names) -> list[dict[str, Any]]:
    unknown = set(typed.options) - {option["name"] for option in declared}
    if unknown:
        raise Unusable(f"{typed.name} has no option called {', '.join(sorted(unknown))}.")
    values = []
    for option in declared:
        if option["name"] in typed.options:
            values.append(_value(option, typed.options[option["name"]], typed, names))
        elif option.get("required") and typed.focused is None:
            raise Unusable(f"{typed.name} needs the option {option['name']}.")
    return values


def _value(option: dict[str, Any], given: object, typed: Typed, names: Names) -> dict[str, Any]:
    focused = option["name"] == typed.focused
    made: dict[str, Any] = {"name": option["name"], "type": option["type"]}
    made["value"] = str(given) if focused else _converted(option, given, typed, names)
    return made | {"focused": True} if focused else made


def _converted(option: dict[str, Any], given: object, typed: Typed, names: Names) -> Any:  # noqa: ANN401 - by the option's type
    kind = option["type"]
    if kind in {USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT}:
        return _reference(kind, given, typed.resolved, names)
    if kind == BOOLEAN:
        return bool(given)
    value = _plain(kind, given, option["name"])
    for choice in option.get("choices") or []:
        if value in {choice["name"], choice["value"]}:
            return choice["value"]
    if option.get("choices"):
        raise Unusable(f"{option['name']} has no choice {value!r}.")
    _check_range(option, value)
    return value


def _plain(kind: int, given: object, name: str) -> str | int | float:
    if kind == STRING:
        return str(given)
    if isinstance(given, bool) or not isinstance(given, (int, float)) or (kind == INTEGER and given != int(given)):
        # On the command line a number is written; a choice of a number may be named instead.
        if isinstance(given, str):
            return _number(kind, given)
        raise Unusable(f"{name} wants a number, not {given!r}.")
    return given


def _number(kind: int, text: str) -> str | int | float:
    """The number that is written, or the text itself where it is none."""
    try:
        return int(text) if kind == INTEGER else float(text)
    except ValueError:
        return text


def _check_range(option: dict[str, Any], value: str | float) -> None:
    name = option["name"]
    if option["type"] in {INTEGER, NUMBER} and isinstance(value, str):
        raise Unusable(f"{name} wants a number, not {value!r}.")
    size, kind = (len(value), "length") if isinstance(value, str) else (value, "value")
    low, high = option.get(f"min_{kind}"), option.get(f"max_{kind}")
    if (low is not None and size < low) or (high is not None and size > high):
        raise Unusable(f"{name} must have a {kind} between {low} and {high}, not {size}.")


def _reference(kind: int, given: object, resolved: dict[str, dict[str, Any]], names: Names) -> str:
    if kind == ATTACHMENT:
        if not isinstance(given, Attachment):
            raise Unusable("This option wants an attachment.")
        resolved.setdefault("attachments", {})[str(given.id)] = payloads.attachment(given, names.base_url)
        return str(given.id)
    if kind == CHANNEL:
        channel = names.channel(given)
        payload = payloads.any_channel(channel, {}) | {"permissions": "0"}
        resolved.setdefault("channels", {})[str(channel.id)] = payload
        return str(channel.id)
    if kind == ROLE or (kind == MENTIONABLE and names.is_role(given)):
        role = names.role(given)
        resolved.setdefault("roles", {})[str(role.id)] = payloads.role(role)
        return str(role.id)
    return _person(given, resolved, names)


def _person(given: object, resolved: dict[str, dict[str, Any]], names: Names) -> str:
    user = names.user(given)
    resolved.setdefault("users", {})[str(user.id)] = payloads.user(user)
    member = names.guild.members.get(user.id)
    if member is not None:
        part = payloads.member_part(member) | {"permissions": str(in_guild(names.guild, member))}
        resolved.setdefault("members", {})[str(user.id)] = part
    return str(user.id)
