"""Imports of other programs' totals; the values are those of ``services.imports``."""

from dataclasses import dataclass
from datetime import datetime

import strawberry
from strawberry.types.info import Info

from synapse.api import ids, permissions
from synapse.api.context import Context
from synapse.api.types.relay import resolved
from synapse.api.types.scalars import JSON, BigInt, Snowflake
from synapse.errors import Invalid
from synapse.services import settings
from synapse.services.imports import found, planning
from synapse.services.imports.found import Source
from synapse.services.imports.offers import Offer, Offered
from synapse.services.imports.planning import Choice, Keep, Meeting, State

_NAME = "Import"

strawberry.enum(Source, name="ImportSource")
strawberry.enum(State, name="ImportState")
strawberry.enum(Keep, name="ImportKeep")
strawberry.enum(Meeting, name="ImportMeeting")
strawberry.enum(Offered, name="OfferedSetting")


def id_of(guild_id: int, number: int) -> str:
    """An import's id."""
    return ids.pack(_NAME, guild_id, number)


def numbers_of_import(text: str) -> tuple[int, int]:
    """The guild and the number in an import's id.

    Raises:
        Invalid: It is the id of something else.
    """
    try:
        name, guild_id, number = ids.unpack(text)
    except ValueError:
        name, guild_id, number = "", "0", "0"
    if name != _NAME:
        raise Invalid("This is not the id of an import.", path=("id",))
    return int(guild_id), int(number)


@dataclass(frozen=True, slots=True)
class Present:
    """An offer, beside what holds here now."""

    offer: Offer
    present: JSON | None

    @property
    def what(self) -> Offered:
        """Which setting."""
        return self.offer.what

    @property
    def key(self) -> str:
        """Its key here."""
        return self.offer.key

    @property
    def value(self) -> JSON:
        """What it would be."""
        return JSON(self.offer.value)


@strawberry.type
class ImportOffer:
    """A setting of the source; the value is ``Present``."""

    what: Offered
    key: str
    present: JSON | None
    value: JSON | None


@strawberry.type
class OddRow:
    """A row that is left out; the value is ``found.OddRow``."""

    where: str
    why: str


@strawberry.type
class ImportSums:
    """Sums; the value is ``planning.Sums``."""

    xp: BigInt
    stars: BigInt
    gold: BigInt
    messages: BigInt
    voice_minutes: BigInt


@strawberry.type
class ImportMember:
    """A member before and after; the value is ``planning.PlannedMember``."""

    user_id: Snowflake
    name: str | None
    is_new: bool
    xp_before: BigInt
    xp_after: BigInt
    level_before: int
    level_after: int


@strawberry.type
class ImportPreview:
    """What applying would do; the value is ``planning.Preview``."""

    people: int
    newcomers: int
    changed: int
    before: ImportSums
    after: ImportSums
    members: list[ImportMember]


_Parent = strawberry.Parent[planning.Import]


def _id(root: _Parent) -> strawberry.ID:
    return strawberry.ID(id_of(root.guild_id, root.id))


def _odd_rows(root: _Parent) -> tuple[found.OddRow, ...]:
    return root.odd


async def _offers(root: _Parent, info: Info[Context, None]) -> list[Present]:
    if not root.offers:
        return []
    now = await settings.settings(info.context.engine, root.guild_id)
    values = {each.field.key: each.value for group in now.groups for each in group.settings}
    return [Present(offer, JSON(values[offer.key])) for offer in root.offers]


async def _preview(
    root: _Parent,
    info: Info[Context, None],
    keep: Keep = Keep.XP,
    meeting: Meeting = Meeting.LARGER,
    take: list[Offered] = [],  # noqa: B006 - read by Strawberry as the default, never changed
) -> planning.Preview:
    choice = Choice(keep, meeting, frozenset(take))
    return await planning.preview(info.context.engine, guild_id=root.guild_id, number=root.id, choice=choice)


@strawberry.type
class Import:
    """A file that was uploaded; the value is ``planning.Import``."""

    id: strawberry.ID = resolved(_id)
    source: Source
    state: State
    people: int
    created_at: datetime
    offers: list[ImportOffer] = resolved(_offers)
    odd_rows: list[OddRow] = resolved(_odd_rows)
    odd_count: int
    preview: ImportPreview = resolved(_preview)


async def imports_of(context: Context, guild_id: int) -> list[planning.Import]:
    """A guild's newest imports, for its admins."""
    await permissions.admin_reads(context, guild_id)
    return await planning.imports(context.engine, guild_id)
