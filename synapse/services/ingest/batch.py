from dataclasses import dataclass, field
from datetime import datetime

from synapse.engine.decide import Decision, decide, remember
from synapse.engine.events import Recorded
from synapse.engine.reward import Reward
from synapse.engine.rules import Rules
from synapse.services.ingest.memory import GuildMemory


@dataclass(slots=True)
class Share:
    """One guild's part of a batch. ``committed`` holds rewards of events that an attempt whose end is unknown wrote."""

    events: list[Recorded]
    rules: Rules
    memory: GuildMemory
    mark: int = 0
    end: int = 0
    decisions: list[Decision] = field(default_factory=list)
    committed: dict[str, Reward] = field(default_factory=dict)

    def decide(self) -> None:
        """Let the engine decide each event in order."""
        windows = self.memory.windows
        self.mark = windows.mark()
        if self.committed:
            self._decide_rest()
        else:
            self.decisions = [decide(event, self.rules, windows) for event in self.events]
        self.end = windows.mark()

    def _decide_rest(self) -> None:
        windows = self.memory.windows
        self.decisions = []
        for event in self.events:
            if (reward := self.committed.get(event.key)) is not None:
                remember(event, reward, windows)
            else:
                self.decisions.append(decide(event, self.rules, windows))

    def undo(self) -> None:
        """Take back what deciding moved."""
        self.memory.windows.undo(self.mark)
        self.decisions = []
        self.memory.earned.clear()

    def settle(self) -> None:
        """What was decided is committed: it cannot be undone any more."""
        self.memory.windows.forget(self.end)


@dataclass(slots=True)
class Batch:
    """Events that are written in one transaction; ``spooled`` of them, all or none, came from the spool.

    ``began_at`` is when the first attempt began, by the database's clock. ``uncertain`` means that the end of an
    attempt is not known: its commit may have happened.
    """

    events: list[Recorded]
    spooled: int = 0
    began_at: datetime | None = None
    uncertain: bool = False
    shares: dict[int, Share] = field(default_factory=dict)
    decided: bool = False
    duplicates: int = 0
    committed_before: int = 0

    def decide(self) -> None:
        """Decide every share once."""
        if not self.decided:
            for share in self.shares.values():
                share.decide()
            self.decided = True

    def undo(self) -> None:
        """Take back what deciding moved; batches decided later must have been undone before."""
        if self.decided:
            for share in self.shares.values():
                share.undo()
            self.decided = False

    def settle(self) -> None:
        """What was decided is committed."""
        for share in self.shares.values():
            share.settle()

    def part(self, events: list[tuple[Share, Recorded]]) -> "Batch":
        """Some of the events as a batch of their own."""
        part = Batch([event for _share, event in events], began_at=self.began_at, uncertain=self.uncertain)
        for share, event in events:
            guild_id = share.rules.guild_id
            own = part.shares.setdefault(guild_id, Share([], share.rules, share.memory, committed=share.committed))
            own.events.append(event)
        return part
