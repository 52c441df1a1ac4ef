"""Rules that nobody has saved yet, as the API takes them."""

from collections.abc import Sequence

import strawberry

from synapse.api import ids, permissions
from synapse.api.types.scalars import Snowflake
from synapse.api.types.settings import SettingInput, values_of
from synapse.api.types.zones import ZoneMultiplierInput, factors_of
from synapse.errors import NotFound
from synapse.services.proposals import Proposal, ZoneProposal


@strawberry.input
class PreviewZoneInput:
    """A zone as it might be."""

    id: strawberry.ID | None = None
    name: str | None = None
    channel_ids: list[Snowflake] | None = None
    multipliers: list[ZoneMultiplierInput]


@strawberry.input
class PreviewRulesInput:
    """What would be different."""

    days: int = 7
    settings: list[SettingInput] | None = None
    zones: list[PreviewZoneInput] | None = None


def proposal_of(
    settings: Sequence[SettingInput] | None, zones: Sequence[PreviewZoneInput] | None, guild_id: int
) -> Proposal:
    """A proposal as the service takes it.

    Raises:
        Invalid: An id is not one of a zone.
        NotFound: A zone is another guild's.
    """
    numbered = {_number(zone, position, guild_id): _zone(zone) for position, zone in enumerate(zones or (), 1)}
    return Proposal(values_of(list(settings or ())), numbered)


def _number(zone: PreviewZoneInput, position: int, guild_id: int) -> int:
    if zone.id is None:
        return -position
    owner, number = permissions.named(zone.id, ids.Kind.ZONE, "zones")
    if owner != guild_id:
        raise NotFound("There is no such active zone in this guild.", path=("zones",))
    return number


def _zone(zone: PreviewZoneInput) -> ZoneProposal:
    channel_ids = None if zone.channel_ids is None else tuple(zone.channel_ids)
    return ZoneProposal(multipliers=factors_of(zone.multipliers), channel_ids=channel_ids, name=zone.name)
