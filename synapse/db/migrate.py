"""Bring a database to this version's schema, safely beside other processes that do the same."""

import asyncio
from functools import cache
from pathlib import Path

import asyncpg
import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from synapse.db.read import reading
from synapse.errors import Misconfigured, SynapseError, Unavailable

log = structlog.get_logger(__name__)

OLDEST_SERVER = 16
_PATIENCE_SECONDS = 2
_LOCK = 0x53594E41  # "SYNA": the advisory lock that migrating processes queue at
_LOST = (OSError, asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError, asyncpg.InterfaceError)
"""The driver's errors when the server goes away in the middle."""
_FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def alembic_config() -> Config:
    """Alembic's configuration, made here so that no path is written into a file."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config


async def migrate(url: URL, *, revision: str = "head") -> None:
    """Apply what is missing up to ``revision`` under an advisory lock.

    Raises:
        Unavailable: The server cannot be reached or refuses the login, or it goes away in the middle.
        Misconfigured: The server is older than PostgreSQL 16, or lacks the database.
    """
    engine = create_async_engine(url, poolclass=NullPool, connect_args={"timeout": 10})
    try:
        await check_server(engine)
        try:
            await _upgrade_in_turn(engine, revision)
        except (OSError, DBAPIError, asyncpg.InterfaceError) as error:
            if isinstance(lost := _driver_error(error), _LOST):
                raise _refusal(lost, _where(engine), engine.url.database) from error
            raise
    finally:
        await engine.dispose()


async def check_server(engine: AsyncEngine) -> None:
    """See that the server answers and is new enough.

    Raises:
        Unavailable: The server cannot be reached or refuses the login.
        Misconfigured: The server is older than PostgreSQL 16, or lacks the database.
    """
    where = _where(engine)
    try:
        async with engine.connect() as connection:
            version = int((await connection.execute(text("SHOW server_version_num"))).scalar_one()) // 10_000
    except (OSError, DBAPIError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise _refusal(_driver_error(error), where, engine.url.database) from error
    if version < OLDEST_SERVER:
        raise Misconfigured(
            [f"The server at {where} is PostgreSQL {version}; Synapse needs {OLDEST_SERVER} or newer. Upgrade it."]
        )


def _where(engine: AsyncEngine) -> str:
    return f"{engine.url.host or 'the local socket'}:{engine.url.port or 5432}"


async def _upgrade_in_turn(engine: AsyncEngine, revision: str) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        await connection.commit()
        try:
            await _upgrade_to(connection, revision)
        finally:
            # A connection that was lost has let go of the lock, and what it was lost for is what is to be told.
            if not connection.invalidated:
                await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})


async def _upgrade_to(connection: AsyncConnection, revision: str) -> None:
    try:
        await connection.run_sync(_upgrade, revision)
        await connection.commit()
    except DBAPIError as error:
        if not connection.invalidated:
            await connection.rollback()
        if isinstance(refused := _driver_error(error), asyncpg.InsufficientPrivilegeError):
            raise _refusal(refused, "", connection.engine.url.database) from error
        raise


def _driver_error(error: BaseException) -> BaseException:
    """The driver's own error, which SQLAlchemy wraps in one of its own and one of its adapter's."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig.__cause__ or error.orig
    return error


def _refusal(error: BaseException, where: str, database: str | None) -> SynapseError:
    match error:
        case asyncpg.InvalidCatalogNameError():
            problem = f"The server at {where} has no database named '{database}'. Create it, or correct DATABASE_URL."
            return Misconfigured([problem])
        case asyncpg.InvalidPasswordError() | asyncpg.InvalidAuthorizationSpecificationError():
            return Misconfigured([f"The server at {where} refuses the user or password of DATABASE_URL."])
        case asyncpg.InsufficientPrivilegeError():
            remedy = f'GRANT ALL ON DATABASE "{database}" TO its user; GRANT ALL ON SCHEMA public TO its user.'
            return Misconfigured([f"The user of DATABASE_URL may not create tables in '{database}'. Let it: {remedy}"])
        case ConnectionError() if "SSL" in str(error):
            return Misconfigured(
                [f"The server at {where} offers no SSL. Switch it on, or take sslmode out of DATABASE_URL."]
            )
        case _:
            return Unavailable(
                f"PostgreSQL at {where} cannot be reached ({type(error).__name__}). "
                "Check that it runs and that DATABASE_URL names the right host and port."
            )


def _upgrade(connection: Connection, revision: str) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and not _is_known(current):
        # A newer version was here, and this one was put back. Migrations let the version before run beside them.
        log.warning("migrate.schema_is_newer", revision=current)
        return
    command.upgrade(config, revision)


def _is_known(revision: str) -> bool:
    """Whether this version of the code has a revision; one that it has not is newer."""
    try:
        return ScriptDirectory.from_config(alembic_config()).get_revision(revision) is not None
    except CommandError:
        return False


async def is_migrated(engine: AsyncEngine) -> bool:
    """Whether the database has all that this version of the code expects; a newer schema has.

    Raises:
        Unavailable: The database is away.
    """
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS), reading(engine) as connection:
            current = await connection.fetchval("SELECT version_num FROM alembic_version")
    except TimeoutError as error:
        raise Unavailable("The database does not answer in time.") from error
    except asyncpg.UndefinedTableError:
        return False
    return current is not None and (current == _newest() or not _is_known(current))


def newest_revision() -> str | None:
    """The revision that this version of the code expects."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


@cache
def _newest() -> str | None:
    return newest_revision()


async def current_revision(engine: AsyncEngine) -> str | None:
    """The revision that the database is at, None for an empty one."""
    async with engine.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())
