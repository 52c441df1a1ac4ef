"""Children are started, told apart healthy from not, started again when they die, and stopped whole."""

import asyncio
import io
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from rich.console import Console

from synapse.errors import Unavailable
from synapse.supervise import supervisor as module
from synapse.supervise.child import Child, Spec
from synapse.supervise.guard import Guard
from synapse.supervise.health import says
from synapse.supervise.screen import Screen
from synapse.supervise.supervisor import Supervisor

_LIVES = "import os, time; print('up', os.getpid(), flush=True); time.sleep(99)"
_FAMILY = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {_LIVES!r}]); import time; time.sleep(99)"
_STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(99)"


def spec(code: str, *, patience: float = 30.0) -> Spec:
    return Spec(name="thing", command=(sys.executable, "-c", code), healthy=says("up"), patience=patience)


class Stage:
    """A supervisor whose lines can be read and waited for."""

    def __init__(self, folder: Path, guard: Guard) -> None:
        self.text = io.StringIO()
        self.supervisor = Supervisor(folder / "logs", guard, Screen(Console(file=self.text, width=200)))

    @property
    def child(self) -> Child:
        return self.supervisor.children["thing"]

    async def heard(self, text: str) -> None:
        await until(lambda: text in self.text.getvalue())


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - what is waited for happens in other processes
            await asyncio.sleep(0.01)


@pytest.fixture
async def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    monkeypatch.setattr(module, "_BACKOFF_SECONDS", (0.01,))
    with Guard(tmp_path) as guard:
        made = Stage(tmp_path, guard)
        yield made
        await made.supervisor.stop()


async def test_a_child_that_is_killed_is_started_again(stage: Stage) -> None:
    await stage.supervisor.start([spec(_LIVES)])
    first = stage.child.pid
    os.kill(first, signal.SIGKILL)
    await stage.heard("thing ended by SIGKILL; starting it again")
    await stage.heard("thing is back")
    assert stage.child.pid != first


async def test_a_child_that_ends_before_it_is_healthy_is_told_with_its_last_words(stage: Stage) -> None:
    with pytest.raises(Unavailable) as caught:
        await stage.supervisor.start([spec("import sys; sys.exit('the reason')")])
    assert "thing ended before it was ready with exit code 1" in caught.value.message
    assert "thing | the reason" in caught.value.message


async def test_what_a_child_says_for_people_stands_alone(stage: Stage) -> None:
    with pytest.raises(Unavailable) as caught:
        await stage.supervisor.start(
            [spec("import sys; print('{\"event\": \"noise\"}', flush=True); sys.exit('reason')")]
        )
    assert "thing | reason" in caught.value.message
    assert "noise" not in caught.value.message


async def test_a_child_that_is_not_healthy_in_time_is_told(stage: Stage) -> None:
    with pytest.raises(Unavailable, match="thing is not ready after 0 s"):
        await stage.supervisor.start([spec("import time; time.sleep(99)", patience=0.0)])


async def test_the_words_of_an_earlier_run_do_not_count(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "thing.log").write_text("up\n")
    with pytest.raises(Unavailable):
        await stage.supervisor.start([spec("import time; time.sleep(99)", patience=0.0)])


async def test_what_a_child_started_ends_with_it(stage: Stage) -> None:
    await stage.supervisor.start([spec(_FAMILY)])
    grandchild = int(stage.child.output().split()[1])
    await stage.supervisor.stop()
    await until(lambda: not alive(grandchild))


async def test_a_child_that_does_not_end_can_be_hurried(stage: Stage) -> None:
    await stage.supervisor.start([spec(_STUBBORN)])
    stopping = asyncio.ensure_future(stage.supervisor.stop())
    await asyncio.sleep(0)
    stage.supervisor.hurry()
    await stopping
    assert stage.child.how_it_ended() == " by SIGKILL"


async def test_a_child_that_does_not_end_in_time_is_killed(stage: Stage) -> None:
    await stage.supervisor.start([spec(_STUBBORN)])
    assert not await stage.child.stop(grace=0.0)


def alive(pid: int) -> bool:
    """Whether it runs; a zombie that nobody has fetched yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
