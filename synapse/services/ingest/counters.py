from dataclasses import dataclass


@dataclass(slots=True)
class Counters:
    """What became of the events of one process since it started.

    ``accepted`` events were queued or spooled; each of them ends up in one of ``committed``,
    ``duplicates`` or ``rejected``. ``unknown`` (of a guild that is not served), ``untracked`` (of members
    who opted out), ``repeated`` (seen a moment ago) and ``dropped`` (no room anywhere) were never accepted.
    """

    accepted: int = 0
    committed: int = 0
    duplicates: int = 0
    rejected: int = 0

    unknown: int = 0
    untracked: int = 0
    repeated: int = 0
    dropped: int = 0

    spooled: int = 0
    batches: int = 0
    retries: int = 0
    levels: int = 0
    achievements: int = 0
    last_batch: int = 0
    last_batch_seconds: float = 0.0

    @property
    def settled(self) -> int:
        """How many of the accepted events are done with, in the order in which they were accepted."""
        return self.committed + self.duplicates + self.rejected
