"""What resolvers find in ``info.context``: an engine, never a session, for they run concurrently."""

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.api.access import Access
from synapse.api.limiting.points import Charge
from synapse.api.limiting.rates import PerMinute
from synapse.api.live import Live
from synapse.api.loaders import Loaders
from synapse.api.process import Process
from synapse.api.readers import Readers
from synapse.runtime import Clock
from synapse.services.credentials import Caller
from synapse.services.rules import Rulebook
from synapse.services.webhooks.registry import Office


@dataclass(frozen=True, slots=True)
class Context:
    """What one operation works with.

    Attributes:
        engine: The database; each read takes a connection of its own from the pool.
        rulebook: Each guild's rules of this moment.
        live: What subscriptions follow.
        clock: The present moment.
        access: How callers are admitted, and what they may do.
        caller: Who asks, None when nobody has signed in; ``synapse.api.auth`` has what to demand of them.
        address: The network address that they ask from, None where it is not known.
        charge: What the operation was charged before it began.
        changes: How often a person may change something; the door for admins' mutations takes from it.
        readers: Who asks, by guild, for the privacy policy.
        process: The process that answers.
        office: What webhooks are made with.
        loaders: Gather what the resolvers of this operation ask for one by one.
    """

    engine: AsyncEngine
    rulebook: Rulebook
    live: Live
    clock: Clock
    access: Access
    charge: Charge
    changes: PerMinute
    process: Process
    office: Office
    caller: Caller | None = None
    address: str | None = None
    readers: Readers = field(init=False)
    loaders: Loaders = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "readers", Readers(self.access, self.caller))
        object.__setattr__(self, "loaders", Loaders(self.engine, self.rulebook, self.clock, self.readers))
