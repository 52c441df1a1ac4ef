"""What happens when the same thing is tried twice at once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.errors import SynapseError, Unauthenticated
from synapse.services import api_tokens, sessions, viewer
from synapse.services.credentials import Caller, Keys, Kind, Scope
from synapse.services.sessions import Person, Tokens

pytestmark = pytest.mark.live

NOW = datetime(2026, 3, 1, 12, 0, 0, 500_000, tzinfo=UTC)
KEYS = Keys("8f2d6c1b9a7e4f3d5c0b1a2e3f4d5c6b")
ADA = Person(7, "ada", "Ada", "http://127.0.0.1/ada.png")
KEY = "0123456789abcdef"


async def attempts(*tries: object) -> tuple[list[Tokens], list[BaseException]]:
    ended = await asyncio.gather(*tries, return_exceptions=True)  # type: ignore[call-overload] # any awaitables
    return [one for one in ended if isinstance(one, Tokens)], [one for one in ended if isinstance(one, SynapseError)]


async def test_of_two_who_trade_one_token_the_second_ends_the_session(live_engine: AsyncEngine) -> None:
    first = await sessions.begin(live_engine, KEYS, ADA, now=NOW)
    token = first.refresh_token
    tries = [sessions.refresh(live_engine, KEYS, token, now=NOW) for _ in range(4)]
    given, refused = await attempts(*tries)
    assert (len(given), len(refused)) == (1, 3)
    with pytest.raises(Unauthenticated, match="ended"):
        await sessions.refresh(live_engine, KEYS, given[0].refresh_token, now=NOW)


async def test_the_same_request_many_times_at_once_is_one(live_engine: AsyncEngine) -> None:
    first = await sessions.begin(live_engine, KEYS, ADA, now=NOW)
    tries = [sessions.refresh(live_engine, KEYS, first.refresh_token, now=NOW, idempotency_key=KEY) for _ in range(4)]
    given, refused = await attempts(*tries)
    assert (len(given), len({tokens.refresh_token for tokens in given}), refused) == (4, 1, [])
    assert await sessions.refresh(live_engine, KEYS, given[0].refresh_token, now=NOW)


async def test_another_secret_of_the_process_reads_no_token(live_engine: AsyncEngine) -> None:
    tokens = await sessions.begin(live_engine, KEYS, ADA, now=NOW)
    other = viewer.Door(live_engine, Keys("another secret of thirty-two bytes"))
    with pytest.raises(Unauthenticated):
        await other.admit(tokens.access_token, now=NOW)


async def test_while_secrets_change_what_both_signed_is_taken(live_engine: AsyncEngine) -> None:
    new = "a new secret of at least thirty-two bytes"
    changing, changed = Keys(new, "8f2d6c1b9a7e4f3d5c0b1a2e3f4d5c6b"), Keys(new)
    before = await sessions.begin(live_engine, KEYS, ADA, now=NOW)
    door = viewer.Door(live_engine, changing)
    assert (await door.admit(before.access_token, now=NOW)).user_id == ADA.user_id
    after = await sessions.refresh(live_engine, changing, before.refresh_token, now=NOW)
    assert (await viewer.Door(live_engine, changed).admit(after.access_token, now=NOW)).user_id == ADA.user_id
    with pytest.raises(Unauthenticated):
        await viewer.Door(live_engine, changed).admit(before.access_token, now=NOW)


async def test_an_answer_lost_while_secrets_change_is_told_again_by_the_new_process(live_engine: AsyncEngine) -> None:
    first = await sessions.begin(live_engine, KEYS, ADA, now=NOW)
    changing = Keys("a new secret of at least thirty-two bytes", "8f2d6c1b9a7e4f3d5c0b1a2e3f4d5c6b")
    token = first.refresh_token
    lost = await sessions.refresh(live_engine, KEYS, token, now=NOW, idempotency_key=KEY)
    told = await sessions.refresh(live_engine, changing, token, now=NOW, idempotency_key=KEY)
    assert told.refresh_token == lost.refresh_token
    with pytest.raises(Unauthenticated, match="used before"):
        await sessions.refresh(live_engine, changing, token, now=NOW, idempotency_key="another-key-0123")


async def test_who_signs_in_again_is_described_anew(live_engine: AsyncEngine) -> None:
    await sessions.begin(live_engine, KEYS, ADA, now=NOW)
    renamed = Person(7, "ada", "Countess", "http://127.0.0.1/ada.png")
    tokens = await sessions.begin(live_engine, KEYS, renamed, now=NOW)
    door = viewer.Door(live_engine, KEYS)
    assert await door.person(await door.admit(tokens.access_token, now=NOW)) == renamed


async def test_an_access_token_never_outlives_its_session(live_engine: AsyncEngine) -> None:
    tokens = await sessions.begin(live_engine, KEYS, ADA, now=NOW)
    assert tokens.access_expires_at - NOW <= timedelta(minutes=15)
    assert "refresh" not in repr(tokens)


class TestConfirming:
    """What is asked about callers whose request takes long."""

    async def test_a_token_in_force(self, live_engine: AsyncEngine) -> None:
        await sessions.begin(live_engine, KEYS, ADA, now=NOW)
        token, secret = await api_tokens.create(live_engine, user_id=7, name="x", scopes=[Scope.READ], days=1, now=NOW)
        door = viewer.Door(live_engine, KEYS)
        caller = await door.admit(secret, now=NOW)
        await door.confirm(caller, now=NOW)
        with pytest.raises(Unauthenticated, match="expired"):
            await door.confirm(caller, now=NOW + timedelta(days=1))
        await api_tokens.revoke(live_engine, user_id=7, token_id=token.id, now=NOW)
        with pytest.raises(Unauthenticated, match="was ended"):
            await door.confirm(caller, now=NOW)

    async def test_somebody_who_was_forgotten(self, live_engine: AsyncEngine) -> None:
        door = viewer.Door(live_engine, KEYS)
        for kind in Kind:
            caller = Caller(8, kind, 1, frozenset(), NOW + timedelta(hours=1))
            with pytest.raises(Unauthenticated):
                await door.confirm(caller, now=NOW)
            with pytest.raises(Unauthenticated):
                await door.person(caller)
