"""Where a request's credential stands, and what there is without settings."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.api import access, auth
from synapse.config import Process, load
from synapse.errors import Unauthenticated, Unavailable
from synapse.runtime import now


@pytest.mark.parametrize(
    ("header", "credential"), [(None, None), ("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("BEARER a.b.c", "a.b.c")]
)
def test_headers(header: str | None, credential: str | None) -> None:
    assert auth.of_header(header) == credential


@pytest.mark.parametrize("payload", [None, "Bearer abc", [], {}, {"token": "abc"}, {"Authorization": None}])
def test_payloads_without_a_credential(payload: object) -> None:
    assert auth.of_payload(payload) is None


def test_payloads_with_one() -> None:
    assert auth.of_payload({"Authorization": "Bearer abc"}) == "abc"
    assert auth.of_payload({"authorization": "Bearer abc"}) == "abc"
    with pytest.raises(Unauthenticated):
        auth.of_payload({"Authorization": {"token": "abc"}})


async def test_a_process_that_is_not_registered_signs_nobody_in(live_engine: AsyncEngine) -> None:
    for settings in (None, load(Process.TOOL, environment={})):
        there = access.access_of(live_engine, settings, now)
        assert await there.admit(None) is None
        with pytest.raises(Unauthenticated):
            await there.admit("a.b.c")
        with pytest.raises(Unavailable, match="not set up"):
            _ = there.application
