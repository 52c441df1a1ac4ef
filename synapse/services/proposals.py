"""Other rules that nobody has saved yet, to see what they would do."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from synapse.engine.rules import Rules, Zone, ZoneMultiplier
from synapse.errors import NotFound
from synapse.services.checks import checked
from synapse.services.settings import patched
from synapse.services.zones import ZoneDraft, factors_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneProposal:
    """A zone as it might be.

    Attributes:
        multipliers: By name of the kind of event, as for ``zones.update``; they replace all of the zone's.
        channel_ids: Its channels, which it takes from whatever zone they are in; None for those that it has.
        name: What it is called; None for its present name.
    """

    multipliers: Mapping[str, Any] = field(default_factory=dict)
    channel_ids: tuple[int, ...] | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Other rules.

    Attributes:
        settings: Values by key, as for ``settings.update``.
        zones: Zones by number; a negative number is one that is not there yet.
    """

    settings: Mapping[str, Any] = field(default_factory=dict)
    zones: Mapping[int, ZoneProposal] = field(default_factory=dict)


def proposed(rules: Rules, proposal: Proposal) -> Rules:
    """The rules with a proposal put in.

    Raises:
        Invalid: A value is wrong.
        NotFound: A zone is not among the active ones.
    """
    zones, zone_of_channel = dict(rules.zones), dict(rules.zone_of_channel)
    for number, wanted in proposal.zones.items():
        zones[number] = _zone(zones.get(number), number, wanted)
        if wanted.channel_ids is not None:
            left = {channel: zone for channel, zone in zone_of_channel.items() if zone != number}
            zone_of_channel = left | dict.fromkeys(wanted.channel_ids, number)
    settings = patched(rules.settings, proposal.settings)
    return replace(rules, settings=settings, zones=zones, zone_of_channel=zone_of_channel)


def _zone(there: Zone | None, number: int, wanted: ZoneProposal) -> Zone:
    if there is None and number >= 0:
        raise NotFound("There is no such active zone in this guild.", path=("zones",))
    name = wanted.name or (there.name if there else "New zone")
    draft = checked(ZoneDraft, {"name": name, "multipliers": wanted.multipliers})
    factors = {kind: ZoneMultiplier(each.xp, each.stars) for kind, each in factors_of(draft).items()}
    return Zone(number, draft.name, factors)
