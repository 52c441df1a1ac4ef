"""What callers prove who they are with, and secrets of which only a digest is kept."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_SECRET_BYTES = 32


class Scope(StrEnum):
    """What a credential allows; none includes another."""

    READ = "read"
    WRITE_SELF = "write:self"
    ADMIN = "admin"


class Kind(StrEnum):
    """What a credential is: a person's session, or a token that a program acts with."""

    SESSION = "session"
    API_TOKEN = "api_token"  # noqa: S105 - the name of a kind, no secret


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, proved by a credential that was in force when the request came.

    Attributes:
        user_id: The person's Discord id.
        kind: What the credential is.
        credential_id: The id of the session or of the API token.
        scopes: What the credential allows.
        expires_at: When it ends by itself.
    """

    user_id: int
    kind: Kind
    credential_id: int
    scopes: frozenset[Scope]
    expires_at: datetime


def new_secret() -> str:
    """256 random bits as URL-safe text."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def digest(secret: str) -> bytes:
    """What is kept of a random secret. A plain SHA-256 is enough for one that cannot be guessed."""
    return hashlib.sha256(secret.encode()).digest()


class Keys:
    """What the process signs and derives with; made from its secrets, and never printed.

    Attributes:
        signing: Signs access tokens.
        trusted: What signed access tokens that are taken: ``signing``, and the one before it while secrets change.
    """

    def __init__(self, secret: str, previous: str | None = None) -> None:
        self.signing = secret.encode()
        self.trusted = (self.signing, *([previous.encode()] if previous else []))

    def derive(self, purpose: str, *parts: str) -> str:
        """256 bits as URL-safe text that only this secret gives for this purpose and these parts."""
        return self.derivations(purpose, *parts)[0]

    def derivations(self, purpose: str, *parts: str) -> tuple[str, ...]:
        """What each trusted secret gives, that of now first."""
        message = "\n".join((purpose, *(digest(part).hex() for part in parts))).encode()
        return tuple(hmac.new(key, message, hashlib.sha256).hexdigest() for key in self.trusted)
