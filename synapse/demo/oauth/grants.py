"""Authorization codes and tokens (RFC 6749, with PKCE as in RFC 7636)."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass

from synapse.demo.world import Application

CODE_SECONDS = 60.0
TOKEN_SECONDS = 604_800
SCOPES = frozenset({"identify", "email", "guilds", "guilds.members.read"})
"""What the local Discord can grant."""


class OAuthError(Exception):
    """A refusal as the token endpoint answers it: `error` and `error_description`."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status


@dataclass(slots=True, frozen=True)
class Request:
    """What an application asks a user for.

    Attributes:
        redirect_uri: Where the answer goes.
        scopes: What it wants to see.
        state: Handed back unchanged.
        challenge: PKCE's code challenge, None without PKCE.
        method: PKCE's method: `S256` or `plain`.
    """

    redirect_uri: str
    scopes: frozenset[str]
    state: str | None = None
    challenge: str | None = None
    method: str = "plain"


@dataclass(slots=True, frozen=True)
class Grant:
    """An access token: whose it is, what it may see, until when (s since 1970)."""

    user_id: int
    scopes: frozenset[str]
    access_token: str
    refresh_token: str
    expires_at: float


@dataclass(slots=True, frozen=True)
class _Code:
    user_id: int
    request: Request
    expires_at: float


def _matches(request: Request, verifier: str | None) -> bool:
    if request.challenge is None:
        return True
    if not verifier:
        return False
    if request.method == "plain":
        return secrets.compare_digest(verifier, request.challenge)
    digest = hashlib.sha256(verifier.encode()).digest()
    return secrets.compare_digest(urlsafe_b64encode(digest).rstrip(b"=").decode(), request.challenge)


class Grants:
    """Everything that users have allowed the application to see."""

    def __init__(self, application: Application, clock: Callable[[], float]) -> None:
        self._application = application
        self._clock = clock
        self._codes: dict[str, _Code] = {}
        self._by_access: dict[str, Grant] = {}
        self._by_refresh: dict[str, Grant] = {}

    def authenticate(self, client_id: str | None, client_secret: str | None) -> None:
        """Check who calls the token endpoint.

        Raises:
            OAuthError: `invalid_client` for anybody but the application.
        """
        known = client_id == str(self._application.id)
        secret = (client_secret or "").encode()
        if not (known and secrets.compare_digest(secret, self._application.client_secret.encode())):
            raise OAuthError("invalid_client", "Invalid client id or secret.", 401)

    def allow(self, user_id: int, request: Request) -> str:
        """Note that a user agreed; returns the code the application trades for a token."""
        code = secrets.token_urlsafe(22)
        self._codes[code] = _Code(user_id, request, self._clock() + CODE_SECONDS)
        return code

    def exchange(self, code: str, redirect_uri: str, verifier: str | None) -> Grant:
        """Trade a code for a token; a code works once.

        Raises:
            OAuthError: `invalid_grant` for a code that is unknown, used, too old, or not the asker's.
        """
        issued = self._codes.pop(code, None)
        if issued is None or issued.expires_at < self._clock():
            raise OAuthError("invalid_grant", 'Invalid "code" in request.')
        if issued.request.redirect_uri != redirect_uri:
            raise OAuthError("invalid_grant", 'Invalid "redirect_uri" in request.')
        if not _matches(issued.request, verifier):
            raise OAuthError("invalid_grant", 'Invalid "code_verifier" in request.')
        return self._issue(issued.user_id, issued.request.scopes)

    def refresh(self, refresh_token: str) -> Grant:
        """Trade a refresh token for a new pair; the old pair ends.

        Raises:
            OAuthError: `invalid_grant` for an unknown refresh token.
        """
        old = self._by_refresh.get(refresh_token)
        if old is None:
            raise OAuthError("invalid_grant", 'Invalid "refresh_token" in request.')
        self._end(old)
        return self._issue(old.user_id, old.scopes)

    def revoke(self, token: str) -> None:
        """End a pair by either of its tokens; an unknown token is no error (RFC 7009)."""
        grant = self._by_access.get(token) or self._by_refresh.get(token)
        if grant is not None:
            self._end(grant)

    def of_token(self, access_token: str) -> Grant | None:
        """What an access token stands for, None if it is unknown or has expired."""
        grant = self._by_access.get(access_token)
        return grant if grant is not None and grant.expires_at >= self._clock() else None

    def _issue(self, user_id: int, scopes: frozenset[str]) -> Grant:
        expires_at = self._clock() + TOKEN_SECONDS
        grant = Grant(user_id, scopes, secrets.token_urlsafe(22), secrets.token_urlsafe(22), expires_at)
        self._by_access[grant.access_token] = grant
        self._by_refresh[grant.refresh_token] = grant
        return grant

    def _end(self, grant: Grant) -> None:
        self._by_access.pop(grant.access_token, None)
        self._by_refresh.pop(grant.refresh_token, None)
