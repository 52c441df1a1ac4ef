"""The addresses of OAuth2: authorize, token, revoke.

https://discord.com/developers/docs/topics/oauth2
"""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

import orjson
from aiohttp import web

from synapse.demo.oauth import page
from synapse.demo.oauth.asked import Asked, BadAddress, read
from synapse.demo.oauth.grants import TOKEN_SECONDS, Grant, OAuthError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synapse.demo.backend import Backend

API = ("/api/v10", "/api")
FORM = "application/x-www-form-urlencoded"
DENIED = "The resource owner or authorization server denied the request"


def _with_query(address: str, added: Mapping[str, str]) -> str:
    parts = urlsplit(address)
    query = "&".join(part for part in (parts.query, urlencode(added)) if part)
    return urlunsplit(parts._replace(query=query))


def _back(asked: Asked, answer: Mapping[str, str]) -> web.Response:
    state = {} if asked.state is None else {"state": asked.state}
    return web.Response(status=302, headers={"Location": _with_query(asked.redirect_uri, {**answer, **state})})


def _html(text: str, status: int = 200, sends_to: str = "") -> web.Response:
    # The form leads on to the application, so its redirect target must be allowed as one too.
    target = urlsplit(sends_to)
    origin = f" {target.scheme}://{target.netloc}" if sends_to else ""
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'{origin}; base-uri 'none'"
    )
    headers = {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'", "Cache-Control": "no-store"}
    return web.Response(status=status, text=text, content_type="text/html", headers=headers)


def _json(payload: object, status: int = 200) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    return web.Response(status=status, body=orjson.dumps(payload), content_type="application/json", headers=headers)


def _token(grant: Grant) -> web.Response:
    return _json(
        {
            "token_type": "Bearer",
            "access_token": grant.access_token,
            "expires_in": TOKEN_SECONDS,
            "refresh_token": grant.refresh_token,
            "scope": " ".join(sorted(grant.scopes)),
        }
    )


class OAuth2:
    """Serves OAuth2 of one backend."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._people = page.People(backend.world)

    def add_to(self, app: web.Application) -> None:
        """Serve the page where people come by and the token endpoints under the API."""
        for prefix in ("", *API):
            app.router.add_get(f"{prefix}/oauth2/authorize", self.show)
            app.router.add_post(f"{prefix}/oauth2/authorize", self.decide)
        for prefix in API:
            app.router.add_post(f"{prefix}/oauth2/token", self.token)
            app.router.add_post(f"{prefix}/oauth2/token/revoke", self.revoke)

    async def show(self, request: web.Request) -> web.Response:
        """GET: the page where one picks who to be."""
        try:
            asked = read(self._backend.world.application, request.query)
        except BadAddress as error:
            return _html(page.refusal(str(error)), 400)
        except OAuthError as error:
            return self._sent_back(request.query, error)
        text = page.choose(self._backend.world, self._people, asked, request.query.get("q", ""))
        return _html(text, sends_to=asked.redirect_uri)

    async def decide(self, request: web.Request) -> web.Response:
        """POST: somebody was picked, or nobody."""
        form = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        try:
            asked = read(self._backend.world.application, form)
        except BadAddress as error:
            return _html(page.refusal(str(error)), 400)
        except OAuthError as error:
            return self._sent_back(form, error)
        if form.get("decision") == "cancel":
            return _back(asked, {"error": "access_denied", "error_description": DENIED})
        picked = form.get("user_id", "")
        user_id = int(picked) if picked.isascii() and picked.isdigit() else 0
        user = self._backend.world.users.get(user_id)
        if user is None or user.bot:
            return _html(page.refusal("Nobody was picked. Go back and choose a person to sign in as."), 400)
        return _back(asked, {"code": self._backend.grants.allow(user_id, asked.request())})

    def _sent_back(self, query: Mapping[str, str], error: OAuthError) -> web.Response:
        answer = {"error": error.error, "error_description": error.description}
        if "state" in query:
            answer["state"] = query["state"]
        return web.Response(status=302, headers={"Location": _with_query(query["redirect_uri"], answer)})

    async def token(self, request: web.Request) -> web.Response:
        """POST /oauth2/token: a code or a refresh token for a pair of tokens."""
        refused = await self._refused(request)
        if refused is not None:
            return refused
        try:
            form = await self._client_form(request)
            return _token(self._grant(form))
        except OAuthError as error:
            return _json({"error": error.error, "error_description": error.description}, error.status)

    def _grant(self, form: Mapping[str, str]) -> Grant:
        grants, kind = self._backend.grants, form.get("grant_type")
        if kind == "authorization_code":
            for name in ("code", "redirect_uri"):
                if not form.get(name):
                    raise OAuthError("invalid_request", f'Missing "{name}" in request.')
            return grants.exchange(form["code"], form["redirect_uri"], form.get("code_verifier"))
        if kind == "refresh_token":
            return grants.refresh(form.get("refresh_token", ""))
        raise OAuthError("unsupported_grant_type", "Grant type must be authorization_code or refresh_token.")

    async def revoke(self, request: web.Request) -> web.Response:
        """POST /oauth2/token/revoke: end a pair of tokens."""
        refused = await self._refused(request)
        if refused is not None:
            return refused
        try:
            form = await self._client_form(request)
        except OAuthError as error:
            return _json({"error": error.error, "error_description": error.description}, error.status)
        self._backend.grants.revoke(form.get("token", ""))
        return _json({})

    async def _refused(self, request: web.Request) -> web.Response | None:
        await self._backend.faults.rest.passing()
        path = request.path[request.path.index("/oauth2") :]
        refusal = self._backend.faults.refusal_of(f"{request.method} {path}")
        if refusal is None:
            return None
        return _json({"message": refusal.message or f"{refusal.status}", "code": refusal.code}, refusal.status)

    async def _client_form(self, request: web.Request) -> dict[str, str]:
        """The form of a client that proved who it is, in the form itself or by HTTP Basic.

        Raises:
            OAuthError: For another content type or a wrong client.
        """
        if request.content_type != FORM:
            raise OAuthError("invalid_request", f"Content type must be {FORM}.")
        form = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        client_id, secret = form.get("client_id"), form.get("client_secret")
        kind, _, basic = request.headers.get("Authorization", "").partition(" ")
        if kind == "Basic":
            client_id, _, secret = _decoded(basic).partition(":")
        self._backend.grants.authenticate(client_id, secret)
        return form


def _decoded(basic: str) -> str:
    try:
        return b64decode(basic, validate=True).decode()
    except ValueError:
        raise OAuthError("invalid_client", "The Authorization header is not HTTP Basic.", 401) from None
