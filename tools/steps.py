"""Run one command as a named step: its output goes to a log, the person sees its name, that it lives, and its time.

Only the standard library: this runs before anything is installed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / ".tools" / "logs"
_TAIL_LINES = 60
_LIVE_SECONDS = 0.2
_QUIET_SECONDS = 30.0


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    name: str
    passed: bool
    seconds: float
    log: Path

    def tail(self, lines: int = _TAIL_LINES) -> str:
        """The end of the step's output."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def run(
    name: str,
    command: Sequence[str],
    *,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    limit: float = 1200.0,
) -> Outcome:
    """Run a command to its end, or kill it with all that it started after ``limit`` seconds.

    Args:
        name: What the person reads.
        command: The program and its arguments.
        cwd: Where it runs.
        environment: Variables on top of this process's own.
        limit: The most seconds that it may take.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name.lower().replace(' ', '-').replace('/', '-')}.log"
    began = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(  # noqa: S603 - the project's own tools with arguments written here
            list(command),
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = _watch(child, name, began, limit)
            if code is None:
                output.write(f"\nStopped: it took more than {limit:.0f} seconds.\n".encode())
        finally:
            _end(child)
    outcome = Outcome(name, code == 0, time.monotonic() - began, log)
    report(outcome)
    return outcome


def report(outcome: Outcome) -> None:
    """Say how a step ended, with the end of its output when it failed."""
    _clear()
    mark = "ok  " if outcome.passed else "FAIL"
    print(f"  {mark}  {outcome.name:<44} {outcome.seconds:6.1f} s", flush=True)
    if not outcome.passed:
        print("\n".join(f"        {line}" for line in outcome.tail().splitlines()), flush=True)
        print(f"        The whole output: {outcome.log}", flush=True)


def skipped(name: str) -> None:
    """Say that a step had nothing to do."""
    print(f"  ok    {name:<44}  unchanged", flush=True)


def fail(message: str) -> "SystemExit":
    """An exit that tells a person what is wrong and what to do."""
    print(f"\n{message}", file=sys.stderr, flush=True)
    return SystemExit(1)


def _watch(child: "subprocess.Popen[bytes]", name: str, began: float, limit: float) -> int | None:
    """Wait for the end and show that it lives; None when the limit is over."""
    said = began
    while True:
        try:
            return child.wait(_LIVE_SECONDS)
        except subprocess.TimeoutExpired:
            now = time.monotonic()
            if now - began > limit:
                return None
            if sys.stdout.isatty():
                print(f"\r\x1b[K  ...   {name:<44} {now - began:6.0f} s", end="", flush=True)
            elif now - said > _QUIET_SECONDS:
                said = now
                print(f"  ...   {name:<44} {now - began:6.0f} s", flush=True)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Leave nothing of the step running."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
        except ProcessLookupError:
            break
        try:
            child.wait(5)
        except subprocess.TimeoutExpired:
            continue
    child.wait()


def _clear() -> None:
    if sys.stdout.isatty():
        print("\r\x1b[K", end="")
