"""What Prometheus is told, and whom."""

import pytest

from synapse import metrics
from synapse.metrics import Figures, may_read


def test_figures_are_read_when_somebody_asks() -> None:
    figures, depth = Figures(), {"value": 1.0}
    figures.gauge("test_depth", "A depth.", lambda: depth["value"])
    figures.gauge("test_unknown", "Not known now.", lambda: None)
    figures.counters("test_events", "Events.", "outcome", lambda: {"kept": 2, "lost": 0})
    registry = metrics.new_registry(figures)
    depth["value"] = 7
    told = metrics.exposition(registry).decode()
    assert "test_depth 7.0" in told
    assert "test_unknown " not in told.replace("# HELP test_unknown ", "").replace("# TYPE test_unknown ", "")
    assert 'test_events_total{outcome="kept"} 2.0' in told
    assert "synapse_faults_total" in told
    assert "process_resident_memory_bytes" in told


@pytest.mark.parametrize(
    ("token", "authorization", "peer", "forwarded", "allowed"),
    [
        (None, None, "127.0.0.1", False, True),
        (None, None, "::1", False, True),
        (None, None, "127.0.0.1", True, False),
        (None, None, "10.0.0.7", False, False),
        (None, None, None, False, False),
        (None, "Bearer x", "testclient", False, False),
        ("secret", "Bearer secret", "10.0.0.7", True, True),
        ("secret", "Bearer wrong", "127.0.0.1", False, False),
        ("secret", None, "127.0.0.1", False, False),
        ("secret", "Bearer s\u00e9cret", "127.0.0.1", False, False),
    ],
)
def test_who_may_read_the_figures(
    token: str | None,
    authorization: str | None,
    peer: str | None,
    forwarded: bool,  # noqa: FBT001 - pytest gives it
    allowed: bool,  # noqa: FBT001 - the same
) -> None:
    assert may_read(token, authorization=authorization, peer=peer, forwarded=forwarded) is allowed
