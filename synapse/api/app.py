"""The web application around a running service."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from synapse.api.http import health
from synapse.api.http.endpoint import Endpoint
from synapse.api.service import Service
from synapse.api.websocket import SocketEndpoint

_DAY_SECONDS = 86_400
_PATHS = "There is nothing at this address. The API is at /graphql."


def create_app(service: Service) -> FastAPI:
    """The routes of the API. Whoever may read may do so from any web page, without credentials."""
    app = FastAPI(title="Synapse", openapi_url=None)
    app.router.routes.extend(
        [
            Route("/graphql", Endpoint(service.operations)),
            WebSocketRoute("/graphql", SocketEndpoint(service.operations)),
            Route("/health/live", health.live),
            Route("/health/ready", health.Ready(service).respond),
        ]
    )
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type", "Authorization"],
        max_age=_DAY_SECONDS,
    )
    app.add_exception_handler(404, _nothing_here)
    return app


async def _nothing_here(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"errors": [{"message": _PATHS, "extensions": {"code": "NOT_FOUND"}}]}, 404)
