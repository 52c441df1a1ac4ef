"""Build the images without a Docker engine, and start each of their commands; ``deploy/check-images``.

Every instruction of both Dockerfiles is carried out by buildah in a chroot. Where the real base images are out of
reach, stand-ins take their places: a minimal Debian with its own Python, and one with Node 22 and npm. They differ from
the real ones in version and size; what the Dockerfiles do with them is the same.
"""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from synapse.db.embedded import EmbeddedPostgres
from synapse.supervise.ports import HOST, pick
from tools import steps
from tools.setup import UV

_PACKAGES = "ca-certificates,python3,python3-venv,libstdc++6"
_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
_HEALTHY_SECONDS = 120
_STOP_SECONDS = 30
_COMMANDS = {"discord": "synapse.demo", "bot": "synapse.bot", "api": "uvicorn", "dashboard": "build"}
"""The services that are started, each with a word of its command line."""


@dataclass
class Builder:
    """buildah with a storage of its own.

    Attributes:
        folder: Where images and containers lie.
    """

    folder: Path
    options: list[str] = field(init=False)

    def __post_init__(self) -> None:
        root, run = self.folder / "root", self.folder / "run"
        self.options = ["--root", str(root), "--runroot", str(run)]

    def __call__(self, *words: str, quiet: bool = True) -> str:
        """Run a command of buildah's; what it prints."""
        return _run(["buildah", *self.options, *words], quiet=quiet)

    def build(self, name: str, dockerfile: str, arguments: Mapping[str, str]) -> None:
        """Carry out a Dockerfile from the root of the repository."""
        given = [word for key, value in arguments.items() for word in ("--build-arg", f"{key}={value}")]
        # Docker's format, because the other one knows no health checks.
        form = ["--format", "docker", "--isolation", "chroot", "--pull-never"]
        self("build", *form, *given, "--file", dockerfile, "--tag", name, str(steps.ROOT))

    def config(self, name: str) -> dict[str, Any]:
        """An image's configuration."""
        told = json.loads(self("inspect", "--type", "image", name))
        config: dict[str, Any] = told["Docker"]["config"]
        return config

    def megabytes(self, name: str) -> float:
        """An image's size, uncompressed."""
        [image] = json.loads(self("images", "--json", name))
        text, unit = image["size"].split()
        return float(text) * {"KB": 0.001, "MB": 1, "GB": 1000}[unit]

    def leave(self) -> None:
        """Let go of every container and of every mount: a folder with one in it cannot be deleted."""
        _succeeds(["buildah", *self.options, "rm", "--all"])
        for line in reversed(Path("/proc/mounts").read_text(encoding="utf-8").splitlines()):
            if (place := line.split(" ")[1]).startswith(f"{self.folder}/"):
                _succeeds(["umount", place])

    def pulled(self, name: str) -> bool:
        """Whether a real base image could be had."""
        return _succeeds(["buildah", *self.options, "pull", "--quiet", "--policy", "missing", name])


def main() -> int:
    """Build, look, run; 0 when all is well."""
    wanted = _arguments()
    if os.geteuid() != 0 or shutil.which("buildah") is None:
        sys.stderr.write("This needs root and buildah: apt-get install buildah debootstrap\n")
        return 1
    with ExitStack() as stack:
        folder = wanted.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="synapse-images-")))
        builder = Builder(folder)
        stack.callback(builder.leave)
        bases = _bases(builder, stand_in=wanted.stand_in)
        _build(builder, bases)
        _look(builder)
        asyncio.run(_try(builder, folder))
    print("Both images are built, and bot, API and dashboard become healthy in them.")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deploy/check-images", description=__doc__)
    parser.add_argument("--stand-in", action="store_true", help="do not even try to reach the real base images")
    parser.add_argument("--keep", type=Path, help="keep images and the stand-ins' files in this folder")
    return parser.parse_args()


def _bases(builder: Builder, *, stand_in: bool) -> dict[str, str]:
    """The base images by build argument: the real ones, or stand-ins."""
    real = _defaults()
    if not stand_in and all(builder.pulled(name) for name in real.values()):
        print(f"Base images: {', '.join(real.values())}", flush=True)
        return real
    print("Base images: stand-ins, because the real ones are out of reach", flush=True)
    return {
        "PYTHON_IMAGE": _stand_in_python(builder),
        "UV_IMAGE": _stand_in_uv(builder),
        "NODE_IMAGE": _stand_in_node(builder),
    }


