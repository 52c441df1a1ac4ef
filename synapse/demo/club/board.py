"""What the club's founder posted for members to do and offers for gold, so that the pages about it show something.

It is done the way every admin does it. Nothing of it is accepted: what members earned is in the past that they lived.
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
from synapse.engine.shop import OfferKind
from synapse.services import quest_claims, quests, shop, zones
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


async def open_shop(engine: AsyncEngine, club: Club) -> int:
    """Offer what the club's shop sells; returns how many things that are."""
    offers = tomllib.loads(_read("shop.toml"))["offers"]
    for values in offers:
        wanted = {"kind": OfferKind.MARKER, **values}
        await shop.create(engine, actor=Actor(club.guild.owner_id), guild_id=club.guild.id, values=wanted)
    return len(offers)


def _read(name: str) -> str:
    return (files("synapse.demo.club") / "data" / name).read_text(encoding="utf-8")


@cache
def _quests() -> tuple[_Posted, ...]:
    return tuple(_Posted.model_validate(each) for each in tomllib.loads(_read("quests.toml"))["quests"])
