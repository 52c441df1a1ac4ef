import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.services import settings
from synapse.services.changes import Actor
from tests.services.conftest import GUILD, Look
from tests.services.ingest.conftest import ADA, Agrees, Happenings, Open

pytestmark = pytest.mark.live


async def test_another_time_zone_counts_days_and_streaks_anew(
    live_engine: AsyncEngine, opened: Open, happens: Happenings, agrees: Agrees, look: Look
) -> None:
    async with opened() as pipeline:
        # At noon and at 23:00 of one day in UTC, which are two days in Tokyo.
        pipeline.put(happens.message(ADA, at=0))
        pipeline.put(happens.message(ADA, at=11 * 3600))
        await pipeline.drain()
    days = "SELECT day::text, messages FROM member_days ORDER BY day"
    streak = "SELECT streak, last_active_on::text FROM members"
    assert await look(days) == [("2026-03-01", 2)]
    assert await look(streak) == [(1, "2026-03-01")]

    values = {"time_zone": "Asia/Tokyo"}
    await settings.update(live_engine, actor=Actor(7), guild_id=GUILD, version=1, values=values)

    assert await look(days) == [("2026-03-01", 1), ("2026-03-02", 1)]
    assert await look(streak) == [(2, "2026-03-02")]
    await agrees()


async def test_another_number_of_forgiven_days_counts_streaks_anew(
    live_engine: AsyncEngine, opened: Open, happens: Happenings, agrees: Agrees, look: Look
) -> None:
    async with opened() as pipeline:
        for day in (0, 1, 3):
            pipeline.put(happens.message(ADA, at=day * 86_400))
        await pipeline.drain()
    streak = "SELECT streak, longest_streak FROM members"
    assert await look(streak) == [(3, 3)]
    await settings.update(live_engine, actor=Actor(7), guild_id=GUILD, version=1, values={"streaks.grace_days": 0})
    assert await look(streak) == [(1, 2)]
    await agrees()
