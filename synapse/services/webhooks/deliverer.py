"""Delivers what the outbox of webhooks holds, from any number of processes at once.

A delivery is claimed by moving its next attempt ahead, past the end that this one must have. So whoever dies in
mid-attempt loses nothing: the same message is sent again, under the same id. That makes it "at least once".
"""

import asyncio
import contextlib
import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

import asyncpg
import orjson
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.db.notify import Listener, Notice, Part
from synapse.db.queries import webhooks as queries
from synapse.db.queries.webhooks import Claim, Tried
from synapse.db.read import Row, reading, writing
from synapse.errors import SynapseError
from synapse.services.rules import Rulebook
from synapse.services.webhooks import payloads, registry, signing
from synapse.services.webhooks.log import DeliveryState
from synapse.services.webhooks.payloads import Happened
from synapse.services.webhooks.registry import Office
from synapse.services.webhooks.sending import PATIENCE_SECONDS, Outcome, Sender

log = structlog.get_logger(__name__)

ATTEMPTS = 8
"""After so many a delivery is given up, about six hours after the first."""
_FIRST_SECONDS, _FACTOR, _JITTER = 5.0, 4.0, 0.25
LEASE = timedelta(seconds=3 * PATIENCE_SECONDS)
"""After which an attempt that was not settled is taken for lost."""
_AT_ONCE, _EACH = 16, 4
_IDLE_SECONDS, _BREATH_SECONDS = 60.0, 0.2
_KEPT, _PRUNED_AT_ONCE, _PRUNE_SECONDS = timedelta(days=30), 1_000, 3_600.0
_FAILURES = (SynapseError, OSError, TimeoutError, asyncpg.PostgresError, SQLAlchemyError)
_WAKES = frozenset({Part.FEED, Part.WEBHOOKS, Part.ZONES, Part.SEASONS})


def pause_after(attempt: int, chance: float) -> timedelta:
    """How long to wait after an attempt that failed, the first being 1: 5 s, 20 s, 80 s, ...

    ``chance``, from 0 to 1, spreads it by a quarter to both sides, so that not all come back at once.
    """
    seconds = _FIRST_SECONDS * _FACTOR ** (attempt - 1)
    return timedelta(seconds=seconds * (1 + _JITTER * (2 * chance - 1)))


@dataclass(frozen=True, slots=True)
class Desk:
    """What deliveries are made with: the database, the rules of each guild, and what signs."""

    engine: AsyncEngine
    rulebook: Rulebook
    office: Office


async def deliver(desk: Desk, sender: Sender, row: Row) -> None:
    """Make one attempt at a claimed delivery, and note what came of it."""
    tried = await _attempt(desk, sender, row)
    state, pause = _verdict(row["attempts"], tried)
    async with writing(desk.engine) as connection:
        await queries.attempted(connection, (row["guild_id"], row["id"]), tried, state, pause)
    if tried.outcome == Outcome.GONE:
        await registry.stop_gone(desk.engine, row["guild_id"], row["webhook_id"])
    if state is DeliveryState.DEAD:
        log.warning("webhook.given_up", webhook_id=row["webhook_id"], outcome=str(tried.outcome), status=tried.status)


async def _attempt(desk: Desk, sender: Sender, row: Row) -> Tried:
    guild_id, number = row["guild_id"], row["webhook_id"]
    salts = [salt for salt in (row["salt"], row["previous_salt"]) if salt]
    secrets = [signing.secret_of(desk.office.keys, guild_id, number, salt) for salt in salts]
    if signing.fingerprint(secrets[0]) != row["fingerprint"]:
        # The API's own key is another one than when the secret was shown: nobody could verify what it signs.
        return Tried(Outcome.SECRET_CHANGED, None, 0)
    happened = Happened(
        guild_id=guild_id,
        event=row["event"],
        user_id=row["user_id"],
        data=orjson.loads(row["data"]),
        occurred_at=row["occurred_at"],
    )
    body = await payloads.body_of(desk.engine, desk.rulebook.get(guild_id), happened, row["now"])
    return await sender.send(row["url"], body, signing.headers(row["message_id"], row["now"], body, secrets))


def _verdict(attempts: int, tried: Tried) -> tuple[DeliveryState, timedelta | None]:
    if tried.outcome == Outcome.DELIVERED:
        return DeliveryState.DELIVERED, None
    if attempts >= ATTEMPTS or tried.outcome == Outcome.GONE:
        return DeliveryState.DEAD, None
    return DeliveryState.PENDING, pause_after(attempts, random.random())  # noqa: S311 - spreads load, guards nothing


class Deliverer:
    """Delivers in one process; several take turns."""

    def __init__(self, desk: Desk, listener: Listener, sender: Sender | None = None) -> None:
        self._desk = desk
        self._listener = listener
        self._sender = sender or Sender(desk.office.allowed)
        self._wake = asyncio.Event()
        self._busy: Counter[tuple[int, int]] = Counter()
        self._running: set[asyncio.Task[None]] = set()
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: list[Callable[[], None]] = []
        self._pruned = -math.inf

    def start(self) -> None:
        """Begin, with what earlier processes left."""
        self._unsubscribe = [self._listener.on_notice(self._hear), self._listener.on_reconnect(self._wake.set)]
        self._task = asyncio.create_task(self._run(), name="webhooks")

    async def stop(self) -> None:
        """End at once; attempts that are cut short are made again by whoever runs next."""
        for undo in self._unsubscribe:
            undo()
        tasks = [*self._running, *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._sender.close()

    def _hear(self, notice: Notice) -> None:
        if notice.parts & _WAKES:
            self._wake.set()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            try:
                pause = await self.look()
            except _FAILURES as error:
                log.warning("webhooks.waiting", error=type(error).__name__, retry_in_seconds=1)
                pause = 1.0
            # Notices come by the dozen: many of them are one look into the outbox.
            await asyncio.sleep(_BREATH_SECONDS)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def look(self) -> float:
        """Take on what is due and there is room for; returns after how many seconds to look again."""
        free = _AT_ONCE - len(self._running)
        if free <= 0:
            return _IDLE_SECONDS
        busy = [webhook for webhook, count in self._busy.items() if count >= _EACH]
        async with writing(self._desk.engine) as connection:
            rows = await queries.claim(connection, Claim(limit=free, each=_EACH, busy=busy, lease=LEASE))
        await self._prune()
        for row in rows:
            self._begin(row)
        if rows:
            return 0.0
        async with reading(self._desk.engine) as connection:
            seconds = await queries.seconds_until_next(connection)
        return _IDLE_SECONDS if seconds is None else min(max(seconds, 0.0), _IDLE_SECONDS)

    async def _prune(self) -> None:
        """Now and then, forget what is old."""
        if monotonic() - self._pruned < _PRUNE_SECONDS:
            return
        async with writing(self._desk.engine) as connection:
            await queries.prune(connection, _KEPT, _PRUNED_AT_ONCE)
        self._pruned = monotonic()

    def _begin(self, row: Row) -> None:
        webhook = (row["guild_id"], row["webhook_id"])
        self._busy[webhook] += 1
        task = asyncio.create_task(self._deliver(row), name="webhook-delivery")
        self._running.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            self._running.discard(task)
            self._busy[webhook] -= 1
            if not self._busy[webhook]:
                del self._busy[webhook]
            self._wake.set()

        task.add_done_callback(ended)

    async def _deliver(self, row: Row) -> None:
        try:
            await deliver(self._desk, self._sender, row)
        except _FAILURES as error:
            # The claim runs out, and the message is sent again.
            log.warning("webhook.unsettled", webhook_id=row["webhook_id"], error=type(error).__name__)
