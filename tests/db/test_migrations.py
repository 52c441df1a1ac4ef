from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from synapse.db.migrate import alembic_config
from synapse.db.models import Model


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
