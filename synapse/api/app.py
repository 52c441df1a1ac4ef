"""The web application around a running service."""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from synapse.api import sdl
from synapse.api.http import graphiql, health
from synapse.api.http.cache import Cache
from synapse.api.http.crossing import Open
from synapse.api.http.endpoint import Endpoint
from synapse.api.http.imports import Imports
from synapse.api.http.pictures import Pictures
from synapse.api.service import Service
from synapse.api.websocket import SocketEndpoint

_ENDPOINT = "/graphql"
_PATHS = "There is nothing at this address. The API is at /graphql."


class App:
    """Answers GraphQL's own address before the framework looks at a request; everything else is the framework's.

    What most requests ask for needs no routing, and what the cache has needs nothing at all.

    Attributes:
        framework: The routes; that of GraphQL is among them, for who comes to it in another way.
    """

    def __init__(self, framework: FastAPI, cache: Cache, ahead: ASGIApp) -> None:
        self.framework = framework
        self._cache = cache
        self._ahead = ahead

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["path"] != _ENDPOINT:
            await self.framework(scope, receive, send)
        elif scope["method"] == "GET" and (known := self._cache.answer(scope)) is not None:
            start, body = known
            await send(start)
            await send(body)
        else:
            await self._ahead(scope, receive, send)


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
    app.user_middleware = [
        Middleware(ProxyHeadersMiddleware, trusted_hosts=list(trusted_proxies)),
        Middleware(Open),
    ]
    app.add_exception_handler(404, _nothing_here)
    ahead: ASGIApp = endpoint
    for each in reversed(app.user_middleware):
        ahead = each.cls(ahead, *each.args, **each.kwargs)
    return App(app, service.cache, ahead)


async def _nothing_here(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"errors": [{"message": _PATHS, "extensions": {"code": "NOT_FOUND"}}]}, 404)
