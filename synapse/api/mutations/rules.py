"""Changes of seasons, settings and preferences, and undoing any change."""

from datetime import datetime
from typing import cast

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, permissions
from synapse.api.context import Context
from synapse.api.types.audit import AuditEntry, numbers_of_entry
from synapse.api.types.changes import ChangePayload
from synapse.api.types.guilds import Season
from synapse.api.types.problems import Payload, mendable
from synapse.api.types.relay import changed
from synapse.api.types.scalars import Color, Snowflake
from synapse.api.types.settings import GuildSettings, Preferences, SettingInput, values_of
from synapse.errors import Conflict, Invalid, NotFound
from synapse.services import preferences, reversals, seasons, settings
from synapse.services.privacy import Visibility

_PREFERENCES = (
    "announce_level_ups",
    "announce_achievements",
    "announce_awards",
    "announce_direct",
    "visibility",
    "accent_color",
)


@strawberry.input
class RollSeasonInput:
    """What ends and what begins."""

    closing: strawberry.ID
    name: str
    ends_at: datetime | None = None
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class RollSeasonPayload(ChangePayload):
    """The two seasons."""

    closed: Season | None = None
    opened: Season | None = None


@strawberry.input
class UpdateSettingsInput:
    """What to change of the settings."""

    guild_id: Snowflake
    version: int
    values: list[SettingInput]
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class UpdateSettingsPayload(ChangePayload):
    """The settings as they are now."""

    settings: GuildSettings | None = None


@strawberry.input
class UpdatePreferencesInput:
    """What to change of one's own preferences."""

    guild_id: Snowflake
    announce_level_ups: bool | None = strawberry.UNSET
    announce_achievements: bool | None = strawberry.UNSET
    announce_awards: bool | None = strawberry.UNSET
    announce_direct: bool | None = strawberry.UNSET
    visibility: Visibility | None = strawberry.UNSET
    accent_color: Color | None = strawberry.UNSET
    client_mutation_id: str | None = None


@strawberry.type
class UpdatePreferencesPayload(Payload):
    """The preferences as they are now."""

    preferences: Preferences | None = None


@strawberry.input
class RevertChangeInput:
    """Which change."""

    id: strawberry.ID
    reason: str | None = None
    client_mutation_id: str | None = None


@strawberry.type
class RevertChangePayload(Payload):
    """The entry of the reversal."""

    entry: AuditEntry | None = None


async def _roll(
    info: Info[Context, None],
    input: RollSeasonInput,  # noqa: A002 - the argument's name in the schema
) -> RollSeasonPayload:
    payload = RollSeasonPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, closing = permissions.named(input.closing, ids.Kind.SEASON, "closing")
        actor = await permissions.admin(info.context, guild_id)
        rolled = await seasons.roll(
            info.context.engine,
            actor=actor,
            guild_id=guild_id,
            closing=closing,
            name=input.name,
            now=info.context.clock(),
            ends_at=input.ends_at,
            reason=input.reason,
        )
        payload.closed, payload.opened = cast("Season", rolled.closed), cast("Season", rolled.opened)
    return payload


async def _settings(
    info: Info[Context, None],
    input: UpdateSettingsInput,  # noqa: A002 - as above
) -> UpdateSettingsPayload:
    payload = UpdateSettingsPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        actor = await permissions.admin(info.context, input.guild_id)
        try:
            saved = await settings.update(
                info.context.engine,
                actor=actor,
                guild_id=input.guild_id,
                version=input.version,
                values=values_of(input.values),
                reason=input.reason,
            )
        except Invalid as error:
            others = tuple(Invalid(each.message, path=("values", *each.path)) for each in error.others)
            raise Invalid(error.message, path=("values", *error.path), others=others) from error
        payload.settings = cast("GuildSettings", saved)
    return payload


async def _preferences(
    info: Info[Context, None],
    input: UpdatePreferencesInput,  # noqa: A002 - as above
) -> UpdatePreferencesPayload:
    payload = UpdatePreferencesPayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        user_id = await permissions.themselves(info.context, input.guild_id)
        values = permissions.given(input, *_PREFERENCES)
        saved = await preferences.update(info.context.engine, guild_id=input.guild_id, user_id=user_id, values=values)
        payload.preferences = cast("Preferences", saved)
    return payload


async def _revert(
    info: Info[Context, None],
    input: RevertChangeInput,  # noqa: A002 - as above
) -> RevertChangePayload:
    payload = RevertChangePayload(client_mutation_id=input.client_mutation_id)
    with mendable(payload):
        guild_id, entry_id = numbers_of_entry(input.id)
        actor = await permissions.admin(info.context, guild_id)
        try:
            entry = await reversals.revert(
                info.context.engine,
                actor=actor,
                guild_id=guild_id,
                entry_id=entry_id,
                now=info.context.clock(),
                reason=input.reason,
            )
        except (Conflict, NotFound) as error:
            # What stands in the way lies in what was changed, not in a field of this input.
            raise type(error)(error.message, path=("id",)) from error
        payload.entry = cast("AuditEntry", entry)
    return payload


@strawberry.type
class RuleMutations:
    """What concerns the guild's rules as a whole, and a member's own preferences."""

    roll_season: RollSeasonPayload | None = changed(_roll)
    update_settings: UpdateSettingsPayload | None = changed(_settings)
    update_preferences: UpdatePreferencesPayload | None = changed(_preferences)
    revert_change: RevertChangePayload | None = changed(_revert)
