"""``POST /imports/{guild}``: an admin sends a file of another program's totals; GraphQL has the rest.

The body is the file itself, as it is. The answer is JSON: the import's id, or what is wrong with the file.
"""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from synapse.api import auth
from synapse.api.http.crossing import refuse_simple
from synapse.api.http.reading import Malformed
from synapse.api.limiting.points import address_of
from synapse.api.service import Service
from synapse.api.types.imports import id_of
from synapse.errors import Forbidden, Invalid, NotFound, SynapseError, Unauthenticated, Unavailable
from synapse.services.changes import Actor
from synapse.services.imports import planning
from synapse.services.imports.reading import LARGEST_FILE

_STATUS: dict[type[SynapseError], HTTPStatus] = {
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
_TOO_LARGE = f"The file is larger than {LARGEST_FILE // 1_000_000} MB."


class Imports:
    """Takes files in."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def respond(self, request: Request) -> Response:
        """201 with the import's id, or the status of what is wrong and a message."""
        try:
            refuse_simple(request.headers)
            return await self._taken(request)
        except Malformed as error:
            return _told(HTTPStatus(error.status), error.message, "BAD_USER_INPUT")
        except SynapseError as error:
            return _told(_STATUS.get(type(error), HTTPStatus.BAD_REQUEST), error.message, error.code)

    async def _taken(self, request: Request) -> Response:
        guild = request.path_params["guild_id"]
        access = self._service.operations.access
        caller = await access.admit(auth.of_header(request.headers.get("authorization")))
        if caller is None:
            raise Unauthenticated("This needs somebody who has signed in. Send an access token or an API token.")
        if not guild.isdecimal():
            raise NotFound("This guild is not served here.")
        await access.door.require_admin(caller, int(guild))
        actor = Actor(caller.user_id, address_of(request.scope))
        found = await planning.upload(
            self._service.engine, actor=actor, guild_id=int(guild), content=await _body(request)
        )
        return JSONResponse({"id": id_of(found.guild_id, found.id)}, HTTPStatus.CREATED)


async def _body(request: Request) -> bytes:
    """The file; no more of it is held than may be.

    Raises:
        Malformed: With the status 413.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FILE:
            raise Malformed(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
    return bytes(body)


def _told(status: HTTPStatus, message: str, code: str) -> Response:
    return JSONResponse({"errors": [{"message": message, "extensions": {"code": code}}]}, status)
