"""A receiver of webhooks on loopback, and a desk that sends to it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener
from synapse.db.queries import webhooks as queries
from synapse.db.queries.webhooks import Claim
from synapse.db.session import driver_transaction
from synapse.services.credentials import Keys
from synapse.services.rules import Rulebook
from synapse.services.webhooks import deliverer, registry
from synapse.services.webhooks.addresses import Allowed
from synapse.services.webhooks.deliverer import Desk
from synapse.services.webhooks.log import Delivery, page
from synapse.services.webhooks.outbox import WebhookEvent
from synapse.services.webhooks.registry import Office, Shown, Window
from synapse.services.webhooks.sending import Sender
from tests.services.admin.conftest import ADMIN
from tests.services.conftest import GUILD

KEY = "a key that only this test has 0123456789"
PATIENCE = 20


@dataclass(slots=True)
class Received:
    """A message as it came."""

    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Receiver:
    """Other people's server: answers with each of ``statuses`` in turn, then with 204."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    hold: bool = False
    got: list[Received] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.got.append(Received(headers, await request.read()))
        self.arrived.set()
        if self.hold:
            await asyncio.Event().wait()
        status = self.statuses.pop(0) if self.statuses else 204
        return web.Response(status=status, headers={"location": self.url} if status == 302 else {})

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self.got) < count:
                self.arrived.clear()
                await self.arrived.wait()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    there = Receiver()
    app = web.Application()
    app.router.add_post("/hook", there.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    [(_, port)] = runner.addresses
    there.url = f"http://127.0.0.1:{port}/hook"
    yield there
    await runner.cleanup()


@pytest.fixture
def office() -> Office:
    return Office(Keys(KEY), Allowed(private=True))


@pytest.fixture
async def desk(live_engine: AsyncEngine, listener: Listener, people: int, office: Office) -> AsyncIterator[Desk]:
    assert people == GUILD
    rulebook = Rulebook(live_engine, listener)
    await rulebook.start()
    yield Desk(live_engine, rulebook, office)
    await rulebook.stop()


@pytest.fixture
async def sender() -> AsyncIterator[Sender]:
    made = Sender(Allowed(private=True), patience=5)
    yield made
    await made.close()


async def hooked(desk: Desk, url: str, *events: str) -> Shown:
    """A webhook on an address; of all events when none are named."""
    wanted = events or tuple(event.value for event in WebhookEvent)
    values: dict[str, Any] = {"url": url, "events": wanted}
    return await registry.create(desk.engine, desk.office, actor=ADMIN, guild_id=GUILD, values=values)


async def claim(desk: Desk) -> list[Any]:
    """What is due now."""
    async with driver_transaction(desk.engine) as connection:
        wish = Claim(limit=10, each=10, busy=(), lease=deliverer.LEASE)
        return await queries.claim(connection, wish)


async def attempt(desk: Desk, sender: Sender) -> int:
    """Make one attempt at all that is due; returns at how many."""
    rows = await claim(desk)
    for row in rows:
        await deliverer.deliver(desk, sender, row)
    return len(rows)


async def make_due(desk: Desk) -> None:
    """Let what waits be due, as if the time had passed."""
    async with driver_transaction(desk.engine) as connection:
        await connection.execute("UPDATE webhook_deliveries SET next_at = now() - interval '1 second'")


async def deliveries(desk: Desk, webhook_id: int) -> list[Delivery]:
    """The log of a webhook, oldest first."""
    return list(reversed((await page(desk.engine, GUILD, webhook_id, Window(50))).entries))
