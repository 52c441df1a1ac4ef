"""One supervisor at a time in a folder, and somebody who cleans up if it is killed."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from synapse.errors import Conflict

_PATIENCE_SECONDS = 25.0
_STEP_SECONDS = 0.2


class Guard:
    """Holds the folder's lock and tells the watchdog what to look after.

    The watchdog holds the lock too: it is free only when everything of the last run has ended.
    """

    def __init__(self, folder: Path, *, on_wait: Callable[[], None] = lambda: None) -> None:
        self._file = folder / "lock"
        self._on_wait = on_wait
        self._lock: IO[str] | None = None
        self._watchdog: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            Conflict: Another supervisor runs in this folder.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = self._file.open("a+")
        try:
            self._take(self._lock)
        except Conflict:
            self._lock.close()
            raise
        self._lock.truncate(0)
        self._lock.write(f"{os.getpid()}\n")
        self._lock.flush()
        self._watchdog = subprocess.Popen(
            [sys.executable, "-m", "synapse.supervise.watchdog"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            pass_fds=[self._lock.fileno()],
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the watchdog end, cleaning up what is still on its list, and free the lock."""
        if self._watchdog is not None:
            if self._watchdog.stdin is not None:
                self._watchdog.stdin.close()
            self._watchdog.wait()
        if self._lock is not None:
            self._lock.close()

    def keep(self, kind: str, what: object) -> None:
        """Put a process ``group`` or a PostgreSQL ``cluster`` on the watchdog's list."""
        self._tell(f"{kind} {what}")

    def drop(self, kind: str, what: object) -> None:
        """Take it off the list, because it has ended."""
        self._tell(f"no-{kind} {what}")

    def _tell(self, line: str) -> None:
        if self._watchdog is None or self._watchdog.stdin is None:
            raise RuntimeError("the guard has not been entered")
        self._watchdog.stdin.write(line + "\n")
        self._watchdog.stdin.flush()

    def _take(self, lock: IO[str]) -> None:
        """Lock the file, waiting for a killed run's watchdog but not for a living supervisor."""
        until = time.monotonic() + _PATIENCE_SECONDS
        waiting = False
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().strip()
                if _lives(holder) or time.monotonic() > until:
                    raise Conflict(
                        f"Synapse already runs from this checkout (process {holder}). Stop it with Ctrl-C first."
                    ) from None
                if not waiting:
                    waiting = True
                    self._on_wait()
                time.sleep(_STEP_SECONDS)
            else:
                return


def _lives(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
