"""Fair play: what an event earns after everything that may lower it. Reads the windows, changes nothing.

Every function takes the event, its full price, the limits and windows, and the event's moment in
microseconds, and answers with the reward as it stands.
"""

from synapse.engine.days import day_around
from synapse.engine.events import REPEATED, MessageSent, ReactionGiven, ReactionReceived, Recorded, VoiceTick
from synapse.engine.prices import Prices
from synapse.engine.reward import Cut, Reward
from synapse.engine.windows import DAY, HOUR, Windows

_DISCORD_EPOCH_MS = 1_420_070_400_000


BARRED = frozenset(
    {
        Cut.COOLDOWN,
        Cut.TOO_SHORT,
        Cut.REPEATED,
        Cut.EXCLUDED_CHANNEL,
        Cut.EXCLUDED_ROLE,
        Cut.EXCLUDED_MEMBER,
    }
)
"""What keeps a message from earning at all; one that is barred begins no cooldown."""


def message(event: MessageSent, full: Reward, prices: Prices, windows: Windows, at: int) -> Reward:
    """Too short, nearly what its author wrote before, or too soon after an earning one in the channel: nothing.

    All that applies is told, so that what the message would earn without one of the rules can be found out.
    """
    limits = prices.limits
    cuts: tuple[Cut, ...] = ()
    if event.length < limits.min_length and not event.has_attachment:
        cuts += (Cut.TOO_SHORT,)
    if event.fingerprint and limits.repeats and _repeats(event, windows, at, limits.repeats):
        cuts += (Cut.REPEATED,)
    if windows.cooldowns.near((event.user_id, event.channel_id), at, limits.cooldown):
        cuts += (Cut.COOLDOWN,)
    return prices.cut(full, cuts) if cuts else full


def _repeats(event: MessageSent, windows: Windows, at: int, last: int) -> bool:
    return event.fingerprint == REPEATED or windows.texts.near(event.user_id, at, event.fingerprint, last)


def excluded(reward: Reward, cuts: tuple[Cut, ...], prices: Prices) -> Reward:
    """Where nothing is earned, nothing counts either; what else would have cut the reward stays told."""
    return prices.cut(reward, (*cuts, *reward.cut_by), counts=False)


def reaction_given(event: ReactionGiven, full: Reward, prices: Prices, at: int) -> Reward:
    """Reacting to oneself, or to what is older than the journal remembers, earns nothing."""
    if event.author_id == event.user_id:
        return prices.cut(full, (Cut.OWN_REACTION,), counts=False)
    if _too_old(event, prices, at):
        return prices.cut(full, (Cut.TOO_OLD,), counts=False)
    return full


def reaction_received(event: ReactionReceived, full: Reward, prices: Prices, windows: Windows, at: int) -> Reward:
    """Half rate for stars in a large crowd, then the pair's cap; the burst's cap for XP."""
    if event.reactor_id == event.user_id:
        return prices.cut(full, (Cut.OWN_REACTION,), counts=False)
    if _too_old(event, prices, at):
        return prices.cut(full, (Cut.TOO_OLD,), counts=False)
    nth = windows.crowds.size(event.message_id, at) + 1
    cuts: tuple[Cut, ...] = ()
    stars = _half_rate(full.stars, nth - prices.limits.half_rate_after)
    if stars < full.stars:
        cuts += (Cut.HALF_RATE,)
    left = prices.limits.pair_cap - windows.pairs.within((event.reactor_id, event.user_id), at, DAY)[1]
    if stars > left:
        stars, cuts = max(0, left), (*cuts, Cut.PAIR_CAP)
    xp = _burst(event, full.xp, prices, windows, at)
    if xp < full.xp:
        cuts += (Cut.BURST,)
    return prices.cut(full, cuts, (xp, stars), nth=nth)


def _too_old(event: ReactionGiven | ReactionReceived, prices: Prices, at: int) -> bool:
    """A snowflake begins with the milliseconds since Discord's epoch at which the message was written."""
    written = ((event.message_id >> 22) + _DISCORD_EPOCH_MS) * 1000
    return at - written > prices.limits.reaction_age


def _half_rate(stars: int, beyond: int) -> int:
    """Cumulative, so that halves add up: of one star each, every second reactor beyond the limit gives one."""
    if beyond <= 0:
        return stars
    return beyond * stars // 2 - (beyond - 1) * stars // 2


def _burst(event: ReactionReceived, xp: int, prices: Prices, windows: Windows, at: int) -> int:
    """In a burst a reaction must not lift the message's XP of the burst's span above the cap.

    What the message earned before the burst could be known stays: totals never fall.
    """
    limits = prices.limits
    reactions, paid = windows.bursts.within(event.message_id, at, limits.burst_span)
    if reactions < limits.burst_reactions:
        return xp
    return max(0, min(xp, limits.burst_xp_cap - paid))


def voice(event: VoiceTick, full: Reward, prices: Prices, windows: Windows, at: int) -> Reward:
    """Time alone, in the AFK channel or silent earns and counts for nothing; stars have a cap by the hour."""
    checks = (
        (Cut.AFK, event.afk),
        (Cut.ALONE, event.companions == 0),
        (Cut.SILENT, event.silent_seconds > prices.limits.silent_seconds),
    )
    if cuts := tuple(cut for cut, applies in checks if applies):
        return prices.cut(full, cuts, counts=False)
    left = max(0, prices.limits.voice_cap - windows.voice.within(event.user_id, at, HOUR)[1])
    if full.stars > left:
        return prices.cut(full, (Cut.VOICE_HOURLY_CAP,), (full.xp, left))
    return full


def daily(event: Recorded, reward: Reward, prices: Prices, windows: Windows, at: int) -> Reward:
    """XP by activity has a ceiling by member and day, in the guild's time zone."""
    cap = prices.limits.daily_cap
    if cap is None or not reward.xp:
        return reward
    left = max(0, cap - windows.days.total(event.user_id, *day_around(at, prices.time_zone)))
    if reward.xp <= left:
        return reward
    cuts = (*reward.cut_by, Cut.DAILY_CAP)
    return prices.cut(reward, cuts, (left, reward.stars), nth=reward.nth_reactor)
