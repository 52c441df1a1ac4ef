"""``python -m synapse.probe PORT``: whether the process on this port of this machine is ready; for health checks.

Only the standard library and nothing else of Synapse, because it runs every few seconds.
"""

import sys
from http.client import HTTPConnection, HTTPException

_SECONDS = 4


def main() -> int:
    """The exit code: 0 when it is ready, else 1 with what it says on standard error."""
    port = sys.argv[1] if len(sys.argv) > 1 else ""
    if not port.isascii() or not port.isdecimal():
        sys.stderr.write("Name the port: python -m synapse.probe 8000\n")
        return 1
    connection = HTTPConnection("127.0.0.1", int(port), timeout=_SECONDS)
    try:
        connection.request("GET", "/health/ready")
        answer = connection.getresponse()
        if answer.status == 200:  # noqa: PLR2004 - HTTP's "OK"
            return 0
        sys.stderr.write(answer.read(1000).decode(errors="replace") + "\n")
    except (OSError, HTTPException) as error:
        sys.stderr.write(f"Port {port} does not answer ({type(error).__name__}).\n")
    finally:
        connection.close()
    return 1


if __name__ == "__main__":
    sys.exit(main())
