"""Level roles: which level brings which role. What is to be done for it is in ``level_role_work``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import level_roles as queries
from synapse.db.queries import settings as role_queries
from synapse.db.read import reading
from synapse.engine.levels import MAX_LEVEL
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import changes, subjects
from synapse.services.changes import Actor
from synapse.services.subjects import Doing, Fields
from synapse.services.texts import say

MOST = 100
"""The most levels of a guild that can bring a role."""


class RoleProblem(StrEnum):
    """Why the bot cannot give or take a role."""

    MISSING_PERMISSION = "missing_permission"
    TOO_HIGH = "too_high"
    MANAGED = "managed"
    GONE = "gone"
    REFUSED = "refused"


EXPLAINED: Mapping[RoleProblem, str] = {
    RoleProblem.MISSING_PERMISSION: "The bot lacks the permission Manage Roles. Give it to the bot's role in Discord's "
    "server settings, under Roles.",
    RoleProblem.TOO_HIGH: "This role stands above the bot's own, and a bot can only give roles below its own. Drag the "
    "bot's role above it in Discord's server settings, under Roles.",
    RoleProblem.MANAGED: "This role belongs to a bot or another service, so nobody else can give it. Choose another.",
    RoleProblem.GONE: "This role is gone from the server. Choose another.",
    RoleProblem.REFUSED: "Discord refused to let the bot give or take this role. Check that the bot may manage roles "
    "and that its own role stands above this one.",
}
"""What is wrong and what an admin can do about it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps the bot from giving or taking a role, since when."""

    guild_id: int
    role_id: int
    problem: RoleProblem
    since: datetime

    @property
    def message(self) -> str:
        """What is wrong and what to do about it."""
        return EXPLAINED[self.problem]


@dataclass(frozen=True, slots=True)
class LevelRole:
    """A level and the role that it brings."""

    guild_id: int
    level: int
    role_id: int
    trouble: Trouble | None


@dataclass(frozen=True, slots=True)
class LevelRoles:
    """All level roles of a guild and how far the members' roles follow them.

    Attributes:
        troubles: Everything that is in the way, of roles that are only to be taken back too.
        waiting: How many members are known to need a look at.
        checking: Whether all members are being gone through after a change.
    """

    guild_id: int
    level_roles: tuple[LevelRole, ...]
    troubles: tuple[Trouble, ...]
    waiting: int
    checking: bool


async def level_roles(engine: AsyncEngine, guild_id: int) -> LevelRoles:
    """The level roles of a guild."""
    async with reading(engine) as connection:
        return await _read(connection, guild_id)


async def put(
    engine: AsyncEngine, *, actor: Actor, guild_id: int, level: int, role_id: int | None, reason: str | None = None
) -> LevelRoles:
    """Let a level bring a role in place of what it brought, or none.

    Members get and lose roles in the background.

    Raises:
        Invalid: There is no such level, or everybody has the role.
        Conflict: Another level brings the role, or too many levels bring one.
        NotFound: The guild or the role is not there, or the level brings nothing that could be taken away.
    """
    if not 1 <= level <= MAX_LEVEL:
        raise Invalid(say("refused.level_role.level", most=MAX_LEVEL), path=("level",))
    if role_id == guild_id:
        raise Invalid(say("refused.level_role.everybody"), path=("role_id",))
    async with changes.changing(engine, guild_id) as connection:
        there = {row["level"]: row["role_id"] for row in await queries.level_roles(connection, guild_id)}
        if role_id is None and level not in there:
            raise NotFound(say("refused.level_role.none", level=level), path=("level",))
        if level not in there and len(there) >= MOST:
            raise Conflict(say("refused.level_role.most", most=MOST))
        if role_id is not None and not await role_queries.known(connection, guild_id, "role", [role_id]):
            raise NotFound(say("refused.missing.role", id=role_id), path=("role_id",))
        doing = Doing(actor=actor, guild_id=guild_id, action="update", reason=reason)
        await subjects.alter(connection, LEVEL_ROLES, 0, {str(level): None if role_id is None else str(role_id)}, doing)
        return await _read(connection, guild_id)


class _LevelRolesSubject:
    """A guild's level roles: the level as the field, the role's id as text as its value."""

    kind = "level_roles"
    parts = frozenset({Part.LEVEL_ROLES})

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        del number  # a guild has one set of level roles
        there = {str(row["level"]): str(row["role_id"]) for row in await queries.level_roles(connection, guild_id)}
        return {name: there.get(name) for name in names}

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        del number
        for level, role_id in fields.items():
            await queries.put(connection, guild_id, int(level), None if role_id is None else int(role_id))
        rows = await queries.level_roles(connection, guild_id)
        levels: dict[int, int] = {}
        for row in rows:
            other = levels.setdefault(row["role_id"], row["level"])
            if other != row["level"]:
                raise Conflict(say("refused.level_role.taken", level=other), path=("role_id",))
        await queries.begin_walk(connection, guild_id)


LEVEL_ROLES = _LevelRolesSubject()


async def _read(connection: "asyncpg.Connection[Any]", guild_id: int) -> LevelRoles:
    troubles = {
        row["role_id"]: Trouble(guild_id, row["role_id"], RoleProblem(row["problem"]), row["since"])
        for row in await queries.problems(connection, guild_id)
    }
    rows = await queries.level_roles(connection, guild_id)
    return LevelRoles(
        guild_id,
        tuple(LevelRole(guild_id, row["level"], row["role_id"], troubles.get(row["role_id"])) for row in rows),
        tuple(troubles.values()),
        await queries.waiting(connection, guild_id),
        await queries.walked_to(connection, guild_id) is not None,
    )
