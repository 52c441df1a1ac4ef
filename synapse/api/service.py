"""What the API's process holds while it serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.api.access import access_of
from synapse.api.context import Context
from synapse.api.documents import Documents, trusted_documents
from synapse.api.live import Live
from synapse.api.operations import Operations
from synapse.api.schema import CONTRACT, executable
from synapse.config import Settings
from synapse.db.notify import Listener
from synapse.runtime import Clock, now
from synapse.services.awarding import Awarding
from synapse.services.credentials import Caller
from synapse.services.rules import Rulebook

MANIFEST = CONTRACT.parent / "dashboard" / "persisted-documents.json"
"""The dashboard's documents by their hash, as its codegen writes them."""


@dataclass(frozen=True, slots=True)
class Service:
    """The database, the rules, what is followed live, and how operations are executed."""

    engine: AsyncEngine
    listener: Listener
    rulebook: Rulebook
    live: Live
    operations: Operations


@asynccontextmanager
async def serving(
    engine: AsyncEngine, listener: Listener, *, clock: Clock = now, settings: Settings | None = None
) -> AsyncIterator[Service]:
    """A service on a database whose notices the listener hears; it ends with the block.

    Without settings everything can be read, and nobody can be signed in.
    """
    access = access_of(engine, settings, clock)
    rulebook = Rulebook(engine, listener)
    await rulebook.start()
    live = Live(listener, rulebook)
    live.start()
    awarding = Awarding(engine, listener)
    awarding.start()
    try:
        schema = executable()
        documents = Documents(schema, trusted_documents(MANIFEST))

        def context(caller: Caller | None) -> Context:
            return Context(engine, rulebook, live, clock, access, caller)

        operations = Operations(schema, documents, context, access)
        yield Service(engine, listener, rulebook, live, operations)
    finally:
        await awarding.stop()
        live.stop()
        await rulebook.stop()
