"""Which folder a process spools into: one that no other living process uses.

Two bots overlap during a deploy, and their spools may lie in the same folder. The first has the folder, another one a
folder beside its files; what a process left there that has ended is taken over by the next that starts.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

_LOCK = ".lock"
_BESIDE = "beside-"


class Place:
    """A folder that is this process's until it is let go.

    Attributes:
        folder: Where to spool.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root
        self._root = root
        self._held: int | None = None

    def take(self) -> None:
        """Claim a folder and bring what ended processes left beside it into it.

        Where nothing can be written the folder stays as it was named; the spool says so once it needs it.
        """
        with suppress(OSError):
            for number in count():
                folder = self._root / f"{_BESIDE}{number}" if number else self._root
                if (held := _lock(folder)) is not None:
                    self.folder, self._held = folder, held
                    break
            self._adopt()

    def let_go(self) -> None:
        """Leave the folder to whoever comes next."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _adopt(self) -> None:
        for folder in sorted(self._root.glob(f"{_BESIDE}*")):
            if folder != self.folder:
                with _locked(folder) as is_free:
                    if is_free:
                        self._move(folder)

    def _move(self, folder: Path) -> None:
        """Take over a folder's segments, behind those that are here, in their order."""
        number = max((int(path.stem) for path in self.folder.glob("[0-9]*.jsonl")), default=0)
        for path in sorted(folder.glob("[0-9]*.jsonl")):
            number += 1
            path.rename(self.folder / f"{number:012}.jsonl")


def _lock(folder: Path) -> int | None:
    """Lock a folder; None when another process has it. The lock ends with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        return None
    return held


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether a folder is nobody's; it is ours within the block then."""
    held = _lock(folder)
    try:
        yield held is not None
    finally:
        if held is not None:
            os.close(held)
