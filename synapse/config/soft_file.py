"""Reads ``config.yaml``: every fault in it is told with its way out."""

import difflib
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from synapse.config.soft import Soft


def read_soft(file: Path, problems: list[str]) -> Soft:
    """The settings of a file, those by default when it is not there; adds to ``problems`` what is wrong in it."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8-sig")) if file.exists() else {}
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        where = f" at line {mark.line + 1}" if (mark := getattr(error, "problem_mark", None)) else ""
        problems.append(f"{file} cannot be read as YAML{where}. Check the indentation and the colons there.")
        return Soft()
    if not isinstance(content or {}, dict):
        problems.append(f"{file} must hold 'key: value' lines; see the committed config.yaml for the keys.")
        return Soft()
    try:
        return Soft.model_validate(content or {})
    except ValidationError as error:
        problems.extend(_soft_problem(file, dict(fault)) for fault in error.errors())
        return Soft()


def _soft_problem(file: Path, fault: dict[str, Any]) -> str:
    path = [str(part) for part in fault["loc"]]
    name = ".".join(path)
    if fault["type"] in ("extra_forbidden", "invalid_key"):
        known = _keys_at(path[:-1])
        near = difflib.get_close_matches(path[-1], known, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"Known keys there: {', '.join(known)}."
        return f"{file}: there is no setting '{name}'. {hint}"
    if fault["type"] == "model_type":
        return f"{file}: '{name}' must be followed by indented 'key: value' lines: {', '.join(_keys_at(path))}."
    return f"{file}: '{name}' is wrong: {fault['msg'][0].lower()}{fault['msg'][1:]}. Correct the value."


def _keys_at(path: list[str]) -> list[str]:
    section: type[BaseModel] = Soft
    for part in path:
        annotation = section.model_fields[part].annotation
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        section = annotation
    return list(section.model_fields)
