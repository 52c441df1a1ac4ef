"""Level roles; the values are the service's."""

from datetime import datetime

import strawberry

from synapse.api.types.scalars import Snowflake
from synapse.services.level_roles import RoleProblem

strawberry.enum(RoleProblem)


@strawberry.type
class RoleTrouble:
    """What is in a role's way; the value is ``level_roles.Trouble``."""

    role_id: Snowflake
    problem: RoleProblem
    message: str
    since: datetime


@strawberry.type
class LevelRole:
    """A level's role; the value is ``level_roles.LevelRole``."""

    level: int
    role_id: Snowflake
    trouble: RoleTrouble | None


@strawberry.type
class LevelRoles:
    """All level roles of a guild; the value is ``level_roles.LevelRoles``."""

    level_roles: list[LevelRole]
    troubles: list[RoleTrouble]
    waiting: int
    checking: bool
