"""Stops what a supervisor started, should the supervisor itself be killed.

It runs beside the supervisor in a session of its own and reads from a pipe what to look after. When the
pipe ends, whatever is still on its list is stopped. After a clean stop the list is empty. Only the
standard library, so that it is small.

Lines: ``group PID``, ``cluster DIRECTORY``, and each with ``no-`` before it to take it off the list.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_GRACE_SECONDS = 8.0
_STEP_SECONDS = 0.1


def main() -> None:
    """Listen until the supervisor is gone, then clean up after it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    kept: set[tuple[str, str]] = set()
    for line in sys.stdin:
        word, _, what = line.rstrip("\n").partition(" ")
        if word.startswith("no-"):
            kept.discard((word[3:], what))
        else:
            kept.add((word, what))
    stop_groups([int(what) for kind, what in kept if kind == "group"])
    for kind, what in kept:
        if kind == "cluster":
            stop_cluster(Path(what))


def stop_groups(groups: Iterable[int]) -> None:
    """End process groups, kindly at first."""
    left = [group for group in groups if _signal_group(group, signal.SIGTERM)]
    until = time.monotonic() + _GRACE_SECONDS
    while left and time.monotonic() < until:
        time.sleep(_STEP_SECONDS)
        left = [group for group in left if _signal_group(group, 0)]
    for group in left:
        _signal_group(group, signal.SIGKILL)


def stop_cluster(directory: Path) -> None:
    """Shut a PostgreSQL down: its fast way (SIGINT), and the immediate one (SIGQUIT) if that takes too long."""
    for number in (signal.SIGINT, signal.SIGQUIT):
        try:
            os.kill(int((directory / "postmaster.pid").read_text().splitlines()[0]), number)
        except (OSError, ValueError, IndexError):
            return
        until = time.monotonic() + _GRACE_SECONDS
        while (directory / "postmaster.pid").exists() and time.monotonic() < until:
            time.sleep(_STEP_SECONDS)


def _signal_group(group: int, number: int) -> bool:
    """Whether the group was there to be signalled."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
        return True
    return False


if __name__ == "__main__":
    main()
