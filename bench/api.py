"""Requests/s of GraphQL documents over HTTP, against a plain handler in the same process, in turns.

Both are routes of the application that ``uvicorn synapse.api.main:app`` serves, on uvloop and httptools, asked
over loopback by a process of its own. The reference is what one would write by hand for one document: it runs
the very statements that the document ran (recorded, with their arguments) on one asyncpg connection of its own
pool, picks as many columns as the document has fields into the same nesting, and dumps them with orjson. It
computes nothing: no level, no default picture. Nothing is cached beyond the prepared document.

The cached documents are public GETs without a name, as the dashboard and other sites send them; once a second
the answer is made anew. Their reference is an empty handler of the same server, which stands before the
application and all its middleware.

Turns are short and alternate, so that a busy machine hits both; CPU is that of the serving process.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import asyncpg
import orjson
import uvloop
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bench import stream
from bench.plain import CASES, Case, Reference, Statement
from bench.report import Report, connection, fresh_database, server
from bench.serving import CONNECTIONS, Load, Turns, get, listening, loading, post
from synapse.api.app import create_app
from synapse.api.limiting.points import Allowance
from synapse.api.operations import Request
from synapse.api.service import Service, serving
from synapse.db.notify import Listener
from synapse.db.session import create_engine
from synapse.runtime import calm_collector
from synapse.services import guilds

MEMBERS = 1_000
EARNED = 5
TURN_SECONDS = 0.5
_EMPTY = "/empty"
_THE_DRIVERS = ("pg_catalog", "'jit'")
_FIRST = 810_000_000_000_000_000
_VARIABLES = {"guild": str(stream.GUILD)}
_ALLOWANCE = Allowance(points=10**12)
"""The load comes from one address, which must not run out; it is charged like any other."""

_FILL = """
INSERT INTO members (guild_id, user_id, display_name, username, avatar_url, xp, stars, gold, messages, last_active_on)
SELECT $1, $2 + n, 'Member ' || n, 'member' || n, 'https://example.com/avatars/' || n || '.png',
    200000 - 190 * n, 9000 - n, 5000 - n, 3000 - n, current_date
FROM generate_series(1, $3::bigint) AS n
"""
_FILL_SEASON = """
INSERT INTO member_seasons (guild_id, season_id, user_id, xp, stars, messages)
SELECT guild_id, $2, user_id, xp / 2, stars / 2, messages / 2 FROM members WHERE guild_id = $1
"""
_FILL_EARNED = """
INSERT INTO member_achievements (guild_id, user_id, achievement_id, earned_at)
SELECT m.guild_id, m.user_id, a.id, now() - a.place * interval '1 day' FROM members AS m CROSS JOIN (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM achievements WHERE guild_id = $1 ORDER BY id LIMIT $2
) AS a
WHERE m.guild_id = $1
"""


async def _filled(url: URL) -> None:
    now = datetime.now(UTC)
    engine = create_engine(url)
    await guilds.register(engine, stream.guild(), announce_channel=None, now=now, season_starts_at=now - timedelta(30))
    await engine.dispose()
    async with connection(url) as opened:
        await opened.execute(_FILL, stream.GUILD, _FIRST, MEMBERS)
        await opened.execute(_FILL_SEASON, stream.GUILD, await opened.fetchval("SELECT id FROM seasons"))
        await opened.execute(_FILL_EARNED, stream.GUILD, EARNED)
        await opened.execute("ANALYZE")


@asynccontextmanager
async def _service(url: URL, noted: list[Statement] | None = None) -> AsyncIterator[Service]:
    """The service on an engine of its own, which notes the statements that it executes if asked to."""
    engine, listener = create_engine(url), Listener(url)

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(opened: DBAPIConnection, _record: object) -> None:
        if noted is not None:
            driver: asyncpg.Connection[Any] = opened.driver_connection
            driver.add_query_logger(lambda query: noted.append((query.query, tuple(query.args))))

    await listener.start()
    try:
        async with serving(engine, listener, allowance=_ALLOWANCE) as service:
            yield service
    finally:
        await listener.stop()
        await engine.dispose()


async def _statements(url: URL, case: Case) -> list[Statement]:
    """What a document executes, as it is executed."""
    noted: list[Statement] = []
    asked = Request(query=case.document, variables=_VARIABLES)
    async with _service(url, noted) as service:
        for _ in range(2):
            noted.clear()
            await service.operations.answer(service.operations.prepare(asked), asked)
            # The driver tells of a statement a turn of the loop later.
            await asyncio.sleep(0.05)
    # The driver's own look-ups on a new connection are none of the document's.
    found = [
        one
        for one in noted
        if one[0].lstrip().startswith("SELECT") and not any(word in one[0] for word in _THE_DRIVERS)
    ]
    if len(found) != case.statements:
        raise RuntimeError(f"{case.name} ran {len(found)} statements, not {case.statements}: {found}")
    return found


class _Empty:
    """Answers at one address with nothing, and leaves the others to the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["path"] != _EMPTY:
            await self._app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


