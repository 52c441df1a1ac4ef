"""The whole system as a person runs it: ``synapse demo`` as a process of its own, with a small club on free ports."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240
STOP_SECONDS = 60
_STEP_SECONDS = 0.1


class System:
    """One demo in a folder; it can be started, stopped and killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "demo.out"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        """The supervisor."""
        assert self._process is not None
        return self._process

    @property
    def addresses(self) -> Mapping[str, str]:
        """Where the parts are while it runs."""
        found: dict[str, str] = json.loads((self.folder / "running.json").read_text())
        return found

    def start(self, *options: str) -> None:
        """Start it and wait until it says that it is healthy."""
        command = [sys.executable, "-m", "synapse", "demo", "--free-ports", "--members", "60", "--pace", "4"]
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 - this project's own program
                [*command, "--folder", str(self.folder), *options],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.until(lambda: (self.folder / "running.json").exists() or self.process.poll() is not None, START_SECONDS)
        assert self.process.poll() is None, self.said()

    def stop(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """Kill the supervisor, which cannot clean up after itself then."""
        self.process.kill()
        self.process.wait()
        (self.folder / "running.json").unlink()

    def end(self) -> None:
        """Leave nothing running, whatever the test did."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
            self._process.kill()

    def said(self) -> str:
        """What it printed."""
        return self.output.read_text(errors="replace")

    def family(self) -> dict[int, str]:
        """Everything that runs because of it, database included: process ids and programs."""
        found: dict[int, str] = {}
        parents = {self.process.pid, _postmaster(self.folder)}
        for _ in range(4):
            found |= {pid: name for pid, parent, name in _processes() if parent in parents or pid in parents}
            parents |= found.keys()
        return found

    def graphql(self, query: str, **variables: object) -> Any:  # noqa: ANN401 - JSON
        """Ask the API."""
        answer = post(f"{self.addresses['api']}/graphql", {"query": query, "variables": variables})
        assert "errors" not in answer, answer
        return answer["data"]

    def script(self, *steps: object) -> list[Any]:
        """Have members of the club do something."""
        came: list[Any] = post(f"{self.addresses['discord']}/_local/script", steps)
        return came

    def until(self, true: Callable[[], object], seconds: float = 60) -> None:
        """Wait for something that other processes do."""
        limit = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < limit, f"Nothing came of it in {seconds} s. The demo said:\n{self.said()}"
            time.sleep(_STEP_SECONDS)


def post(url: str, content: object) -> Any:  # noqa: ANN401 - JSON
    """Send JSON and read JSON."""
    request = urllib.request.Request(  # noqa: S310 - an address of this machine
        url, data=json.dumps(content).encode(), headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - as above
        return json.load(response)


def lives(pid: int) -> bool:
    """Whether a process runs; one that only waits to be fetched by its parent does not."""
    return any(pid == found for found, _, _ in _processes())


def _processes() -> list[tuple[int, int, str]]:
    """Process id, parent and program of everything that runs."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            match = re.match(r"\d+ \((.*)\) (\S) (\d+)", (folder / "stat").read_text(), re.DOTALL)
            if match and match[2] != "Z":
                found.append((int(folder.name), int(match[3]), match[1]))
    return found


def _postmaster(folder: Path) -> int:
    try:
        return int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return os.getpid()