def _defaults() -> dict[str, str]:
    """What the Dockerfiles say where no argument is given."""
    found: dict[str, str] = {}
    for file in ("Dockerfile", "dashboard/Dockerfile"):
        for line in (steps.ROOT / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("ARG ") and "_IMAGE=" in line:
                name, _, value = line.removeprefix("ARG ").partition("=")
                found[name] = value
    return found


def _debian(folder: Path) -> Path:
    """A minimal Debian with Python, made once."""
    root = folder / "debian"
    if not (root / "usr/bin/python3").exists():
        print("  debootstrap ...", flush=True)
        _run(["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", "bookworm", str(root)])
    return root


@contextmanager
def _image(builder: Builder, name: str, base: str = "scratch") -> Iterator[tuple[str, Path]]:
    """A container that becomes an image: its name and where its files are."""
    container = builder("from", base).strip()
    yield container, Path(builder("mount", container).strip())
    builder("umount", container)
    builder("commit", "--quiet", container, name)
    builder("rm", container)


def _stand_in_python(builder: Builder) -> str:
    name = "localhost/stand-in-python"
    with _image(builder, name) as (container, files):
        # cp and not shutil, which would read the devices to their ends.
        _run(["cp", "--archive", f"{_debian(builder.folder)}/.", str(files)])
        (files / "usr/local/bin/python").symlink_to("/usr/bin/python3")
        _trust(builder, container, files)
    return name


def _stand_in_node(builder: Builder) -> str:
    name = "localhost/stand-in-node"
    program = steps.ROOT / "dashboard/node_modules/node/bin/node"
    npm = Path(shutil.which("npm") or "npm").resolve().parents[1]
    with _image(builder, name, "localhost/stand-in-python") as (container, files):
        shutil.copy2(program, files / "usr/local/bin/node")
        shutil.copytree(npm, files / "usr/local/lib/node_modules/npm", symlinks=True)
        (files / "usr/local/bin/npm").symlink_to("../lib/node_modules/npm/bin/npm-cli.js")
        (files / "usr/local/bin/npx").symlink_to("../lib/node_modules/npm/bin/npx-cli.js")
        builder("run", "--isolation", "chroot", container, "--", "useradd", "--uid", "1000", "--create-home", "node")
    return name


def _stand_in_uv(builder: Builder) -> str:
    name = "localhost/stand-in-uv"
    with _image(builder, name) as (_container, files):
        shutil.copy2(UV, files / "uv")
    return name


def _trust(builder: Builder, container: str, files: Path) -> None:
    """Trust the authorities that this machine trusts: a mirror may have one of its own."""
    if Path(_CERTIFICATES).exists():
        shutil.copy2(_CERTIFICATES, files / _CERTIFICATES[1:])
    for name in ("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"):
        builder("config", "--env", f"{name}={_CERTIFICATES}", container)


def _build(builder: Builder, bases: Mapping[str, str]) -> None:
    for name, file in (("synapse", "Dockerfile"), ("synapse-dashboard", "dashboard/Dockerfile")):
        print(f"Building {name} ...", flush=True)
        wanted = {key: value for key, value in bases.items() if f"ARG {key}=" in (steps.ROOT / file).read_text()}
        builder.build(name, file, wanted)
    for image, base in (("synapse", "PYTHON_IMAGE"), ("synapse-dashboard", "NODE_IMAGE")):
        whole, under = builder.megabytes(image), builder.megabytes(bases[base])
        print(f"  {image}: {whole:.0f} MB, of them {whole - under:.0f} MB on top of its base", flush=True)


def _look(builder: Builder) -> None:
    """See that the images say what whoever runs them relies on."""
    for name, command in (("synapse", ["python", "-m", "synapse.bot"]), ("synapse-dashboard", ["node", "build"])):
        config = builder.config(name)
        assert config["Cmd"] == command, config["Cmd"]  # noqa: S101 - a check
        assert config["User"] not in ("", "0", "root"), config["User"]  # noqa: S101 - a check
        assert config["Healthcheck"]["Test"][0] == "CMD", config["Healthcheck"]  # noqa: S101 - a check
        assert config["Labels"]["org.opencontainers.image.title"]  # noqa: S101 - a check


class Container:
    """A container that runs one command as Docker would: the image's user, folder, variables."""

    def __init__(self, builder: Builder, image: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._builder = builder
        self._name = builder("from", image).strip()
        self._variables = [word for key, value in environment.items() for word in ("--env", f"{key}={value}")]
        self._command = list(command) or builder.config(image)["Cmd"]
        self._process: asyncio.subprocess.Process | None = None
        self.log = builder.folder / f"{self._name}.log"

    def _words(self, command: Sequence[str]) -> list[str]:
        options = ["--isolation", "chroot", *self._variables]
        return ["buildah", *self._builder.options, "run", *options, self._name, "--", *command]

    async def start(self) -> None:
        """Run the command."""
        with self.log.open("wb") as output:
            words = self._words(self._command)
            self._process = await asyncio.create_subprocess_exec(*words, stdout=output, stderr=output)

    async def healthy(self, probe: Sequence[str]) -> None:
        """Return when the probe, run in the same container, succeeds."""
        assert self._process is not None  # noqa: S101 - started before
        try:
            async with asyncio.timeout(_HEALTHY_SECONDS):
                while not await asyncio.to_thread(_succeeds, self._words(probe)):
                    if self._process.returncode is not None:
                        break
                else:
                    return
        except TimeoutError:
            pass
        raise steps.fail(f"{self._name} did not become healthy.\n{self.log.read_text()[-3000:]}")

    async def stop(self, marker: str) -> None:
        """Send SIGTERM to the command itself, and see it end by itself."""
        assert self._process is not None  # noqa: S101 - started before
        for pid in _descendants(self._process.pid):
            if marker in _command_of(pid) and "buildah" not in _command_of(pid):
                os.kill(pid, 15)
        async with asyncio.timeout(_STOP_SECONDS):
            code = await self._process.wait()
        # uvicorn shuts down in order and then ends by the signal that it was sent.
        if code and "subprocess exited on terminated" not in self.log.read_text():
            raise steps.fail(f"{self._name} ended with exit code {code}.\n{self.log.read_text()[-3000:]}")


async def _try(builder: Builder, folder: Path) -> None:
    """Start the demo's four commands in containers, as docker-compose.yml has them."""
    compose = yaml.safe_load((steps.ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    ports = {name: pick(0, ()) for name in ("api", "dashboard", "discord", "bot")}
    server = EmbeddedPostgres(folder / "postgres")
    server.start()
    try:
        await _run_all(builder, compose, ports, server.url("postgres").render_as_string(hide_password=False))
    finally:
        server.remove()


async def _run_all(builder: Builder, compose: dict[str, Any], ports: Mapping[str, int], database: str) -> None:
    discord = f"http://{HOST}:{ports['discord']}"
    shared = {"DATABASE_URL": database, "DISCORD_API_URL": f"{discord}/api/v10"}
    page = f"http://{HOST}:{ports['dashboard']}"
    environments = {
        "discord": {},
        "bot": {**_own(compose, "bot"), **shared, "HEALTH_ADDRESS": f"{HOST}:{ports['bot']}"},
        "api": {**_own(compose, "api"), **shared, "DISCORD_REDIRECT_URI": f"{page}/auth/callback"},
        "dashboard": {
            "API_URL": f"http://{HOST}:{ports['api']}/graphql",
            "ORIGIN": page,
            "PORT": str(ports["dashboard"]),
        },
    }
    running: list[tuple[Container, str]] = []
    try:
        for name, marker in _COMMANDS.items():
            image = "synapse-dashboard" if name == "dashboard" else "synapse"
            container = Container(builder, image, _command(compose, name, ports, discord), environments[name])
            running.append((container, marker))
            await container.start()
            await container.healthy(_probe(name, ports, discord))
            print(f"  {name} is healthy", flush=True)
    finally:
        for container, marker in reversed(running):
            await container.stop(marker)
    print("  all of them ended by themselves on SIGTERM", flush=True)


def _own(compose: dict[str, Any], service: str) -> dict[str, str]:
    """A service's variables with the demo's values, which stand where no variable is set."""
    found: dict[str, str] = {}
    for name, text in compose[service]["environment"].items():
        value = str(text)
        if value.startswith("${"):
            value = value[2:-1].partition("-")[2]
        found[name] = value
    return found


def _command(compose: dict[str, Any], name: str, ports: Mapping[str, int], discord: str) -> list[str]:
    """A service's command, on a port of its own; nothing for the dashboard, whose image has it."""
    words = [str(word) for word in compose[name].get("command", [])]
    if name == "api":
        return [f"--port={ports['api']}" if word.startswith("--port") else word for word in words]
    if name == "discord":
        return [
            *(w for w in words if not w.startswith("--public-url")),
            f"--public-url={discord}",
            "--port",
            str(ports[name]),
        ]
    return words


def _probe(name: str, ports: Mapping[str, int], discord: str) -> list[str]:
    if name == "discord":
        return ["python", "-c", f"from urllib.request import urlopen; urlopen('{discord}/_local/health', timeout=3)"]
    if name == "dashboard":
        url = f"http://{HOST}:{ports[name]}/health/ready"
        return ["node", "-e", f"fetch('{url}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
    return ["python", "-m", "synapse.probe", str(ports[name])]


def _descendants(pid: int) -> Iterator[int]:
    """Everything that a process started, whichever of its threads did."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield int(child)
                yield from _descendants(int(child))


def _command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def _run(command: Sequence[str], *, quiet: bool = True) -> str:
    done = subprocess.run(list(command), capture_output=quiet, text=True, check=False, cwd=steps.ROOT)  # noqa: S603 - our own words
    if done.returncode:
        raise steps.fail(
            f"{' '.join(command[:6])} ... failed.\n{(done.stderr or '')[-4000:]}\n{(done.stdout or '')[-2000:]}"
        )
    return done.stdout or ""


def _succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(list(command), capture_output=True, check=False, cwd=steps.ROOT).returncode == 0  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.exit(main())
