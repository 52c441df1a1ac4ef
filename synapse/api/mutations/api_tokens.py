"""Credentials for programs."""

from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import auth
from synapse.api.context import Context
from synapse.api.types.access import ApiToken, number_of_token
from synapse.api.types.problems import Payload, mendable
from synapse.api.types.relay import changed
from synapse.services import api_tokens
from synapse.services.credentials import Scope


@strawberry.input
class CreateApiTokenInput:
    """The token to make."""

    name: str
    scopes: list[Scope]
    expires_in_days: int = 90
    client_mutation_id: str | None = None


@strawberry.type
class CreateApiTokenPayload(Payload):
    """The new token."""

    api_token: ApiToken | None = None
    secret: str | None = None


@strawberry.input
class RevokeApiTokenInput:
    """The token to end."""

    id: strawberry.ID
    client_mutation_id: str | None = None


@strawberry.type
class RevokeApiTokenPayload(Payload):
    """The token that was ended."""

    api_token: ApiToken | None = None


async def _create(
    info: Info[Context, None],
    input: CreateApiTokenInput,  # noqa: A002 - the argument's name in the schema
) -> CreateApiTokenPayload:
    caller = auth.require_session(info.context)
    payload = CreateApiTokenPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        token, payload.secret = await api_tokens.create(
            info.context.engine,
            user_id=caller.user_id,
            name=input.name,
            scopes=input.scopes,
            days=input.expires_in_days,
            now=info.context.clock(),
        )
        payload.api_token = _shown(token)
    return payload


async def _revoke(
    info: Info[Context, None],
    input: RevokeApiTokenInput,  # noqa: A002 - as above
) -> RevokeApiTokenPayload:
    caller = auth.require_session(info.context)
    payload = RevokeApiTokenPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        token = await api_tokens.revoke(
            info.context.engine,
            user_id=caller.user_id,
            token_id=number_of_token(input.id),
            now=info.context.clock(),
        )
        payload.api_token = _shown(token)
    return payload


def _shown(token: api_tokens.ApiToken) -> ApiToken:
    """The service's value stands for the type."""
    return cast("ApiToken", token)


@strawberry.type
class ApiTokenMutations:
    """What concerns a person's API tokens."""

    create_api_token: CreateApiTokenPayload | None = changed(_create)
    revoke_api_token: RevokeApiTokenPayload | None = changed(_revoke)
