"""The images' health check."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class _Handler(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/health/ready" else 404)
        self.end_headers()
        self.wfile.write(b'{"database":"unreachable"}')

    def log_message(self, *_details: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def probe(*words: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", "synapse.probe", *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    return done.returncode, done.stderr


def test_ready_and_not_ready(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert probe(str(port)) == (0, "")
    monkeypatch.setattr(_Handler, "status", 503)
    code, told = probe(str(port))
    assert code == 1
    assert "unreachable" in told


def test_nobody_there_and_nothing_named() -> None:
    assert probe("1") == (1, "Port 1 does not answer (ConnectionRefusedError).\n")
    assert probe("many")[0] == probe()[0] == 1
