from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from synapse.engine.decide import decide, remember
from synapse.engine.events import Recorded
from synapse.engine.reward import Reward
from synapse.engine.rules import Rules
from synapse.services.ingest.fold import Fold
from synapse.services.ingest.memory import GuildMemory

_SLICE = 200


@dataclass(slots=True)
class Share:
    """One guild's part of a batch.

    ``roles`` are those that make a difference, by member. ``fold`` is what its decisions add up to, None before
    they are made. ``committed`` holds rewards of events that an attempt whose end is unknown wrote.
    """

    events: list[Recorded]
    rules: Rules
    memory: GuildMemory
    roles: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    fold: Fold | None = None
    committed: dict[str, Reward] = field(default_factory=dict)
    _mark: int = 0
    _end: int = 0

    def steps(self) -> Iterator[None]:
        """Let the engine decide each event in order and lay out the arrays, some at a time."""
        windows, roles = self.memory.windows, self.roles
        self._mark = self._end = windows.mark()
        self.fold = Fold(self.rules.settings.time_zone)
        for start in range(0, len(self.events), _SLICE):
            for event in self.events[start : start + _SLICE]:
                if (reward := self.committed.get(event.key) if self.committed else None) is not None:
                    remember(event, reward, windows)
                else:
                    held = roles.get(event.user_id, ()) if roles else ()
                    self.fold.add(decide(event, self.rules, windows, held))
            self._end = windows.mark()
            yield
        for _ in self.fold.lay_out():
            yield

    def undo(self) -> None:
        """Take back what deciding moved."""
        if self.fold is not None:
            self.memory.windows.undo(self._mark)
            self.fold = None
        self.memory.earned.clear()

    def settle(self) -> None:
        """What was decided is committed: it cannot be undone any more."""
        self.memory.windows.forget(self._end)


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
    duplicates: int = 0
    committed_before: int = 0
    _steps: Iterator[None] | None = None

    def steps(self) -> Iterator[None]:
        """Decide what is not decided yet, some at a time; going on after a pause is fine."""
        if self._steps is None:
            shares = list(self.shares.values())
            self._steps = (step for share in shares for step in share.steps())
        yield from self._steps

    def decide(self) -> None:
        """Decide all that is not decided yet."""
        for _ in self.steps():
            pass

    def undo(self) -> None:
        """Take back what deciding moved; batches decided later must have been undone before."""
        if self._steps is not None:
            self._steps = None
            for share in self.shares.values():
                share.undo()

    def settle(self) -> None:
        """What was decided is committed."""
        for share in self.shares.values():
            share.settle()

    def part(self, events: list[tuple[Share, Recorded]]) -> "Batch":
        """Some of the events as a batch of their own."""
        part = Batch([event for _share, event in events], began_at=self.began_at, uncertain=self.uncertain)
        for share, event in events:
            guild_id = share.rules.guild_id
            own = part.shares.setdefault(
                guild_id, Share([], share.rules, share.memory, share.roles, committed=share.committed)
            )
            own.events.append(event)
        return part
