"""How the bot does, told by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.log import Fault
from synapse.services import heartbeats
from synapse.services.heartbeats import Heartbeat, State

pytestmark = pytest.mark.live

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GUILD = 6 << 22
FIRST = Heartbeat(instance="one", version="1", started_at=NOW, told_at=NOW)


async def test_nobody_told_anything(live_engine: AsyncEngine) -> None:
    assert await heartbeats.status(live_engine, GUILD, now=NOW) is None


async def test_a_run_is_told_of_from_its_start_to_its_end(live_engine: AsyncEngine) -> None:
    async def state(beat: Heartbeat, at: datetime) -> State:
        await heartbeats.tell(live_engine, beat)
        status = await heartbeats.status(live_engine, GUILD, now=at)
        assert status
        assert status.instance == "one"
        return status.state

    await heartbeats.begin(live_engine, FIRST)
    assert await state(FIRST, NOW) is State.CONNECTING
    online = replace(FIRST, online_since=NOW, told_at=NOW + timedelta(seconds=5))
    assert await state(online, NOW + timedelta(seconds=6)) is State.ONLINE
    assert await state(online, NOW + timedelta(seconds=36)) is State.SILENT
    assert await state(replace(online, stopped_at=NOW), NOW + timedelta(days=1)) is State.STOPPED


async def test_everything_told_is_read_again(live_engine: AsyncEngine) -> None:
    faults = (Fault(reference="b", what="errands.failed", at=NOW), Fault(reference="a", what="asyncio", at=NOW))
    beat = replace(FIRST, queue_depth=2**40, spool_depth=3, batch_size=4, batch_milliseconds=5.5, faults=faults)
    beat = replace(beat, events_recorded=6, events_dropped=7, events_rejected=8, events_per_minute=9)
    beat = replace(beat, notice_milliseconds=1.25, shards=(0, 2), shard_count=4)
    await heartbeats.begin(live_engine, beat)
    status = await heartbeats.status(live_engine, GUILD, now=NOW)
    assert status
    assert [getattr(status, name) for name in beat.__slots__] == [getattr(beat, name) for name in beat.__slots__]


async def test_the_run_that_goes_on_counts_and_old_ones_are_forgotten(live_engine: AsyncEngine) -> None:
    later = NOW + timedelta(days=8)
    await heartbeats.begin(live_engine, FIRST)
    ended = replace(FIRST, instance="two", told_at=later, stopped_at=later)
    await heartbeats.begin(live_engine, replace(FIRST, instance="three", told_at=later - timedelta(seconds=3)))
    await heartbeats.begin(live_engine, ended)
    status = await heartbeats.status(live_engine, GUILD, now=later)
    assert status
    assert status.instance == "three"
    async with live_engine.connect() as connection:
        names = (await connection.execute(text("SELECT instance FROM heartbeats ORDER BY 1"))).scalars().all()
    assert names == ["three", "two"]


async def test_the_process_that_hears_a_guild_tells_of_it(live_engine: AsyncEngine) -> None:
    await heartbeats.begin(live_engine, replace(FIRST, shards=(0, 2), shard_count=4))
    await heartbeats.begin(
        live_engine, replace(FIRST, instance="two", shards=(1, 3), shard_count=4, told_at=NOW + timedelta(seconds=1))
    )
    for guild_id, expected in ((6 << 22, "one"), (7 << 22, "two"), ((8 << 22) + 5, "one")):
        status = await heartbeats.status(live_engine, guild_id, now=NOW)
        assert status
        assert status.instance == expected
