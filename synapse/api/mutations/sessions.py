"""Signing in, staying signed in, signing out."""

from datetime import datetime
from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import auth
from synapse.api.context import Context
from synapse.api.types.access import SessionTokens, Viewer, seen
from synapse.api.types.problems import Payload, mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import URL
from synapse.services import sessions, sign_in
from synapse.services.credentials import Caller, Kind
from synapse.services.viewer import ALL_SCOPES


@strawberry.input
class BeginSignInInput:
    """Nothing is needed to begin."""

    client_mutation_id: str | None = None


@strawberry.type
class BeginSignInPayload(Payload):
    """Where to send the person, and what to keep for their return."""

    url: URL | None = None
    ticket: str | None = None
    expires_at: datetime | None = None


@strawberry.input
class SignInInput:
    """What Discord sent back, and the ticket."""

    code: str
    state: str
    ticket: str
    client_mutation_id: str | None = None


@strawberry.type
class SignInPayload(Payload):
    """The new session."""

    tokens: SessionTokens | None = None
    viewer: Viewer | None = None


@strawberry.input
class RefreshSessionInput:
    """The refresh token to trade."""

    refresh_token: str
    idempotency_key: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class RefreshSessionPayload(Payload):
    """The session's next pair."""

    tokens: SessionTokens | None = None


@strawberry.input
class SignOutInput:
    """What to end."""

    refresh_token: str | None = None
    everywhere: bool = False
    client_mutation_id: str | None = None


@strawberry.type
class SignOutPayload(Payload):
    """What was ended."""

    ended: int = 0


async def _begin(
    info: Info[Context, None],
    input: BeginSignInInput,  # noqa: A002 - the argument's name in the schema
) -> BeginSignInPayload:
    access = info.context.access
    begun = await sign_in.begin(info.context.engine, access.keys, access.application, now=access.clock())
    return BeginSignInPayload(
        client_mutation_id=input.client_mutation_id,
        url=URL(begun.url),
        ticket=begun.ticket,
        expires_at=begun.expires_at,
    )


async def _sign_in(
    info: Info[Context, None],
    input: SignInInput,  # noqa: A002 - as above
) -> SignInPayload:
    context, access = info.context, info.context.access
    payload = SignInPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        tokens = await sign_in.finish(
            context.engine,
            access.keys,
            access.application,
            sign_in.Returned(input.code, input.state, input.ticket),
            now=access.clock(),
        )
        caller = Caller(tokens.user_id, Kind.SESSION, tokens.session_id, ALL_SCOPES, tokens.access_expires_at)
        payload.tokens = _shown(tokens)
        payload.viewer = cast("Viewer", await seen(context, caller))
    return payload


async def _refresh(
    info: Info[Context, None],
    input: RefreshSessionInput,  # noqa: A002 - as above
) -> RefreshSessionPayload:
    access = info.context.access
    payload = RefreshSessionPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        tokens = await sessions.refresh(
            info.context.engine,
            access.keys,
            input.refresh_token,
            now=access.clock(),
            idempotency_key=input.idempotency_key,
        )
        payload.tokens = _shown(tokens)
    return payload


async def _sign_out(
    info: Info[Context, None],
    input: SignOutInput,  # noqa: A002 - as above
) -> SignOutPayload:
    engine, now = info.context.engine, info.context.clock()
    if input.refresh_token is not None:
        ended = await sessions.end_by_token(engine, input.refresh_token, everywhere=input.everywhere, now=now)
    else:
        caller = auth.require_session(info.context)
        ended = await (
            sessions.end_all(engine, caller.user_id, now=now)
            if input.everywhere
            else sessions.end(engine, caller.credential_id, now=now)
        )
    return SignOutPayload(client_mutation_id=input.client_mutation_id, ended=ended)


def _shown(tokens: sessions.Tokens) -> SessionTokens:
    """The service's value stands for the type."""
    return cast("SessionTokens", tokens)


@strawberry.type
class SessionMutations:
    """What concerns a person's sessions."""

    begin_sign_in: BeginSignInPayload | None = changed(_begin)
    sign_in: SignInPayload | None = changed(_sign_in)
    refresh_session: RefreshSessionPayload | None = changed(_refresh)
    sign_out: SignOutPayload | None = changed(_sign_out)
