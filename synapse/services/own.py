"""What members decide about what is theirs: whether anything is recorded, what they show, and its end.

It is theirs, so no audit row tells of it. A notice does: the bot hears at once whom nothing is recorded of any more.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from secrets import randbelow
from typing import Annotated, Any

import asyncpg
import orjson
from pydantic import StringConstraints
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import own as queries
from synapse.db.read import reading, writing
from synapse.engine.pseudonyms import FIRST
from synapse.errors import NotFound
from synapse.services.checks import Draft, checked
from synapse.services.texts import say

_TRIES = 5
_EXACT = 2**53
_PARTS = frozenset({Part.PRIVACY, Part.MEMBERS, Part.TOTALS, Part.FEED})
_Write = Callable[["asyncpg.Connection[Any]"], Awaitable[None]]


class GithubDraft(Draft):
    """A GitHub account as GitHub lets it be called; None for none."""

    login: (
        Annotated[
            str,
            StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$", max_length=39),
        ]
        | None
    ) = None


async def set_tracking(engine: AsyncEngine, *, guild_id: int, user_id: int, tracked: bool) -> None:
    """Let nothing a member does be recorded from now on, or let it be recorded again. What they have stays.

    Raises:
        NotFound: They are not a member of the guild.
    """

    async def write(connection: "asyncpg.Connection[Any]") -> None:
        if not await queries.track(connection, guild_id, user_id, tracked=tracked):
            raise NotFound(say("refused.own.member"), path=("guild_id",))
        await _tell(connection, guild_id)

    await _written(engine, write)


async def link_github(engine: AsyncEngine, *, guild_id: int, user_id: int, login: str | None) -> str | None:
    """Show a GitHub account on a member's profile, or none any more. Nobody checks whose account it is.

    Raises:
        Invalid: GitHub has no accounts of this name.
        NotFound: They are not a member of the guild.
    """
    wanted = checked(GithubDraft, {"login": login}).login

    async def write(connection: "asyncpg.Connection[Any]") -> None:
        if not await queries.link(connection, guild_id, user_id, wanted):
            raise NotFound(say("refused.own.member"), path=("guild_id",))
        await audit.publish(connection, Notice(Topic.ACTIVITY, guild_id, frozenset({Part.MEMBERS})))

    await _written(engine, write)
    return wanted


async def data(engine: AsyncEngine, *, guild_id: int, user_id: int, now: datetime) -> dict[str, Any]:
    """Everything held about a member of a guild, as of one moment: plain JSON by what it is about.

    Numbers beyond 2^53, such as ids, are texts in it. Credentials are described; the secrets are not held at all.
    """
    async with reading(engine, snapshot=True) as connection:
        found = await queries.held(connection, guild_id, user_id)
    told: dict[str, Any] = {"guild_id": str(guild_id), "user_id": str(user_id), "as_of": now.isoformat()}
    return told | {name: _exact(orjson.loads(text)) for name, text in found.items()}


def _exact(value: Any) -> Any:  # noqa: ANN401 - plain JSON
    """Plain JSON in which numbers that many programs would round are texts."""
    if isinstance(value, dict):
        return {name: _exact(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_exact(each) for each in value]
    return str(value) if isinstance(value, int) and abs(value) > _EXACT else value


async def counts(engine: AsyncEngine, *, guild_id: int, user_id: int) -> dict[str, int]:
    """How much is held about a member of a guild beside their totals: the number of rows by what they are about."""
    async with reading(engine) as connection:
        return await queries.counts(connection, guild_id, user_id)


async def known(engine: AsyncEngine, guild_id: int, user_id: int) -> bool:
    """Whether a guild holds anything about somebody, who may have left it."""
    async with reading(engine) as connection:
        return guild_id in await queries.guilds_of(connection, user_id)


async def forget(engine: AsyncEngine, *, user_id: int, guild_id: int | None) -> list[int]:
    """Remove everything personal of somebody from one guild, or from all for None. Sums that name nobody stay.

    Who opted out before stays opted out: that alone is kept. When no guild records them any more, their account and
    its sessions go too. What they did as an admin stays in the audit log, which is never changed.

    Returns:
        The guilds that forgot them.
    """
    forgotten: list[int] = []

    async def write(connection: "asyncpg.Connection[Any]") -> None:
        forgotten[:] = await queries.guilds_of(connection, user_id) if guild_id is None else [guild_id]
        for each in forgotten:
            await queries.forget(connection, each, user_id, FIRST + randbelow(FIRST))
            await _tell(connection, each)
        await queries.forget_person(connection, user_id)

    await _written(engine, write)
    return forgotten


async def _tell(connection: "asyncpg.Connection[Any]", guild_id: int) -> None:
    await audit.publish(connection, Notice(Topic.ACTIVITY, guild_id, _PARTS))


async def _written(engine: AsyncEngine, write: _Write) -> None:
    """Write in one transaction; again when it deadlocked with the bot, which moves the same rank buckets."""
    tries = 0
    while True:
        try:
            async with writing(engine) as connection:
                await write(connection)
        except (asyncpg.DeadlockDetectedError, asyncpg.SerializationError):
            tries += 1
            if tries == _TRIES:
                raise
        else:
            return
