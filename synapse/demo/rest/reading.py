"""Reading a request: its JSON, its form with files, its query."""

import re
from typing import Any

import orjson
from aiohttp import web
from aiohttp.web_request import FileField

from synapse.demo.rest.call import Upload
from synapse.demo.rest.errors import ApiError

FILE = re.compile(r"files\[(\d{1,2})\]")


def _invalid_json() -> ApiError:
    return ApiError(400, 50109, "The request body contains invalid JSON.")


async def body(request: web.Request) -> tuple[Any, list[Upload]]:
    """The request's JSON (None without one) and the files that came with it.

    Raises:
        ApiError: 400 for something that is not JSON, 413 for a body that is too large.
    """
    try:
        if request.content_type == "multipart/form-data":
            return await _form(request)
        text = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, 40005, "Request entity too large") from None
    except ValueError:
        raise ApiError(400, 50035, "Invalid Form Body") from None
    if not text:
        return None, []
    if request.content_type != "application/json":
        # Discord answers so to a body that it cannot tell the type of.
        raise ApiError(400, 50035, "Expected 'Content-Type' header to be 'application/json'.")
    return _json(text), []


def _json(text: bytes | bytearray | str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise _invalid_json() from None


async def _form(request: web.Request) -> tuple[Any, list[Upload]]:
    fields = await request.post()
    uploads = []
    for name, value in fields.items():
        numbered = FILE.fullmatch(name)
        if numbered and isinstance(value, FileField):
            upload = Upload(int(numbered[1]), value.filename, value.content_type, value.file.read())
            value.file.close()
            uploads.append(upload)
    text: object = fields.get("payload_json")
    # A part that names its own content type comes as bytes, any other as text.
    if isinstance(text, (str, bytes, bytearray)):
        return _json(text), uploads
    return {}, uploads
