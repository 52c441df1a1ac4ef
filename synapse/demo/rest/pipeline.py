"""What every REST call passes: stall, read, fault, who asks, rate limit, handler, answer, record."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import orjson
from aiohttp import web

from synapse.demo.rest import reading
from synapse.demo.rest.call import Call, Reply
from synapse.demo.rest.errors import ApiError, unauthorized
from synapse.demo.rest.recorder import RecordedRequest
from synapse.demo.rest.route import Access, Route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from synapse.demo.backend import Backend
    from synapse.demo.faults import Refusal
    from synapse.demo.rest.ratelimits import Verdict

_log = logging.getLogger(__name__)

PREFIX = "/api/v10"
# disnake takes a 429 without this header for one of the proxy in front and gives up.
_VIA = {"Via": "1.1 google"}
_NAMES = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}


class Pipeline:
    """Serves REST calls of one backend."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def serving(self, route: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
        """An aiohttp handler for a route."""

        async def serve(request: web.Request) -> web.Response:
            return await self._serve(request, route)

        return serve

    async def _serve(self, request: web.Request, route: Route) -> web.Response:
        await self._backend.faults.rest.passing()
        call = Call(self._backend, request.method, route.path, dict(request.match_info), dict(request.query))
        headers = dict(_VIA)
        try:
            call.body, call.uploads = await reading.body(request)
            reply = self._answer(request, route, call, headers)
        except ApiError as error:
            reply = Reply(error.status, error.body())
        except Exception:  # noqa: BLE001 - logged, counted and answered as Discord would answer its own fault
            self._backend.failures += 1
            _log.exception("The handler of %s %s failed", route.method, route.path)
            reply = Reply(500, {"message": "500: Internal Server Error", "code": 0})
        return self._respond(request, call, reply, headers)

    def _answer(self, request: web.Request, route: Route, call: Call, headers: dict[str, str]) -> Reply:
        refusal = self._backend.faults.refusal_of(f"{request.method} {request.path.removeprefix(PREFIX)}")
        if refusal is not None and not refusal.after:
            return self._refuse(refusal, headers)
        self._authenticate(request, route, call)
        verdict = self._backend.limits.take(route.method, route.path, route.major(call))
        if verdict.bucket is not None:
            headers |= verdict.bucket.headers(self._backend.clock())
        if not verdict.allowed:
            return self._limit(verdict, headers)
        reply = route.handler(call)
        return reply if refusal is None else self._refuse(refusal, headers)

    def _authenticate(self, request: web.Request, route: Route, call: Call) -> None:
        if route.access is Access.OPEN:
            return
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        application = self._backend.world.application
        if kind == "Bot" and token == application.token:
            call.actor = application.bot
            return
        grant = self._backend.grants.of_token(token) if kind == "Bearer" else None
        if grant is None or route.access is not Access.USER:
            raise unauthorized()
        call.actor = self._backend.world.users[grant.user_id]
        call.scopes = grant.scopes
        call.expires_ms = int(grant.expires_at * 1000)

    def _limit(self, verdict: Verdict, headers: dict[str, str]) -> Reply:
        self._backend.limits.refused += 1
        headers["X-RateLimit-Scope"] = "global" if verdict.is_global else "user"
        return _too_many(verdict.retry_after, headers, everywhere=verdict.is_global)

    def _refuse(self, refusal: Refusal, headers: dict[str, str]) -> Reply:
        if refusal.status == 429:  # noqa: PLR2004 - Too Many Requests
            self._backend.limits.refused += 1
            headers["X-RateLimit-Scope"] = "global" if refusal.everywhere else "shared"
            return _too_many(refusal.retry_after, headers, everywhere=refusal.everywhere)
        name = refusal.message or f"{refusal.status}: {_NAMES.get(refusal.status, 'Refused')}"
        return Reply(refusal.status, {"message": name, "code": refusal.code})

    def _respond(self, request: web.Request, call: Call, reply: Reply, headers: dict[str, str]) -> web.Response:
        body = b"" if reply.payload is None else orjson.dumps(reply.payload)
        if self._backend.options.record:
            self._backend.requests.add(
                RecordedRequest(
                    request.method,
                    request.path.removeprefix(PREFIX),
                    call.route,
                    call.body,
                    call.query,
                    dict(request.headers),
                    reply.status,
                    body,
                )
            )
        if reply.payload is None:
            return web.Response(status=reply.status, headers=headers)
        # The content type is exactly this, without a charset: disnake reads anything else as text.
        return web.Response(status=reply.status, body=body, headers=headers, content_type="application/json")


def _too_many(retry_after: float, headers: dict[str, str], *, everywhere: bool) -> Reply:
    headers["Retry-After"] = str(max(1, round(retry_after)))
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    message = "You are being rate limited."
    waiting = {"retry_after": round(retry_after, 3), "global": everywhere}
    return Reply(429, {"message": message, "code": 0, **waiting})
