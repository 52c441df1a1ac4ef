"""The doctor, against a real database and a local Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import VARIABLES
from synapse.demo.server import LocalDiscord
from synapse.demo.world import World
from synapse.doctor import database
from synapse.doctor.examine import examine
from synapse.doctor.finding import Finding, Verdict
from tests.demo import worlds

pytestmark = pytest.mark.live


@pytest.fixture
def world() -> World:
    return worlds.small()


@pytest.fixture
async def local(world: World) -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(world) as running:
        yield running


@pytest.fixture(autouse=True)
def _installed(
    local: LocalDiscord, world: World, live_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installation in which everything is well."""
    monkeypatch.chdir(tmp_path)
    application = world.application
    application.redirect_uris.append("http://127.0.0.1:3000/auth/callback")
    values = dict.fromkeys((variable.name for variable in VARIABLES), "") | {
        "DISCORD_TOKEN": worlds.TOKEN,
        "DISCORD_API_URL": local.api_url,
        "DISCORD_CLIENT_ID": str(application.id),
        "DISCORD_CLIENT_SECRET": worlds.SECRET,
        "DISCORD_REDIRECT_URI": application.redirect_uris[0],
        "DATABASE_URL": live_url.render_as_string(hide_password=False),
        "JWT_SECRET": "f3b1c9d2a4e5968778695a4b3c2d1e0ffedcba98",
        "FRONTEND_URL": "http://127.0.0.1:3000",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)


async def findings(*verdicts: Verdict) -> list[Finding]:
    return [finding async for finding in examine() if not verdicts or finding.verdict in verdicts]


async def only_fault() -> str:
    [fault] = await findings(Verdict.WRONG)
    return fault.text


async def test_all_is_well() -> None:
    told = await findings()
    assert [finding.text for finding in told if finding.verdict is Verdict.WRONG] == []
    assert {finding.about for finding in told} == {"configuration", "disk", "database", "Discord", "clock"}
    whole = " ".join(finding.text for finding in told)
    for phrase in ("settings are complete", "schema is this version's", "Notices are heard", "Message Content Intent"):
        assert phrase in whole
    assert worlds.TOKEN not in whole
    assert worlds.SECRET not in whole


async def test_a_token_that_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "not.the.token")
    assert "DISCORD_TOKEN" in await only_fault()


async def test_discord_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:1/api/v10")
    assert "cannot be reached" in await only_fault()


async def test_intents_that_were_not_granted(world: World) -> None:
    world.application.privileged_intents = 0
    told = [finding.text for finding in await findings(Verdict.WRONG)]
    assert [text.partition(" is off")[0] for text in told] == ["Server Members Intent", "Message Content Intent"]


async def test_another_applications_id_and_an_unknown_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_REDIRECT_URI", "http://127.0.0.1:9999/elsewhere")
    assert "Redirects" in await only_fault()
    monkeypatch.setenv("DISCORD_CLIENT_ID", "42")
    assert "another application" in await only_fault()


async def test_permissions_that_the_bot_lacks(world: World) -> None:
    for role in world.guild.roles.values():
        role.permissions = 1 << 10
    told = await only_fault()
    assert "Send Messages" in told
    assert "View Channels" not in told


async def test_a_guild_that_the_bot_is_not_in(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(yaml.safe_dump({"guild_id": 42}))
    assert "not in guild 42" in await only_fault()


async def test_settings_that_are_missing_are_all_told_and_the_rest_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("FRONTEND_URL", "")
    told = [finding.text for finding in await findings(Verdict.WRONG)]
    assert len(told) == 2
    assert any(finding.about == "database" for finding in await findings(Verdict.WELL))


async def test_a_database_that_is_away_or_behind(live_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    async with live_engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert any("older than this version" in finding.text for finding in await findings(Verdict.NOTE))
    monkeypatch.setenv("DATABASE_URL", "postgresql://synapse:hunter2@127.0.0.1:1/synapse")
    told = await only_fault()
    assert "cannot be reached" in told
    assert "hunter2" not in told


async def test_a_replica_that_does_not_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_REPLICA_URL", "postgresql://synapse@127.0.0.1:1/synapse")
    assert "replica" in await only_fault()


async def test_a_clock_that_is_wrong() -> None:
    assert "behind" in database.clock(61.0).text
    assert database.clock(-61.0).verdict is Verdict.WRONG
    assert database.clock(0.1).verdict is Verdict.WELL


async def test_events_that_wait_on_disk_are_told(tmp_path: Path) -> None:
    spool = tmp_path / ".synapse" / "spool"
    spool.mkdir(parents=True)
    (spool / "000000000001.jsonl").write_text("{}\n")
    (spool / "rejected.jsonl").write_text("{}\n")
    (tmp_path / "config.yaml").write_text(yaml.safe_dump({"spool": {"max_mb": 100_000}}))
    told = [finding.text for finding in await findings(Verdict.NOTE) if finding.about == "disk"]
    assert [line.split()[0] for line in told] == ["1", ".synapse/spool/rejected.jsonl"]
