"""The engine's verdict on one event: what it earns, where, and why."""

from dataclasses import dataclass

from synapse.engine import fair_play
from synapse.engine.events import Event, MessageSent, ReactionGiven, ReactionReceived, Recorded, VoiceTick
from synapse.engine.prices import Prices, prices_of
from synapse.engine.reward import Reward
from synapse.engine.rules import Rules
from synapse.engine.windows import Windows, microseconds


@dataclass(frozen=True, slots=True)
class Decision:
    """What one event earned; ``zone_id`` None is the default zone.

    ``role_ids`` are those of the member's roles that made a difference, or could have.
    """

    event: Event
    reward: Reward
    zone_id: int | None
    role_ids: tuple[int, ...] = ()


def zone_of(event: Event, rules: Rules) -> int | None:
    """The id of the zone where the event happened, None for the default zone.

    A thread or post belongs to its parent's zone.
    """
    place = event.channel_id if event.parent_id is None else event.parent_id
    zone_id = rules.zone_of_channel.get(place) if place is not None else None
    return zone_id if zone_id in rules.zones else None


def decide(event: Recorded, rules: Rules, windows: Windows, role_ids: tuple[int, ...] = ()) -> Decision:
    """Judge an event by the rules and remember it in the windows.

    ``role_ids`` are those of the member's roles that ``Prices.role_ids`` names.

    The same event decided twice counts twice here; whoever finds that the journal already held it
    takes the second one back with ``windows.undo``.
    """
    prices = prices_of(rules)
    zone_id = zone_of(event, rules)
    at = microseconds(event.occurred_at)
    boosted = prices.boosts.applying(at, role_ids) if prices.boosts else ()
    reward = _judged(event, zone_id, prices, windows, at, boosted)
    if prices.excluded and (cuts := prices.excluded.cuts(event, role_ids)):
        reward = fair_play.excluded(reward, cuts, prices)
    reward = fair_play.daily(event, reward, prices, windows, at)
    _remember(event, reward, windows, at)
    if isinstance(event, MessageSent) and event.fingerprint > 0 and prices.limits.repeats:
        windows.texts.add(event.user_id, at, event.fingerprint, prices.limits.repeats)
    return Decision(event, reward, zone_id, role_ids)


def remember(event: Recorded, reward: Reward, windows: Windows) -> None:
    """Move the windows by an event that was judged before, as ``decide`` did then."""
    _remember(event, reward, windows, microseconds(event.occurred_at))


def _judged(
    event: Recorded, zone_id: int | None, prices: Prices, windows: Windows, at: int, boosted: tuple[int, ...]
) -> Reward:
    """What the event earns by all rules but exclusions and the daily cap."""
    if isinstance(event, MessageSent):
        return fair_play.message(event, prices.message(zone_id, event, boosted), prices, windows, at)
    full = prices.other(event.kind, zone_id, boosted)
    if isinstance(event, ReactionReceived):
        return fair_play.reaction_received(event, full, prices, windows, at)
    if isinstance(event, ReactionGiven):
        return fair_play.reaction_given(event, full, prices, at)
    if isinstance(event, VoiceTick):
        return fair_play.voice(event, full, prices, windows, at)
    return full


def _remember(event: Recorded, reward: Reward, windows: Windows, at: int) -> None:
    if isinstance(event, MessageSent):
        if not reward.cut_by or fair_play.BARRED.isdisjoint(reward.cut_by):
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
