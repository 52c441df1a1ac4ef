"""The query root."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, paging
from synapse.api.context import Context
from synapse.api.types.access import Seen, Viewer, seen
from synapse.api.types.guilds import Guild
from synapse.api.types.limits import RateLimit, rate_limit
from synapse.api.types.relay import Node, resolved
from synapse.api.types.scalars import Snowflake
from synapse.errors import Invalid, SynapseError
from synapse.services import directory

Fetch = Callable[[int, int], Awaitable[object | None]]


async def _guild(
    info: Info[Context, None],
    id: Snowflake,  # noqa: A002 - the argument's name in the schema
) -> directory.Guild | None:
    return await info.context.loaders.guild(id)


async def _guilds(info: Info[Context, None]) -> list[directory.Guild]:
    rulebook = info.context.rulebook
    return await directory.guilds(info.context.engine, rulebook.guild_ids, rulebook.get)


async def _node(
    info: Info[Context, None],
    id: strawberry.ID,  # noqa: A002 - the argument's name in the schema
) -> object | None:
    return await _fetch(info.context, id)


async def _nodes(info: Info[Context, None], ids: list[strawberry.ID]) -> Sequence[object | None]:
    if len(ids) > paging.MOST:
        raise Invalid(f"`ids` has {len(ids)} entries, but may have {paging.MOST} at most.", path=("ids",))
    # An error in the place of an object makes that place null and leaves the others whole.
    found = await asyncio.gather(*(_fetch(info.context, id_) for id_ in ids), return_exceptions=True)
    for item in found:
        if isinstance(item, BaseException) and not isinstance(item, SynapseError):
            raise item
    return found


async def _fetch(context: Context, text: str) -> object | None:
    kind, (guild_id, number) = ids.decode(text)
    loaders = context.loaders
    fetch: dict[ids.Kind, Fetch] = {
        ids.Kind.GUILD: loaders.guild,
        ids.Kind.SEASON: loaders.season,
        ids.Kind.MEMBER: loaders.known_member,
        ids.Kind.ACHIEVEMENT: loaders.achievement,
        ids.Kind.FEED_ENTRY: loaders.feed_entry,
        ids.Kind.ZONE: loaders.zone,
    }
    return await fetch[kind](guild_id, number)


async def _viewer(info: Info[Context, None]) -> Seen | None:
    caller = info.context.caller
    return await seen(info.context, caller) if caller else None


@strawberry.type
class Query:
    """Everything that can be read."""

    guild: Guild | None = resolved(_guild)
    guilds: list[Guild] = resolved(_guilds)
    node: Node | None = resolved(_node)
    nodes: list[Node | None] = resolved(_nodes)
    viewer: Viewer | None = resolved(_viewer)
    rate_limit: RateLimit = resolved(rate_limit)
