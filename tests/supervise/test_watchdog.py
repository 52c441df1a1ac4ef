"""What a killed supervisor leaves behind is stopped; what ended cleanly is left alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from synapse.db.embedded import EmbeddedPostgres
from synapse.supervise import watchdog

_STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(99)"
)


@contextmanager
def process(code: str = "import time; print('ready', flush=True); time.sleep(99)") -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", code]
    with subprocess.Popen(  # noqa: S603 - this test's own program
        command, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        try:
            yield child
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


def start(*lines: str) -> "subprocess.Popen[str]":
    """A watchdog that hears these lines and then the end of its supervisor."""
    command = [sys.executable, "-m", "synapse.supervise.watchdog"]
    watching = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)  # noqa: S603 - the package's own module
    assert watching.stdin is not None
    watching.stdin.write("\n".join(lines))
    watching.stdin.close()
    return watching


def run(*lines: str) -> None:
    """The same, to its end."""
    assert start(*lines).wait(60) == 0


def test_what_is_on_the_list_ends_with_the_supervisor() -> None:
    with process() as child:
        watching = start(f"group {child.pid}")
        assert child.wait(10) == -signal.SIGTERM
        assert watching.wait(60) == 0


def test_what_was_taken_off_the_list_goes_on() -> None:
    with process() as child:
        run(f"group {child.pid}", f"no-group {child.pid}")
        assert child.poll() is None


def test_who_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "_GRACE_SECONDS", 0.0)
    with process(_STUBBORN) as child:
        watchdog.stop_groups([child.pid])
        assert child.wait(10) == -signal.SIGKILL


def test_what_is_gone_already_is_no_trouble(tmp_path: Path) -> None:
    with process() as child:
        pass
    run(f"group {child.pid}", f"cluster {tmp_path}", "nonsense")


def test_a_database_is_shut_down(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "cluster")
    server.start()
    run(f"cluster {server.directory}")
    assert not server.is_running
