"""The overview's figures at one moment."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import pulse as queries
from synapse.db.read import reading
from synapse.engine.rules import Rules


@dataclass(frozen=True, slots=True)
class Pulse:
    """How a guild is doing. "Today" is the day in the guild's time zone.

    Attributes:
        member_count: Members of the guild, bots not counted.
        active_today: Members who did something that was recorded.
        in_voice: Members in a voice channel now.
    """

    member_count: int
    active_today: int
    messages_today: int
    xp_today: int
    achievements_today: int
    in_voice: int


async def pulse(engine: AsyncEngine, rules: Rules, *, now: datetime) -> Pulse:
    """The figures of this moment; one statement."""
    local = now.astimezone(ZoneInfo(rules.settings.time_zone))
    midnight = datetime.combine(local.date(), time(), tzinfo=local.tzinfo)
    async with reading(engine) as connection:
        return Pulse(*await queries.pulse(connection, rules.guild_id, local.date(), midnight))
