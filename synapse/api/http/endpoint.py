"""``/graphql``: GraphQL over HTTP, each status code and media type as its specification has it."""

from collections.abc import Mapping

from graphql import OperationType
from starlette.requests import Request as HTTPRequest
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from synapse.api import failures
from synapse.api.documents import Prepared, Rejected
from synapse.api.http import reading, welcome
from synapse.api.http.events import EventStream
from synapse.api.http.media import Media, accepted
from synapse.api.http.reading import Malformed
from synapse.api.operations import Answer, Operations, Request, refusal
from synapse.errors import Invalid, NotFound, SynapseError

_METHODS = {"Allow": "GET, POST"}
_VARY = {"Vary": "Accept"}


class Endpoint:
    """An ASGI application that answers HTTP requests by executing operations."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self.respond(HTTPRequest(scope, receive))
        await response(scope, receive, send)

    async def respond(self, http: HTTPRequest) -> Response:
        """The response to a request."""
        wanted = accepted(http.headers.get("accept"))
        try:
            if http.method == "GET" and wanted[:1] == [Media.HTML] and not http.query_params:
                return HTMLResponse(welcome.PAGE, headers={**_VARY, **welcome.HEADERS})
            _check(http.method, wanted)
            return await self._respond(await reading.of(http), http.method, wanted)
        except Malformed as error:
            return _malformed(error, _json_of(wanted))

    async def _respond(self, request: Request, method: str, wanted: list[Media]) -> Response:
        if wanted[0] is Media.EVENTS and (request.query or request.document_id):
            return EventStream(self._operations.stream(request))
        media = _json_of(wanted)
        try:
            prepared = self._operations.prepare(request)
            kind = prepared.kind(request.operation_name)
        except (Rejected, SynapseError) as error:
            return _refused(error, request, media)
        if kind is OperationType.SUBSCRIPTION:
            return self._subscription(request, wanted)
        if kind is OperationType.MUTATION and method == "GET":
            raise Malformed(405, "Mutations are sent by POST.", {"Allow": "POST"})
        return await self._execute(prepared, request, media)

    def _subscription(self, request: Request, wanted: list[Media]) -> Response:
        if Media.EVENTS not in wanted:
            raise Malformed(
                406,
                f"A subscription is a stream. Accept {Media.EVENTS}, or use a WebSocket with the subprotocol "
                "graphql-transport-ws at the same address.",
            )
        return EventStream(self._operations.stream(request))

    async def _execute(self, prepared: Prepared, request: Request, media: Media) -> Response:
        answer = await self._operations.answer(prepared, request)
        return _response(answer, media, 200 if answer.began or media is Media.JSON else 400)


def _check(method: str, wanted: list[Media]) -> None:
    """Refuse what no answer could be given to."""
    if method not in ("GET", "POST"):
        raise Malformed(405, "GraphQL takes GET and POST.", _METHODS)
    if not set(wanted) - {Media.HTML}:
        raise Malformed(406, f"Accept one of {Media.GRAPHQL}, {Media.JSON}, {Media.EVENTS}.")


def _json_of(wanted: list[Media]) -> Media:
    """The most wanted form of a single answer."""
    return next((media for media in wanted if media in (Media.GRAPHQL, Media.JSON)), Media.JSON)


def _refused(error: Rejected | SynapseError, request: Request, media: Media) -> Response:
    """The response to a request whose execution did not begin.

    ``application/json`` keeps the status 200 for what GraphQL found wrong with a document, because its old
    clients read the body of no other status; without any document the request is malformed for both.
    """
    if isinstance(error, Invalid) and not (request.query or request.document_id):
        status = 400
    elif isinstance(error, NotFound):
        status = 404
    else:
        status = 200 if media is Media.JSON else 400
    return _response(refusal(error), media, status)


def _malformed(error: Malformed, media: Media) -> Response:
    told = failures.told_of(Invalid(error.message))
    return _response(Answer({"errors": [told]}), media, error.status, error.headers)


def _response(answer: Answer, media: Media, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        answer.encoded(),
        status_code=status,
        headers={**_VARY, **(headers or {})},
        media_type=f"{media}; charset=utf-8",
    )
