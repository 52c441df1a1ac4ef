"""Find a Chromium for the end-to-end tests, or install Debian's where that is possible."""

import os
import shutil
from pathlib import Path

from tools import steps

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """The browser's program: ``CHROMIUM`` if it is set, else a usual one; None when there is none."""
    if given := os.environ.get("CHROMIUM"):
        return given
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return str(_MAC) if _MAC.exists() else None


def ensure() -> str | None:
    """Find one, installing Debian's as root when there is none; None with a clear message when that fails."""
    if found := find():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        updated = steps.run("Package lists for Chromium", ["apt-get", "update", "-q"], environment=quiet)
        if updated.passed and steps.run("Chromium", install, environment=quiet).passed and (found := find()):
            return found
    print(
        "        No Chromium is here for the end-to-end tests. Install one (Debian: apt-get install chromium), "
        "or set CHROMIUM to the program of a Chromium or Chrome that you have.",
        flush=True,
    )
    return None
