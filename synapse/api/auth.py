"""Where a request's credential stands, and what resolvers demand of who sent it."""

from collections.abc import Mapping

from synapse.api.context import Context
from synapse.errors import Unauthenticated
from synapse.services import viewer
from synapse.services.credentials import Caller, Scope

_HOW = "Send the token as `Authorization: Bearer ...`."
_NAMES = ("Authorization", "authorization")


def of_header(header: str | None) -> str | None:
    """The credential in an ``Authorization`` header, None when there is no header.

    Raises:
        Unauthenticated: The header has another form.
    """
    if header is None:
        return None
    scheme, _, credential = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not (credential := credential.strip()):
        raise Unauthenticated(_HOW)
    return credential


def of_payload(payload: object) -> str | None:
    """The credential in the payload of a WebSocket's ``connection_init``, under the header's name.

    Raises:
        Unauthenticated: It has another form.
    """
    if not isinstance(payload, Mapping):
        return None
    for name in _NAMES:
        if (value := payload.get(name)) is not None:
            if not isinstance(value, str):
                raise Unauthenticated(_HOW)
            return of_header(value)
    return None


def require_user(context: Context) -> Caller:
    """Who asks.

    Raises:
        Unauthenticated: Nobody has signed in.
    """
    if context.caller is None:
        raise Unauthenticated("This needs somebody who has signed in. Send an access token or an API token.")
    return context.caller


def require_scope(context: Context, scope: Scope) -> Caller:
    """Who asks, with a credential that allows this; a session allows everything.

    Raises:
        Unauthenticated: Nobody has signed in.
        Forbidden: The API token lacks the scope.
    """
    caller = require_user(context)
    viewer.require_scope(caller, scope)
    return caller


def require_session(context: Context) -> Caller:
    """The person who asks, for what a program may not do in their name.

    Raises:
        Unauthenticated: Nobody has signed in.
        Forbidden: A program asks, with an API token.
    """
    caller = require_user(context)
    viewer.require_session(caller)
    return caller


async def require_member(context: Context, guild_id: int) -> Caller:
    """Who asks, being in the guild at this moment.

    Raises:
        Unauthenticated: Nobody has signed in.
        Forbidden: They are not in it, or the API token lacks the scope READ.
    """
    caller = require_scope(context, Scope.READ)
    await context.access.door.require_member(caller, guild_id)
    return caller


async def require_admin(context: Context, guild_id: int) -> Caller:
    """Who asks, being an admin of the guild at this moment: read anew each time.

    Raises:
        Unauthenticated: Nobody has signed in.
        Forbidden: They are no admin there, or the API token lacks the scope ADMIN.
    """
    caller = require_user(context)
    await context.access.door.require_admin(caller, guild_id)
    return caller
