"""The independent recount: what the database must hold, from nothing but what the local Discord says happened.

Knows neither the engine nor the pipeline, on purpose: it counts from the ledger by the written rules
and compares with plain rows. Everything here is a pure function; a difference is a sentence for people.
"""

from synapse.demo.recount.expected import Event, counters, events, read, voice_ticks
from synapse.demo.recount.journal import Row, counter_differences, hour_differences, journal_differences
from synapse.demo.recount.outbox import outbox_differences
from synapse.demo.recount.rewards import Tariff, reward_differences, rewards
from synapse.demo.recount.whole import Database, differences

__all__ = [
    "Database",
    "Event",
    "Row",
    "Tariff",
    "counter_differences",
    "counters",
    "differences",
    "events",
    "hour_differences",
    "journal_differences",
    "outbox_differences",
    "read",
    "reward_differences",
    "rewards",
    "voice_ticks",
]
