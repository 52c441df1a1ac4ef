"""A guild's rules as the engine reads them, one query for each part.

Each function takes the guilds to read, or None for every active one, and leaves out guilds without rows.
Rows that a newer version wrote in words that this one does not know are left out instead of failing:
both versions run side by side during a deploy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import asyncpg
import orjson
import structlog
from pydantic import ValidationError

from synapse.engine.events import EventKind
from synapse.engine.rules import Achievement, Boost, Rarity, Scope, Season, TriggerKind, Zone, ZoneMultiplier
from synapse.engine.settings import GuildSettings

log = structlog.get_logger(__name__)

Guilds = Sequence[int] | None
"""Which guilds to read; None stands for all active ones."""

_SETTINGS = """
SELECT guild_id, settings FROM guilds WHERE active AND ($1::bigint[] IS NULL OR guild_id = ANY($1)) ORDER BY guild_id
"""
_PSEUDONYM_KEYS = """
SELECT guild_id, pseudonym_key FROM guilds WHERE active AND ($1::bigint[] IS NULL OR guild_id = ANY($1))
"""
_ZONES = """
SELECT zone.guild_id, zone.id, zone.name, multiplier.kinds, multiplier.xp, multiplier.stars, channel.ids
FROM zones AS zone
CROSS JOIN LATERAL (
    SELECT array_agg(kind) AS kinds, array_agg(xp) AS xp, array_agg(stars) AS stars
    FROM zone_multipliers AS own WHERE own.guild_id = zone.guild_id AND own.zone_id = zone.id
) AS multiplier
CROSS JOIN LATERAL (
    SELECT array_agg(channel_id) AS ids
    FROM zone_channels AS own WHERE own.guild_id = zone.guild_id AND own.zone_id = zone.id
) AS channel
WHERE zone.active AND ($1::bigint[] IS NULL OR zone.guild_id = ANY($1))
ORDER BY zone.guild_id, zone.id
"""
_ACHIEVEMENTS = """
SELECT guild_id, id, name, trigger, threshold, scope, zone_id, xp, gold, description, rarity, badge, channel_id
FROM achievements WHERE active AND ($1::bigint[] IS NULL OR guild_id = ANY($1)) ORDER BY guild_id, id
"""
_SEASONS = """
SELECT DISTINCT ON (guild_id) guild_id, id, name, starts_at, ends_at
FROM seasons WHERE $1::bigint[] IS NULL OR guild_id = ANY($1)
ORDER BY guild_id, active DESC, starts_at DESC
"""
_BOOSTS = """
SELECT guild_id, id, name, role_id, starts_at, ends_at, multipliers::text AS multipliers
FROM boosts WHERE active AND ($1::bigint[] IS NULL OR guild_id = ANY($1))
    AND (ends_at IS NULL OR ends_at > now() - interval '100 days')
ORDER BY guild_id, id
"""
_LEVEL_ROLES = """
SELECT guild_id, level, role_id FROM level_roles WHERE $1::bigint[] IS NULL OR guild_id = ANY($1)
ORDER BY guild_id, level
"""
_TRIGGERS = frozenset(TriggerKind)
_SCOPES = frozenset(Scope)
_RARITIES = frozenset(Rarity)
_KINDS = frozenset(EventKind)


@dataclass(frozen=True, slots=True)
class Zoning:
    """A guild's active zones by id, and the zone of each channel that has one."""

    zones: Mapping[int, Zone] = field(default_factory=lambda: MappingProxyType({}))
    zone_of_channel: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


async def settings(connection: "asyncpg.Connection[Any]", guilds: Guilds) -> dict[int, GuildSettings]:
    """The settings of each active guild."""
    rows = await connection.fetch(_SETTINGS, guilds)
    return {row["guild_id"]: readable_settings(row["guild_id"], row["settings"]) for row in rows}


async def pseudonym_keys(connection: "asyncpg.Connection[Any]", guilds: Guilds) -> dict[int, bytes]:
    """The key of each active guild's pseudonyms."""
    rows = await connection.fetch(_PSEUDONYM_KEYS, guilds)
    return {row["guild_id"]: row["pseudonym_key"].bytes for row in rows}


async def zones(connection: "asyncpg.Connection[Any]", guilds: Guilds) -> dict[int, Zoning]:
    """The active zones of each guild with their multipliers and channels."""
    found: dict[int, dict[int, Zone]] = {}
    channels: dict[int, dict[int, int]] = {}
    for row in await connection.fetch(_ZONES, guilds):
        zone = Zone(row["id"], row["name"], _multipliers(row))
        found.setdefault(row["guild_id"], {})[zone.id] = zone
        channels.setdefault(row["guild_id"], {}).update(dict.fromkeys(row["ids"] or (), zone.id))
    return {
        guild_id: Zoning(MappingProxyType(by_id), MappingProxyType(channels[guild_id]))
        for guild_id, by_id in found.items()
    }


