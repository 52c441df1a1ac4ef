"""Write docs/configuration.md from the settings themselves: ``python -m tools.reference``; a test holds it current."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from synapse.config import VARIABLES, Process, Soft
from tools import steps

FILE = steps.ROOT / "docs" / "configuration.md"
_HEAD = """# Configuration

Made from the settings by `python -m tools.reference`; a test holds it current.

Secrets and addresses come from environment variables, or from a `.env` file in the folder that a process is started
in; a variable of the environment wins. Everything else that belongs to one installation stands in `config.yaml`.
Rewards, zones, seasons and achievements stand in neither: admins change them while Synapse runs. Each fault is told
at the start, all of them at once, and `synapse doctor` tells them without starting anything.

## Environment variables

| variable | what it is | needed by | secret |
|---|---|---|---|
"""
_SOFT = """
## config.yaml

| key | what it is | default |
|---|---|---|
"""
_DASHBOARD = """
## The dashboard

Its variables stand in [dashboard/src/env.ts](../dashboard/src/env.ts), each with its description. In production it
needs `API_URL` (the API's `/graphql`, as its server reaches it) and `ORIGIN` (its own public address).
"""


def text() -> str:
    """The whole page."""
    return "".join((_HEAD, *map(_line, _variables()), _SOFT, *map(_line, _soft(Soft, "")), _DASHBOARD))


def main() -> None:
    """Write it."""
    FILE.write_text(text(), encoding="utf-8")


def _variables() -> Iterator[tuple[str, ...]]:
    for variable in VARIABLES:
        needed = " and ".join(process for process in Process if process in variable.needed_by)
        meaning = f"{variable.meaning}{f', {variable.example}' if variable.example else ''}."
        yield f"`{variable.name}`", meaning, needed, "yes" if variable.secret else ""


def _soft(section: type[BaseModel], prefix: str) -> Iterator[tuple[str, ...]]:
    for name, field in section.model_fields.items():
        annotation = field.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from _soft(annotation, f"{prefix}{name}.")
        else:
            yield f"`{prefix}{name}`", f"{field.description}{_choices(annotation)}", _default(field)


def _choices(annotation: Any) -> str:  # noqa: ANN401 - a field may have any type
    values = get_args(annotation)
    is_closed = bool(values) and get_origin(annotation) is not tuple and all(isinstance(value, str) for value in values)
    return f" One of {', '.join(values)}." if is_closed else ""


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if value is None or value == "":
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`{', '.join(map(str, value))}`"
    return f"`{value.value if isinstance(value, StrEnum) else value}`"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    main()
