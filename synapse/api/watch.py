"""What is told of operations: how many, how long, how dear, and how they ended."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from graphql import OperationType
from prometheus_client import CollectorRegistry, Counter, Histogram
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool

from synapse.db.notify import Listener
from synapse.db.replica import Replica
from synapse.metrics import Figures, new_registry
from synapse.tracing import tracing

_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_POINTS = (1, 10, 50, 100, 500, 1000, 5000)
_OTHER = "other"
"""What strangers call their operations would make as many figures as they have names."""


class Watch:
    """The API's figures; one per process.

    Attributes:
        registry: What Prometheus is told.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        labels = ("operation", "kind")
        self._seconds = Histogram(
            "synapse_graphql_seconds", "Time of an operation.", labels, buckets=_SECONDS, registry=registry
        )
        self._points = Histogram(
            "synapse_graphql_cost_points", "Points of an operation.", labels, buckets=_POINTS, registry=registry
        )
        self._failed = Counter(
            "synapse_graphql_failed", "Operations with errors.", (*labels, "code"), registry=registry
        )
        self._kept: dict[tuple[str, str], tuple[Histogram, Histogram]] = {}

    @contextmanager
    def operation(self, name: str | None, kind: OperationType) -> Iterator[Callable[[dict[str, object], int], None]]:
        """An operation is executed within; call what is given with its answer's body and what it cost.

        Args:
            name: The operation's name, if the document is one that this process knows by its hash; else None.
            kind: Query, mutation or subscription.
        """
        labels = (name or _OTHER, kind.value)
        if (figures := self._kept.get(labels)) is None:
            figures = self._kept[labels] = (self._seconds.labels(*labels), self._points.labels(*labels))
        seconds, dear = figures
        began = perf_counter()

        def ended(body: dict[str, object], points: int) -> None:
            dear.observe(points)
            if code := _code(body):
                self._failed.labels(*labels, code).inc()

        with tracing.span(f"graphql.{kind.value}", **{"graphql.operation.name": name or _OTHER}):
            yield ended
        seconds.observe(perf_counter() - began)


def watch(engine: AsyncEngine, listener: Listener, replica: Replica | None) -> Watch:
    """The figures of a process with this pool and listener."""
    figures = Figures()
    figures.gauge("synapse_notice_lag_seconds", "How long a notice takes.", lambda: listener.lag_seconds)
    figures.gauges("synapse_pool_connections", "Connections of the pool.", "state", lambda: pool_use(engine))
    if replica is not None:
        figures.gauge("synapse_replica_lag_seconds", "How far the replica is behind.", lambda: replica.lag_seconds)
        figures.gauge("synapse_replica_serves", "Whether readers are served from it.", lambda: float(replica.is_well))
    return Watch(new_registry(figures))


def pool_use(engine: AsyncEngine) -> dict[str, float | None]:
    """How many of the pool's connections are in use, and how many there may be."""
    pool = engine.sync_engine.pool
    assert isinstance(pool, QueuePool)  # noqa: S101 - the only pool that engines here are made with
    return {"in_use": pool.checkedout(), "most": pool.size()}


def _code(body: dict[str, object]) -> str | None:
    """The code of an answer's first error."""
    errors = body.get("errors")
    if not isinstance(errors, list) or not errors:
        return None
    return str(errors[0].get("extensions", {}).get("code", "UNKNOWN"))
