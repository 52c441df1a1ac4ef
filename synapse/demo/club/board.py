"""What the club's founder posted for members to do, so that the pages about it have something to show.

It is posted the way every admin does it. Nothing of it is accepted: what members earned is in the past that they lived.
"""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import cycle, islice
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.demo.club.found import Club
from synapse.services import quest_claims, quests, zones
from synapse.services.changes import Actor
from synapse.services.quests import Proof, Quest

_Few = Annotated[int, Field(ge=0, le=20)]


class _Posted(BaseModel):
    """A quest of the club, and how many members are at it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    description: str
    xp: int = 0
    stars: int | None = None
    gold: int = 0
    places: int | None = None
    proof: Proof
    zone: str | None = None
    days: int | None = None
    closed: bool = False
    claimed: _Few = 0
    handed_in: _Few = 0
    says: tuple[str, ...] = ()


async def post_quests(engine: AsyncEngine, club: Club, *, now: datetime) -> int:
    """Post the club's quests, and let some members take them on; returns how many there are."""
    guild = club.guild
    founder = Actor(guild.owner_id)
    by_name = {zone.name: zone.id for zone in await zones.zones(engine, guild.id)}
    people = [member.user.id for member in guild.members.values() if not member.user.bot]
    takers = cycle(user_id for user_id in people if user_id != guild.owner_id)
    for posted in _quests():
        values = posted.model_dump(include={"title", "description", "xp", "stars", "gold", "places", "proof"})
        values["ends_at"] = None if posted.days is None else now + timedelta(days=posted.days)
        values["zone_id"] = by_name.get(posted.zone or "")
        quest = await quests.create(engine, actor=founder, guild_id=guild.id, values=values, now=now)
        at_it = list(islice(takers, posted.claimed + posted.handed_in))
        for user_id in at_it:
            await quest_claims.claim(engine, guild_id=guild.id, user_id=user_id, quest_id=quest.id, now=now)
        for user_id, proof in zip(at_it[: posted.handed_in], posted.says, strict=True):
            whose = {"guild_id": guild.id, "user_id": user_id, "quest_id": quest.id}
            await quest_claims.hand_in(engine, **whose, proof=proof, now=now)
        if posted.closed:
            await _close(engine, founder, quest)
    return len(_quests())


async def _close(engine: AsyncEngine, founder: Actor, quest: Quest) -> None:
    guild_id, quest_id, version = quest.guild_id, quest.id, quest.version
    await quests.set_active(engine, actor=founder, guild_id=guild_id, quest_id=quest_id, version=version, active=False)


@cache
def _quests() -> tuple[_Posted, ...]:
    text = (files("synapse.demo.club") / "data" / "quests.toml").read_text(encoding="utf-8")
    return tuple(_Posted.model_validate(each) for each in tomllib.loads(text)["quests"])
