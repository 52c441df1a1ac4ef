"""Ranks from buckets are what counting everybody who has more gives, at the edges of buckets too."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.queries import ranks
from synapse.db.queries.guilds import GuildSeen
from synapse.db.queries.ranks import Board
from synapse.db.session import driver_transaction
from synapse.services import guilds

GUILD = 900
_FILL = """
INSERT INTO members (guild_id, user_id, xp, stars, gold)
SELECT 900, 1000 + n, CASE WHEN n <= 300 THEN n / 2 ELSE (1.07 ^ (n / 3.0))::bigint END, n % 7, n
FROM generate_series(0, 700) AS n
"""
_FILL_SEASON = "INSERT INTO member_seasons (guild_id, season_id, user_id, xp) SELECT 900, $1, user_id, xp FROM members"


@pytest.mark.parametrize("board", ["xp", "stars", "gold"])
async def test_a_rank_is_one_more_than_the_number_of_those_who_have_more(
    live_engine: AsyncEngine, board: Board
) -> None:
    async with driver_transaction(live_engine) as connection:
        await _filled(live_engine, connection)
        rows = await connection.fetch(f"SELECT {board} AS value, rank() OVER (ORDER BY {board} DESC) FROM members")  # noqa: S608 - a parameter of this test
        for row in rows:
            assert await ranks.rank(connection, GUILD, board, ranks.ALL_TIME, row["value"]) == row["rank"], row
        assert await ranks.total(connection, GUILD, board, ranks.ALL_TIME) == sum(row["value"] > 0 for row in rows)


async def test_a_season_has_ranks_of_its_own_and_a_page_gets_all_of_its(live_engine: AsyncEngine) -> None:
    async with driver_transaction(live_engine) as connection:
        season = await _filled(live_engine, connection)
        rows = await connection.fetch(
            "SELECT xp, rank() OVER (ORDER BY xp DESC) FROM member_seasons WHERE xp > 0 ORDER BY xp DESC"
        )
        page = rows[400:425]
        assert [row["rank"] for row in page] == await ranks.ranks_of_page(
            connection, GUILD, "xp", season, [row["xp"] for row in page]
        )
        assert await ranks.rank(connection, GUILD, "xp", season, 0) == len(rows) + 1


async def test_no_bucket_reaches_beyond_the_bound_that_ranks_are_counted_within(live_engine: AsyncEngine) -> None:
    beyond = """
    SELECT v FROM (SELECT generate_series(1, 100000) AS v UNION ALL SELECT (1.013 ^ n)::bigint FROM
        generate_series(900, 3300) AS n) AS values WHERE rank_bucket(v + v / 45 + 1) = rank_bucket(v)
    """
    async with driver_transaction(live_engine) as connection:
        assert await connection.fetch(beyond) == []


async def _filled(engine: AsyncEngine, connection: Any) -> int:  # noqa: ANN401 - asyncpg's connection
    seen = GuildSeen(guild_id=GUILD, name="Ranks", icon_url=None, owner_id=None, locale="en-US", channels=(), roles=())
    await guilds.register(engine, seen, announce_channel=None, now=datetime.now(UTC))
    season: int = await connection.fetchval("SELECT id FROM seasons WHERE guild_id = 900")
    await connection.execute(_FILL)
    await connection.execute(_FILL_SEASON, season)
    return season
