import asyncio

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener, Notice, Part, Topic
from synapse.db.session import driver_connection, driver_transaction
from synapse.services import changes
from synapse.services.changes import Actor, Change
from tests.services.conftest import GUILD, Look

pytestmark = pytest.mark.live

RENAMED = Change(subject="zone:12", action="update", before={"name": "memes"}, after={"name": "fun"})

AUDIT_LOG = "SELECT guild_id, id, actor_id, action, subject, before, after, reason, address FROM audit_log"


async def record(connection: "asyncpg.Connection[asyncpg.Record]", change: Change = RENAMED) -> int:
    return await changes.record(
        connection,
        GUILD,
        Actor(7, "127.0.0.1"),
        change,
        {Part.ZONES},
        reason="shorter",
    )


async def test_a_change_leaves_one_audit_row_and_one_notice(
    live_engine: AsyncEngine, listener: Listener, look: Look
) -> None:
    heard: asyncio.Queue[Notice] = asyncio.Queue()
    listener.on_notice(heard.put_nowait)

    async with driver_transaction(live_engine) as connection:
        number = await record(connection)

    assert await heard.get() == Notice(Topic.CONFIG, GUILD, frozenset({Part.ZONES}))
    assert heard.empty()
    assert await look(AUDIT_LOG) == [
        (GUILD, number, 7, "update", "zone:12", {"name": "memes"}, {"name": "fun"}, "shorter", "127.0.0.1")
    ]


async def test_new_and_gone_things_have_one_side(live_engine: AsyncEngine, look: Look) -> None:
    async with driver_transaction(live_engine) as connection:
        await record(connection, Change(subject="zone:1", action="create", after={"name": "fun"}))
        await record(connection, Change(subject="zone:1", action="delete", before={"name": "fun"}))

    assert await look("SELECT before, after FROM audit_log ORDER BY id") == [
        (None, {"name": "fun"}),
        ({"name": "fun"}, None),
    ]


async def test_a_change_that_is_taken_back_leaves_no_trace(
    live_engine: AsyncEngine, listener: Listener, look: Look
) -> None:
    heard: asyncio.Queue[Notice] = asyncio.Queue()
    listener.on_notice(heard.put_nowait)

    async with live_engine.connect() as connection:
        driver = await driver_connection(connection)
        transaction = driver.transaction()
        await transaction.start()
        await record(driver)
        await transaction.rollback()
    async with driver_transaction(live_engine) as driver:
        await changes.notify(driver, 5, {Part.SETTINGS})

    assert (await heard.get()).guild_id == 5
    assert await look("SELECT count(*) FROM audit_log") == [(0,)]


async def test_the_door_opens_only_inside_a_transaction(live_engine: AsyncEngine, look: Look) -> None:
    async with live_engine.connect() as connection:
        with pytest.raises(RuntimeError, match="inside the transaction"):
            await record(await driver_connection(connection))
    assert await look("SELECT count(*) FROM audit_log") == [(0,)]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
async def test_the_log_is_append_only(live_engine: AsyncEngine, statement: str) -> None:
    async with driver_transaction(live_engine) as connection:
        await record(connection)
    with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
        async with driver_transaction(live_engine) as connection:
            await connection.execute(statement)
