"""The contract as one file, for tools that generate code from it; ``python -m synapse.api.sdl`` prints it."""

import hashlib
from functools import cache

from graphql import print_schema
from starlette.requests import Request
from starlette.responses import Response

from synapse.api.http.cache import compressed
from synapse.api.schema import contract

_PUBLIC = "public, no-cache"


@cache
def text() -> str:
    """The contract in GraphQL's schema definition language, extensions merged into their types."""
    return print_schema(contract()) + "\n"


async def serve(request: Request) -> Response:
    """``GET /schema.graphql``: the same for everybody until the next version, so that copies are kept by ``ETag``."""
    headers = {"ETag": _tag(), "Cache-Control": _PUBLIC, "Vary": "Accept-Encoding"}
    if _tag() in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = text().encode()
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = _gzipped(), "gzip"
    return Response(body, headers=headers, media_type="text/plain; charset=utf-8")


@cache
def _tag() -> str:
    return f'"{hashlib.sha256(text().encode()).hexdigest()[:32]}"'


@cache
def _gzipped() -> bytes:
    return compressed(text().encode())


if __name__ == "__main__":
    print(text(), end="")  # noqa: T201 - that is its purpose
