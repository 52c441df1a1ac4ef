"""The pipeline from recorded events to rewards in the database."""

from synapse.services.ingest.counters import Counters
from synapse.services.ingest.pipeline import Ingest

__all__ = ["Counters", "Ingest"]
