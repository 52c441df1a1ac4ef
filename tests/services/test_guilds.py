import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.services import guilds
from synapse.services.guilds import ChannelSeen, GuildSeen, RoleSeen
from tests.services.conftest import GUILD, NOW, Look

pytestmark = pytest.mark.live

CLUB = GuildSeen(
    guild_id=GUILD,
    name="Campus Code Club",
    icon_url="http://127.0.0.1/icon.png",
    owner_id=7,
    channels=(
        ChannelSeen(id=10, name="Talk", kind=4),
        ChannelSeen(id=11, name="general", kind=0, parent_id=10),
        ChannelSeen(id=12, name="memes", kind=0, parent_id=10, position=1),
        ChannelSeen(id=13, name="off-topic", kind=0, position=2),
    ),
    roles=(RoleSeen(id=GUILD, name="@everyone"), RoleSeen(id=20, name="Lead", color=0xFF0000, permissions=1 << 62)),
)


async def test_a_new_guild_is_stored_and_seeded(live_engine: AsyncEngine, look: Look) -> None:
    assert await guilds.register(live_engine, CLUB, announce_channel=11, now=NOW)

    assert await look("SELECT name, icon_url, owner_id, seeded, active, settings FROM guilds") == [
        ("Campus Code Club", CLUB.icon_url, 7, True, True, {"announcements": {"channel_id": 11}})
    ]
    channels = await look("SELECT id, name, kind, parent_id, position, active FROM channels ORDER BY id")
    assert channels == [
        (10, "Talk", 4, None, 0, True),
        (11, "general", 0, 10, 0, True),
        (12, "memes", 0, 10, 1, True),
        (13, "off-topic", 0, None, 2, True),
    ]
    roles = await look("SELECT id, name, color, permissions FROM roles ORDER BY id")
    assert roles == [(20, "Lead", 0xFF0000, 1 << 62), (GUILD, "@everyone", 0, 0)]


async def test_registering_again_changes_nothing_but_what_is_different(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, CLUB, announce_channel=11, now=NOW)
    versions = (
        "SELECT xmin::text FROM guilds UNION ALL SELECT xmin::text FROM channels UNION ALL SELECT xmin::text FROM roles"
    )
    before = await look(versions)

    assert not await guilds.register(live_engine, CLUB, announce_channel=12, now=NOW)
    assert await look(versions) == before
    assert await look("SELECT settings FROM guilds") == [({"announcements": {"channel_id": 11}},)]


async def test_what_is_gone_becomes_inactive_and_comes_back(live_engine: AsyncEngine, look: Look) -> None:
    active = "SELECT id FROM channels WHERE active UNION ALL SELECT id FROM roles WHERE active ORDER BY id"
    smaller = GuildSeen(guild_id=GUILD, name="Renamed", channels=CLUB.channels[1:2], roles=CLUB.roles[:1])
    await guilds.register(live_engine, CLUB, announce_channel=None, now=NOW)

    await guilds.register(live_engine, smaller, announce_channel=None, now=NOW)
    assert await look(active) == [(11,), (GUILD,)]
    assert await look("SELECT name FROM guilds") == [("Renamed",)]

    await guilds.register(live_engine, CLUB, announce_channel=None, now=NOW)
    assert await look(active) == [(10,), (11,), (12,), (13,), (20,), (GUILD,)]


async def test_an_announce_channel_of_another_guild_is_ignored(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, CLUB, announce_channel=99, now=NOW)

    assert await look("SELECT settings FROM guilds") == [({"announcements": {"channel_id": None}},)]


async def test_a_guild_that_was_left_is_kept_but_inactive(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, CLUB, announce_channel=None, now=NOW)

    await guilds.left(live_engine, GUILD)
    await guilds.left(live_engine, GUILD)
    assert await look("SELECT active FROM guilds") == [(False,)]

    assert not await guilds.register(live_engine, CLUB, announce_channel=None, now=NOW)
    assert await look("SELECT active FROM guilds") == [(True,)]


async def test_channels_and_roles_follow_single_changes(live_engine: AsyncEngine, look: Look) -> None:
    await guilds.register(live_engine, CLUB, announce_channel=None, now=NOW)

    await guilds.channel_saved(live_engine, GUILD, ChannelSeen(id=11, name="plaza", kind=0))
    await guilds.channel_saved(live_engine, GUILD, ChannelSeen(id=14, name="new", kind=2))
    await guilds.channel_deleted(live_engine, GUILD, 12)
    await guilds.role_saved(live_engine, GUILD, RoleSeen(id=20, name="Captain"))
    await guilds.role_saved(live_engine, GUILD, RoleSeen(id=21, name="Guest"))
    await guilds.role_deleted(live_engine, GUILD, 20)

    channels = await look("SELECT id, name, active FROM channels WHERE id > 10 ORDER BY id")
    assert channels == [
        (11, "plaza", True),
        (12, "memes", False),
        (13, "off-topic", True),
        (14, "new", True),
    ]
    roles = await look("SELECT id, name, active FROM roles WHERE id < 100 ORDER BY id")
    assert roles == [(20, "Captain", False), (21, "Guest", True)]


async def test_channels_and_roles_of_an_unknown_guild_wait_for_its_registration(
    live_engine: AsyncEngine, look: Look
) -> None:
    await guilds.channel_saved(live_engine, GUILD, ChannelSeen(id=11, name="general", kind=0))
    await guilds.role_saved(live_engine, GUILD, RoleSeen(id=20, name="Lead"))

    assert await look("SELECT id FROM channels UNION ALL SELECT id FROM roles") == []
