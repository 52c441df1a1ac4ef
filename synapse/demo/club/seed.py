"""Gives a database the club and its past, through the same engine and pipeline that live events take."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Soft
from synapse.db.queries import journal
from synapse.db.session import driver_transaction
from synapse.demo.club.found import Club
from synapse.demo.history import history
from synapse.demo.world import Guild, Member
from synapse.engine.events import Recorded
from synapse.errors import Unavailable
from synapse.services import guilds, members_sync
from synapse.services.guilds import ChannelSeen, GuildSeen, RoleSeen
from synapse.services.ingest import Ingest
from synapse.services.members_sync import MemberSeen
from synapse.services.rules import Rulebook

DAYS = 60
ANNOUNCE_IN = "level-ups"
_BLOCK = 2_000
_MEMBERS_AT_ONCE = 10_000
_AVATAR_PIXELS = 256

log = structlog.get_logger(__name__)


def _ignore(_: float) -> None:
    """Tell nobody."""


async def seed_history(
    engine: AsyncEngine,
    rulebook: Rulebook,
    settings: Soft,
    club: Club,
    *,
    days: int = DAYS,
    until: datetime,
    progress: Callable[[float], None] = _ignore,
) -> int:
    """Register the club with its members and take in what happened before `until`; once per database.

    A guild that has events is left alone, so that a second start costs one query.

    Args:
        engine: A migrated database.
        rulebook: Gets the club's rules loaded.
        settings: How the pipeline gathers events, and where the local Discord's pictures are.
        club: The local Discord's world.
        days: How far the past goes back; the first season begins with it.
        until: The end of the past. What it earned is in the feed and is never announced.
        progress: Told the share that is done, from 0 to 1.

    Returns:
        How many events were recorded; 0 if there were some already.

    Raises:
        Unavailable: Not all of it was committed, because the database went away.
    """
    async with driver_transaction(engine) as connection:
        if await journal.count_events(connection, club.guild.id):
            return 0
    await _register(engine, settings, club, starts_at=until - timedelta(days=days), now=until)
    await rulebook.load(club.guild.id)
    ingest = Ingest(engine, rulebook, settings, announce_after=until)
    await ingest.start()
    try:
        await _feed(ingest, history(club, days=days, until=until), until - timedelta(days=days), until, progress)
    finally:
        await ingest.stop()
    counters = ingest.counters
    if counters.dropped or counters.spooled or counters.rejected:
        raise Unavailable("The club's past could not be recorded whole. Begin again with an empty database.")
    log.info("club.seeded", guild_id=club.guild.id, events=counters.committed)
    return counters.committed


async def _register(engine: AsyncEngine, settings: Soft, club: Club, *, starts_at: datetime, now: datetime) -> None:
    guild = club.guild
    announce = next((channel.id for channel in guild.channels.values() if channel.name == ANNOUNCE_IN), None)
    await guilds.register(
        engine,
        guild_seen(guild),
        announce_channel=announce,
        now=now,
        season_starts_at=starts_at,
        motto=settings.community.motto,
    )
    files = f"http://127.0.0.1:{settings.ports.discord}"
    members = [member_seen(member, files) for member in guild.members.values()]
    for start in range(0, len(members), _MEMBERS_AT_ONCE):
        await members_sync.saw(engine, guild.id, members[start : start + _MEMBERS_AT_ONCE])


async def _feed(
    ingest: Ingest, events: Iterator[Recorded], since: datetime, until: datetime, progress: Callable[[float], None]
) -> None:
    while block := list(islice(events, _BLOCK)):
        for event in block:
            ingest.put(event)
        await ingest.drain()
        progress((block[-1].occurred_at - since) / (until - since))
    progress(1.0)


def guild_seen(guild: Guild) -> GuildSeen:
    """A guild of the local Discord as the services take it."""
    return GuildSeen(
        guild_id=guild.id,
        name=guild.name,
        owner_id=guild.owner_id,
        locale=guild.locale,
        channels=tuple(
            ChannelSeen(
                id=each.id, name=each.name, kind=int(each.type), parent_id=each.parent_id, position=each.position
            )
            for each in guild.channels.values()
        ),
        roles=tuple(
            RoleSeen(id=each.id, name=each.name, color=each.color, position=each.position, permissions=each.permissions)
            for each in guild.roles.values()
        ),
    )


def member_seen(member: Member, files: str) -> MemberSeen:
    """A member of the local Discord as the services take it; `files` is where pictures are served."""
    user = member.user
    own = f"{files}/avatars/{user.id}/{user.avatar}.png?size={_AVATAR_PIXELS}"
    default = f"{files}/embed/avatars/{(user.id >> 22) % 6}.png"
    return MemberSeen(
        user_id=user.id,
        username=user.username,
        display_name=member.display_name,
        avatar_url=own if user.avatar else default,
        role_ids=tuple(member.role_ids),
        is_bot=user.bot,
        joined_at=datetime.fromtimestamp(member.joined_ms / 1000, UTC),
    )
