"""Who has the roles that make a difference to what is earned: read once, then told by whoever sees changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import members_sync as queries
from synapse.db.session import driver_transaction
from synapse.engine.prices import prices_of
from synapse.engine.rules import Rules

_NOBODY: Mapping[int, tuple[int, ...]] = {}


@dataclass(slots=True)
class _Holders:
    """The roles that matter in a guild, and those of them that members have."""

    relevant: frozenset[int]
    roles: dict[int, tuple[int, ...]] = field(default_factory=dict)


class Roles:
    """Answers for the pipeline; guilds in which no role matters cost nothing."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._guilds: dict[int, _Holders] = {}

    async def of(self, rules: Rules) -> Mapping[int, tuple[int, ...]]:
        """The roles that matter, by member; reads the database when others matter than before."""
        relevant = prices_of(rules).role_ids
        if not relevant:
            self._guilds.pop(rules.guild_id, None)
            return _NOBODY
        known = self._guilds.get(rules.guild_id)
        if known is None or known.relevant != relevant:
            known = await self._read(rules.guild_id, relevant)
        return known.roles

    async def _read(self, guild_id: int, relevant: frozenset[int]) -> _Holders:
        fresh = self._guilds[guild_id] = _Holders(relevant)
        try:
            async with driver_transaction(self._engine) as connection:
                found = await queries.holders(connection, guild_id, list(relevant))
        except BaseException:
            del self._guilds[guild_id]
            raise
        # What was seen while the database was asked is newer than its answer.
        fresh.roles = {user: _sorted(roles, relevant) for user, roles in found.items()} | fresh.roles
        return fresh

    def saw(self, guild_id: int, user_id: int, role_ids: Sequence[int]) -> None:
        """A member has these roles now."""
        known = self._guilds.get(guild_id)
        if known is None:
            return
        roles = _sorted(role_ids, known.relevant)
        if roles or user_id in known.roles:
            known.roles[user_id] = roles


def _sorted(role_ids: Sequence[int], relevant: frozenset[int]) -> tuple[int, ...]:
    return tuple(sorted(relevant.intersection(role_ids)))
