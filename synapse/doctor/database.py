"""The database: reached, new enough, migrated, allowed, heard, in time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from synapse.config import Settings
from synapse.db import url as address
from synapse.db.migrate import check_server, is_migrated
from synapse.db.notify import Listener
from synapse.db.queries import condition
from synapse.db.read import reading
from synapse.db.replica import LAG_SECONDS, Replica
from synapse.db.session import create_engine
from synapse.doctor.finding import Finding, note, well, wrong
from synapse.errors import SynapseError

_ABOUT = "database"
_CLOCK_SECONDS = 2.0
_SLOW_SECONDS = 0.1
_CONNECTIONS = 25
_HERE = ("127.0.0.1", "localhost", "::1", None)


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the database, and at what stands beside it."""
    if settings.database_url is None:
        yield note(
            _ABOUT, "DATABASE_URL is not set, so an embedded PostgreSQL is started. For a server of yours set it."
        )
        return
    url = address.parse(settings.database_url.get_secret_value())
    direct = settings.database_direct_url and address.parse(settings.database_direct_url.get_secret_value())
    engine = create_engine(url, pool_size=2, application="synapse-doctor", direct=direct or None)
    try:
        await check_server(engine)
        async for finding in _examine(engine, direct or url):
            yield finding
        if settings.database_replica_url:
            yield await _replica(address.parse(settings.database_replica_url.get_secret_value()))
    except SynapseError as error:
        yield wrong(_ABOUT, error.message)
    finally:
        await engine.dispose()


async def _examine(engine: AsyncEngine, direct: URL) -> AsyncIterator[Finding]:
    async with reading(engine) as connection:
        told = await condition.of(connection)
    ahead = (told.now - datetime.now(UTC)).total_seconds()
    yield well(_ABOUT, f"PostgreSQL {told.version} answers.")
    if told.is_replica:
        yield wrong(_ABOUT, "DATABASE_URL leads to a replica, which takes no writes. Name the primary.")
    if not told.may_create:
        yield wrong(_ABOUT, "The user may not create tables. GRANT CREATE, USAGE ON SCHEMA public TO it.")
    if not told.is_encrypted and engine.url.host not in _HERE:
        yield note(
            _ABOUT,
            "The connection is not encrypted. Add ?sslmode=require to DATABASE_URL unless the network is yours alone.",
        )
    if told.connections_left < _CONNECTIONS:
        yield note(
            _ABOUT,
            f"{told.connections_left} connections are left; bot and API take {_CONNECTIONS}. Raise max_connections.",
        )
    if await is_migrated(engine):
        yield well(_ABOUT, "The schema is this version's.")
    else:
        yield note(_ABOUT, "The schema is older than this version. The next start migrates it, or: synapse migrate.")
    yield await _notices(engine, direct)
    yield clock(ahead)


async def _notices(engine: AsyncEngine, direct: URL) -> Finding:
    listener = Listener(direct)
    await listener.start()
    try:
        lag = await listener.measure_lag(engine)
    finally:
        await listener.stop()
    if lag is None:
        return wrong(
            _ABOUT,
            "Notices are not heard. Where PgBouncer stands between, set DATABASE_DIRECT_URL to the server itself.",
        )
    if lag > _SLOW_SECONDS:
        return note(_ABOUT, f"A notice takes {lag * 1000:.0f} ms. Changes by admins take as long to reach the bot.")
    return well(_ABOUT, f"Notices are heard after {lag * 1000:.0f} ms.")


def clock(ahead: float) -> Finding:
    """What it means that the database's clock is so many seconds ahead."""
    if abs(ahead) > _CLOCK_SECONDS:
        way = "behind" if ahead > 0 else "ahead of"
        return wrong(
            "clock", f"This machine's clock is {abs(ahead):.0f} s {way} the database's. Switch time synchronisation on."
        )
    return well("clock", "This machine and the database agree on the time.")


async def _replica(url: URL) -> Finding:
    replica = Replica(create_engine(url, pool_size=1, application="synapse-doctor"))
    try:
        await replica.look()
    finally:
        await replica.engine.dispose()
    if replica.lag_seconds is None:
        return wrong(_ABOUT, "The replica is away or does not stream. Readers are served from the primary meanwhile.")
    if not replica.is_well:
        return note(
            _ABOUT, f"The replica is {replica.lag_seconds:.0f} s behind, more than {LAG_SECONDS:.0f}, and left aside."
        )
    return well(_ABOUT, "The replica streams.")
