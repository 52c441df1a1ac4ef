"""Achievements; the values are the member service's."""

from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids
from synapse.api.context import Context
from synapse.api.execution.access import by_class
from synapse.api.types.relay import Node, resolved
from synapse.api.types.scalars import Color
from synapse.engine.rules import Rarity
from synapse.services import members

strawberry.enum(Rarity)


def _id(root: strawberry.Parent[members.Achievement]) -> strawberry.ID:
    return strawberry.ID(ids.encode(ids.Kind.ACHIEVEMENT, root.guild_id, root.id))


@strawberry.type
class Achievement(Node):
    """Something that can be earned; the value is ``members.Achievement``."""

    id: strawberry.ID = resolved(_id)
    name: str
    description: str
    rarity: Rarity
    color: Color
    badge: str
    xp: int
    gold: int

    @classmethod
    @by_class
    def is_type_of(cls, value: object, _info: Info[Context, None]) -> bool:
        """Whether a value is shown as this type."""
        return isinstance(value, members.Achievement)


@strawberry.type
class EarnedAchievement:
    """An achievement that was earned; the value is ``members.Earned``."""

    achievement: Achievement
    earned_at: datetime
