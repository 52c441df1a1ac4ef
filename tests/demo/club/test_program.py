"""The local Discord as a program of its own."""

import asyncio
import sys
from pathlib import Path

import pytest

from synapse.demo import recount

pytestmark = pytest.mark.live


async def test_the_program_lives_until_it_is_told_to_end(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    words = ("--port", "0", "--members", "40", "--pace", "500", "--ledger", str(ledger))
    process, line = await started(*words)
    assert line.startswith("Local Discord ready on http://127.0.0.1:")
    process.terminate()
    async with asyncio.timeout(20):
        assert await process.wait() == 0
    assert [entry.n for entry in recount.read(ledger)] == list(range(len(list(recount.read(ledger)))))


async def started(*words: str) -> tuple[asyncio.subprocess.Process, str]:
    """The program with these arguments, and the first line it says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "synapse.demo", *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(30):
        return process, (await process.stdout.readline()).decode().strip()


async def test_a_taken_port_is_one_clear_sentence() -> None:
    first, line = await started("--port", "0", "--quiet", "--members", "5")
    port = line.partition("127.0.0.1:")[2].partition(":")[0]
    second, nothing = await started("--port", port, "--members", "5")
    assert nothing == ""
    assert second.stderr is not None
    async with asyncio.timeout(20):
        said = (await second.stderr.read()).decode()
        assert await second.wait() == 1
    assert "cannot start" in said
    assert "Traceback" not in said
    first.terminate()
    assert await first.wait() == 0
