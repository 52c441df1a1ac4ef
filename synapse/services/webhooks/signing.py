"""Signatures as Standard Webhooks has them (https://www.standardwebhooks.com).

No secret is kept: each is derived from the API's own key and a random salt, so that no row and no backup can sign.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

from synapse.services.credentials import Keys, digest

_PREFIX = "whsec_"
_SALT_BYTES = 16


def new_salt() -> str:
    """What makes a secret different from all others."""
    return secrets.token_hex(_SALT_BYTES)


def secret_of(keys: Keys, guild_id: int, webhook_id: int, salt: str) -> str:
    """A webhook's secret, as its receiver keeps it: ``whsec_`` and 32 bytes in base64."""
    raw = bytes.fromhex(keys.derive("webhook", str(guild_id), str(webhook_id), salt))
    return _PREFIX + base64.b64encode(raw).decode()


def fingerprint(secret: str) -> str:
    """By what a secret is recognised; it tells nothing about the secret."""
    return digest(secret).hex()[:16]


def headers(message_id: str, at: datetime, body: bytes, signers: list[str]) -> dict[str, str]:
    """The three headers of a message, signed with each of the secrets."""
    stamp = str(int(at.timestamp()))
    signed = f"{message_id}.{stamp}.".encode() + body
    signatures = " ".join(f"v1,{_signature(secret, signed)}" for secret in signers)
    return {"webhook-id": message_id, "webhook-timestamp": stamp, "webhook-signature": signatures}


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
