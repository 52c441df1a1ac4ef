"""Keeping members' roles those of their levels and of a won week: found out here what is to be done, done by the bot.

First the difference, then the changes. Who levels up, wins or comes back is noted to be looked at; after a change
of the level roles all members are gone through, and those whose roles differ are noted. A restart loses none of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import level_roles as queries
from synapse.db.queries import settings as settings_queries
from synapse.db.queries.rules import readable_settings
from synapse.db.read import Row, reading, writing
from synapse.engine.level_roles import Steps, due, steps
from synapse.engine.levels import level_of
from synapse.engine.rules import Rules
from synapse.services import changes, gifts
from synapse.services.level_roles import RoleProblem

_WALK = 1000


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done for a member; ``asked_at`` says which request it answers."""

    user_id: int
    steps: Steps
    asked_at: datetime


async def pending(engine: AsyncEngine, guild_ids: Sequence[int]) -> list[int]:
    """Those of these guilds in which there is something to do."""
    async with reading(engine) as connection:
        return await queries.pending(connection, guild_ids)


async def begin_walk(engine: AsyncEngine, guild_id: int) -> None:
    """Have all members of a guild looked at."""
    async with writing(engine) as connection:
        await queries.begin_walk(connection, guild_id)


async def walk(engine: AsyncEngine, guild_id: int, *, limit: int = _WALK) -> bool:
    """Look at the next members and note those whose roles differ; False when nobody is left.

    Raises:
        NotFound: The guild is not served.
    """
    async with changes.changing(engine, guild_id) as connection:
        after = await queries.walked_to(connection, guild_id)
        if after is None:
            return False
        rules = await gifts.rules_of(connection, guild_id)
        rows = await queries.page(connection, guild_id, after, limit)
        await queries.ask(connection, guild_id, [row["user_id"] for row in rows if _steps(rules, row)])
        await queries.walk_on(connection, guild_id, rows[-1]["user_id"] if len(rows) == limit else None)
        return len(rows) == limit


async def tasks(engine: AsyncEngine, guild_id: int, *, limit: int) -> list[Task]:
    """What is to be done for the next members; what they are given is noted as given from now on.

    Raises:
        NotFound: The guild is not served.
    """
    async with changes.changing(engine, guild_id) as connection:
        rules = await gifts.rules_of(connection, guild_id)
        rows = await queries.asked(connection, guild_id, limit)
        found = [
            Task(row["user_id"], _steps(rules, row) if row["listed"] else Steps(), row["asked_at"]) for row in rows
        ]
        # Before Discord is told: a role that was given and not noted could never be taken back.
        await queries.give(connection, guild_id, [(each.user_id, role) for each in found for role in each.steps.give])
        return found


async def done(engine: AsyncEngine, guild_id: int, finished: Sequence[Task], skipped: Mapping[int, object]) -> None:
    """These tasks were carried out; roles in ``skipped`` could be neither given nor taken."""
    given = [(each.user_id, role) for each in finished for role in each.steps.give if role in skipped]
    taken = [
        (each.user_id, role)
        for each in finished
        for role in each.steps.take | each.steps.forget
        if role not in skipped or role in each.steps.forget
    ]
    async with writing(engine) as connection:
        await queries.take(connection, guild_id, [*given, *taken])
        await queries.answered(connection, guild_id, [(each.user_id, each.asked_at) for each in finished])


async def report(engine: AsyncEngine, guild_id: int, found: Mapping[int, RoleProblem], fine: Sequence[int]) -> bool:
    """Note what keeps the bot from giving or taking roles, and which roles are ``fine``.

    Returns:
        Whether a problem is gone: what it was in the way of is then to be done, by looking at all members.
    """
    async with writing(engine) as connection:
        known = {row["role_id"]: row["problem"] for row in await queries.problems(connection, guild_id)}
        solved = [role for role in fine if role in known]
        if solved or any(known.get(role) != problem for role, problem in found.items()):
            await queries.set_problems(connection, guild_id, {role: each.value for role, each in found.items()}, solved)
        if solved:
            await queries.begin_walk(connection, guild_id)
        return bool(solved)


async def troubled(engine: AsyncEngine, guild_id: int) -> list[int]:
    """The roles that something is known to be in the way of."""
    async with reading(engine) as connection:
        return [row["role_id"] for row in await queries.problems(connection, guild_id)]


async def arrived(
    connection: "asyncpg.Connection[Any]", guild_id: int, user_ids: Sequence[int], back: Sequence[int]
) -> bool:
    """Members are new in a guild, some of them ``back``: by its setting they get the roles of their levels again.

    Returns:
        Whether somebody is to be looked at.
    """
    if back:
        stored, _version = await settings_queries.stored(connection, guild_id)
        restore = readable_settings(guild_id, stored).level_roles.restore
        await queries.came_back(connection, guild_id, back, anew=not restore)
    if not back and not await queries.level_roles(connection, guild_id):
        return False
    # Who is back may have bought roles, whatever levels bring.
    await queries.ask(connection, guild_id, user_ids)
    return True


def _steps(rules: Rules, row: Row) -> Steps:
    level = level_of(row["xp"], rules.settings.levels)
    replace = rules.settings.level_roles.replace
    wanted = due(rules.level_roles, level, above=row["level_roles_above"], replace=replace)
    weekly = rules.settings.weekly
    if row["won"] and weekly.winners:
        wanted |= frozenset(weekly.role_ids)
    return steps(row["role_ids"], row["given"], wanted.union(row["bought"]))
