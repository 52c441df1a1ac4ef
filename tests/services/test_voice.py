import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.services import guilds, voice
from synapse.services.guilds import GuildSeen
from synapse.services.voice import StoredSession
from tests.services.conftest import GUILD, NOW

pytestmark = pytest.mark.live

ADA = StoredSession(guild_id=GUILD, user_id=1, channel_id=11, started_at=NOW, seen_at=NOW)
BOB = StoredSession(guild_id=GUILD, user_id=2, channel_id=11, started_at=NOW, ticks=3, silent_since=NOW, seen_at=NOW)


@pytest.mark.usefixtures("club")
async def test_stays_are_found_again_as_they_were_stored(live_engine: AsyncEngine) -> None:
    await voice.save(live_engine, [BOB, ADA])
    assert await voice.stored(live_engine, GUILD) == [ADA, BOB]
    assert await voice.stored(live_engine, 404) == []


@pytest.mark.usefixtures("club")
async def test_a_stay_goes_on(live_engine: AsyncEngine) -> None:
    await voice.save(live_engine, [ADA, BOB])
    later = replace(ADA, channel_id=12, ticks=1, silent_since=NOW, seen_at=NOW + timedelta(minutes=10))

    await voice.save(live_engine, [replace(later, ticks=0), later])
    assert await voice.stored(live_engine, GUILD) == [later, BOB]


@pytest.mark.usefixtures("club")
async def test_a_stay_ends(live_engine: AsyncEngine) -> None:
    await voice.save(live_engine, [ADA, BOB])
    await voice.ended(live_engine, GUILD, [1, 3])
    assert await voice.stored(live_engine, GUILD) == [BOB]


@pytest.mark.usefixtures("club")
async def test_coming_and_going_send_notices_to_each_guild(live_engine: AsyncEngine, listener: Listener) -> None:
    await guilds.register(live_engine, GuildSeen(guild_id=5, name="Other"), announce_channel=None, now=NOW)
    heard: asyncio.Queue[Notice] = asyncio.Queue()
    listener.on_notice(lambda notice: heard.put_nowait(notice) if notice.topic is Topic.ACTIVITY else None)

    def notice(guild_id: int) -> Notice:
        return Notice(Topic.ACTIVITY, guild_id, frozenset({Part.VOICE}))

    await voice.save(live_engine, [ADA, BOB, replace(ADA, guild_id=5)])
    assert [await heard.get(), await heard.get()] == [notice(5), notice(GUILD)]

    await voice.save(live_engine, [replace(ADA, ticks=1)])
    await voice.ended(live_engine, GUILD, [404])
    await voice.ended(live_engine, GUILD, [1, 2])
    assert await heard.get() == notice(GUILD)
    assert heard.empty()
