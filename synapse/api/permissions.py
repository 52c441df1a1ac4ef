"""Who may do what through the API: the one place where mutations and admins' fields ask."""

from collections.abc import Mapping
from typing import Any

import strawberry

from synapse.api import auth, ids
from synapse.api.context import Context
from synapse.errors import Invalid
from synapse.services.changes import Actor
from synapse.services.credentials import Scope

_GREATEST = 2**63


async def admin(context: Context, guild_id: int) -> Actor:
    """The admin of a guild who is about to change something; it counts as one of their changes of this minute.

    Raises:
        Unauthenticated: Nobody has signed in.
        Forbidden: They are no admin of the guild, or there is no such guild; both look alike.
        RateLimited: They changed too much within a minute, in whichever guilds.
    """
    caller = await auth.require_admin(context, guild_id)
    context.changes.take(caller.user_id)
    return Actor(caller.user_id, context.address)


async def admin_reads(context: Context, guild_id: int) -> None:
    """Let nobody but a guild's admins read a field.

    Raises:
        Unauthenticated: Nobody has signed in.
        Forbidden: They are no admin of the guild.
    """
    await auth.require_admin(context, guild_id)


async def themselves(context: Context, guild_id: int) -> int:
    """The member of a guild who asks to change what is their own.

    Raises:
        Unauthenticated: Nobody has signed in.
        Forbidden: They are not in the guild, or their API token may not change what is theirs.
    """
    caller = auth.require_scope(context, Scope.WRITE_SELF)
    await context.access.door.require_member(caller, guild_id)
    return caller.user_id


def named(text: str, kind: ids.Kind, field: str = "id") -> tuple[int, int]:
    """The guild and the number in a global id of a kind.

    Raises:
        Invalid: It is no id, or one of another kind.
    """
    found, (guild_id, number) = ids.decode(text)
    if found is not kind:
        raise Invalid(f"This is not the id of a {kind.value}.", path=(field,))
    return guild_id, number


def given(values: object, *names: str) -> Mapping[str, Any]:
    """Those of an input's fields that the request has, null or not."""
    found = {name: getattr(values, name) for name in names}
    return {name: value for name, value in found.items() if value is not strawberry.UNSET}


def in_range(number: int, field: str) -> int:
    """A Discord id that the database can hold.

    Raises:
        Invalid: It is greater than any that Discord gives.
    """
    if number >= _GREATEST:
        raise Invalid("There is no such id at Discord.", path=(field,))
    return number
