"""The recount finds whatever differs from the journal."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries.verify import CHECKS
from synapse.services.verify import verify
from tests.services.conftest import GUILD, Look
from tests.services.ingest.conftest import ADA, BOB, Happenings, Open

TAMPERED = {
    "members": "UPDATE members SET gold = gold + 1 WHERE user_id = 101",
    "member_seasons": "UPDATE member_seasons SET messages = messages + 1 WHERE user_id = 101",
    "member_days": "DELETE FROM member_days WHERE user_id = 102",
    "member_zones": "UPDATE member_zones SET xp = xp - 1",
    "activity_hours": "UPDATE activity_hours SET stars = stars + 1 WHERE kind = 1",
    "achievements": "DELETE FROM member_achievements",
    "levels": "UPDATE members SET level = level + 1 WHERE user_id = 101",
    "rank_buckets": "UPDATE rank_buckets SET members = members + 1 WHERE board = 'xp'",
    "listed": "UPDATE member_seasons SET listed = false WHERE user_id = 101",
    "streaks": "UPDATE members SET streak = 9 WHERE user_id = 101",
}


@pytest.fixture
async def busy(opened: Open) -> None:
    """A guild in which something happened."""
    happens = Happenings()
    async with opened() as ingest:
        for number in range(20):
            ingest.put(happens.message(ADA, at=60 * number, channel=12 if number % 3 else 11))
        for event in happens.reaction(BOB, ADA, 1001, at=5):
            ingest.put(event)
        ingest.put(happens.tick(BOB))
        await ingest.drain()


def test_every_check_is_tampered_with() -> None:
    assert set(TAMPERED) == set(CHECKS)


@pytest.mark.usefixtures("busy")
async def test_what_the_pipeline_wrote_agrees(live_engine: AsyncEngine) -> None:
    told: list[str] = []
    assert await verify(live_engine, on_check=told.append) == []
    assert told == list(CHECKS)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("check", TAMPERED)
async def test_a_difference_is_found_and_told(check: str, live_engine: AsyncEngine, look: Look) -> None:
    await look(TAMPERED[check])
    differences = await verify(live_engine, GUILD)
    assert check in {difference.check for difference in differences}
    assert all(difference.guild_id == GUILD and difference.kept != difference.counted for difference in differences)
    assert await verify(live_engine, GUILD + 1) == []
