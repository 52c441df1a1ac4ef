"""The dashboard's build: made when its sources changed, and how it is run."""

import asyncio
import hashlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from synapse.errors import SynapseError, Unavailable
from synapse.supervise.child import Spec
from synapse.supervise.health import answers
from synapse.supervise.ports import HOST

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "dashboard"
_NODE = FOLDER / "node_modules" / ".bin" / "node"
_STAMP = FOLDER / "build" / ".made-from"
_SOURCES = ("dashboard/src", "dashboard/messages", "dashboard/static", "dashboard/scripts", "schema")
_SETTINGS = (
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "tsconfig.json",
    "codegen.ts",
    "i18n.ts",
    "project.inlang/settings.json",
)
_GENERATED = (FOLDER / "src/lib/gql/generated", FOLDER / "src/lib/paraglide")
_TAIL_LINES = 30
_LARGEST_BODY = "51000000"
"""A file to import, and the form around it; every other page takes less by itself."""


def is_stale() -> bool:
    """Whether there is no build, or the sources are others than it was made from."""
    return not _STAMP.exists() or _STAMP.read_text() != _fingerprint()


async def build() -> None:
    """Build the dashboard.

    Raises:
        Unavailable: The build failed, or its packages are not installed.
    """
    npm = shutil.which("npm")
    if npm is None or not _NODE.exists():
        raise Unavailable("The dashboard's packages are not installed. Install them with: make setup.")
    process = await asyncio.create_subprocess_exec(
        npm,
        "run",
        "build",
        cwd=FOLDER,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = await process.communicate()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        tail = "\n".join(f"  build | {line}" for line in output.decode(errors="replace").splitlines()[-_TAIL_LINES:])
        raise Unavailable(f"The dashboard could not be built.\n{tail}")
    _STAMP.write_text(_fingerprint())


def spec(port: int, environment: Mapping[str, str]) -> Spec:
    """How to run the built dashboard on a port of this machine."""
    return Spec(
        name="dashboard",
        command=(str(_NODE), "build"),
        environment={
            "HOST": HOST,
            "PORT": str(port),
            "NODE_ENV": "production",
            "BODY_SIZE_LIMIT": _LARGEST_BODY,
            **environment,
        },
        cwd=FOLDER,
        healthy=answers(f"http://{HOST}:{port}/health/ready"),
    )


def _fingerprint() -> str:
    content = hashlib.sha256()
    for file in sorted(_inputs()):
        content.update(f"{file.relative_to(ROOT)}\0".encode())
        content.update(hashlib.sha256(file.read_bytes()).digest())
    return content.hexdigest()


def _inputs() -> Iterator[Path]:
    for name in _SOURCES:
        for file in (ROOT / name).rglob("*"):
            if file.is_file() and not any(file.is_relative_to(made) for made in _GENERATED):
                yield file
    yield from (FOLDER / name for name in _SETTINGS if (FOLDER / name).is_file())


def main() -> None:
    """Build when stale; for the checks."""
    try:
        if is_stale():
            asyncio.run(build())
    except SynapseError as error:
        sys.exit(error.message)


if __name__ == "__main__":
    main()
