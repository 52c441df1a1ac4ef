"""Run the project's checks one after the other, to the end, and count what passed.

``static`` reads the code only; ``all`` also runs it, up to a real browser on the whole system.
"""

import os
import shutil
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from tools import browser, steps

_RESULTS = steps.ROOT / ".tools" / "results"
_DASHBOARD = steps.ROOT / "dashboard"
_BIN = ".venv/bin/"


@dataclass(frozen=True)
class Check:
    """One step of the checks.

    Attributes:
        name: What the person reads.
        command: The program and its arguments.
        cwd: Where it runs.
        reports: JUnit files that it writes; without one the step counts as one test.
        environment: Variables on top of the present ones.
    """

    name: str
    command: tuple[str, ...]
    cwd: Path = steps.ROOT
    reports: tuple[Path, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Count:
    """Tests by how they ended."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Count") -> None:
        """Take another count into this one."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def main() -> int:
    """Run what the first argument asks for; 0 when everything passed."""
    began = time.monotonic()
    wanted = sys.argv[1] if len(sys.argv) > 1 else "all"
    checks = [*_static(), *(_running() if wanted == "all" else ())]
    shutil.rmtree(_RESULTS, ignore_errors=True)
    _RESULTS.mkdir(parents=True)
    print("\nChecking", flush=True)
    total = Count()
    failures = [check.name for check in checks if not _passes(check, total)]
    print(f"\n{len(checks)} checks in {_duration(time.monotonic() - began)}.", flush=True)
    if failures:
        print(f"Not passed: {', '.join(failures)}.", flush=True)
    print(total, flush=True)
    return 1 if total.failed else 0


def _static() -> list[Check]:
    return [
        Check("Python lint", (f"{_BIN}ruff", "check", ".")),
        Check("Python format", (f"{_BIN}ruff", "format", "--check", ".")),
        Check("Python types", (f"{_BIN}mypy",)),
        Check("Import directions", (f"{_BIN}lint-imports", "--no-cache")),
        # Types come before lint, which reads what they generate.
        Check("Dashboard types and contract", _npm("check"), _DASHBOARD),
        Check("Dashboard lint and format", _npm("lint"), _DASHBOARD),
    ]


def _running() -> list[Check]:
    python, unit, faces, end = (_RESULTS / f"{name}.xml" for name in ("python", "dashboard", "browser", "e2e"))
    # A folder of its own for temporary files: another run's start would close the common one to the database's user.
    pytest = (f"{_BIN}pytest", "-q", "-ra", "--durations=10", f"--basetemp={_RESULTS / 'temporary'}")
    vitest = ("npx", "--no-install", "vitest", "run", "--reporter=default", "--reporter=junit", f"--outputFile={unit}")
    chromium = {"CHROMIUM": browser.ensure() or "chromium"}
    playwright = ("npm", "run", "--silent", "e2e", "--", "--reporter=list,junit")
    return [
        Check(
            "Python tests",
            (*pytest, "-n", "2", "--ignore=tests/e2e", f"--junitxml={python}"),
            reports=(python,),
        ),
        Check("Dashboard build", (".venv/bin/python", "-m", "synapse.supervise.dashboard")),
        Check("Dashboard tests", vitest, _DASHBOARD, (unit,)),
        Check(
            "Dashboard in a browser",
            playwright,
            _DASHBOARD,
            (faces,),
            {**chromium, "PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(faces)},
        ),
        Check("The whole system", (*pytest, "tests/e2e", f"--junitxml={end}"), reports=(end,), environment=chromium),
    ]


def _passes(check: Check, total: Count) -> bool:
    outcome = steps.run(check.name, check.command, cwd=check.cwd, environment=check.environment)
    count = Count()
    for file in check.reports:
        if file.exists():
            count.add(_read(file))
    if outcome.passed and not check.reports:
        count.passed = 1
    if not outcome.passed:
        count.failed = max(count.failed, 1)
    if check.reports:
        print(f"          {count}", flush=True)
    total.add(count)
    return outcome.passed


def _read(file: Path) -> Count:
    """The numbers of a JUnit file, which the project's own tools wrote a moment ago."""
    root = ET.parse(file).getroot()  # noqa: S314 - written by our own test runner
    suites = [root] if root.tag == "testsuite" else root.findall("testsuite")
    count = Count()
    for suite in suites:
        failed = int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
        skipped = int(suite.get("skipped", "0"))
        count.add(Count(int(suite.get("tests", "0")) - failed - skipped, failed, skipped))
    return count


def _npm(script: str) -> tuple[str, ...]:
    return ("npm", "run", "--silent", script)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


if __name__ == "__main__":
    os.chdir(steps.ROOT)
    sys.exit(main())
