"""A guild's settings: read with what a form needs, and changed by key."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import asyncpg
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Part
from synapse.db.queries import days, level_roles, streaks
from synapse.db.queries import settings as queries
from synapse.db.queries.rules import readable_settings
from synapse.db.read import reading
from synapse.engine.settings import GuildSettings
from synapse.errors import Conflict, Invalid
from synapse.services import changes, subjects, versions
from synapse.services.changes import Actor
from synapse.services.checks import told
from synapse.services.setting_fields import SettingField, SettingGroup, fields, groups, plain
from synapse.services.subjects import Doing, Fields
from synapse.services.texts import say
from synapse.services.versions import Versions


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting and its value in a guild, as plain JSON."""

    field: SettingField
    value: Any


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    group: SettingGroup
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a guild; ``version`` counts their changes."""

    guild_id: int
    version: int
    groups: tuple[Group, ...]


async def settings(engine: AsyncEngine, guild_id: int) -> Settings:
    """All settings of a guild; a guild that is not there has the defaults, in version 0."""
    async with reading(engine) as connection:
        return await _read(connection, guild_id)


async def update(
    engine: AsyncEngine,
    *,
    actor: Actor,
    guild_id: int,
    version: int,
    values: Mapping[str, Any],
    reason: str | None = None,
) -> Settings:
    """Set some settings.

    A value that is the default is stored as not set, so that a better default of a later version holds.

    Args:
        engine: The database.
        actor: Who.
        guild_id: Where.
        version: The version that the change was made on.
        values: Values by key, ``fair_play.cooldown_seconds``.
        reason: Why, for the audit log.

    Raises:
        Invalid: There is no such setting, or a value is wrong; the path begins with the key.
        Conflict: Somebody else changed the settings, or a channel is not there.
        NotFound: The guild is not there.
    """
    async with changes.changing(engine, guild_id) as connection:
        stored, there = await queries.stored(connection, guild_id)
        await versions.check(connection, guild_id, SETTINGS.kind, Versions(there, version), "settings")
        new = patched(readable_settings(guild_id, stored), values)
        wanted = {key: _value(new, key) for key in values}
        doing = Doing(actor=actor, guild_id=guild_id, action="update", reason=reason)
        await subjects.alter(connection, SETTINGS, 0, wanted, doing)
        return await _read(connection, guild_id)


def patched(before: GuildSettings, values: Mapping[str, Any]) -> GuildSettings:
    """The settings with some values in place of theirs.

    Raises:
        Invalid: There is no such setting, or a value is wrong; the path begins with the key.
    """
    for key in values:
        if key not in fields():
            raise Invalid(f"There is no setting {key}. `settings` tells which there are.", path=(key,))
    document: dict[str, Any] = before.model_dump(mode="json")
    for key, value in values.items():
        _put(document, key, value)
    try:
        return GuildSettings.model_validate(document)
    except ValidationError as error:
        raise _told(error) from None


class _SettingsSubject:
    """The settings by key, as plain JSON."""

    kind = "settings"
    parts = frozenset({Part.SETTINGS})

    async def read(
        self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, names: Iterable[str]
    ) -> dict[str, Any] | None:
        del number  # a guild has one set of settings
        stored, _version = await queries.stored(connection, guild_id)
        now = readable_settings(guild_id, stored)
        return {name: _value(now, name) if name in fields() else None for name in names}

    async def apply(self, connection: "asyncpg.Connection[Any]", guild_id: int, number: int, fields: Fields) -> None:
        del number
        stored, _version = await queries.stored(connection, guild_id)
        try:
            new = patched(readable_settings(guild_id, stored), fields)
        except Invalid as error:
            raise Conflict(
                f"{error.path[0]} cannot be set to that any more: {error.message}", path=error.path
            ) from error
        await _check_places(connection, guild_id, fields, await self.read(connection, guild_id, 0, fields) or {})
        document = deepcopy(stored)
        whole, defaults = new.model_dump(mode="json"), GuildSettings().model_dump(mode="json")
        # A group within a group, such as the XP and stars of a message, is only readable whole.
        for unit in {".".join(key.split(".")[:2]) for key in fields}:
            _put(document, unit, _at(whole, unit), default=_at(defaults, unit))
        await queries.save(connection, guild_id, document)
        if "time_zone" in fields:
            await days.recount(connection, guild_id, new.time_zone)
        elif "streaks.grace_days" in fields:
            await streaks.recount(connection, guild_id)
        if any(name == "levels" or name.startswith(("level_roles.", "weekly.")) for name in fields):
            await level_roles.begin_walk(connection, guild_id)


SETTINGS = _SettingsSubject()


async def _read(connection: "asyncpg.Connection[Any]", guild_id: int) -> Settings:
    stored, version = await queries.stored(connection, guild_id)
    now = readable_settings(guild_id, stored)
    found = [
        Group(group, tuple(Setting(field, _value(now, field.key)) for field in group.fields)) for group in groups()
    ]
    return Settings(guild_id, version, tuple(found))


_THINGS = {
    "exclusions.channel_ids": "channel",
    "exclusions.role_ids": "role",
    "exclusions.member_ids": "member",
    "weekly.role_ids": "role",
    "admins.role_ids": "role",
}
"""Settings that name things of the guild."""


async def _check_places(connection: "asyncpg.Connection[Any]", guild_id: int, wanted: Fields, now: Fields) -> None:
    """Refuse channels, roles and members that are not there; what was set before may be gone meanwhile."""
    for key in ("announcements.channel_id", "weekly.channel_id"):
        channel = wanted.get(key)
        if channel is not None and not await queries.has_channel(connection, guild_id, int(channel)):
            raise Conflict(say("refused.channel.post", channel=channel), path=(key,))
    if str(guild_id) in wanted.get("admins.role_ids", ()):
        raise Conflict(say("refused.admins.everybody"), path=("admins.role_ids",))
    for name, what in _THINGS.items():
        added = {int(each) for each in wanted.get(name, ())} - {int(each) for each in now.get(name, ())}
        if missing := added - await queries.known(connection, guild_id, what, sorted(added)):
            raise Conflict(say(f"refused.missing.{what}", id=min(missing)), path=(name,))


def _value(whole: GuildSettings, key: str) -> Any:  # noqa: ANN401 - plain JSON of any kind
    value: Any = whole
    for step in key.split("."):
        value = getattr(value, step)
    return plain(key, value)


def _at(document: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - as above
    """What a key leads to in plain JSON."""
    value: Any = document
    for step in key.split("."):
        value = value[step]
    return value


_UNSET = object()


def _put(document: dict[str, Any], key: str, value: Any, *, default: Any = _UNSET) -> None:  # noqa: ANN401 - as above
    """Put a value where a key leads to; a value that equals ``default`` is taken out instead."""
    *outer, name = key.split(".")
    inner = document
    for step in outer:
        inner = inner.setdefault(step, {})
    if value != default:
        inner[name] = value
        return
    inner.pop(name, None)
    if outer and not inner:
        document.pop(outer[0])


def _told(error: ValidationError) -> Invalid:
    """The faults of settings, with the key as the first step of each path."""
    found = []
    for fault in error.errors(include_input=False, include_url=False):
        steps = [str(step) for step in fault["loc"]]
        key = next((".".join(steps[:end]) for end in range(len(steps), 0, -1) if ".".join(steps[:end]) in fields()), "")
        found.append(Invalid(told(fault), path=(key or ".".join(steps),)))
    return Invalid(found[0].message, path=found[0].path, others=tuple(found[1:]))
