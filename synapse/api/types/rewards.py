"""Rewards that explain themselves; the values are the engine's."""

from dataclasses import dataclass
from decimal import Decimal

import strawberry

from synapse.api.types.relay import resolved
from synapse.engine import reward

strawberry.enum(reward.Currency, name="RewardCurrency")
strawberry.enum(reward.FactorSource, name="RewardSource")
strawberry.enum(reward.Cut, name="RewardCut")

_Parent = strawberry.Parent[reward.Reward]


@dataclass(frozen=True, slots=True)
class Amounts:
    """An amount of each currency."""

    xp: int
    stars: int
    gold: int = 0


@strawberry.type
class RewardAmounts:
    """An amount of each currency; the value is ``Amounts`` or the engine's ``Reward``."""

    xp: int
    stars: int
    gold: int


@strawberry.type
class RewardFactor:
    """One multiplier; the value is the engine's ``Factor``."""

    currency: reward.Currency
    source: reward.FactorSource
    value: Decimal


def _base(root: _Parent) -> Amounts:
    return Amounts(root.base_xp, root.base_stars)


def _final(root: _Parent) -> reward.Reward:
    return root


@strawberry.type
class Reward:
    """What something earned; the value is the engine's ``Reward``."""

    base: RewardAmounts = resolved(_base)
    factors: list[RewardFactor]
    cut_by: list[reward.Cut]
    final: RewardAmounts = resolved(_final)
