"""What every benchmark shares: its figures, how they are printed, and a server of its own."""

import math
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import asyncpg
import orjson
from sqlalchemy.engine import URL

from synapse.db.embedded import EmbeddedPostgres
from synapse.db.migrate import migrate
from synapse.db.notify import connect


@dataclass
class Report:
    """The outcome of one benchmark; ``figures`` carry the names that the bars use."""

    bench: str
    figures: dict[str, float | int] = field(default_factory=dict)
    bars: dict[str, str] = field(default_factory=dict)

    def figure(self, name: str, value: float, *, bar: str = "") -> None:
        """Note a figure, and the bar that it is held against."""
        self.figures[name] = value if isinstance(value, int) else round(value, 4)
        if bar:
            self.bars[name] = bar

    def show(self, *, as_json: bool) -> None:
        """Print the figures, and with ``as_json`` one JSON object on the last line."""
        for name, value in self.figures.items():
            text = f"{value:,}" if isinstance(value, int) else f"{value:,.4g}" if value < 1000 else f"{value:,.0f}"
            print(f"  {name:24} {text:>12}   {self.bars.get(name, '')}".rstrip())
        if as_json:
            print(orjson.dumps({"bench": self.bench, "figures": self.figures}).decode())


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` of all lie at or below (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@contextmanager
def server(**settings: str) -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL with the settings that Synapse's embedded one has in production use, thrown away at the end."""
    with tempfile.TemporaryDirectory(prefix="synapse-bench-") as folder:
        postgres = EmbeddedPostgres(Path(folder) / "postgres", settings=settings)
        postgres.start()
        try:
            yield postgres
        finally:
            postgres.stop(mode="immediate")


@asynccontextmanager
async def connection(url: URL) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """A plain connection."""
    opened = await connect(url, application="synapse-bench")
    try:
        yield opened
    finally:
        await opened.close()


async def fresh_database(postgres: EmbeddedPostgres) -> URL:
    """A migrated database of its own."""
    name = f"bench_{uuid4().hex[:8]}"
    async with connection(postgres.url()) as admin:
        await admin.execute(f"CREATE DATABASE {name}")
    url = postgres.url(name)
    await migrate(url)
    return url
