"""What pages of other sites may have a browser do here: read, if they ask openly.

A request that a browser makes without asking the server first ("simple", in a browser's terms) carries what it
knows of the person. A page that asks by `fetch` says so, and its browser asks us first whether it may: those are
welcome, without credentials.
"""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from synapse.api.http.reading import Malformed

_ELSEWHERE = ("cross-site", "same-site")
_WHY = (
    "A page of another site may ask by `fetch` with JSON, which browsers announce. Forms, links, pictures and "
    "scripts that point here are refused."
)
_DAY_SECONDS = 86_400
_TOLD = ("ETag", "Retry-After", *(f"X-RateLimit-{name}" for name in ("Cost", "Limit", "Remaining", "Reset")))
_ALLOW = b"access-control-allow-origin"

OPEN = ((_ALLOW, b"*"), (b"access-control-expose-headers", ", ".join(_TOLD).encode()))
"""What lets a page of any site read an answer."""


class Open:
    """Middleware that lets pages of any site read every answer; browsers who ask first are told so by the library."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._asked_first = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "Authorization"],
            expose_headers=_TOLD,
            max_age=_DAY_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await self._asked_first(scope, receive, send)
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                if not any(name == _ALLOW for name, _ in headers):
                    message["headers"] = [*headers, *OPEN]
            await send(message)

        await self._app(scope, receive, opened)


def refuse_simple(headers: Headers) -> None:
    """Refuse what a browser sent on behalf of another site without announcing it.

    Raises:
        Malformed: With the status 403.
    """
    if headers.get("sec-fetch-site") in _ELSEWHERE and headers.get("sec-fetch-mode") != "cors":
        raise Malformed(403, _WHY)
