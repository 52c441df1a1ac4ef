"""The parts of a trial: a living local Discord, a PostgreSQL of its own, and the bot between them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Self

import asyncpg
import orjson
import yaml
from sqlalchemy.engine import URL

from bench.trial.bot import BotProcess
from synapse.db.embedded import EmbeddedPostgres
from synapse.db.migrate import migrate
from synapse.db.notify import connect
from synapse.db.queries.guilds import ChannelSeen, GuildSeen
from synapse.db.session import create_engine
from synapse.demo.actions import messages, reactions
from synapse.demo.backend import Backend, Options
from synapse.demo.club.found import Club, found
from synapse.demo.club.life import Life
from synapse.demo.server import LocalDiscord
from synapse.demo.world import Emoji, Message
from synapse.services import guilds

PATIENCE = 120.0
_LOOK_SECONDS = 0.1
_BLOCK = 25
# Without a cooldown a message's reward does not depend on the order in which the bot hears, so it can be recounted.
# The announcements of a trial's crowded minutes would otherwise wait for hours.
_SETTINGS = {"fair_play": {"cooldown_seconds": 0, "repeat_messages": 0}, "announcements": {"per_minute": 60}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a trial is set up.

    Attributes:
        folder: Where database, spool and configuration lie.
        seed: Of the club, its life and the faults.
        members: How many people the club has.
        pace: Deeds a second.
        queue_limit: Events that the bot holds in memory before the spool takes them.
        postgres: Settings of the server.
        rate_limits: Whether the local Discord limits the bot's calls.
    """

    folder: Path
    seed: int = 7
    members: int = 40
    pace: float = 40.0
    queue_limit: int = 100
    postgres: dict[str, str] | None = None
    rate_limits: bool = False


