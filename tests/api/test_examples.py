"""The examples of docs/api.md run as they stand, against the API's own process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import anyio.to_thread
import pytest
from graphql import parse, validate
from sqlalchemy.engine import URL

from synapse.api.schema import executable
from tests.api import club
from tests.api.conftest import Api
from tests.api.processes import CLIENTS, NODE, ROOT, api_process

EXAMPLES = ROOT / "docs" / "examples"
QUERIES = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("queries/*.graphql")}
FIRST = "Member 1"


async def run(command: Sequence[str | Path], endpoint: str) -> str:
    def work() -> str:
        return subprocess.run(  # noqa: S603 - the project's own examples
            list(map(str, command)),
            env={**os.environ, "SYNAPSE_API": endpoint},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout

    return await anyio.to_thread.run_sync(work)


@pytest.mark.live
async def test_curl(club_url: URL) -> None:
    async with api_process(club_url) as endpoint:
        lines = (await run(("sh", EXAMPLES / "ask.sh"), endpoint)).splitlines()
    assert FIRST in lines[0]
    assert lines[1] == "304"
    assert '"cost":1' in lines[2]


@pytest.mark.live
async def test_python(club_url: URL) -> None:
    async with api_process(club_url) as endpoint:
        told = await run((sys.executable, EXAMPLES / "leaderboard.py"), endpoint)
    assert told.splitlines()[:2] == ["Campus Code Club", f"    1. {FIRST} with 100 XP"]


@pytest.mark.live
async def test_typescript(club_url: URL) -> None:
    # Beside the packages that it names, as in a project of its reader.
    script = CLIENTS / f".example-{uuid4().hex}.ts"
    shutil.copy(EXAMPLES / "live.ts", script)
    try:
        async with api_process(club_url) as endpoint:
            told = await run((NODE, script, str(club.GUILD), "1"), endpoint)
    finally:
        script.unlink()
    assert told.splitlines()[0] == f"1. {FIRST} with 100 XP"


@pytest.mark.parametrize("name", QUERIES)
async def test_queries(api: Api, name: str) -> None:
    text = QUERIES[name]
    assert validate(executable(), parse(text)) == []
    if not text.partition("\n")[2].startswith("subscription"):
        await api.ask(text, guild=str(club.GUILD), member="1")


def test_every_example_is_named_in_the_documentation() -> None:
    told = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    names = [path.relative_to(ROOT / "docs").as_posix() for path in EXAMPLES.rglob("*.*")]
    assert [name for name in names if name not in told and "queries/" not in name] == []
