"""Rules that are applied: the fields that say so, set as one, and what is kept of them to judge the past by."""

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any

import asyncpg
import orjson

from synapse.engine.rules import Rules, Zone
from synapse.engine.settings import GuildSettings
from synapse.services.proposals import Proposal, ZoneProposal, proposed
from synapse.services.setting_fields import plain
from synapse.services.settings import SETTINGS, patched
from synapse.services.zones import ZONE, multiplier_fields


def wanted(rules: Rules, settings: Mapping[str, Any], zones: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """What is to be set, by flat names: ``settings.KEY`` and ``zones.NUMBER.multipliers.KIND``."""
    there = patched(rules.settings, settings)
    found = {f"settings.{key}": plain(key, attrgetter(key)(there)) for key in settings}
    for zone, multipliers in zones.items():
        found |= {f"zones.{zone}.{name}": value for name, value in multiplier_fields(multipliers).items()}
    return found


async def now(connection: "asyncpg.Connection[Any]", guild_id: int, names: Mapping[str, Any]) -> dict[str, Any]:
    """The values that these fields have."""
    found: dict[str, Any] = {}
    for prefix, subject, number, own in _grouped(names):
        there = await subject.read(connection, guild_id, number, own) or {}
        found |= {f"{prefix}{name}": there.get(name) for name in own}
    return found


async def put(
    connection: "asyncpg.Connection[Any]", guild_id: int, values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set fields; returns those that changed, before and after."""
    there = await now(connection, guild_id, values)
    changed = {name: value for name, value in values.items() if there[name] != value}
    for _prefix, subject, number, own in _grouped(changed):
        await subject.apply(connection, guild_id, number, own)
    return {name: there[name] for name in changed}, changed


def _grouped(fields: Mapping[str, Any]) -> list[tuple[str, Any, int, dict[str, Any]]]:
    """Fields by whose they are: prefix, subject, its number, and its own fields."""
    found: dict[str, tuple[str, Any, int, dict[str, Any]]] = {}
    for name, value in fields.items():
        kind, _, rest = name.partition(".")
        number, _, own = rest.partition(".") if kind == "zones" else ("0", "", rest)
        prefix = f"zones.{number}." if kind == "zones" else "settings."
        subject = ZONE if kind == "zones" else SETTINGS
        found.setdefault(prefix, (prefix, subject, int(number), {}))[3][own] = value
    return list(found.values())


def kept(rules: Rules, roles: list[int]) -> str:
    """The settings and zones that are judged by, whatever becomes of them meanwhile."""
    zones = {
        str(zone.id): {kind.name.lower(): {"xp": str(each.xp), "stars": str(each.stars)} for kind, each in own.items()}
        for zone in rules.zones.values()
        for own in (zone.multipliers,)
    }
    channels = {str(channel): zone for channel, zone in rules.zone_of_channel.items()}
    settings = rules.settings.model_dump(mode="json")
    return orjson.dumps({"settings": settings, "zones": zones, "channels": channels, "roles": roles}).decode()


def rules_of(rules: Rules, text: str) -> Rules:
    """The rules that ``kept`` made a text of, with everything else as it is now."""
    found = orjson.loads(text)
    there = replace(
        rules,
        settings=GuildSettings.model_validate(found["settings"]),
        zones={int(number): Zone(int(number), "", {}) for number in found["zones"]},
        zone_of_channel={int(channel): zone for channel, zone in found["channels"].items()},
    )
    zones = {int(number): ZoneProposal(multipliers=own, name="-") for number, own in found["zones"].items()}
    return proposed(there, Proposal({}, zones))