async def achievements(connection: "asyncpg.Connection[Any]", guilds: Guilds) -> dict[int, tuple[Achievement, ...]]:
    """The active achievements of each guild in the order in which they were made."""
    found: dict[int, list[Achievement]] = {}
    for row in await connection.fetch(_ACHIEVEMENTS, guilds):
        if row["trigger"] in _TRIGGERS and row["scope"] in _SCOPES and row["rarity"] in _RARITIES:
            found.setdefault(row["guild_id"], []).append(_achievement(row))
        else:
            log.warning("rules.unknown_achievement", guild_id=row["guild_id"], achievement_id=row["id"])
    return {guild_id: tuple(of_guild) for guild_id, of_guild in found.items()}


async def seasons(connection: "asyncpg.Connection[Any]", guilds: Guilds) -> dict[int, Season]:
    """The active season of each guild; where none is active, the newest."""
    rows = await connection.fetch(_SEASONS, guilds)
    return {row["guild_id"]: Season(row["id"], row["name"], row["starts_at"], row["ends_at"]) for row in rows}


async def boosts(connection: "asyncpg.Connection[Any]", guilds: Guilds) -> dict[int, tuple[Boost, ...]]:
    """The boosts of each guild that are in force, will be, or were within the time that a preview judges again."""
    found: dict[int, list[Boost]] = {}
    for row in await connection.fetch(_BOOSTS, guilds):
        values = {name: value for name, value in row.items() if name not in {"guild_id", "multipliers"}}
        multipliers = boost_multipliers(row["multipliers"])
        found.setdefault(row["guild_id"], []).append(Boost(**values, multipliers=multipliers))
    return {guild_id: tuple(of_guild) for guild_id, of_guild in found.items()}


async def level_roles(connection: "asyncpg.Connection[Any]", guilds: Guilds) -> dict[int, Mapping[int, int]]:
    """The role that each level brings, by guild."""
    found: dict[int, dict[int, int]] = {}
    for row in await connection.fetch(_LEVEL_ROLES, guilds):
        found.setdefault(row["guild_id"], {})[row["level"]] = row["role_id"]
    return {guild_id: MappingProxyType(of_guild) for guild_id, of_guild in found.items()}


def boost_multipliers(stored: str) -> Mapping[EventKind, ZoneMultiplier]:
    """A boost's multipliers from their JSON text; kinds that this version does not know are left out."""
    known = {kind.name.lower(): kind for kind in EventKind}
    return MappingProxyType(
        {
            known[name]: ZoneMultiplier(_plain(Decimal(pair["xp"])), _plain(Decimal(pair["stars"])))
            for name, pair in orjson.loads(stored).items()
            if name in known
        }
    )


def readable_settings(guild_id: int, stored: Mapping[str, Any]) -> GuildSettings:
    """The settings as stored; the default stands in for each one that this version cannot read."""
    known: dict[str, Any] = dict(stored)
    while True:
        try:
            return GuildSettings.model_validate(known)
        except ValidationError as error:
            for fault in error.errors(include_input=False, include_url=False, include_context=False):
                name = ".".join(str(step) for step in fault["loc"])
                log.warning("rules.unreadable_setting", guild_id=guild_id, setting=name, fault=fault["type"])
                known = _without(known, fault["loc"])


def _without(value: Mapping[str, Any], path: Sequence[int | str]) -> dict[str, Any]:
    """The value without the innermost entry that the path leads to."""
    first, rest = str(path[0]), path[1:]
    inner = value.get(first)
    if rest and isinstance(inner, dict) and rest[0] in inner:
        return {**value, first: _without(inner, rest)}
    return {name: entry for name, entry in value.items() if name != first}


def _multipliers(row: asyncpg.Record) -> Mapping[EventKind, ZoneMultiplier]:
    triples = zip(row["kinds"] or (), row["xp"] or (), row["stars"] or (), strict=True)
    known = {
        EventKind(kind): ZoneMultiplier(_plain(xp), _plain(stars)) for kind, xp, stars in triples if kind in _KINDS
    }
    return MappingProxyType(known)


def _plain(value: Decimal) -> Decimal:
    """The number without the trailing zeros of its column, which would show wherever it is explained."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _achievement(row: asyncpg.Record) -> Achievement:
    values = {name: value for name, value in row.items() if name != "guild_id"}
    values |= {"trigger": TriggerKind(row["trigger"]), "scope": Scope(row["scope"]), "rarity": Rarity(row["rarity"])}
    return Achievement(**values)
