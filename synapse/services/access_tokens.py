"""Access tokens: JSON Web Tokens that say whose request it is for a quarter of an hour.

They are signed with HS256 and nothing else is taken. What they say is held against the database at each
request, so a session that was ended is over at once.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from synapse.errors import Unauthenticated
from synapse.services.credentials import Keys, new_secret

LIFE = timedelta(minutes=15)
ISSUER = "synapse"
AUDIENCE = "synapse-api"
_ALGORITHM = "HS256"
_CLAIMS = ("iss", "aud", "exp", "iat", "sub", "sid", "jti")
_LONGEST = 2_000
_GREATEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Claims:
    """What a valid access token says."""

    user_id: int
    session_id: int
    expires_at: datetime


def issue(keys: Keys, *, user_id: int, session_id: int, now: datetime, until: datetime) -> tuple[str, datetime]:
    """A new access token and when it ends, which is not later than ``until``."""
    expires = min(now + LIFE, until).replace(microsecond=0)
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": int(now.timestamp()),
        "exp": int(expires.timestamp()),
        "sub": str(user_id),
        "sid": str(session_id),
        "jti": new_secret(),
    }
    return jwt.encode(claims, keys.signing, _ALGORITHM), expires


def read(keys: Keys, token: str, *, now: datetime) -> Claims:
    """What a token says.

    Raises:
        Unauthenticated: It was not made here, was changed, or has expired.
    """
    claims = _verified(keys, token)
    expires_at = datetime.fromtimestamp(claims["exp"], UTC)
    if expires_at <= now:
        raise Unauthenticated("The access token has expired. Get a new one with `refreshSession`.")
    return Claims(int(claims["sub"]), int(claims["sid"]), expires_at)


def _verified(keys: Keys, token: str) -> dict[str, Any]:
    # Times are compared with the caller's clock, so the library must not look at the machine's.
    options: Any = {"require": list(_CLAIMS), "verify_exp": False, "verify_iat": False, "verify_nbf": False}
    claims: dict[str, Any] = {}
    for key in keys.trusted:
        with suppress(jwt.InvalidTokenError, UnicodeError):
            claims = jwt.decode(
                token[:_LONGEST], key, algorithms=[_ALGORITHM], audience=AUDIENCE, issuer=ISSUER, options=options
            )
            break
    if not (isinstance(claims.get("exp"), int) and _is_id(claims.get("sub")) and _is_id(claims.get("sid"))):
        raise Unauthenticated("The access token is not valid. Sign in again.")
    return claims


def _is_id(text: object) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdecimal() and int(text) <= _GREATEST_ID
