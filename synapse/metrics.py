"""Figures for Prometheus: read where they are kept, at the moment somebody asks."""

import hmac
from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address

from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from synapse import log

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Labelled = Mapping[str, float | None]


class Figures(Collector):
    """Gauges and counters whose values somebody else keeps.

    A value of None is left out: it is not known at the moment.
    """

    def __init__(self) -> None:
        self._figures: list[tuple[type[Metric], str, str, str | None, Callable[[], Labelled]]] = []

    def gauge(self, name: str, meaning: str, value: Callable[[], float | None]) -> None:
        """A figure that goes up and down."""
        self._figures.append((GaugeMetricFamily, name, meaning, None, lambda: {"": value()}))

    def gauges(self, name: str, meaning: str, label: str, values: Callable[[], Labelled]) -> None:
        """Figures that go up and down, by a label's value."""
        self._figures.append((GaugeMetricFamily, name, meaning, label, values))

    def counters(self, name: str, meaning: str, label: str, values: Callable[[], Labelled]) -> None:
        """Figures that only go up, by a label's value."""
        self._figures.append((CounterMetricFamily, name, meaning, label, values))

    def collect(self) -> Iterable[Metric]:
        """What Prometheus is told."""
        for family, name, meaning, label, values in self._figures:
            metric = family(name, meaning, labels=[label] if label else [])  # type: ignore[call-arg] # both families take them
            for key, value in values().items():
                if value is not None:
                    metric.add_metric([key] if label else [], value)  # type: ignore[attr-defined] # the same
            yield metric


def new_registry(figures: Figures) -> CollectorRegistry:
    """What a process tells: these figures, how many errors it logged, and its memory, time and files."""
    figures.counters("synapse_faults", "Errors that were logged.", "process", lambda: {"this": log.faults_logged()})
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    registry.register(figures)
    return registry


def exposition(registry: CollectorRegistry) -> bytes:
    """The figures as Prometheus reads them."""
    return generate_latest(registry)


def may_read(token: str | None, *, authorization: str | None, peer: str | None, forwarded: bool) -> bool:
    """Whether somebody may read the figures.

    Args:
        token: What has to be presented; None lets in whoever asks from this machine without a proxy between.
        authorization: The request's header.
        peer: The address that the connection came from.
        forwarded: Whether a proxy passed the request on.
    """
    if token is not None:
        return hmac.compare_digest((authorization or "").encode(), f"Bearer {token}".encode())
    return not forwarded and _is_loopback(peer)


def _is_loopback(peer: str | None) -> bool:
    try:
        return ip_address(peer or "").is_loopback
    except ValueError:
        return False
