"""What a person can get wrong ends in one message with the way out, exit code 1, and no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from synapse.config import VARIABLES
from synapse.db import migrate as module
from synapse.db.migrate import check_server, migrate
from synapse.errors import Misconfigured

BOT = ("-m", "synapse.bot")
API = ("-m", "uvicorn", "synapse.api.main:app", "--port", "0")
MIGRATE = ("-m", "synapse", "migrate")
COMPLETE = {
    "DISCORD_TOKEN": "made.up.token",
    "DISCORD_CLIENT_ID": "123456789012345678",
    "DISCORD_CLIENT_SECRET": "made-up",
    "DISCORD_REDIRECT_URI": "http://127.0.0.1:3000/auth/callback",
    "JWT_SECRET": "f3b1c9d2a4e5968778695a4b3c2d1e0ffedcba98",
    "FRONTEND_URL": "http://127.0.0.1:3000",
    "DISCORD_API_URL": "http://127.0.0.1:1/api/v10",
}


def said(words: tuple[str, ...], folder: Path, **environment: str) -> str:
    """What a process says on its standard error before it gives up."""
    ours = {variable.name for variable in VARIABLES}
    others = {name: value for name, value in os.environ.items() if name not in ours}
    outcome = subprocess.run(  # noqa: S603 - this project's own programs
        [sys.executable, *words],
        cwd=folder,
        env={**others, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert outcome.returncode not in (0, None)
    assert "Traceback" not in outcome.stdout + outcome.stderr
    return outcome.stderr


@pytest.mark.parametrize("words", [BOT, API, MIGRATE], ids=["bot", "api", "migrate"])
def test_a_database_address_that_is_none(words: tuple[str, ...], tmp_path: Path) -> None:
    message = said(words, tmp_path, **COMPLETE, DATABASE_URL="mysql://root:hunter2@localhost/x")
    assert "DATABASE_URL begins with 'mysql://', but Synapse needs PostgreSQL" in message
    assert "hunter2" not in message


@pytest.mark.parametrize("words", [BOT, API, MIGRATE], ids=["bot", "api", "migrate"])
def test_a_database_that_cannot_be_reached(words: tuple[str, ...], tmp_path: Path) -> None:
    message = said(words, tmp_path, **COMPLETE, DATABASE_URL="postgresql://synapse:hunter2@127.0.0.1:1/synapse")
    assert "PostgreSQL at 127.0.0.1:1 cannot be reached" in message
    assert "hunter2" not in message


@pytest.mark.parametrize("words", [BOT, API, MIGRATE], ids=["bot", "api", "migrate"])
def test_a_typo_in_the_configuration(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("comunity: {name: Club}\n")
    assert "there is no setting 'comunity'. Did you mean 'community'?" in said(words, tmp_path, **COMPLETE)


def test_up_says_all_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKN=made.up\nJWT_SECRET=short\n")
    message = said(("-m", "synapse", "up"), tmp_path)
    for name in ("DISCORD_TOKEN", "DISCORD_CLIENT_ID", "DISCORD_CLIENT_SECRET", "DISCORD_REDIRECT_URI", "FRONTEND_URL"):
        assert f"{name} is missing" in message
    assert "no variable 'DISCORD_TOKN'. Did you mean DISCORD_TOKEN?" in message
    assert "JWT_SECRET is shorter than 32 bytes" in message
    assert "DATABASE_URL" not in message
    assert ".env.example explains each of them" in message


def test_asking_without_a_running_demo(tmp_path: Path) -> None:
    message = said(("-m", "synapse", "ask", "/profile", "--as", "Ada", "--folder", str(tmp_path)), tmp_path)
    assert message.strip() == "No demo runs from this checkout. Start one with: make demo."


def test_an_unknown_command_or_option(tmp_path: Path) -> None:
    assert "No such command 'dmeo'" in said(("-m", "synapse", "dmeo"), tmp_path)
    assert "No such option" in said(("-m", "synapse", "demo", "--frsh"), tmp_path)


async def test_a_server_that_is_too_old(database_url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OLDEST_SERVER", 999)
    with pytest.raises(Misconfigured, match=r"is PostgreSQL \d+; Synapse needs 999 or newer\. Upgrade it\."):
        await migrate(database_url)


async def test_a_server_that_is_just_new_enough(database_url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = create_async_engine(database_url, poolclass=NullPool)
    async with engine.connect() as connection:
        version = (await connection.exec_driver_sql("SHOW server_version_num")).scalar_one()
    monkeypatch.setattr(module, "OLDEST_SERVER", int(version) // 10_000)
    await check_server(engine)
    await engine.dispose()


async def test_a_database_that_is_not_on_the_server(database_url: URL) -> None:
    with pytest.raises(Misconfigured, match="has no database named 'nowhere'"):
        await migrate(database_url.set(database="nowhere"))


async def test_a_user_whom_the_server_does_not_know(database_url: URL) -> None:
    with pytest.raises(Misconfigured, match="refuses the user or password"):
        await migrate(database_url.set(username="nobody_here"))


async def test_a_user_who_may_not_create_tables(server_url: URL) -> None:
    engine = create_async_engine(server_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.exec_driver_sql("CREATE DATABASE locked")
        await connection.exec_driver_sql("CREATE ROLE guest LOGIN")
    try:
        with pytest.raises(Misconfigured, match="may not create tables in 'locked'"):
            await migrate(server_url.set(database="locked", username="guest"))
    finally:
        async with engine.connect() as connection:
            await connection.exec_driver_sql("DROP DATABASE locked")
            await connection.exec_driver_sql("DROP ROLE guest")
        await engine.dispose()


async def test_a_server_without_ssl(database_url: URL) -> None:
    with pytest.raises(Misconfigured, match="offers no SSL"):
        await migrate(database_url.update_query_dict({"ssl": "require"}))
