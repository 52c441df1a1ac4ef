"""Signatures, against the package that the standard's authors publish."""

from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from synapse.services.credentials import Keys
from synapse.services.webhooks import signing

KEYS = Keys("one key")


def secret(number: int = 1, salt: str = "salt", keys: Keys = KEYS) -> str:
    return signing.secret_of(keys, 5, number, salt)


def test_the_standards_own_package_verifies_what_is_signed() -> None:
    headers = signing.headers("msg_1", datetime.now(UTC), b'{"a":1}', [secret()])
    assert Webhook(secret()).verify(b'{"a":1}', headers) == {"a": 1}
    with pytest.raises(WebhookVerificationError):
        Webhook(secret()).verify(b'{"a":2}', headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret(number=2)).verify(b'{"a":1}', headers)


def test_during_a_rotation_both_secrets_sign() -> None:
    headers = signing.headers("msg_1", datetime.now(UTC), b"{}", [secret(salt="new"), secret(salt="old")])
    for salt in ("new", "old"):
        assert Webhook(secret(salt=salt)).verify(b"{}", headers) == {}


def test_a_secret_is_its_webhooks_own_and_the_servers() -> None:
    others = {secret(), secret(number=2), secret(salt="x"), secret(keys=Keys("another key"))}
    assert len(others) == 4
    assert secret() == secret()
    assert secret().startswith("whsec_")
    assert signing.fingerprint(secret()) not in secret()
    assert signing.new_salt() != signing.new_salt()
