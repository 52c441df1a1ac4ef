"""One process that the supervisor runs."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from synapse.errors import Unavailable
from synapse.supervise.guard import Guard

_PROBE_SECONDS = 0.1
_GRACE_SECONDS = 15.0
_TAIL_LINES = 30
_TAIL_BYTES = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Spec:
    """How to run a process, and how to tell that it is healthy.

    Attributes:
        name: What people read: "bot".
        command: The program and its arguments.
        environment: Variables on top of the supervisor's own.
        cwd: Where it runs.
        healthy: Asked again and again until it says yes.
        after: Names of processes that must be healthy before this one is started.
        patience: The most seconds until it is healthy.
    """

    name: str
    command: tuple[str, ...]
    healthy: Callable[["Child"], Awaitable[bool]]
    environment: Mapping[str, str] = field(default_factory=dict)
    cwd: Path = Path()
    after: tuple[str, ...] = ()
    patience: float = 120.0


class Child:
    """A process in a session of its own, with its output in a log file."""

    def __init__(self, spec: Spec, logs: Path, guard: Guard) -> None:
        self.spec = spec
        self.log = logs / f"{spec.name}.log"
        self.log_start = 0
        self.started_at = 0.0
        self.process: asyncio.subprocess.Process | None = None
        self._guard = guard

    @property
    def pid(self) -> int:
        """The process's id.

        Raises:
            Unavailable: It does not run.
        """
        if self.process is None:
            raise Unavailable(f"{self.spec.name} does not run.")
        return self.process.pid

    async def start(self) -> None:
        """Run it; its output follows what the log holds already."""
        self.log_start = self.log.stat().st_size if self.log.exists() else 0
        self.started_at = time.monotonic()
        with self.log.open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                *self.spec.command,
                cwd=self.spec.cwd,
                env={**os.environ, **self.spec.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._guard.keep("group", self.process.pid)

    async def wait_healthy(self) -> None:
        """Wait until it is healthy.

        Raises:
            Unavailable: It ended, or is not healthy in time; with the end of its log.
        """
        until = self.started_at + self.spec.patience
        while not await self.spec.healthy(self):
            if self.process is None or self.process.returncode is not None:
                raise Unavailable(f"{self.spec.name} ended before it was ready{self.how_it_ended()}.\n{self.tail()}")
            if time.monotonic() > until:
                raise Unavailable(f"{self.spec.name} is not ready after {self.spec.patience:.0f} s.\n{self.tail()}")
            await asyncio.sleep(_PROBE_SECONDS)

    async def ended(self) -> int:
        """Wait for its end; what it left running in its session is killed."""
        if self.process is None:
            return 0
        code = await self.process.wait()
        self.kill()
        self._guard.drop("group", self.process.pid)
        return code

    async def stop(self, *, grace: float = _GRACE_SECONDS) -> bool:
        """Ask it to end, and kill it when it takes too long; whether it ended by itself."""
        if self.process is None:
            return True
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.terminate()
        try:
            async with asyncio.timeout(grace):
                await self.process.wait()
        except TimeoutError:
            self.kill()
            await self.ended()
            return False
        await self.ended()
        return True

    def kill(self) -> None:
        """End it, and what it started, at once."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def how_it_ended(self) -> str:
        """The exit code or signal in words, with a blank before it; empty while it runs."""
        code = None if self.process is None else self.process.returncode
        if code is None:
            return ""
        return f" with exit code {code}" if code >= 0 else f" by {signal.Signals(-code).name}"

    def output(self) -> bytes:
        """What this run wrote, at most its last 64 KiB."""
        if not self.log.exists():
            return b""
        with self.log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(self.log_start, size - _TAIL_BYTES))
            return file.read()

    def tail(self) -> str:
        """The last lines that this run wrote, each behind the process's name, and where the rest is.

        What a process says for people at its end stands alone: its log lines before that are left out.
        """
        lines = self.output().decode(errors="replace").splitlines()[-_TAIL_LINES:]
        words = list(takewhile(lambda line: not line.startswith("{"), reversed(lines)))
        shown = reversed(words) if words else lines
        return "\n".join([*(f"  {self.spec.name} | {line}" for line in shown), f"  The whole log: {self.log}"])
