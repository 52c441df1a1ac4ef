"""The bot in a process of its own, started again whenever it ends, as a supervisor does."""

import asyncio
import contextlib
import os
import resource
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Mapping
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PAUSE_SECONDS = 0.2
_LAST_LINES = 1000


class BotProcess:
    """``python -m synapse.bot``, kept running until ``end``.

    Attributes:
        exits: How the runs ended, by exit code; a signal counts as its negative number.
        lines: The last lines of its log.
        away: From when to when no bot process ran, in seconds since 1970.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.exits: Counter[int] = Counter()
        self.lines: deque[str] = deque(maxlen=_LAST_LINES)
        self.away: list[tuple[float, float]] = []
        self._environment = {"PATH": os.environ["PATH"], **environment}
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._wanted = asyncio.Event()
        self._runs = asyncio.Event()
        self._ended = asyncio.Event()
        self._last_exit = 0

    def start(self) -> None:
        """Keep it running from now on."""
        self._wanted.set()
        if self._task is None:
            self._task = asyncio.create_task(self._keep(), name="bot process")

    @property
    def pid(self) -> int | None:
        """The number of the process, None between two runs."""
        return None if self._process is None else self._process.pid

    async def kill(self) -> None:
        """SIGKILL; it is started again at once."""
        await self._runs.wait()
        self._send(signal.SIGKILL)

    async def terminate(self) -> int:
        """SIGTERM, and no new start until ``start``; the exit code."""
        self._wanted.clear()
        ended = self._ended
        if not self._send(signal.SIGTERM):
            return 0
        await ended.wait()
        return self._last_exit

    async def end(self) -> None:
        """Stop it for good, by force if it is still there."""
        self._wanted.clear()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._send(signal.SIGKILL)
        if self._process is not None:
            await self._process.wait()

    def limit_files(self, size: int | None) -> None:
        """Let no file of the process grow beyond ``size`` bytes, as a full disk would; None lifts the limit."""
        if self.pid is not None:
            limit = resource.RLIM_INFINITY if size is None else size
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    def _send(self, number: signal.Signals) -> bool:
        if self._process is None or self._process.returncode is not None:
            return False
        self._process.send_signal(number)
        return True

    async def _keep(self) -> None:
        since = time.time()
        while True:
            await self._wanted.wait()
            self._ended = asyncio.Event()
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "synapse.bot",
                cwd=_ROOT,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
            )
            self.away.append((since, time.time()))
            self._runs.set()
            await self._listen(self._process)
            self._last_exit = await self._process.wait()
            since = time.time()
            self.exits[self._last_exit] += 1
            self._process = None
            self._runs.clear()
            self._ended.set()
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        if process.stderr is not None:
            async for line in process.stderr:
                self.lines.append(line.decode(errors="replace").rstrip())
