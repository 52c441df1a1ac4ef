"""Whether the process lives, whether it can serve, and its figures."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from synapse import metrics
from synapse.api.service import Service
from synapse.db.migrate import is_migrated
from synapse.errors import Unavailable

_REFUSED = "Present METRICS_TOKEN as a bearer token, or ask from the machine that this runs on."


async def live(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


class Ready:
    """The database answers, has the schema that this version needs, and notices are heard."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def respond(self, _request: Request) -> Response:
        """200 when all is well, else 503; the body says which part is not."""
        parts = await self._parts()
        ready = set(parts.values()) == {"ok"}
        return JSONResponse({"status": "ok" if ready else "unready", **parts}, 200 if ready else 503)

    async def _parts(self) -> dict[str, str]:
        heard = "ok" if self._service.listener.connected else "unreachable"
        try:
            migrated = await is_migrated(self._service.engine)
        except Unavailable:
            return {"database": "unreachable", "migrations": "unknown", "listener": heard}
        return {"database": "ok", "migrations": "ok" if migrated else "behind", "listener": heard}


class Metrics:
    """The figures, for Prometheus."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def respond(self, request: Request) -> Response:
        """The figures of this moment, for who may read them."""
        settings = self._service.settings
        token = settings.metrics_token if settings else None
        allowed = metrics.may_read(
            token.get_secret_value() if token else None,
            authorization=request.headers.get("authorization"),
            peer=request.client.host if request.client else None,
            forwarded="x-forwarded-for" in request.headers,
        )
        if not allowed:
            return JSONResponse({"message": _REFUSED}, 403)
        await self._service.listener.measure_lag(self._service.engine)
        return Response(metrics.exposition(self._service.watch.registry), media_type=metrics.CONTENT_TYPE)
