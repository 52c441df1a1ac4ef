"""Install everything into the checkout: uv, the Python packages, the npm packages.

Each part is left alone when what it was made from has not changed. Only the standard library, because
nothing is installed yet.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tools import steps

UV_VERSION = "0.13.9"
OLDEST_NODE = 20
_STAMPS = steps.ROOT / ".tools" / "stamps"
_UV_ENV = steps.ROOT / ".tools" / "uv-env"
UV = _UV_ENV / "bin" / "uv"
_VENV = steps.ROOT / ".venv"


def main() -> None:
    """Bring the checkout up to date, or exit with what is missing on this machine."""
    node = _node()
    print("Setting up this checkout", flush=True)
    _part("uv", [UV_VERSION, sys.version], UV, _install_uv)
    locks = [_content("requirements-dev.lock"), _content("pyproject.toml"), UV_VERSION, sys.version]
    _part("Python packages", locks, _VENV / "bin" / "synapse", _install_python)
    for name, folder in (("Dashboard packages", "dashboard"), ("Packages that tests use", "tests/clients")):
        packages = [_content(f"{folder}/{file}") for file in ("package.json", "package-lock.json", ".npmrc")]
        product = steps.ROOT / folder / "node_modules" / ".bin" / "node"
        _part(name, [*packages, node], product, partial(_install_npm, name, steps.ROOT / folder))


def _part(name: str, made_from: Sequence[str], product: Path, install: Callable[[], None]) -> None:
    """Install one part unless its stamp says that it was made from exactly this."""
    stamp = _STAMPS / name.lower().replace(" ", "-").replace("'", "")
    fingerprint = hashlib.sha256("\0".join([str(steps.ROOT), *made_from]).encode()).hexdigest()
    if product.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        steps.skipped(name)
        return
    stamp.unlink(missing_ok=True)
    install()
    if not product.exists():
        raise steps.fail(f"{name}: installed without an error, but {product} is not there. Delete it and try again.")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)


def _install_uv() -> None:
    shutil.rmtree(_UV_ENV, ignore_errors=True)
    if _runs([sys.executable, "-c", "import ensurepip, venv"]):
        _do("uv: an environment of its own", [sys.executable, "-m", "venv", str(_UV_ENV)])
        pip = [str(_UV_ENV / "bin" / "python"), "-m", "pip"]
        _do("uv", [*pip, "install", "--quiet", f"uv=={UV_VERSION}"])
        return
    # Debian's Python comes without ensurepip, and python3-venv may not be installable for this user.
    if not _runs([sys.executable, "-m", "pip", "--version"]):
        raise steps.fail(
            "This Python has neither venv nor pip, so nothing can be installed with it. On Debian and Ubuntu: "
            "apt-get install python3-venv. Or name another Python: make PYTHON=/path/to/python3"
        )
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--prefix", str(_UV_ENV), "--ignore-installed"]
    _do("uv", [*pip, f"uv=={UV_VERSION}"])


def _install_python() -> None:
    uv = [str(UV), "--no-python-downloads"]
    into = ["--python", str(_VENV / "bin" / "python")]
    if not _same_python():
        _do("Python environment", [*uv, "venv", "--clear", "--python", sys.executable, str(_VENV)])
    _do("Python packages", [*uv, "pip", "sync", *into, "--require-hashes", "requirements-dev.lock"])
    editable = ["--no-deps", "--no-build-isolation", "--editable", "."]
    _do("Synapse itself", [*uv, "pip", "install", *into, *editable])


def _install_npm(name: str, folder: Path) -> None:
    _do(name, ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder)


def _same_python() -> bool:
    """Whether the environment is there and was made with this version of Python."""
    python = _VENV / "bin" / "python"
    asked = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return python.exists() and _runs([str(python), "-c", asked])


def _node() -> str:
    """The version of Node, once it is seen to be new enough and to have npm."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise steps.fail(
                f"'{program}' is missing. Install Node {OLDEST_NODE} or newer, which brings npm along, and try again."
            )
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S607 - whichever Node the person has
    number = re.match(r"v(\d+)", version)
    if number is None or int(number[1]) < OLDEST_NODE:
        raise steps.fail(f"Node here is {version or 'not working'}; Synapse needs {OLDEST_NODE} or newer. Upgrade it.")
    return version


def _do(name: str, command: Sequence[str], *, cwd: Path = steps.ROOT) -> None:
    outcome = steps.run(name, command, cwd=cwd, environment={"VIRTUAL_ENV": ""})
    if not outcome.passed:
        raise steps.fail(f"Setting up stopped at '{name}'. Once its cause above is mended, run make setup again.")


def _runs(command: Sequence[str]) -> bool:
    return subprocess.run(list(command), capture_output=True, check=False).returncode == 0  # noqa: S603 - as in steps


def _content(name: str) -> str:
    path = steps.ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    os.chdir(steps.ROOT)
    main()
