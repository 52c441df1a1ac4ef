"""Five hundred new accounts that spam for a minute earn what fair play lets them, and are seen."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.session import driver_transaction
from synapse.engine.events import MessageSent
from synapse.services import raids
from tests.services.conftest import GUILD, NOW, Look
from tests.services.ingest.conftest import ADA, FIRST, Agrees, Happenings, Open

pytestmark = pytest.mark.live

RAIDERS = 500
MESSAGES = 12


async def test_raiders_earn_by_fair_play_alone_and_others_as_ever(
    live_engine: AsyncEngine, opened: Open, happens: Happenings, look: Look, agrees: Agrees
) -> None:
    async with driver_transaction(live_engine) as connection:
        await connection.execute(
            "INSERT INTO members (guild_id, user_id, display_name, joined_at) "
            "SELECT $1, 5000 + n, 'Raider ' || n, $2 FROM generate_series(0, $3::integer - 1) AS n",
            GUILD,
            NOW - timedelta(minutes=5),
            RAIDERS,
        )
        await connection.execute(
            "INSERT INTO members (guild_id, user_id, display_name, joined_at) VALUES ($1, $2, 'Ada', $3)",
            GUILD,
            ADA,
            NOW - timedelta(days=90),
        )
    async with opened() as pipeline:
        for second in range(0, 60, 60 // MESSAGES):
            for number in range(RAIDERS):
                pipeline.put(
                    MessageSent(
                        guild_id=GUILD,
                        user_id=5000 + number,
                        channel_id=11,
                        occurred_at=NOW + timedelta(seconds=second),
                        message_id=FIRST + (second * RAIDERS + number + 1) * 10,
                        length=20,
                        fingerprint=77,
                    )
                )
        pipeline.put(happens.message(ADA, at=1))
        pipeline.put(happens.message(ADA, at=40))
        await pipeline.drain()
    # Of a raider one message earns: the others come too soon, or say the same.
    assert await look("SELECT DISTINCT xp, messages FROM members WHERE user_id >= 5000") == [(15, MESSAGES)]
    assert await look(f"SELECT xp FROM members WHERE user_id = {ADA}") == [(30,)]  # noqa: S608 - a constant
    await agrees()

    seen = await raids.watch(live_engine, GUILD, now=NOW + timedelta(minutes=1))
    assert (seen.events, seen.members, seen.newcomers) == (RAIDERS * MESSAGES + 2, RAIDERS + 1, RAIDERS)
    assert seen.cut == RAIDERS * (MESSAGES - 1)
    assert seen.raid is not None
    assert (seen.raid.accounts, seen.raid.events, seen.raid.since) == (RAIDERS, RAIDERS * MESSAGES, NOW)

    over = await raids.watch(live_engine, GUILD, now=NOW + timedelta(minutes=11))
    assert (over.events, over.raid) == (0, None)
