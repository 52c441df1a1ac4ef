"""Traces reach a collector over HTTP, and without one nothing is loaded."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from synapse.tracing import Tracing


class Collector(HTTPServer):
    """Takes in what an exporter sends."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.spans: list[tuple[str, dict[str, object]]] = []
        self.services: set[str] = set()

    def took(self, body: bytes) -> None:
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.services |= {a.value.string_value for a in resource.resource.attributes if a.key == "service.name"}
            for scope in resource.scope_spans:
                self.spans += [(span.name, {a.key: a.value for a in span.attributes}) for span in scope.spans]


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        assert self.path == "/v1/traces"
        self.server.took(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_details: object) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    server = Collector()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_spans_reach_the_collector(collector: Collector) -> None:
    tracing = Tracing()
    tracing.begin("synapse-test", f"http://127.0.0.1:{collector.server_port}/")
    with tracing.span("graphql.query", **{"graphql.operation.name": "Leaderboard"}):
        tracing.happened("ingest.batch", 0.25, events=7)
    tracing.end()
    assert collector.services == {"synapse-test"}
    spans = dict(collector.spans)
    assert spans["graphql.query"]["graphql.operation.name"].string_value == "Leaderboard"  # type: ignore[attr-defined] # protobuf's
    assert spans["ingest.batch"]["events"].int_value == 7  # type: ignore[attr-defined] # the same


def test_without_an_endpoint_nothing_happens_and_nothing_is_loaded() -> None:
    program = (
        "import sys; from synapse.tracing import tracing; tracing.begin('x', None)\n"
        "with tracing.span('a', b=1): tracing.happened('c', 1.0)\n"
        "tracing.end(); sys.exit('opentelemetry' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - our own program
