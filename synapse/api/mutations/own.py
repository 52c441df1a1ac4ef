"""What members change about what is theirs."""

import strawberry
from strawberry.types.info import Info

from synapse.api import auth, permissions
from synapse.api.context import Context
from synapse.api.types.problems import Payload, mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import JSON, Snowflake
from synapse.errors import Forbidden
from synapse.services import own
from synapse.services.credentials import Scope


@strawberry.input
class SetTrackingInput:
    """Whether to record."""

    guild_id: Snowflake
    tracked: bool
    client_mutation_id: str | None = None


@strawberry.type
class SetTrackingPayload(Payload):
    """Whether it is recorded now."""

    tracked: bool | None = None


@strawberry.input
class LinkGithubInput:
    """Which account."""

    guild_id: Snowflake
    login: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class LinkGithubPayload(Payload):
    """The account that is shown now."""

    login: str | None = None


@strawberry.input
class RequestMyDataInput:
    """Where."""

    guild_id: Snowflake
    client_mutation_id: str | None = None


@strawberry.type
class RequestMyDataPayload(Payload):
    """Everything held."""

    file_name: str | None = None
    document: JSON | None = None


@strawberry.input
class ForgetMeInput:
    """Where."""

    guild_id: Snowflake
    everywhere: bool = False
    client_mutation_id: str | None = None


@strawberry.type
class ForgetMePayload(Payload):
    """Who forgot."""

    guild_ids: list[Snowflake] = strawberry.field(default_factory=list)


async def _set_tracking(
    info: Info[Context, None],
    input: SetTrackingInput,  # noqa: A002 - the argument's name in the schema
) -> SetTrackingPayload:
    payload = SetTrackingPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        user_id = await permissions.themselves(info.context, input.guild_id)
        await own.set_tracking(info.context.engine, guild_id=input.guild_id, user_id=user_id, tracked=input.tracked)
        payload.tracked = input.tracked
    return payload


async def _link_github(
    info: Info[Context, None],
    input: LinkGithubInput,  # noqa: A002 - as above
) -> LinkGithubPayload:
    payload = LinkGithubPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        user_id = await permissions.themselves(info.context, input.guild_id)
        payload.login = await own.link_github(
            info.context.engine, guild_id=input.guild_id, user_id=user_id, login=input.login
        )
    return payload


async def _request_my_data(
    info: Info[Context, None],
    input: RequestMyDataInput,  # noqa: A002 - as above
) -> RequestMyDataPayload:
    payload = RequestMyDataPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        auth.require_scope(info.context, Scope.READ)
        user_id, now = await _known(info.context, input.guild_id), info.context.clock()
        held = await own.data(info.context.engine, guild_id=input.guild_id, user_id=user_id, now=now)
        payload.file_name = f"synapse-{input.guild_id}-{user_id}-{now:%Y-%m-%d}.json"
        payload.document = JSON(held)
    return payload


async def _forget_me(
    info: Info[Context, None],
    input: ForgetMeInput,  # noqa: A002 - as above
) -> ForgetMePayload:
    payload = ForgetMePayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        user_id = await _known(info.context, input.guild_id)
        forgotten = await own.forget(
            info.context.engine, user_id=user_id, guild_id=None if input.everywhere else input.guild_id
        )
        payload.guild_ids = [Snowflake(guild_id) for guild_id in forgotten]
    return payload


async def _known(context: Context, guild_id: int) -> int:
    """Who asks about what is their own in a guild that they are in, or that they have left.

    Raises:
        Unauthenticated: Nobody has signed in.
        Forbidden: The guild holds nothing about them, or their API token may not change what is theirs.
    """
    caller = auth.require_scope(context, Scope.WRITE_SELF)
    if not await own.known(context.engine, guild_id, caller.user_id):
        raise Forbidden("This guild holds nothing about you.")
    return caller.user_id


@strawberry.type
class OwnMutations:
    """What is the member's own."""

    set_tracking: SetTrackingPayload | None = changed(_set_tracking)
    link_github: LinkGithubPayload | None = changed(_link_github)
    request_my_data: RequestMyDataPayload | None = changed(_request_my_data)
    forget_me: ForgetMePayload | None = changed(_forget_me)
