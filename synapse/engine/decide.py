"""The engine's verdict on one event: what it earns, where, and why."""

from dataclasses import dataclass

from synapse.engine import fair_play
from synapse.engine.events import Event, MessageSent, ReactionGiven, ReactionReceived, Recorded, VoiceTick
from synapse.engine.prices import Prices, prices_of
from synapse.engine.reward import Cut, Reward
from synapse.engine.rules import Rules
from synapse.engine.windows import Windows, microseconds


@dataclass(frozen=True, slots=True)
class Decision:
    """What one event earned; ``zone_id`` None is the default zone."""

    event: Event
    reward: Reward
    zone_id: int | None


def zone_of(event: Event, rules: Rules) -> int | None:
    """The id of the zone where the event happened, None for the default zone.

    A thread or post belongs to its parent's zone.
    """
    place = event.channel_id if event.parent_id is None else event.parent_id
    zone_id = rules.zone_of_channel.get(place) if place is not None else None
    return zone_id if zone_id in rules.zones else None


def decide(event: Recorded, rules: Rules, windows: Windows) -> Decision:
    """Judge an event by the rules and remember it in the windows.

    The same event decided twice counts twice here; whoever finds that the journal already held it
    takes the second one back with ``windows.undo``.
    """
    prices = prices_of(rules)
    zone_id = zone_of(event, rules)
    at = microseconds(event.occurred_at)
    reward = _judged(event, zone_id, prices, windows, at)
    reward = fair_play.daily(event, reward, prices, windows, at)
    _remember(event, reward, windows, at)
    return Decision(event, reward, zone_id)


def remember(event: Recorded, reward: Reward, windows: Windows) -> None:
    """Move the windows by an event that was judged before, as ``decide`` did then."""
    _remember(event, reward, windows, microseconds(event.occurred_at))


def _judged(event: Recorded, zone_id: int | None, prices: Prices, windows: Windows, at: int) -> Reward:
    """What the event earns by all rules but the daily cap."""
    if isinstance(event, MessageSent):
        return fair_play.message(event, prices.message(zone_id, event), prices, windows, at)
    full = prices.other(event.kind, zone_id)
    if isinstance(event, ReactionReceived):
        return fair_play.reaction_received(event, full, prices, windows, at)
    if isinstance(event, ReactionGiven):
        return fair_play.reaction_given(event, full, prices, at)
    if isinstance(event, VoiceTick):
        return fair_play.voice(event, full, prices, windows, at)
    return full


def _remember(event: Recorded, reward: Reward, windows: Windows, at: int) -> None:
    if isinstance(event, MessageSent):
        if Cut.COOLDOWN not in reward.cut_by:
            windows.cooldowns.add((event.user_id, event.channel_id), at)
    elif isinstance(event, ReactionReceived):
        # A reaction that never counted (one's own, or to something too old) has no reactor's number.
        if reward.nth_reactor:
            windows.crowds.grew(event.message_id, at, reward.nth_reactor)
            windows.bursts.add(event.message_id, at, reward.xp)
            if reward.stars:
                windows.pairs.add((event.reactor_id, event.user_id), at, reward.stars)
    elif isinstance(event, VoiceTick) and reward.stars:
        windows.voice.add(event.user_id, at, reward.stars)
    if reward.xp:
        windows.days.add(event.user_id, at, reward.xp)
