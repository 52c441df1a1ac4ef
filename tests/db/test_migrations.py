import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from synapse.db import migrate as migrating
from synapse.db.migrate import alembic_config
from synapse.db.models import Model
from synapse.errors import Unavailable


async def test_the_migrations_make_the_models(connection: AsyncConnection) -> None:
    def differences(sync: Connection) -> list[object]:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(sync, opts=options), Model.metadata))

    assert await connection.run_sync(differences) == []


async def test_the_migrations_go_down_to_nothing(live_engine: AsyncEngine) -> None:
    def down(sync: Connection) -> set[str]:
        config = alembic_config()
        config.attributes["connection"] = sync
        command.downgrade(config, "base")
        return set(inspect(sync).get_table_names())

    async with live_engine.connect() as connection:
        assert await connection.run_sync(down) == {"alembic_version"}


async def test_a_server_that_goes_away_in_the_middle_is_told_in_one_sentence(
    live_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(connection: Connection, _revision: str) -> None:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    monkeypatch.setattr(migrating, "_upgrade", lost)
    with pytest.raises(Unavailable, match="cannot be reached"):
        await migrating.migrate(live_url)


async def test_a_version_that_was_put_back_starts_on_a_newer_schema(live_url: URL, live_engine: AsyncEngine) -> None:
    assert await migrating.is_migrated(live_engine)
    async with live_engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'of-tomorrow'"))
    await migrating.migrate(live_url)
    assert await migrating.current_revision(live_engine) == "of-tomorrow"
    assert await migrating.is_migrated(live_engine)


async def test_a_schema_that_is_behind_or_not_there_is_told(live_engine: AsyncEngine) -> None:
    async with live_engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert not await migrating.is_migrated(live_engine)
    async with live_engine.begin() as connection:
        await connection.execute(text("DROP TABLE alembic_version"))
    assert not await migrating.is_migrated(live_engine)
