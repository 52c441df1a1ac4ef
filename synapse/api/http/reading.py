"""Reading what was asked out of an HTTP request or a message."""

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import Request as HTTPRequest

from synapse.api import limits
from synapse.api.operations import Request


class Malformed(Exception):  # noqa: N818 - it is an answer: a status and a sentence
    """The HTTP request is not one that GraphQL over HTTP knows.

    Attributes:
        status: The status to answer with.
        message: What is wrong and what to do.
        headers: Headers that belong to the status.
    """

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = dict(headers or {})


async def of(http: HTTPRequest) -> Request:
    """What an HTTP request asks for.

    Raises:
        Malformed: It is not a GraphQL request.
    """
    if http.method == "GET":
        return _of_parameters(http.query_params)
    media, _, parameters = http.headers.get("content-type", "").partition(";")
    if media.strip().lower() != "application/json":
        raise Malformed(415, "Send the request as JSON, with the header `Content-Type: application/json`.")
    if "charset" in parameters.lower() and "utf-8" not in parameters.lower():
        raise Malformed(415, "Send the request in UTF-8.")
    return of_message(_json(await _body(http), "The body"))


def of_message(message: object) -> Request:
    """What a JSON object asks for.

    Raises:
        Malformed: It is not an object, or a member of it has the wrong type.
    """
    if isinstance(message, list):
        raise Malformed(400, "Batches are not taken. Send one request at a time; they may run at once.")
    if not isinstance(message, dict):
        raise Malformed(400, "The body must be a JSON object with the member `query`.")
    _extensions(message.get("extensions"))
    return Request(
        query=_text(message, "query"),
        document_id=_text(message, "documentId"),
        operation_name=_text(message, "operationName"),
        variables=_variables(message.get("variables")),
    )


def _of_parameters(parameters: Mapping[str, str]) -> Request:
    if sum(len(value) for value in parameters.values()) > limits.BODY_BYTES:
        raise Malformed(414, "The address is too long. Send the request as a POST.")
    message: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if text := parameters.get(name):
            message[name] = _json(text.encode(), f"The parameter `{name}`")
        else:
            message.pop(name, None)
    return of_message(message)


async def _body(http: HTTPRequest) -> bytes:
    body, more = b"", True
    while more:
        message = await http.receive()
        if message["type"] == "http.disconnect":
            raise Malformed(400, "The body ended early.")
        body += message.get("body", b"")
        if len(body) > limits.BODY_BYTES:
            raise Malformed(413, f"The body is larger than {limits.BODY_BYTES} bytes. Ask for less at once.")
        more = message.get("more_body", False)
    return body


def _json(text: bytes, what: str) -> object:
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Malformed(400, f"{what} is not JSON.") from error
    return value


def _text(message: Mapping[str, object], name: str) -> str | None:
    value = message.get(name)
    if value is None or isinstance(value, str):
        return value
    raise Malformed(400, f"`{name}` must be a string.")


def _variables(value: object) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed(400, "`variables` must be an object.")
    return value


def _extensions(value: object) -> None:
    if value is not None and not isinstance(value, dict):
        raise Malformed(400, "`extensions` must be an object.")
