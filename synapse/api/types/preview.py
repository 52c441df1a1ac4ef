"""What if; the values are the preview service's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import paging
from synapse.api.context import Context
from synapse.api.types.members import Member
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import BigInt, Snowflake
from synapse.services import members, preview
from synapse.services.preview import Earnings


@strawberry.type
class PreviewEarnings:
    """What was earned and would have been; the value is ``preview.Earnings``."""

    xp: BigInt
    stars: BigInt
    new_xp: BigInt
    new_stars: BigInt


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one member."""

    guild_id: int
    user_id: int
    earnings: Earnings


async def _member(root: strawberry.Parent[Outcome], info: Info[Context, None]) -> members.Member | None:
    return await info.context.loaders.member(root.guild_id, root.user_id)


@strawberry.type
class PreviewMember:
    """The outcome for one member; the value is ``Outcome``."""

    user_id: Snowflake
    member: Member | None = resolved(_member)
    earnings: PreviewEarnings


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview of a guild."""

    guild_id: int
    preview: preview.Preview

    @property
    def since(self) -> datetime:
        """From when on events were judged."""
        return self.preview.since

    @property
    def event_count(self) -> int:
        """How many events were judged."""
        return self.preview.events

    @property
    def total(self) -> Earnings:
        """The guild in all."""
        return self.preview.total

    @property
    def member_count(self) -> int:
        """How many members did anything."""
        return len(self.preview.members)

    def most_changed(self, first: int) -> Sequence[Outcome]:
        """The members for whom most would have changed, equal ones by id."""

        def change(item: tuple[int, Earnings]) -> tuple[int, int]:
            user_id, each = item
            return -abs(each.new_xp - each.xp) - abs(each.new_stars - each.stars), user_id

        ordered = sorted(self.preview.members.items(), key=change)
        return [Outcome(self.guild_id, user_id, earnings) for user_id, earnings in ordered[:first]]


def _members(root: strawberry.Parent[Shown], first: int = 50) -> Sequence[Outcome]:
    return root.most_changed(paging.bounded(first, "first"))


@strawberry.type
class RulesPreview:
    """What would have been earned; the value is ``Shown``."""

    since: datetime
    event_count: int
    total: PreviewEarnings
    member_count: int
    members: list[PreviewMember] = resolved(_members)
