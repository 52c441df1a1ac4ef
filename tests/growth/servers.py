"""A streaming replica and a PgBouncer on loopback, thrown away at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from synapse.db.embedded import EmbeddedPostgres
from synapse.supervise.ports import HOST, pick

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
_SECONDS = 30
_FAST = {"fsync": "off", "shared_buffers": "32MB"}


def as_nobody(words: list[str], **more: str) -> None:
    """Run a program of PostgreSQL's as whom the servers run."""
    user = "nobody" if os.geteuid() == 0 else None
    group = pwd.getpwnam(user).pw_gid if user else None
    done = subprocess.run(  # noqa: S603 - our own words
        words,
        user=user,
        group=group,
        extra_groups=[] if user else None,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
        env={**os.environ, **more},
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def primary_and_replica() -> Iterator[tuple[EmbeddedPostgres, EmbeddedPostgres]]:
    """A primary and a replica that streams from it."""
    with tempfile.TemporaryDirectory(prefix="synapse-replica-") as folder:
        primary = EmbeddedPostgres(Path(folder) / "primary", settings=_FAST)
        replica = EmbeddedPostgres(Path(folder) / "replica", settings=_FAST)
        primary.start()
        try:
            _copy(primary, replica)
            replica.start()
            yield primary, replica
        finally:
            for server in (replica, primary):
                if server.is_running:
                    server.stop(mode="immediate")


def _copy(primary: EmbeddedPostgres, replica: EmbeddedPostgres) -> None:
    replica.directory.mkdir(mode=0o700)
    if os.geteuid() == 0:
        account = pwd.getpwnam("nobody")
        os.chown(replica.directory, account.pw_uid, account.pw_gid)
    source = ["--host", HOST, "--port", str(primary.port), "--username", "synapse"]
    program = str(primary.program("pg_basebackup"))
    as_nobody([program, *source, "--pgdata", str(replica.directory), "--write-recovery-conf", "--checkpoint", "fast"])


@contextmanager
def pooler(server: URL) -> Iterator[int]:
    """PgBouncer in transaction mode before a server, with one connection per database; gives its port."""
    assert PGBOUNCER is not None
    with tempfile.TemporaryDirectory(prefix="synapse-pool-") as name:
        folder, port = Path(name), pick(0, ())
        folder.chmod(0o777)
        (folder / "users.txt").write_text('"synapse" ""\n')
        (folder / "pgbouncer.ini").write_text(
            f"[databases]\n* = host={server.host} port={server.port} user=synapse\n[pgbouncer]\n"
            f"listen_addr = {HOST}\nlisten_port = {port}\nunix_socket_dir =\npool_mode = transaction\n"
            f"auth_type = trust\nauth_file = {folder}/users.txt\nlogfile = {folder}/log\npidfile = {folder}/pid\n"
            # Two clients and one connection: whoever keeps something in a connection is found out.
            "default_pool_size = 1\nmax_client_conn = 100\n"
        )
        as_nobody([PGBOUNCER, "--daemon", str(folder / "pgbouncer.ini")])
        try:
            yield port
        finally:
            os.kill(int((folder / "pid").read_text()), 2)
