"""Rewards that explain themselves; the values are the engine's, with the names of boosts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import strawberry

from synapse.engine import reward

strawberry.enum(reward.Currency, name="RewardCurrency")
strawberry.enum(reward.FactorSource, name="RewardSource")
strawberry.enum(reward.Cut, name="RewardCut")


@dataclass(frozen=True, slots=True)
class Amounts:
    """An amount of each currency."""

    xp: int
    stars: int
    gold: int = 0


@dataclass(frozen=True, slots=True)
class Multiplied:
    """One multiplier; ``boost`` is the name of the boost that it comes from, if it comes from one."""

    currency: reward.Currency
    source: reward.FactorSource
    value: Decimal
    boost: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A reward, and the names of the boosts in it by their ids."""

    final: reward.Reward
    boosts: Mapping[int, str] = field(default_factory=dict)

    @property
    def base(self) -> Amounts:
        """What it pays before anything is applied."""
        return Amounts(self.final.base_xp, self.final.base_stars)

    @property
    def factors(self) -> list[Multiplied]:
        """What the base was multiplied by."""
        return [
            Multiplied(
                factor.currency,
                factor.source,
                factor.value,
                None if factor.boost_id is None else self.boosts.get(factor.boost_id),
            )
            for factor in self.final.factors
        ]

    @property
    def cut_by(self) -> tuple[reward.Cut, ...]:
        """What lowered it."""
        return self.final.cut_by


@strawberry.type
class RewardAmounts:
    """An amount of each currency; the value is ``Amounts`` or the engine's ``Reward``."""

    xp: int
    stars: int
    gold: int


@strawberry.type
class RewardFactor:
    """One multiplier; the value is ``Multiplied``."""

    currency: reward.Currency
    source: reward.FactorSource
    value: Decimal
    boost: str | None


@strawberry.type
class Reward:
    """What something earned; the value is ``Told``."""

    base: RewardAmounts
    factors: list[RewardFactor]
    cut_by: list[reward.Cut]
    final: RewardAmounts
