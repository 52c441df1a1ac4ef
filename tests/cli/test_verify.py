"""``synapse verify``: silence when totals equal the journal, a table and exit code 1 when they do not."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine
from typer.testing import CliRunner

from synapse.cli import app
from synapse.config import VARIABLES

pytestmark = pytest.mark.live


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, live_url: URL, tmp_path: Path) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
    monkeypatch.setenv("DATABASE_URL", live_url.render_as_string(hide_password=False))
    return CliRunner()


def test_nothing_differs_in_an_empty_database(run: CliRunner) -> None:
    outcome = run.invoke(app, ["verify"])
    assert outcome.exit_code == 0
    assert "equal the journal" in outcome.output


async def test_a_total_without_events_is_found(run: CliRunner, live_engine: AsyncEngine) -> None:
    async with live_engine.begin() as connection:
        await connection.execute(text("INSERT INTO guilds (guild_id, name, locale) VALUES (1, 'Club', 'en-US')"))
        await connection.execute(
            text("INSERT INTO members (guild_id, user_id, username, display_name, xp) VALUES (1, 2, 'ada', 'Ada', 5)")
        )
    outcome = await asyncio.to_thread(run.invoke, app, ["verify"])
    assert outcome.exit_code == 1
    assert "members" in outcome.output
    assert "differ from the journal" in outcome.output
