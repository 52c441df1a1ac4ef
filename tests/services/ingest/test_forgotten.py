"""The pipeline and members who are forgotten: what was theirs is earned anew, and the books balance."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.services import own
from tests.services.conftest import GUILD, Look
from tests.services.ingest.conftest import ADA, BOB, Agrees, Happenings, Open

_EARNED = "SELECT count(*) FROM member_achievements JOIN achievements ON id = achievement_id WHERE name = 'First Steps'"

_NAMING = "SELECT count(*) FROM events WHERE user_id = :id OR event_key LIKE :key"


@pytest.mark.parametrize("told", [True, False])
async def test_who_was_forgotten_begins_anew(
    live_engine: AsyncEngine, opened: Open, happens: Happenings, look: Look, agrees: Agrees, *, told: bool
) -> None:
    async with opened() as ingest:

        async def talk(after: int) -> None:
            for number in range(20):
                ingest.put(happens.message(ADA, at=after + 60 * number))
            await ingest.drain()

        await talk(0)
        for event in happens.reaction(ADA, BOB, 5, at=1):
            ingest.put(event)
        await ingest.drain()
        assert await look(_EARNED) == [(1,)]
        (before,) = await look("SELECT sum(events), sum(xp) FROM activity_hours")

        assert await own.forget(live_engine, user_id=ADA, guild_id=GUILD) == [GUILD]
        assert await look(_NAMING, id=ADA, key=f"%:{ADA}") == [(0,)]
        assert await look("SELECT sum(events), sum(xp) FROM activity_hours") == [before]
        await agrees()

        if told:
            ingest.forget(GUILD)
        ingest.forget(5)
        await talk(3600)
        # Who is not told believes that she has it still.
        assert await look(_EARNED) == [(1 if told else 0,)]
    await agrees()
