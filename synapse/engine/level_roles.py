"""Which roles a member's level brings, and what has to change so that they have them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Steps:
    """What has to be done to a member's roles.

    Attributes:
        give: Roles to give.
        take: Roles to take back.
        forget: Roles that were given by us and that the member has no more, though nobody took them back.
    """

    give: frozenset[int] = frozenset()
    take: frozenset[int] = frozenset()
    forget: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.give or self.take or self.forget)


def due(level_roles: Mapping[int, int], level: int, *, above: int = 0, replace: bool = False) -> frozenset[int]:
    """The roles that a member of ``level`` is to have.

    Args:
        level_roles: The role of each level that brings one.
        level: The member's level.
        above: Levels up to this one bring nothing: the member had them before they left and came back.
        replace: Whether only the highest level's role stays, in place of those below it.
    """
    reached = sorted(each for each in level_roles if above < each <= level)
    return frozenset(level_roles[each] for each in (reached[-1:] if replace else reached))


def steps(has: Collection[int], given: Collection[int], wanted: Collection[int]) -> Steps:
    """From the roles that a member has to those that they are to have.

    Only roles that were given by us (``given``) are ever taken: what somebody has from elsewhere is theirs.
    """
    surplus = frozenset(given).difference(wanted)
    return Steps(frozenset(wanted).difference(has), surplus.intersection(has), surplus.difference(has))
