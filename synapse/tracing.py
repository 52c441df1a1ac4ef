"""OpenTelemetry traces, where an endpoint is set: of operations and transactions, never of single fields."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

Value = str | int | float | bool
_NANOSECONDS = 1_000_000_000


class Tracing:
    """Sends spans to a collector; without an endpoint it does nothing, and OpenTelemetry is not even loaded."""

    def __init__(self) -> None:
        self._provider: TracerProvider | None = None
        self._tracer: Tracer | None = None

    def begin(self, service: str, endpoint: str | None) -> None:
        """Send what follows to the collector at ``endpoint``, over HTTP, under the service's name."""
        if endpoint is None:
            return
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - only where it is wanted
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - the same
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - the same
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - the same

        self._provider = TracerProvider(resource=Resource.create({"service.name": service}))
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("synapse")

    def end(self) -> None:
        """Send what is left."""
        if self._provider is not None:
            self._provider.shutdown()
        self._provider = self._tracer = None

    @contextmanager
    def span(self, name: str, **attributes: Value) -> Iterator[None]:
        """What happens within is one span."""
        if self._tracer is None:
            yield
            return
        with self._tracer.start_as_current_span(name, attributes=attributes):
            yield

    def happened(self, name: str, seconds: float, **attributes: Value) -> None:
        """Something ended just now that took so long."""
        if self._tracer is not None:
            end = time.time_ns()
            began = end - int(seconds * _NANOSECONDS)
            self._tracer.start_span(name, start_time=began, attributes=attributes).end(end)


tracing = Tracing()
"""This process's."""
