"""One supervisor at a time in a folder."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from synapse.errors import Conflict
from synapse.supervise.guard import Guard

_HOLD = """
import sys, time
from pathlib import Path
from synapse.supervise.guard import Guard
with Guard(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(99)
"""


def test_a_second_one_is_refused_while_the_first_lives(tmp_path: Path) -> None:
    with Guard(tmp_path), pytest.raises(Conflict, match="already runs from this checkout"), Guard(tmp_path):
        pass


def test_a_killed_one_makes_room_once_its_watchdog_has_cleaned_up(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as first:  # noqa: S603 - this test's own program
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        first.send_signal(signal.SIGKILL)
        first.wait()
    with Guard(tmp_path):
        pass


def test_one_after_the_other(tmp_path: Path) -> None:
    for _ in range(2):
        with Guard(tmp_path) as guard:
            guard.keep("group", 1)
            guard.drop("group", 1)


def test_it_must_be_entered_first(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        Guard(tmp_path).keep("group", 1)
