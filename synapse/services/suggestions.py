"""What a guild's first run proposes: zones made of Discord's own channel categories."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.services import directory, zones
from synapse.services.changes import Actor
from synapse.services.defaults import CATEGORY
from synapse.services.zones import Zone

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category whose channels are in no zone: they could be one, called like it; ``zone`` if there is such a one."""

    category_id: int
    name: str
    channel_ids: tuple[int, ...]
    zone: Zone | None


async def suggestions(engine: AsyncEngine, guild_id: int) -> list[Suggestion]:
    """What could become zones, in Discord's order: categories with channels that are in no zone."""
    channels = await directory.channels(engine, guild_id)
    by_name = {each.name.casefold(): each for each in await zones.zones(engine, guild_id)}
    found = []
    for category in (each for each in channels if each.kind == CATEGORY):
        inside = tuple(each.id for each in channels if each.parent_id == category.id and each.zone_id is None)
        name = category.name.strip()[:_LONGEST_NAME].strip()
        if inside and name:
            found.append(Suggestion(category.id, name, inside, by_name.get(name.casefold())))
    return found


async def take(engine: AsyncEngine, *, actor: Actor, guild_id: int, category_ids: Collection[int]) -> list[Zone]:
    """Make zones of these categories, one after the other; each is a change of its own in the audit log.

    What is taken already is passed over, so doing it again does nothing. A zone of the same name gets the channels.

    Raises:
        Conflict: Somebody else changed a zone meanwhile, or there are too many.
        Invalid: A category is called what no zone can be called.
    """
    made = []
    for category_id in category_ids:
        # Anew each time: two categories may have one name, and the first of them has just made the zone.
        each = next((one for one in await suggestions(engine, guild_id) if one.category_id == category_id), None)
        if each is not None:
            made.append(await _one(engine, actor, guild_id, each))
    return made


async def _one(engine: AsyncEngine, actor: Actor, guild_id: int, each: Suggestion) -> Zone:
    if each.zone is None:
        values = {"name": each.name, "channel_ids": each.channel_ids}
        return await zones.create(engine, actor=actor, guild_id=guild_id, values=values)
    there = each.zone
    if not there.active:
        there = await zones.set_active(
            engine, actor=actor, guild_id=guild_id, zone_id=there.id, version=there.version, active=True
        )
    return await zones.update(
        engine,
        actor=actor,
        guild_id=guild_id,
        zone_id=there.id,
        version=there.version,
        values={"channel_ids": (*there.channel_ids, *each.channel_ids)},
    )
