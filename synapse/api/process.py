"""What the API's process knows of itself."""

from dataclasses import dataclass
from datetime import datetime

import synapse
from synapse import log
from synapse.db.notify import Listener


@dataclass(frozen=True, slots=True)
class Process:
    """How this API process does at the moment.

    Attributes:
        started_at: When it began to serve.
        listener: Hears the notices.
    """

    started_at: datetime
    listener: Listener

    @property
    def version(self) -> str:
        """The version of Synapse that it runs."""
        return synapse.__version__

    @property
    def faults(self) -> tuple[log.Fault, ...]:
        """The last errors that it logged, newest first."""
        return log.faults()
