"""The web application around a running service."""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from synapse.api import sdl
from synapse.api.http import graphiql, health
from synapse.api.http.cache import Remembered
from synapse.api.http.endpoint import Endpoint
from synapse.api.http.imports import Imports
from synapse.api.http.pictures import Pictures
from synapse.api.service import Service
from synapse.api.websocket import SocketEndpoint

_DAY_SECONDS = 86_400
_ENDPOINT = "/graphql"
_TOLD = ("Cost", "Limit", "Remaining", "Reset")
_PATHS = "There is nothing at this address. The API is at /graphql."


class App:
    """Answers GraphQL's own address before the framework looks at a request; everything else is the framework's.

    What most requests ask for needs no routing, and what the cache has needs nothing at all.

    Attributes:
        framework: The routes; that of GraphQL is among them, for who comes to it in another way.
    """

    def __init__(self, framework: FastAPI, ahead: ASGIApp) -> None:
        self.framework = framework
        self._ahead = ahead

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        ahead = scope["type"] == "http" and scope["path"] == _ENDPOINT
        await (self._ahead if ahead else self.framework)(scope, receive, send)


def create_app(service: Service, *, trusted_proxies: Sequence[str] = ()) -> App:
    """The web application. Whoever may read may do so from any web page, without credentials.

    Args:
        service: What answers.
        trusted_proxies: Addresses and networks whose ``X-Forwarded-For`` says who asks.
    """
    app = FastAPI(title="Synapse", openapi_url=None)
    endpoint = Endpoint(service.operations, service.cache, service.rulebook)
    pictures, imports = Pictures(service), Imports(service)
    app.router.routes.extend(
        [
            Route(_ENDPOINT, endpoint),
            WebSocketRoute(_ENDPOINT, SocketEndpoint(service.operations)),
            Route(f"{_ENDPOINT}/assets/{{name}}", graphiql.asset),
            Route("/schema.graphql", sdl.serve),
            Route("/imports/{guild_id}", imports.respond, methods=["POST"]),
            Route("/pictures/{guild_id}/members/{user_id}.png", pictures.member),
            Route("/pictures/{guild_id}/me.png", pictures.own),
            Route("/pictures/{guild_id}/leaderboard.png", pictures.leaderboard),
            Route("/health/live", health.live),
            Route("/health/ready", health.Ready(service).respond),
            Route("/metrics", health.Metrics(service).respond),
        ]
    )
    open_to_pages = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type", "Authorization"],
        expose_headers=["ETag", "Retry-After", *(f"X-RateLimit-{name}" for name in _TOLD)],
        max_age=_DAY_SECONDS,
    )
    behind_proxies = Middleware(ProxyHeadersMiddleware, trusted_hosts=list(trusted_proxies))
    app.user_middleware = [behind_proxies, open_to_pages]
    app.add_exception_handler(404, _nothing_here)
    ahead: ASGIApp = endpoint
    for each in reversed(app.user_middleware):
        ahead = each.cls(ahead, *each.args, **each.kwargs)
    return App(app, Remembered(ahead, service.cache))


async def _nothing_here(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"errors": [{"message": _PATHS, "extensions": {"code": "NOT_FOUND"}}]}, 404)
