"""What made-up events would earn; the engine judges them."""

from collections.abc import Iterator
from dataclasses import dataclass

import strawberry

from synapse.api import permissions
from synapse.api.context import Context
from synapse.api.types.proposals import PreviewZoneInput, proposal_of
from synapse.api.types.rewards import Reward, Told
from synapse.api.types.scalars import Snowflake
from synapse.api.types.settings import SettingInput
from synapse.api.types.zones import ActivityKind
from synapse.engine.decide import Decision
from synapse.engine.events import EventKind
from synapse.engine.rules import Rules
from synapse.engine.samples import Sample, would_earn
from synapse.errors import Invalid
from synapse.services import why
from synapse.services.proposals import proposed

MOST = 20
"""The most events that one question can hold."""

_BOUNDS = (("length", 4000), ("emoji_count", 4000), ("companions", 100))


@strawberry.input
class SampleEventInput:
    """A made-up event."""

    kind: ActivityKind
    channel_id: Snowflake | None = None
    length: int = 100
    has_code: bool = False
    has_link: bool = False
    has_attachment: bool = False
    emoji_count: int = 0
    companions: int = 1


@strawberry.input
class WouldEarnInput:
    """Made-up events, and what would be different."""

    events: list[SampleEventInput]
    settings: list[SettingInput] | None = None
    zones: list[PreviewZoneInput] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an event earns by the rules and by other ones, and the names of its zones."""

    zone: str | None
    reward: Told
    new_zone: str | None
    new_reward: Told


@strawberry.type
class WouldEarn:
    """What a made-up event would earn; the value is ``Verdict``."""

    zone: str | None
    reward: Reward
    new_zone: str | None
    new_reward: Reward


async def verdicts(context: Context, rules: Rules, wanted: WouldEarnInput) -> list[Verdict]:
    """What each event would earn.

    Raises:
        Invalid: There are too many events, or a value is wrong.
        Unauthenticated: Nobody has signed in, and other rules are asked for.
        Forbidden: Other rules are asked for by somebody who is no admin.
    """
    if not 1 <= len(wanted.events) <= MOST:
        raise Invalid(f"Ask for 1 to {MOST} events.", path=("events",))
    samples = list(_samples(wanted.events))
    new = rules
    if wanted.settings or wanted.zones:
        await permissions.admin_reads(context, rules.guild_id)
        new = proposed(rules, proposal_of(wanted.settings, wanted.zones, rules.guild_id))
    return [_verdict(context, sample, rules, new) for sample in samples]


def _verdict(context: Context, sample: Sample, rules: Rules, new: Rules) -> Verdict:
    now = context.clock()
    is_, would = would_earn(sample, rules, now), would_earn(sample, new, now)
    return Verdict(_zone(is_, rules), _told(is_, rules), _zone(would, new), _told(would, new))


def _zone(decision: Decision, rules: Rules) -> str | None:
    return None if decision.zone_id is None else rules.zones[decision.zone_id].name


def _told(decision: Decision, rules: Rules) -> Told:
    return Told(decision.reward, why.boost_names(rules, decision.reward.factors))


def _samples(events: list[SampleEventInput]) -> Iterator[Sample]:
    for event in events:
        for name, most in _BOUNDS:
            if not 0 <= getattr(event, name) <= most:
                raise Invalid(f"This goes from 0 to {most}.", path=("events", name))
        yield Sample(
            kind=EventKind[event.kind.name],
            channel_id=event.channel_id or 0,
            length=event.length,
            has_code=event.has_code,
            has_link=event.has_link,
            has_attachment=event.has_attachment,
            emoji_count=event.emoji_count,
            companions=event.companions,
        )
