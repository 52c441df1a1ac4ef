"""What the API's process holds while it serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.api import limits
from synapse.api.access import access_of
from synapse.api.context import Context
from synapse.api.documents import Documents, trusted_documents
from synapse.api.http.cache import Cache
from synapse.api.limiting.points import Allowance, Charge, Points
from synapse.api.limiting.rates import PerMinute
from synapse.api.live import Live
from synapse.api.operations import Operations, Request
from synapse.api.process import Process
from synapse.api.schema import CONTRACT, executable
from synapse.api.watch import Watch, watch
from synapse.config import Settings
from synapse.db.notify import Listener
from synapse.db.replica import Replica
from synapse.pictures.gallery import Gallery
from synapse.pictures.portraits import DISCORD
from synapse.runtime import Clock, now
from synapse.services import awarding, rejudging
from synapse.services.rules import Rulebook
from synapse.services.webhooks.addresses import Allowed
from synapse.services.webhooks.deliverer import Deliverer, Desk
from synapse.services.webhooks.registry import Office

MANIFEST = CONTRACT.parent / "dashboard" / "persisted-documents.json"
"""The dashboard's documents by their hash, as its codegen writes them."""


@dataclass(frozen=True, slots=True)
class Service:
    """The database, the rules, what is followed live, how operations are executed, and what is remembered of them."""

    engine: AsyncEngine
    listener: Listener
    rulebook: Rulebook
    live: Live
    operations: Operations
    cache: Cache
    gallery: Gallery
    clock: Clock
    watch: Watch
    settings: Settings | None


@asynccontextmanager
async def serving(
    engine: AsyncEngine,
    listener: Listener,
    *,
    clock: Clock = now,
    settings: Settings | None = None,
    allowance: Allowance = Allowance(),  # noqa: B008 - a frozen value
    trusted_only: bool = False,
    replica: Replica | None = None,
) -> AsyncIterator[Service]:
    """A service on a database whose notices the listener hears; it ends with the block.

    Args:
        engine: The database.
        listener: Hears the notices of that database.
        clock: The present moment.
        settings: With whose secrets people sign in; without them everything can be read, and nobody signed in.
        allowance: What each caller may use.
        replica: Where anonymous readers are served from while it is well.
        trusted_only: Whether only the dashboard's own documents are executed, by their hash.
    """
    access = access_of(engine, settings, clock)
    rulebook = Rulebook(engine, listener)
    await rulebook.start()
    live = Live(listener, rulebook)
    live.start()
    cache = Cache()
    unlisten = cache.listen(listener, rulebook)
    awarder = awarding.worker(engine, listener)
    awarder.start()
    office = Office(access.keys, Allowed(private=bool(settings and settings.soft.webhooks.allow_private)))
    deliverer = Deliverer(Desk(engine, rulebook, office), listener)
    deliverer.start()
    applier = rejudging.worker(engine, listener)
    applier.start()
    try:
        schema = executable()
        documents = Documents(schema, trusted_documents(MANIFEST), trusted_only=trusted_only)
        changes = PerMinute(limits.CHANGES, clock)
        process = Process(clock(), listener)

        def context(request: Request, charge: Charge) -> Context:
            caller, address = request.caller, request.address
            return Context(engine, rulebook, live, clock, access, charge, changes, process, office, caller, address)

        seen = watch(engine, listener, replica)
        operations = Operations(schema, documents, context, Points(allowance, clock), access, seen, replica)
        async with Gallery(settings.discord_api_url or DISCORD if settings else None) as gallery:
            yield Service(engine, listener, rulebook, live, operations, cache, gallery, clock, seen, settings)
    finally:
        unlisten()
        await applier.stop()
        await deliverer.stop()
        await awarder.stop()
        live.stop()
        await rulebook.stop()
