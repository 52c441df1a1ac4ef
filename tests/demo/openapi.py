"""Judges REST calls by Discord's own OpenAPI description, where it lies beside the checkout."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synapse.demo.rest.recorder import RecordedRequest

FILE = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"
ABSENT = f"Discord's OpenAPI description is not at {FILE}, so requests and answers were not checked against it."
_ANSWERS, _REQUESTS = "urn:discord:answers", "urn:discord:requests"
_ESCAPES = str.maketrans({"~": "~0", "/": "~1"})
_BAD = 400
_BITS = {"permissions", "allow", "deny", "default_member_permissions"}
_BODY_TYPES = ("application/json", "multipart/form-data")


def _pointer(*parts: str) -> str:
    return quote("/".join(["", *(part.translate(_ESCAPES) for part in parts)]))


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)))


def _of_answers(document: dict[str, Any]) -> dict[str, Any]:
    """The description for answers; codes of form errors are texts, as the reference's "Error Messages" says."""
    document["components"]["schemas"]["InnerErrors"]["properties"]["_errors"]["items"] = {
        "type": "object",
        "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        "required": ["code", "message"],
    }
    return document


def _of_requests(document: dict[str, Any]) -> dict[str, Any]:
    """The description for requests, where Discord takes more than it describes.

    Snowflakes may be numbers (reference, "Snowflakes"), permissions may be texts of digits (permissions).
    """
    schemas = document["components"]["schemas"]
    schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    for schema in schemas.values():
        for name in _BITS & set(schema.get("properties", {})):
            kind = schema["properties"][name].get("type", [])
            kinds = kind if isinstance(kind, list) else [kind]
            if "integer" in kinds:
                schema["properties"][name]["type"] = [*kinds, "string"]
    return document


class Description:
    """Discord's description of its REST API, and what calls break it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._registry: Registry[Any] = Registry().with_resources(
            (name, Resource.from_contents(corrected(deepcopy(document)), default_specification=DRAFT202012))
            for name, corrected in ((_ANSWERS, _of_answers), (_REQUESTS, _of_requests))
        )
        # A path with fewer placeholders is meant before one that merely fits.
        templates = sorted(document["paths"], key=lambda template: template.count("{"))
        self._templates = [(_pattern(template), template) for template in templates]
        self._validators: dict[str, Draft202012Validator] = {}

    def template(self, path: str) -> str | None:
        """The path as the description writes it, None if it describes no such path."""
        return next((template for pattern, template in self._templates if pattern.fullmatch(path)), None)

    def faults(self, entry: RecordedRequest) -> list[str]:
        """What is wrong with a call: its request, if it was accepted, and its answer."""
        template = self.template(entry.path)
        method = entry.method.lower()
        if template is None or method not in self._document["paths"][template]:
            return [f"{entry.method} {entry.path}: Discord describes no such operation"]
        found = [] if entry.status >= _BAD else self._request_faults(entry, template, method)
        found += self._answer_faults(entry, template, method)
        return [f"{entry.method} {template} ({entry.status}): {fault}" for fault in found]

    def _request_faults(self, entry: RecordedRequest, template: str, method: str) -> list[str]:
        operation = self._document["paths"][template][method]
        described = {p["name"]: p["schema"] for p in operation.get("parameters", []) if p["in"] == "query"}
        found = [f"query {name}: Discord knows no such parameter" for name in set(entry.query) - set(described)]
        for index, parameter in enumerate(operation.get("parameters", [])):
            if parameter["in"] == "query" and parameter["name"] in entry.query:
                at = _pointer("paths", template, method, "parameters", str(index), "schema")
                value = _query_value(entry.query[parameter["name"]], self._types(parameter["schema"]))
                found += [f"query {parameter['name']}: {e}" for e in self._errors(_REQUESTS, at, value)]
        content = operation.get("requestBody", {}).get("content", {})
        if entry.body is not None and content:
            kind = next(kind for kind in _BODY_TYPES if kind in content)
            at = _pointer("paths", template, method, "requestBody", "content", kind, "schema")
            found += [f"request{e}" for e in self._errors(_REQUESTS, at, entry.body)]
        elif operation.get("requestBody", {}).get("required"):
            found.append("request: the body is missing")
        return found

    def _types(self, schema: dict[str, Any]) -> set[str]:
        while "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        kind = schema.get("type", "string")
        return set(kind) if isinstance(kind, list) else {kind}

    def _answer_faults(self, entry: RecordedRequest, template: str, method: str) -> list[str]:
        responses = self._document["paths"][template][method]["responses"]
        status = str(entry.status)
        key = status if status in responses else f"{status[0]}XX"
        if key not in responses:
            return [] if status.startswith("5") else [f"Discord describes no answer {status} here"]
        if "$ref" in responses[key]:
            name = responses[key]["$ref"].rpartition("/")[2]
            where = ["components", "responses", name]
            content = self._document["components"]["responses"][name]
        else:
            where = ["paths", template, method, "responses", key]
            content = responses[key]
        if "application/json" not in content.get("content", {}):
            return [] if entry.answer is None else ["the answer should be empty"]
        at = _pointer(*where, "content", "application/json", "schema")
        return [f"answer{e}" for e in self._errors(_ANSWERS, at, entry.answer)]

    def _errors(self, side: str, pointer: str, value: object) -> list[str]:
        reference = f"{side}#{pointer}"
        if reference not in self._validators:
            self._validators[reference] = Draft202012Validator({"$ref": reference}, registry=self._registry)
        return [_said(error) for error in self._validators[reference].iter_errors(value)]


def _said(error: Any) -> str:  # noqa: ANN401 - jsonschema's error, deep in unions
    while error.context:
        error = min(error.context, key=lambda e: (e.validator in {"enum", "const", "type"}, -len(e.absolute_path)))
    at = "".join(f".{part}" for part in error.absolute_path)
    return f"{at}: {error.message[:300]}"


def _query_value(text: str, kinds: set[str]) -> object:
    if "integer" in kinds and text.lstrip("-").isdigit():
        return int(text)
    if "boolean" in kinds and text.lower() in {"true", "false", "1", "0"}:
        return text.lower() in {"true", "1"}
    return text


@cache
def description() -> Description | None:
    """Discord's description, None where it is absent."""
    return Description(json.loads(FILE.read_text())) if FILE.exists() else None


def faults(entries: Iterable[RecordedRequest]) -> list[str]:
    """What is wrong with recorded calls, each fault once; nothing where the description is absent."""
    known = description()
    if known is None:
        return []
    return list(dict.fromkeys(fault for entry in entries for fault in known.faults(entry)))
