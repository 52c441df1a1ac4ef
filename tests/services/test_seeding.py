import asyncio
from datetime import timedelta
from decimal import Decimal

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.services import guilds
from synapse.services.defaults import defaults
from synapse.services.guilds import ChannelSeen, GuildSeen
from tests.services.conftest import GUILD, NOW, Look

pytestmark = pytest.mark.live

CHANNELS = (ChannelSeen(id=11, name="general", kind=0), ChannelSeen(id=12, name="memes", kind=0))
ACHIEVEMENTS = """
SELECT name, trigger, threshold, scope, xp, rarity, badge, category, series, series_step, active
FROM achievements ORDER BY id
"""
SEEN = GuildSeen(guild_id=GUILD, name="Club", channels=CHANNELS)


async def test_a_new_guild_has_the_default_zones(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, SEEN, announce_channel=None, now=NOW)

    assert await look("SELECT name, description, active FROM zones ORDER BY id") == [
        (zone.name, zone.description, True) for zone in defaults().zones
    ]
    joined = "FROM zone_multipliers JOIN zones ON zones.id = zone_id WHERE name = 'programming' ORDER BY kind"
    assert await look("SELECT kind, xp, stars " + joined) == [
        (1, Decimal("1.5"), 1),
        (2, Decimal("0.3"), 1),
        (3, Decimal("0.5"), 1),
        (4, 2, Decimal("1.5")),
    ]
    placed = "SELECT channel_id, name FROM zone_channels JOIN zones ON zones.id = zone_id ORDER BY channel_id"
    assert await look(placed) == [(11, "general"), (12, "memes")]


async def test_a_new_guild_has_the_default_achievements(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, SEEN, announce_channel=None, now=NOW)

    assert await look(ACHIEVEMENTS) == [
        (
            each.name, each.trigger, each.threshold, each.scope, each.xp, each.rarity, each.badge, each.category,
            each.series, each.series_step, True,
        )
        for each in defaults().achievements
    ]  # fmt: skip


async def test_the_first_season_begins_now_or_when_history_does(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, SEEN, announce_channel=None, now=NOW)
    past = NOW - timedelta(days=60)
    other = GuildSeen(guild_id=5, name="Other")
    await guilds.register(live_engine, other, announce_channel=None, now=NOW, season_starts_at=past)

    assert await look("SELECT guild_id, name, starts_at, ends_at, active FROM seasons ORDER BY guild_id") == [
        (5, "Season 1", past, None, True),
        (GUILD, "Season 1", NOW, None, True),
    ]


async def test_a_new_guild_has_the_motto_it_is_given(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, SEEN, announce_channel=None, now=NOW, motto="We build things")
    await guilds.register(live_engine, SEEN, announce_channel=None, now=NOW, motto="Another")

    assert await look("SELECT settings ->> 'motto' FROM guilds") == [("We build things",)]


async def test_seeding_is_written_down(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, SEEN, announce_channel=11, now=NOW)

    ((guild_id, actor, action, subject, before, after),) = await look(
        "SELECT guild_id, actor_id, action, subject, before, after FROM audit_log"
    )
    assert (guild_id, actor, action, subject, before) == (GUILD, None, "seed", "guild", None)
    assert after == {
        "announce_channel": 11,
        "season_starts_at": "2026-03-01T12:00:00+00:00",
        "zones": {"programming": [], "cybersecurity": [], "memes": [12], "announcements": [], "general": [11]},
    }


async def test_what_admins_made_of_the_defaults_stays(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, SEEN, announce_channel=None, now=NOW)
    await look("DELETE FROM zone_channels")
    await look("UPDATE zones SET name = 'fun' WHERE name = 'memes'")
    await look("DELETE FROM achievements WHERE name = 'Galaxy'")
    await look("UPDATE seasons SET active = false, ends_at = :at", at=NOW + timedelta(days=1))

    assert not await guilds.register(live_engine, SEEN, announce_channel=None, now=NOW)
    assert await look("SELECT count(*) FROM zone_channels") == [(0,)]
    assert await look("SELECT count(*) FROM achievements WHERE name = 'Galaxy'") == [(0,)]
    assert await look("SELECT count(*) FROM zones WHERE name IN ('fun', 'memes')") == [(1,)]
    assert await look("SELECT count(*) FROM seasons") == [(1,)]


async def test_what_is_there_before_seeding_is_kept(live_engine: AsyncEngine, look: Look) -> None:
    settings = '{"announcements": {"channel_id": 12}}'
    insert = "INSERT INTO guilds (guild_id, name, settings) VALUES (:id, 'Club', CAST(:settings AS jsonb))"
    await look(insert, id=GUILD, settings=settings)
    ((memes,),) = await look("INSERT INTO zones (guild_id, name) VALUES (:id, 'memes') RETURNING id", id=GUILD)
    await look(
        "INSERT INTO zone_channels (guild_id, channel_id, zone_id) VALUES (:id, 11, :zone)", id=GUILD, zone=memes
    )
    await look("INSERT INTO achievements (guild_id, name, trigger) VALUES (:id, 'Galaxy', 'manual')", id=GUILD)
    await look(
        "INSERT INTO seasons (guild_id, name, starts_at, active) VALUES (:id, 'Zero', :at, true)", id=GUILD, at=NOW
    )

    assert await guilds.register(live_engine, SEEN, announce_channel=11, now=NOW)
    assert await look("SELECT settings FROM guilds") == [({"announcements": {"channel_id": 12}},)]
    assert await look("SELECT channel_id, zone_id FROM zone_channels") == [(11, memes)]
    assert await look("SELECT count(*) FROM zone_multipliers WHERE zone_id = :zone", zone=memes) == [(0,)]
    assert await look("SELECT trigger FROM achievements WHERE name = 'Galaxy'") == [("manual",)]
    assert await look("SELECT count(*) FROM achievements") == [(11,)]
    assert await look("SELECT name FROM seasons") == [("Zero",)]


async def test_registering_at_once_seeds_once(live_engine: AsyncEngine, look: Look) -> None:
    tries = [guilds.register(live_engine, SEEN, announce_channel=None, now=NOW) for _ in range(4)]
    assert sorted(await asyncio.gather(*tries)) == [False, False, False, True]
    assert await look("SELECT count(*) FROM achievements") == [(11,)]
    assert await look("SELECT count(*) FROM audit_log") == [(1,)]


async def test_seeding_that_fails_leaves_nothing_behind(live_engine: AsyncEngine, look: Look) -> None:
    # An old season that is not active and overlaps: the first season cannot be opened.
    await look("INSERT INTO guilds (guild_id, name) VALUES (:id, 'Club')", id=GUILD)
    season = "INSERT INTO seasons (guild_id, name, starts_at, active) VALUES (:id, 'Old', :at, false)"
    await look(season, id=GUILD, at=NOW)

    with pytest.raises(asyncpg.ExclusionViolationError, match="ex_seasons_overlap"):
        await guilds.register(live_engine, SEEN, announce_channel=None, now=NOW)
    assert await look("SELECT seeded FROM guilds") == [(False,)]
    assert await look("SELECT count(*) FROM zones") == [(0,)]
