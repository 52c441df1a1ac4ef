"""What an operation costs and what its caller has left."""

from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api.context import Context
from synapse.api.limiting.points import Charge
from synapse.api.types.relay import resolved


def _cost(root: strawberry.Parent[Charge]) -> int:
    return root.requested


@strawberry.type
class RateLimit:
    """A caller's points; the value is ``points.Charge``."""

    cost: int = resolved(_cost)
    limit: int
    remaining: int
    reset_at: datetime


def rate_limit(info: Info[Context, None]) -> Charge:
    """What the present operation was charged."""
    return info.context.charge
