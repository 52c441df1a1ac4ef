"""Requests/s of GraphQL documents over HTTP, against a plain handler in the same process, in turns.

Both are routes of the application that ``uvicorn synapse.api.main:app`` serves, on uvloop and httptools, asked
over loopback by a process of its own. The reference is what one would write by hand for one document: it runs
the very statements that the document ran (recorded, with their arguments) on one asyncpg connection of its own
pool, picks as many columns as the document has fields into the same nesting, and dumps them with orjson. It
computes nothing: no level, no default picture. Nothing is cached beyond the prepared document.

Turns are short and alternate, so that a busy machine hits both; CPU is that of the serving process.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import uvloop
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from starlette.routing import Route

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
    found = [one for one in noted if one[0].lstrip().startswith("SELECT") and "pg_catalog" not in one[0]]
    if len(found) != case.statements:
        raise RuntimeError(f"{case.name} ran {len(found)} statements, not {case.statements}: {found}")
    return found


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


async def _measure(url: URL, seconds: float, report: Report) -> None:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with (
        asyncpg.create_pool(address, min_size=CONNECTIONS, max_size=CONNECTIONS) as pool,
        _service(url) as service,
    ):
        app = create_app(service)
        for case in CASES:
            reference = Reference(pool, case, await _statements(url, case))
            app.router.routes.append(Route(f"/plain/{case.name}", reference.respond))
        async with listening(app) as port, loading(port) as load:
            calm_collector()  # as every process of Synapse does at its start
            pairs = [_Pair(case, Turns(), Turns()) for case in CASES]
            for pair in pairs:
                await pair.turn(load)
                pair.document, pair.plain = Turns(), Turns()
            for _ in range(max(1, round(seconds / len(pairs) / 2 / TURN_SECONDS))):
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