class Stage:
    """Everything of one trial; an async context manager."""

    backend: Backend
    bot: BotProcess
    url: URL

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.random = Random(f"trial:{plan.seed}")
        self.club: Club = found(plan.seed, plan.members)
        self.postgres = EmbeddedPostgres(plan.folder / "postgres", settings=plan.postgres)
        self._exits = AsyncExitStack()
        self._life: Life | None = None
        self._living: asyncio.Task[None] | None = None
        self._moved = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Start the local Discord, the database with the guild in it, and the bot."""
        async with AsyncExitStack() as exits:
            options = Options(seed=self.plan.seed, rate_limits=self.plan.rate_limits, record=False)
            local = await exits.enter_async_context(LocalDiscord(self.club, options))
            self.backend = local.backend
            await asyncio.to_thread(self.postgres.start)
            exits.push_async_callback(asyncio.to_thread, self.postgres.remove)
            self.url = self.postgres.url()
            await migrate(self.url)
            await self._register()
            self.bot = BotProcess(self._environment(local.api_url))
            exits.push_async_callback(self.bot.end)
            self.bot.start()
            await self.checkpointed()
            self._exits = exits.pop_all()
        return self

    async def __aexit__(self, *_details: object) -> None:
        """Stop everything."""
        self.rest()
        await self._exits.aclose()

    @property
    def guild_id(self) -> int:
        """The club's guild."""
        return self.club.guild.id

    @contextlib.asynccontextmanager
    async def connection(self) -> Any:  # noqa: ANN401 - the decorator hides what it yields
        """A plain connection."""
        opened = await connect(self.url, application="synapse-trial")
        try:
            yield opened
        finally:
            await opened.close()

    # The club ---------------------------------------------------------------------------------------

    def live(self) -> None:
        """Let the club live at the plan's pace."""
        if self._life is None:
            self._life = Life(self.backend, self.club, seed=self.plan.seed)
            self._life.begin()
        if self._living is None:
            self._living = asyncio.create_task(self._live(self._life), name="the club's life")

    def rest(self) -> None:
        """Let nothing more happen."""
        if self._living is not None:
            self._living.cancel()
            self._living = None

    async def happened(self, entries: int) -> None:
        """Wait until so many more things have happened in the club, by the ledger."""
        wanted = len(self.backend.ledger.entries) + entries
        while len(self.backend.ledger.entries) < wanted:
            await self._moved.wait()

    async def talk(self, count: int) -> None:
        """Let people write and react as fast as the gateway takes it, and take nothing back."""
        people = [person.member.user for person in self.club.crowd if person.id in self.club.guild.members]
        places = [place.channel for place in self.club.places if not place.has_voice and not place.crew_only]
        written: list[Message] = []
        for number in range(count):
            user = self.random.choice(people)
            if written and self.random.random() < 0.3:
                reactions.add(self.backend, user, self.random.choice(written[-20:]), Emoji("👍"))
            else:
                draft = messages.Draft(f"number {number} " + "and more " * self.random.randrange(30))
                written.append(messages.send(self.backend, user, self.random.choice(places), draft))
            if number % _BLOCK == _BLOCK - 1:
                await asyncio.sleep(0)

    async def _live(self, life: Life) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            while due <= loop.time():
                life.step()
                due += self.random.expovariate(self.plan.pace)
            moved, self._moved = self._moved, asyncio.Event()
            moved.set()
            await asyncio.sleep(max(0.0, due - loop.time()))

    # Waiting ----------------------------------------------------------------------------------------

    async def connected(self) -> None:
        """Wait until the bot is connected to the gateway."""
        async with asyncio.timeout(PATIENCE):
            while not self.backend.hub.ready_shards:
                await self.backend.hub.changed()

    async def connected_anew(self) -> None:
        """Wait until a bot identifies itself that has not done so yet."""
        hub = self.backend.hub
        before = hub.counters["identifies"]
        async with asyncio.timeout(PATIENCE):
            while hub.counters["identifies"] == before:
                await hub.changed()

    async def checkpointed(self) -> None:
        """Wait until the bot has a session of now to come back to.

        Before that, in its first second and after its session was forgotten, only the history could tell it what it
        missed by a crash, and a history does not hold what was taken back.
        """

        async def so(connection: "asyncpg.Connection[Any]") -> bool:
            kept = await connection.fetchval("SELECT session_id FROM gateway_sessions")
            return kept in self.backend.hub.sessions

        if not await self.until(so, PATIENCE):
            raise TimeoutError("the bot keeps no checkpoint: " + "\n".join(self.bot.lines))

    async def until(self, true: Callable[["asyncpg.Connection[Any]"], Awaitable[bool]], seconds: float) -> bool:
        """Look at the database until something is true; False if it does not come to pass in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self.connection() as connection:
                while not await true(connection):  # noqa: ASYNC110 - a database's rows have no event to wait for
                    await asyncio.sleep(_LOOK_SECONDS)
                return True
        return False

    # Setting up -------------------------------------------------------------------------------------

    async def _register(self) -> None:
        """Put the guild there with the settings of a trial, before the bot reads them."""
        guild = self.club.guild
        seen = GuildSeen(
            guild_id=guild.id,
            name=guild.name,
            icon_url=None,
            owner_id=guild.owner_id,
            locale="en-US",
            channels=tuple(
                ChannelSeen(
                    id=each.id, name=each.name, kind=each.type, parent_id=each.parent_id, position=each.position
                )
                for each in guild.channels.values()
            ),
            roles=(),
        )
        engine = create_engine(self.url)
        await guilds.register(engine, seen, announce_channel=None, now=datetime.now(UTC))
        await engine.dispose()
        async with self.connection() as connection:
            await connection.execute(
                "UPDATE guilds SET settings = settings || $2::text::jsonb WHERE guild_id = $1",
                guild.id,
                orjson.dumps(_SETTINGS).decode(),
            )

    def _environment(self, api_url: str) -> dict[str, str]:
        config = self.plan.folder / "config.yaml"
        soft = {
            "spool": {"directory": str(self.plan.folder / "spool"), "max_mb": 1},
            "ingest": {"queue_limit": self.plan.queue_limit},
        }
        config.write_text(yaml.safe_dump(soft), encoding="utf-8")
        return {
            "SYNAPSE_CONFIG": str(config),
            "DATABASE_URL": self.url.render_as_string(hide_password=False),
            "DISCORD_TOKEN": self.club.application.token,
            "DISCORD_API_URL": api_url,
        }
