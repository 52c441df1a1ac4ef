"""The guilds that this server serves, each with its rules as of one moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import directory as queries
from synapse.db.read import reading
from synapse.engine.rules import Rules


@dataclass(frozen=True, slots=True)
class Guild:
    """A Discord community, and the rules that hold in it at this moment."""

    guild_id: int
    name: str
    icon_url: str | None
    rules: Rules


@dataclass(frozen=True, slots=True)
class Season:
    """A span of time with a board of its own; ``ends_at`` is None while that is open."""

    guild_id: int
    id: int
    name: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as Discord has it; ``zone_id`` is the zone that it is in."""

    guild_id: int
    id: int
    name: str
    kind: int
    parent_id: int | None
    position: int
    zone_id: int | None


@dataclass(frozen=True, slots=True)
class Role:
    """A role as Discord has it; ``color`` is its RGB value."""

    id: int
    name: str
    color: int
    position: int


async def guilds(engine: AsyncEngine, guild_ids: Sequence[int], rules_of: Callable[[int], Rules | None]) -> list[Guild]:
    """Those of these guilds that are served, in the order in which they were added; one statement.

    Args:
        engine: The database.
        guild_ids: Which guilds.
        rules_of: Gives a guild's rules, None for one that is not served; a rulebook's ``get``.
    """
    rules = {guild_id: found for guild_id in guild_ids if (found := rules_of(guild_id)) is not None}
    if not rules:
        return []
    async with reading(engine) as connection:
        rows = await queries.guilds(connection, list(rules))
    return [Guild(row["guild_id"], row["name"], row["icon_url"], rules[row["guild_id"]]) for row in rows]


def running_season(rules: Rules) -> Season:
    """The season that a guild's events count for."""
    season = rules.season
    return Season(rules.guild_id, season.id, season.name, season.starts_at, season.ends_at)


async def seasons(engine: AsyncEngine, guild_id: int, ids: Sequence[int]) -> dict[int, Season]:
    """These seasons of a guild by id; one statement."""
    async with reading(engine) as connection:
        rows = await queries.seasons(connection, guild_id, ids)
    return {row["id"]: Season(*row) for row in rows}


async def channels(engine: AsyncEngine, guild_id: int) -> list[Channel]:
    """The channels that Discord has now, in Discord's order; one statement."""
    async with reading(engine) as connection:
        return [Channel(*row) for row in await queries.channels(connection, guild_id)]


async def channels_by_ids(engine: AsyncEngine, guild_id: int, ids: Sequence[int]) -> dict[int, Channel]:
    """These channels by id, also those that are gone; one statement."""
    async with reading(engine) as connection:
        return {row["id"]: Channel(*row) for row in await queries.channels_by_ids(connection, guild_id, ids)}


async def roles(engine: AsyncEngine, guild_id: int) -> list[Role]:
    """The roles that Discord has now, the highest first; one statement."""
    async with reading(engine) as connection:
        return [Role(*row) for row in await queries.roles(connection, guild_id)]
