"""Whether the process lives, and whether it can serve."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from synapse.api.service import Service
from synapse.db.read import reachable


async def live(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


class Ready:
    """The database answers and notices are heard."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def respond(self, _request: Request) -> Response:
        """200 when all is well, else 503; the body says which part is not."""
        parts = {"database": await reachable(self._service.engine), "listener": self._service.listener.connected}
        ready = all(parts.values())
        told = {part: "ok" if well else "unreachable" for part, well in parts.items()}
        return JSONResponse({"status": "ok" if ready else "unready", **told}, 200 if ready else 503)
