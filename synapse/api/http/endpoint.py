"""``/graphql``: GraphQL over HTTP, each status code and media type as its specification has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from graphql import OperationType
from starlette.requests import Request as HTTPRequest
from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

from synapse.api import auth, failures
from synapse.api.documents import Prepared, Rejected
from synapse.api.http import graphiql, reading
from synapse.api.http.cache import WORTH_COMPRESSING, Asked, Cache, Entry, asked_of, compressed
from synapse.api.http.crossing import refuse_simple
from synapse.api.http.events import EventStream
from synapse.api.http.language import language_of_header
from synapse.api.http.media import Media, accepted
from synapse.api.http.public import guilds_of, is_public
from synapse.api.http.reading import Malformed
from synapse.api.limiting.points import Charge, address_of, payer_of
from synapse.api.operations import Answer, Operations, Request, refusal
from synapse.errors import (
    Forbidden,
    Invalid,
    NotFound,
    RateLimited,
    SynapseError,
    TimedOut,
    Unauthenticated,
    Unavailable,
)
from synapse.log import new_reference
from synapse.services.privacy import Audience, audience
from synapse.services.rules import Rulebook
from synapse.services.texts import speaking

_METHODS = {"Allow": "GET, POST"}
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="synapse", error="invalid_token"'}
_OWN = ((b"vary", b"Accept, Accept-Encoding, Authorization"), (b"cache-control", b"private, no-store"))
_TYPES = {media: f"{media}; charset=utf-8".encode() for media in Media}


class Endpoint:
    """An ASGI application that answers HTTP requests by executing operations."""

    def __init__(self, operations: Operations, cache: Cache, rulebook: Rulebook) -> None:
        self._operations = operations
        self._cache = cache
        self._rulebook = rulebook

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is logged meanwhile has its reference."""
        bind_contextvars(request=new_reference())
        response = await self.respond(HTTPRequest(scope, receive))
        await response(scope, receive, send)

    async def respond(self, http: HTTPRequest) -> ASGIApp:
        """The response to a request."""
        wanted = accepted(http.headers.get("accept"))
        try:
            if http.method == "GET" and wanted[:1] == [Media.HTML]:
                return graphiql.page()
            _check(http.method, wanted)
            refuse_simple(http.headers)
            request = await self._read(http)
            with speaking(_language(http)):
                return await self._respond(http, request, wanted)
        except Malformed as error:
            return _malformed(error, _json_of(wanted))
        except Unauthenticated as error:
            return _response(refusal(error), _json_of(wanted), 401, _CHALLENGE)
        except Unavailable as error:
            return _response(refusal(error), _json_of(wanted), 503)
        except Exception as error:  # noqa: BLE001 - whatever happens becomes an answer with a reference to the log
            return _response(Answer({"errors": [failures.told_of_unexpected(error)]}), _json_of(wanted), 500)

    async def _read(self, http: HTTPRequest) -> Request:
        """What is asked, by whom, and whose points it takes."""
        request = await reading.of(http)
        caller = await self._operations.access.admit(auth.of_header(http.headers.get("authorization")))
        return request.by(caller, payer_of(caller, http.scope), address_of(http.scope))

    async def _respond(self, http: HTTPRequest, request: Request, wanted: list[Media]) -> ASGIApp:
        if wanted[0] is Media.EVENTS and (request.query or request.document_id):
            return EventStream(self._operations.stream(request))
        media = _json_of(wanted)
        try:
            prepared = self._operations.prepare(request)
            kind = prepared.kind(request.operation_name)
            if kind is OperationType.SUBSCRIPTION:
                return self._subscription(request, wanted)
            if kind is OperationType.MUTATION and http.method == "GET":
                raise Malformed(405, "Mutations are sent by POST.", {"Allow": "POST"})
            charge = self._operations.charge(prepared, request)
        except (Rejected, SynapseError) as error:
            return _refused(error, request, media)
        return await self._execute(http, _Accepted(prepared, request, charge), media)

    def _subscription(self, request: Request, wanted: list[Media]) -> ASGIApp:
        if Media.EVENTS not in wanted:
            raise Malformed(
                406,
                f"A subscription is a stream. Accept {Media.EVENTS}, or use a WebSocket with the subprotocol "
                "graphql-transport-ws at the same address.",
            )
        return EventStream(self._operations.stream(request))

    async def _execute(self, http: HTTPRequest, accepted_: "_Accepted", media: Media) -> ASGIApp:
        prepared, request, charge = accepted_.prepared, accepted_.request, accepted_.charge
        asked = asked_of(http.scope)
        public = http.method == "GET" and asked.alone and is_public(prepared, request)
        guilds = guilds_of(prepared, request)
        ticket = self._cache.begin(guilds) if public and self._for_everyone(guilds) else None
        answer = await self._operations.answer(prepared, request, charge)
        if ticket is None or not answer.whole:
            return _response(answer, media, _status(answer, media), asked=asked)
        entry = Entry(answer.encoded(), _TYPES[media])
        self._cache.keep((http.scope["query_string"], asked.accept), ticket, entry)
        return _public(entry, asked, answer.charge)

    def _for_everyone(self, guilds: frozenset[int] | None) -> bool:
        """Whether everyone may see the members of these guilds, of all for None; else nothing is remembered."""
        found = (self._rulebook.get(guild_id) for guild_id in (self._rulebook.guild_ids if guilds is None else guilds))
        return all(rules is None or audience(rules) is Audience.EVERYONE for rules in found)


