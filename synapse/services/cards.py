"""What a member's card shows beside their profile: out of how many the rank is, and where they earned most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import members as queries
from synapse.db.queries import ranks
from synapse.db.read import reading
from synapse.engine.rules import Rules
from synapse.services import members
from synapse.services.members import Profile
from synapse.services.privacy import STRANGER, Reader

_LOOKING_BACK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Card:
    """A member's card.

    Attributes:
        profile: Who it is, with all their figures.
        members: How many are on the XP board of all time.
        zone: The name of the zone in which they earned the most XP in the last 60 days; None for the default one.
        accent: The colour that they chose, ``#rrggbb``; None for the guild's.
    """

    profile: Profile
    members: int
    zone: str | None
    accent: str | None = None


async def card(
    engine: AsyncEngine, rules: Rules, user_id: int, *, now: datetime, reader: Reader = STRANGER
) -> Card | None:
    """A member's card as the reader sees it; None as for ``members.by_id``."""
    profile = await members.profile(engine, rules, user_id, now=now, reader=reader)
    if profile is None:
        return None
    async with reading(engine) as connection:
        total = await ranks.total(connection, rules.guild_id, "xp", ranks.ALL_TIME)
        zone_id = await queries.best_zone(connection, rules.guild_id, profile.member.key, now - _LOOKING_BACK)
        # Whoever is shown without a name is not known by their colour either.
        accent = (
            await queries.accent(connection, rules.guild_id, profile.member.key)
            if not profile.member.anonymous
            else None
        )
    zone = rules.zones.get(zone_id) if zone_id is not None else None
    return Card(profile, total, zone.name if zone else None, accent)
