"""What each kind of event pays in each zone before fair play looks at it; computed once per rules."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from synapse.engine import quality
from synapse.engine.boosts import Boosts
from synapse.engine.events import EventKind, MessageSent
from synapse.engine.exact import floored
from synapse.engine.exclusions import Excluded
from synapse.engine.quality import Form
from synapse.engine.reward import Currency, Cut, Factor, FactorSource, Reward
from synapse.engine.rules import Rules, ZoneMultiplier
from synapse.engine.settings import Base, FairPlay
from synapse.engine.windows import DAY, SECOND

_ROOM = 10_000
_PLAIN = ZoneMultiplier()


def price(
    kind: EventKind,
    zone_id: int | None,
    rules: Rules,
    form: Form | None = None,
    boosted: tuple[Factor, ...] = (),
) -> Reward:
    """Base times zone times quality times boosts, floored: what an event earns if nothing cuts it."""
    base = _base(kind, rules)
    zone = rules.zones[zone_id].multipliers.get(kind, _PLAIN) if zone_id is not None else _PLAIN
    of_zone = (Factor(Currency.XP, FactorSource.ZONE, zone.xp), Factor(Currency.STARS, FactorSource.ZONE, zone.stars))
    of_form = () if form is None else quality.factors(form, rules.settings.quality)
    factors = (*(factor for factor in of_zone if factor.value != 1), *of_form, *boosted)
    return Reward(
        xp=floored(base.xp, _values(factors, Currency.XP)),
        stars=floored(base.stars, _values(factors, Currency.STARS)),
        base_xp=base.xp,
        base_stars=base.stars,
        factors=factors,
    )


def _base(kind: EventKind, rules: Rules) -> Base:
    rewards = rules.settings.rewards
    return {
        EventKind.MESSAGE_SENT: rewards.message_sent,
        EventKind.REACTION_GIVEN: rewards.reaction_given,
        EventKind.REACTION_RECEIVED: rewards.reaction_received,
        EventKind.THREAD_CREATED: rewards.thread_created,
        EventKind.VOICE_TICK: rewards.voice_tick,
    }[kind]


def _values(factors: tuple[Factor, ...], currency: Currency) -> list[Decimal]:
    return [factor.value for factor in factors if factor.currency is currency]


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures of fair play in the units that windows use: microseconds for times."""

    cooldown: int
    pair_cap: int
    half_rate_after: int
    burst_reactions: int
    burst_span: int
    burst_xp_cap: int
    voice_cap: int
    silent_seconds: int
    daily_cap: int | None
    reaction_age: int
    min_length: int
    repeats: int

    @classmethod
    def of(cls, fair_play: FairPlay) -> "Limits":
        """The same limits as the settings'."""
        return cls(
            cooldown=fair_play.cooldown_seconds * SECOND,
            pair_cap=fair_play.pair_star_cap,
            half_rate_after=fair_play.half_rate_after,
            burst_reactions=fair_play.burst_reactions,
            burst_span=fair_play.burst_minutes * 60 * SECOND,
            burst_xp_cap=fair_play.burst_xp_cap,
            voice_cap=fair_play.voice_stars_per_hour,
            silent_seconds=fair_play.silent_minutes * 60,
            daily_cap=fair_play.daily_xp_cap,
            reaction_age=fair_play.reaction_age_days * DAY,
            min_length=fair_play.min_length,
            repeats=fair_play.repeat_messages,
        )


class Prices:
    """The price list of one guild's rules: every reward is made once and shared by all events alike.

    ``boosted`` names the boosts that apply, as ``boosts.applying`` tells.

    Attributes:
        limits: The figures of fair play.
        boosts: Which boosts apply when and to whom.
        excluded: Where and for whom nothing is earned.
        role_ids: The roles that make a difference to what their members earn.
    """

    __slots__ = (
        "_cut",
        "_kinds",
        "_messages",
        "_rules",
        "boosts",
        "emoji_limit",
        "excluded",
        "limits",
        "long",
        "role_ids",
        "time_zone",
        "very_long",
    )

    def __init__(self, rules: Rules) -> None:
        form = rules.settings.quality
        self._rules = rules
        self._messages: dict[tuple[int | None, Form, tuple[int, ...]], Reward] = {}
        self._kinds: dict[tuple[EventKind, int | None, tuple[int, ...]], Reward] = {}
        self._cut: dict[tuple[int, tuple[Cut, ...], tuple[int, int], bool, int], tuple[Reward, Reward]] = {}
        self.limits = Limits.of(rules.settings.fair_play)
        self.boosts = Boosts(rules.boosts)
        self.excluded = Excluded(rules.settings.exclusions)
        self.role_ids = self.boosts.role_ids | self.excluded.role_ids
        self.time_zone = rules.settings.time_zone
        self.long = form.long_characters
        self.very_long = form.very_long_characters
        self.emoji_limit = form.emoji_limit

    def message(self, zone_id: int | None, event: MessageSent, boosted: tuple[int, ...] = ()) -> Reward:
        """What a message of this form pays in a zone."""
        length = event.length
        size = 2 if length > self.very_long else 1 if length > self.long else 0
        flood = event.emoji_count > self.emoji_limit
        form = (size, event.has_code, event.has_link, event.has_attachment, flood)
        reward = self._messages.get((zone_id, form, boosted))
        if reward is None:
            _make_room(self._messages)
            factors = self.boosts.factors(boosted, EventKind.MESSAGE_SENT)
            reward = price(EventKind.MESSAGE_SENT, zone_id, self._rules, form, factors)
            self._messages[zone_id, form, boosted] = reward
        return reward

    def other(self, kind: EventKind, zone_id: int | None, boosted: tuple[int, ...] = ()) -> Reward:
        """What any other kind of event pays in a zone."""
        reward = self._kinds.get((kind, zone_id, boosted))
        if reward is None:
            _make_room(self._kinds)
            reward = price(kind, zone_id, self._rules, boosted=self.boosts.factors(boosted, kind))
            self._kinds[kind, zone_id, boosted] = reward
        return reward

    def cut(
        self, full: Reward, by: tuple[Cut, ...], left: tuple[int, int] = (0, 0), *, counts: bool = True, nth: int = 0
    ) -> Reward:
        """``full``, which must come from this list, with only so much XP and so many stars ``left`` of it."""
        key = (id(full), by, left, counts, nth)
        made = self._cut.get(key)
        if made is None:
            _make_room(self._cut)
            xp, stars = left
            reward = replace(full, xp=xp, stars=stars, cut_by=by, counts=counts, nth_reactor=nth)
            # Holding on to ``full`` keeps its id from being given to another reward.
            made = self._cut[key] = (full, reward)
        return made[1]


def _make_room(made: dict[Any, Any]) -> None:
    """Forget rewards that were made, where there are so many kinds of them that they would fill the memory."""
    if len(made) >= _ROOM:
        made.clear()


def prices_of(rules: Rules) -> Prices:
    """The price list of these rules, made at the first use."""
    prices: Prices | None = rules.prepared.get("prices")
    if prices is None:
        prices = rules.prepared["prices"] = Prices(rules)
    return prices
