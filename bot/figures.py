"""The bot's figures, for Prometheus and as traces."""

from prometheus_client import CollectorRegistry, Histogram
from sqlalchemy.pool import QueuePool

from bot.core import Core
from synapse.db.notify import Listener
from synapse.metrics import Figures, new_registry
from synapse.tracing import tracing

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30)
_EVENTS = (1, 5, 10, 50, 100, 250, 500, 1000, 2500, 5000)
_OUTCOMES = ("committed", "duplicates", "rejected", "dropped", "repeated", "untracked", "unknown")


def figures(core: Core, listener: Listener) -> CollectorRegistry:
    """What Prometheus is told of the bot."""
    told = Figures()
    counters, pool = core.ingest.counters, core.engine.sync_engine.pool
    assert isinstance(pool, QueuePool)  # noqa: S101 - the only pool that engines here are made with
    told.counters(
        "synapse_events",
        "What became of the events.",
        "outcome",
        lambda: {name: getattr(counters, name) for name in _OUTCOMES},
    )
    told.gauge("synapse_queue_events", "Events that wait, the spool included.", lambda: core.ingest.waiting)
    told.gauge("synapse_spool_events", "Events that wait in the spool.", lambda: core.ingest.spooled)
    told.gauge("synapse_bot_online", "Whether Discord is heard.", lambda: float(core.client.is_online))
    told.gauge(
        "synapse_raid_accounts",
        "Accounts that raid a guild.",
        lambda: sum(raid.accounts for raid in core.raids.values()),
    )
    told.gauge("synapse_notice_lag_seconds", "How long a notice takes.", lambda: listener.lag_seconds)
    told.gauges(
        "synapse_pool_connections",
        "Connections of the pool.",
        "state",
        lambda: {"in_use": pool.checkedout(), "most": pool.size()},
    )
    registry = new_registry(told)
    _watch_batches(core, registry)
    return registry


def _watch_batches(core: Core, registry: CollectorRegistry) -> None:
    """Take in each batch when it is done with."""
    seconds = Histogram("synapse_batch_seconds", "Time of a batch's transaction.", buckets=_SECONDS, registry=registry)
    events = Histogram("synapse_batch_events", "Events of a batch.", buckets=_EVENTS, registry=registry)
    counters = core.ingest.counters

    def settled() -> None:
        seconds.observe(counters.last_batch_seconds)
        events.observe(counters.last_batch)
        tracing.happened("ingest.batch", counters.last_batch_seconds, events=counters.last_batch)

    core.ingest.on_settled.append(settled)