@dataclass(frozen=True, slots=True)
class _Accepted:
    """An operation that may be executed."""

    prepared: Prepared
    request: Request
    charge: Charge


class _Sent:
    """A response whose headers are as they go over the wire; the framework's own takes twice as long as the rest."""

    __slots__ = ("_body", "_headers", "_status")

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self._status = status
        self._headers = headers
        self._body = body

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self._status, "headers": self._headers})
        await send({"type": "http.response.body", "body": self._body})


def _public(entry: Entry, asked: Asked, charge: Charge | None) -> ASGIApp:
    """An answer that is the same for everybody, as the cache will send it again, and what it cost this time."""
    start, body = entry.messages(asked)
    return _Sent(start["status"], [*start["headers"], *(charge.headers() if charge else ())], body["body"])


def _language(http: HTTPRequest) -> str | None:
    """The language to answer in; English for a GET, whose answer may be kept for others, who read something else."""
    return None if http.method == "GET" else language_of_header(http.headers.get("accept-language"))


def _check(method: str, wanted: list[Media]) -> None:
    """Refuse what no answer could be given to."""
    if method not in ("GET", "POST"):
        raise Malformed(405, "GraphQL takes GET and POST.", _METHODS)
    if not set(wanted) - {Media.HTML}:
        raise Malformed(406, f"Accept one of {Media.GRAPHQL}, {Media.JSON}, {Media.EVENTS}.")


def _json_of(wanted: list[Media]) -> Media:
    """The most wanted form of a single answer."""
    return next((media for media in wanted if media in (Media.GRAPHQL, Media.JSON)), Media.JSON)


def _refused(error: Rejected | SynapseError, request: Request, media: Media) -> ASGIApp:
    """The response to a request whose execution did not begin.

    ``application/json`` keeps the status 200 for what GraphQL found wrong with a document, because its old
    clients read the body of no other status; without any document the request is malformed for both.
    """
    if isinstance(error, Invalid) and not (request.query or request.document_id):
        status = 400
    elif isinstance(error, RateLimited):
        return _response(refusal(error), media, 429, {"Retry-After": str(error.retry_after)})
    elif isinstance(error, NotFound):
        status = 404
    else:
        status = 200 if media is Media.JSON else 400
    return _response(refusal(error), media, status)


def _malformed(error: Malformed, media: Media) -> ASGIApp:
    kind = Forbidden if error.status == HTTPStatus.FORBIDDEN else Invalid
    told = failures.told_of(kind(error.message))
    return _response(Answer({"errors": [told]}), media, error.status, error.headers)


def _status(answer: Answer, media: Media) -> int:
    """The status of an answer to a document that could be executed."""
    if answer.began or media is Media.JSON:
        return 200
    code = answer.body["errors"][0]["extensions"]["code"]
    return {SynapseError.code: 500, TimedOut.code: 503}.get(code, 400)


def _response(
    answer: Answer,
    media: Media,
    status: int,
    headers: Mapping[str, str] | None = None,
    *,
    asked: Asked | None = None,
) -> ASGIApp:
    body = answer.encoded_with_cost()
    raw = [*_OWN, (b"content-type", _TYPES[media])]
    if answer.charge:
        raw += answer.charge.headers()
    if headers:
        raw += [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    if asked and asked.gzip and len(body) >= WORTH_COMPRESSING:
        body = compressed(body)
        raw.append((b"content-encoding", b"gzip"))
    return _Sent(status, [*raw, (b"content-length", b"%d" % len(body))], body)
