"""Ports on loopback: the wanted one where it is free."""

import errno
import socket
from collections.abc import Collection

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def pick(wanted: int, taken: Collection[int] = ()) -> int:
    """The wanted port, or another free one when it is 0, in use, or promised to somebody else.

    Args:
        wanted: The port asked for; 0 means any.
        taken: Ports that are promised already, though nobody listens there yet.
    """
    if wanted and wanted not in taken and is_free(wanted):
        return wanted
    while True:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            found: int = probe.getsockname()[1]
        if found not in taken:
            return found