@dataclass(slots=True)
class _Cached:
    """What the documents as cached GETs and an empty handler came to."""

    documents: dict[str, Turns] = field(default_factory=lambda: {case.name: Turns() for case in CASES})
    empty: Turns = field(default_factory=Turns)

    async def turn(self, load: Load) -> None:
        """One turn each."""
        for case in CASES:
            asked = urlencode({"query": case.document, "variables": orjson.dumps(_VARIABLES).decode()})
            await load.turn(get(f"/graphql?{asked}"), TURN_SECONDS, self.documents[case.name])
            await load.turn(get(_EMPTY), TURN_SECONDS, self.empty)

    def tell(self, report: Report) -> None:
        """Note the figures; the ratio is that of the slower document."""
        for name, turns in self.documents.items():
            report.figure(f"cached_{name}_per_second", turns.rate)
        report.figure("empty_per_second", self.empty.rate)
        slowest = min(turns.rate for turns in self.documents.values())
        report.figure("cached_ratio", slowest / self.empty.rate, bar="at least 0.6")
        dearest = max(turns.cost for turns in self.documents.values())
        report.figure("cached_cpu_ms", dearest)
        report.figure("empty_cpu_ms", self.empty.cost)
        report.figure("cached_cpu_ratio", self.empty.cost / dearest)


@dataclass(slots=True)
class _Pair:
    """What a document and its reference came to."""

    case: Case
    document: Turns
    plain: Turns

    async def turn(self, load: Load) -> None:
        """One turn each."""
        asked = {"query": self.case.document, "variables": _VARIABLES}
        await load.turn(post("/graphql", asked), TURN_SECONDS, self.document)
        await load.turn(get(f"/plain/{self.case.name}"), TURN_SECONDS, self.plain)

    def tell(self, report: Report) -> None:
        """Note the figures."""
        document, plain, name = self.document, self.plain, self.case.name
        report.figure(f"{name}_per_second", document.rate)
        report.figure(f"{name}_reference_per_second", plain.rate)
        report.figure(f"{name}_ratio", document.rate / plain.rate, bar="at least 0.6")
        report.figure(f"{name}_cpu_ms", document.cost)
        report.figure(f"{name}_reference_cpu_ms", plain.cost)
        report.figure(f"{name}_cpu_ratio", plain.cost / document.cost)


def _pairs() -> "list[_Pair | _Cached]":
    return [*(_Pair(case, Turns(), Turns()) for case in CASES), _Cached()]


async def _measure(url: URL, seconds: float, report: Report) -> None:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with (
        asyncpg.create_pool(address, min_size=CONNECTIONS, max_size=CONNECTIONS) as pool,
        _service(url) as service,
    ):
        app = create_app(service)
        for case in CASES:
            reference = Reference(pool, case, await _statements(url, case))
            app.framework.router.routes.append(Route(f"/plain/{case.name}", reference.respond))
        async with listening(_Empty(app)) as port, loading(port) as load:
            calm_collector()  # as every process of Synapse does at its start
            for pair in _pairs():
                await pair.turn(load)  # to warm up
            pairs = _pairs()
            for _ in range(max(1, round(seconds / 8 / TURN_SECONDS))):
                for pair in pairs:
                    await pair.turn(load)
        given_up = service.operations.executor.given_up
    for pair in pairs:
        pair.tell(report)
    report.figure("given_up", given_up, bar="0")


async def _run(seconds: float, report: Report) -> None:
    with server() as postgres:
        url = await fresh_database(postgres)
        await _filled(url)
        await _measure(url, seconds, report)


def run(seconds: float) -> Report:
    """Measure for about ``seconds`` in all."""
    report = Report("api")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_run(seconds, report))
    return report
