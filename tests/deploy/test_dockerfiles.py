"""What the Dockerfiles promise; ``deploy/check-images`` carries them out."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.setup import UV_VERSION

ROOT = Path(__file__).resolve().parents[2]
PYTHON = (ROOT / "Dockerfile").read_text(encoding="utf-8")
NODE = (ROOT / "dashboard" / "Dockerfile").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def stages(text: str) -> list[str]:
    return re.findall(r"^FROM (\S+)", text, flags=re.MULTILINE)


def test_two_stages_each_on_the_demanded_bases() -> None:
    assert stages(PYTHON) == ["${UV_IMAGE}", "${PYTHON_IMAGE}", "${PYTHON_IMAGE}"]
    assert stages(NODE) == ["${NODE_IMAGE}", "${NODE_IMAGE}"]
    assert "ARG PYTHON_IMAGE=python:3.12-slim\n" in PYTHON
    assert "ARG NODE_IMAGE=node:22-alpine\n" in NODE
    assert f"uv:{UV_VERSION}\n" in PYTHON


def test_dependencies_are_a_layer_before_the_source() -> None:
    assert PYTHON.index("COPY requirements.lock") < PYTHON.index("uv pip sync") < PYTHON.index("COPY synapse")
    assert NODE.index("COPY dashboard/package*.json") < NODE.index("npm ci") < NODE.index("COPY dashboard ./")
    for wanted in ("UV_COMPILE_BYTECODE=1", "UV_LINK_MODE=copy", "--mount=type=cache,target=/root/.cache/uv"):
        assert wanted in PYTHON
    assert "--require-hashes requirements.lock" in PYTHON
    assert "npm ci --omit=dev" in NODE


def test_they_run_the_fixed_commands_as_somebody_without_power() -> None:
    assert PYTHON.rstrip().endswith('CMD ["python", "-m", "synapse.bot"]')
    assert NODE.rstrip().endswith('CMD ["node", "build"]')
    assert "PORT=3000" in NODE
    for text in (PYTHON, NODE):
        [user] = re.findall(r"^USER (\S+)", text, flags=re.MULTILINE)
        assert int(user) > 0
        assert "HEALTHCHECK" in text
        assert "org.opencontainers.image.title" in text


@pytest.mark.skipif(shutil.which("hadolint", path=str(BIN)) is None, reason="hadolint is made for Linux only")
@pytest.mark.parametrize("file", ["Dockerfile", "dashboard/Dockerfile"])
def test_hadolint_finds_nothing(file: str) -> None:
    done = subprocess.run([BIN / "hadolint", "--no-color", file], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - a development dependency
    assert (done.returncode, done.stdout) == (0, "")


def test_only_named_parts_reach_the_builder() -> None:
    assert IGNORED[1] == "*"
    named = {line[1:] for line in IGNORED if line.startswith("!")}
    sources = {
        path.split("/")[0]
        for line in re.findall(r"^COPY (?!--)(.+)", PYTHON + NODE, flags=re.MULTILINE)
        for path in line.split()[:-1]
    }
    assert sources <= named
    for kept_back in ("**/.env", "dashboard/node_modules"):
        assert kept_back in IGNORED


@pytest.mark.parametrize("package", ["@rolldown/binding-linux-x64-musl", "lightningcss-linux-x64-musl"])
def test_what_the_dashboard_is_built_with_is_there_for_alpine(package: str) -> None:
    lock = (ROOT / "dashboard" / "package-lock.json").read_text(encoding="utf-8")
    assert f'"node_modules/{package}"' in lock
