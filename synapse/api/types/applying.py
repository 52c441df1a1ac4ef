"""Rules that are applied to what happened before; the value is ``retroactive.Application``."""

from datetime import datetime

import strawberry

from synapse.api.types.relay import resolved
from synapse.api.types.scalars import BigInt
from synapse.services import retroactive

strawberry.enum(retroactive.State, name="RulesApplicationState")
_Parent = strawberry.Parent[retroactive.Application]


def _number(root: _Parent) -> int:
    return root.id


def _total(root: _Parent) -> int:
    return root.total


def _judged(root: _Parent) -> int:
    return root.judged


def _changed(root: _Parent) -> int:
    return root.changed


@strawberry.type
class RulesApplication:
    """How far an application came."""

    number: BigInt = resolved(_number)
    state: retroactive.State
    progress: float
    since: datetime
    until: datetime
    event_count: BigInt = resolved(_total)
    judged_count: BigInt = resolved(_judged)
    changed_count: BigInt = resolved(_changed)
    xp: BigInt
    stars: BigInt
    started_at: datetime
    finished_at: datetime | None
