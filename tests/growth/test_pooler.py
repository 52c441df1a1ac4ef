"""Everything works with PgBouncer in transaction mode between, which keeps nothing from one transaction to the next."""

import asyncio
from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from sqlalchemy.engine import URL

from synapse.config import Process, Settings, Soft
from synapse.db.notify import Notice, Part, Topic
from synapse.db.read import reading, writing
from synapse.errors import TimedOut
from synapse.runtime import Runtime
from tests.growth.servers import PGBOUNCER, pooler

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(PGBOUNCER is None, reason="pgbouncer is not installed (apt-get install pgbouncer)"),
]


@pytest.fixture
def settings(live_url: URL) -> Iterator[Settings]:
    with pooler(live_url) as port:
        yield Settings(
            process=Process.TOOL,
            soft=Soft(),
            database_url=SecretStr(live_url.set(port=port).render_as_string(hide_password=False)),
            database_direct_url=SecretStr(live_url.render_as_string(hide_password=False)),
        )


async def test_reading_writing_and_hearing_through_one_shared_connection(settings: Settings) -> None:
    async with Runtime(settings, pool_size=4, statement_seconds=30) as runtime:
        heard: list[Notice] = []
        arrived = asyncio.Event()

        def hear(notice: Notice) -> None:
            heard.append(notice)
            arrived.set()

        runtime.listener.on_notice(hear)

        async def work(number: int) -> None:
            async with writing(runtime.engine) as connection:
                await connection.execute(
                    "INSERT INTO guilds (guild_id, name) VALUES ($1, $2)", number, f"Guild {number}"
                )
            for _ in range(5):
                async with reading(runtime.engine) as connection:
                    assert await connection.fetchval("SELECT name FROM guilds WHERE guild_id = $1", number)
                    assert await connection.fetchval("SELECT $1::text", str(number)) == str(number)
                async with reading(runtime.engine, snapshot=True) as connection:
                    assert await connection.fetchval("SELECT count(*) FROM guilds WHERE guild_id = $1", number) == 1

        await asyncio.gather(*(work(number) for number in range(1, 9)))
        notice = Notice(Topic.CONFIG, 1, frozenset({Part.ZONES}))
        async with writing(runtime.engine) as connection:
            await connection.execute("SELECT pg_notify($1, $2)", notice.topic.value, notice.payload)
        await asyncio.wait_for(arrived.wait(), 30)
        assert heard == [notice]
        assert await runtime.listener.measure_lag(runtime.engine) is not None


async def test_statements_are_bounded_and_the_bound_stays_in_its_transaction(settings: Settings) -> None:
    async with Runtime(settings, pool_size=1, statement_seconds=0.1) as runtime:
        with pytest.raises(TimedOut):
            async with reading(runtime.engine) as connection:
                await connection.fetchval("SELECT pg_sleep(30)")
    async with Runtime(settings, pool_size=1) as runtime, reading(runtime.engine) as connection:
        assert await connection.fetchval("SHOW statement_timeout") == "0"
