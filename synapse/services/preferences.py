"""What members prefer for themselves. It is theirs, so no audit row tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import StrictBool
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import purses as queries
from synapse.db.read import writing
from synapse.services import gifts
from synapse.services.checks import Draft, checked


@dataclass(frozen=True, slots=True)
class Preferences:
    """What of a member is announced; the reward stays either way."""

    announce_level_ups: bool = True
    announce_achievements: bool = True
    announce_awards: bool = True


class PreferencesPatch(Draft):
    """What to change; what is not given stays."""

    announce_level_ups: StrictBool = True
    announce_achievements: StrictBool = True
    announce_awards: StrictBool = True


async def update(engine: AsyncEngine, *, guild_id: int, user_id: int, values: Mapping[str, Any]) -> Preferences:
    """Change some of a member's own preferences.

    Raises:
        Invalid: There is no such preference, or it is neither true nor false.
        NotFound: They are not a member of the guild.
        Conflict: They left, or opted out of being tracked.
    """
    patch = checked(PreferencesPatch, values).model_dump(exclude_unset=True)
    async with writing(engine) as connection:
        member = await gifts.member_of(connection, guild_id, user_id)
        stored = orjson.loads(member["preferences"])
        if patch:
            stored = await queries.prefer(connection, guild_id, user_id, patch)
            await audit.publish(connection, Notice(Topic.ACTIVITY, guild_id, frozenset({Part.MEMBERS})))
    known = Preferences.__dataclass_fields__
    return Preferences(**{name: value for name, value in stored.items() if name in known})
