"""The web application around a running service."""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
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


def create_app(service: Service, *, trusted_proxies: Sequence[str] = ()) -> FastAPI:
    """The routes of the API. Whoever may read may do so from any web page, without credentials.

    Args:
        service: What answers.
        trusted_proxies: Addresses and networks whose ``X-Forwarded-For`` says who asks.
    """
    app = FastAPI(title="Synapse", openapi_url=None)
    pictures, imports = Pictures(service), Imports(service)
    app.router.routes.extend(
        [
            Route(_ENDPOINT, Endpoint(service.operations, service.cache, service.rulebook)),
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
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type", "Authorization"],
        expose_headers=["ETag", "Retry-After", *(f"X-RateLimit-{name}" for name in _TOLD)],
        max_age=_DAY_SECONDS,
    )
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(trusted_proxies))
    app.add_middleware(Remembered, cache=service.cache, path=_ENDPOINT)
    app.add_exception_handler(404, _nothing_here)
    return app


async def _nothing_here(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"errors": [{"message": _PATHS, "extensions": {"code": "NOT_FOUND"}}]}, 404)
