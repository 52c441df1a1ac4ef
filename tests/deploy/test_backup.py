"""The restore drill: a dump of a living club, restored into an empty server, is the same club."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import VARIABLES, Soft
from synapse.db.embedded import EmbeddedPostgres
from synapse.db.models import Model
from synapse.db.notify import connect
from synapse.demo.club.found import found
from synapse.demo.club.seed import seed_history
from synapse.services.rules import Rulebook

pytestmark = pytest.mark.live

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """An empty server of its own, as after a disaster."""
    server = EmbeddedPostgres(tmp_path_factory.mktemp("other") / "cluster", settings={"fsync": "off"})
    server.start()
    yield server
    server.remove()


@pytest.fixture
def binaries(tmp_path: Path) -> Path:
    """Where PostgreSQL's programs are, of the servers' version."""
    return EmbeddedPostgres(tmp_path / "none").program("pg_dump").parent


def run(script: str, *words: str, url: URL, binaries: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {v.name for v in VARIABLES}}
    environment |= {
        "DATABASE_URL": url.render_as_string(hide_password=False),
        "PG_BIN": str(binaries),
        "SYNAPSE": f"{sys.executable} -m synapse",
        "SYNAPSE_CONFIG": str(ROOT / "config.yaml"),
        "PYTHONPATH": str(ROOT),
        "KEEP": "2",
    }
    command = [str(ROOT / "deploy" / script), *words]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own script


async def contents(url: URL) -> dict[str, tuple[int, str]]:
    """Of each table how many rows it has, and a digest of them."""
    connection = await connect(url, application="test")
    found_: dict[str, tuple[int, str]] = {}
    for table in sorted(Model.metadata.tables):
        statement = f"SELECT count(*), coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') FROM {table} AS t"  # noqa: S608 - our own tables
        row = await connection.fetchrow(statement)
        assert row is not None
        found_[table] = (row[0], row[1])
    await connection.close()
    return found_


async def test_a_dump_restored_into_an_empty_server_is_the_same(
    live_url: URL, live_engine: AsyncEngine, other: EmbeddedPostgres, binaries: Path, tmp_path: Path
) -> None:
    rulebook = Rulebook(live_engine)
    await rulebook.start()
    club = found(7, 20)
    assert await seed_history(live_engine, rulebook, Soft(), club, days=2, until=datetime(2026, 11, 20, tzinfo=UTC))
    await rulebook.stop()
    before = await contents(live_url)
    dumped = await asyncio.to_thread(run, "backup", "kept", url=live_url, binaries=binaries, folder=tmp_path)
    assert dumped.returncode == 0, dumped.stderr
    file = tmp_path / dumped.stdout.strip()
    assert file.stat().st_mode & 0o077 == 0
    restored = await asyncio.to_thread(run, "restore", str(file), url=other.url(), binaries=binaries, folder=tmp_path)
    assert restored.returncode == 0, restored.stderr
    assert "equal the journal" in restored.stdout
    assert await contents(other.url()) == before
    assert before["events"][0] > 0
    again = await asyncio.to_thread(run, "restore", str(file), url=other.url(), binaries=binaries, folder=tmp_path)
    assert again.returncode == 1
    assert "empty one" in again.stderr


def test_only_the_newest_dumps_are_kept(live_url: URL, binaries: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    for day in (1, 2, 3):
        (kept / f"synapse-2026010{day}T000000Z.dump").write_text("older")
    (kept / "notes.txt").write_text("mine")
    done = run("backup", "kept", url=live_url, binaries=binaries, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    names = sorted(file.name for file in kept.iterdir())
    assert names == ["notes.txt", "synapse-20260103T000000Z.dump", Path(done.stdout.strip()).name]


def test_a_database_that_is_away_leaves_no_half_dump(live_url: URL, binaries: Path, tmp_path: Path) -> None:
    done = run("backup", "kept", url=live_url.set(port=1), binaries=binaries, folder=tmp_path)
    assert done.returncode != 0
    assert list((tmp_path / "kept").iterdir()) == []
