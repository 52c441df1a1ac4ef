"""What members prefer for themselves. It is theirs, so no audit row tells of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import StrictBool
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Notice, Part, Topic
from synapse.db.queries import audit
from synapse.db.queries import purses as queries
from synapse.db.read import reading, writing
from synapse.engine.settings import Color
from synapse.services import gifts
from synapse.services.checks import Draft, checked
from synapse.services.privacy import Visibility


@dataclass(frozen=True, slots=True)
class Preferences:
    """What of a member is announced (the reward stays either way), where, and how they want to be seen."""

    announce_level_ups: bool = True
    announce_achievements: bool = True
    announce_awards: bool = True
    announce_direct: bool = False
    visibility: Visibility = Visibility.NAMED
    accent_color: Color | None = None


class PreferencesPatch(Draft):
    """What to change; what is not given stays."""

    announce_level_ups: StrictBool = True
    announce_achievements: StrictBool = True
    announce_awards: StrictBool = True
    announce_direct: StrictBool = False
    visibility: Visibility = Visibility.NAMED
    accent_color: Color | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """How somebody wants it in one guild: what they prefer, and whether they let what they do be recorded."""

    preferences: Preferences
    tracked: bool


async def of_person(engine: AsyncEngine, user_id: int, guild_ids: Sequence[int]) -> dict[int, Own]:
    """How a person wants it in each of these guilds that knows them; one statement."""
    async with reading(engine) as connection:
        rows = await queries.own(connection, user_id, guild_ids)
    return {
        row["guild_id"]: Own(of(orjson.loads(row["preferences"]), row["visibility"]), row["tracked"]) for row in rows
    }


async def update(engine: AsyncEngine, *, guild_id: int, user_id: int, values: Mapping[str, Any]) -> Preferences:
    """Change some of a member's own preferences.

    Raises:
        Invalid: There is no such preference, or it has no such value.
        NotFound: They are not a member of the guild.
        Conflict: They left, or opted out of being tracked.
    """
    patch = checked(PreferencesPatch, values).model_dump(exclude_unset=True)
    async with writing(engine) as connection:
        member = await gifts.member_of(connection, guild_id, user_id)
        stored = orjson.loads(member["preferences"])
        visibility = Visibility(patch.pop("visibility", member["visibility"]))
        if patch or visibility is not Visibility(member["visibility"]):
            stored = await queries.prefer(connection, guild_id, user_id, patch, visibility.value)
            await audit.publish(connection, Notice(Topic.ACTIVITY, guild_id, frozenset({Part.MEMBERS})))
    return of(stored, visibility)


def of(stored: Mapping[str, Any], visibility: int) -> Preferences:
    """The preferences that are stored; names of another version are passed over."""
    known = {name: value for name, value in stored.items() if name in Preferences.__dataclass_fields__}
    return Preferences(**known | {"visibility": Visibility(visibility)})
