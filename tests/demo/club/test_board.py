"""What the club's founder posts and offers: through the services, with nothing earned or spent by it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Ports, Soft, Spool
from synapse.db.session import driver_transaction
from synapse.demo.club import found
from synapse.demo.club.board import open_shop, post_quests
from synapse.demo.club.seed import seed_history
from synapse.services import hand_ins, shop
from synapse.services.rules import Rulebook

pytestmark = pytest.mark.live

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def test_the_board_is_full_and_the_journal_untouched(live_engine: AsyncEngine, tmp_path: Path) -> None:
    club = found(1, 12)
    soft = Soft(spool=Spool(directory=tmp_path / "spool"), ports=Ports(discord=4567))
    await seed_history(live_engine, Rulebook(live_engine), soft, club, days=1, until=NOW)
    async with driver_transaction(live_engine) as connection:
        before = await connection.fetchval("SELECT count(*) FROM events")
    assert await post_quests(live_engine, club, now=NOW) == 5
    assert await open_shop(live_engine, club) == 3
    assert await hand_ins.count_waiting(live_engine, club.guild.id) == 3
    assert {offer.marker for offer in await shop.offers(live_engine, club.guild.id)} == {"🦊", "🚀", "🐞"}
    async with driver_transaction(live_engine) as connection:
        assert await connection.fetchval("SELECT count(*) FROM events") == before
        assert await connection.fetchval("SELECT count(*) FROM quests WHERE NOT active") == 1
