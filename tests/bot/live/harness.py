"""A real bot against a local Discord and a real database; waiting is for events, never for time."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Bot
from synapse.config import Process, Settings, Soft
from synapse.db.notify import Listener
from synapse.demo.gateway.events import Event
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.demo.world import Message
from synapse.runtime import Runtime, now
from tests.demo import worlds

PATIENCE = 60.0
_LOOK_SECONDS = 0.2


def prose(seed: str) -> str:
    """600 characters that resemble no other seed's: what repeats itself earns nothing."""
    return " ".join(sha256(f"{seed} {number}".encode()).hexdigest()[:11] for number in range(50))


class Clock:
    """The present moment, which a test may put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return now() + self.ahead


class Lab:
    """The local Discord, the database, and a way to wait for either to change."""

    def __init__(self, local: LocalDiscord, url: URL, engine: AsyncEngine, directory: Path) -> None:
        self.local = local
        self.script = Script(local.backend)
        self.url = url
        self.engine = engine
        self.directory = directory
        self.clock = Clock()
        self._changed = asyncio.Event()
        self._listener = Listener(url)

    async def __aenter__(self) -> Self:
        """Begin to hear of changes."""
        hub = self.local.backend.hub
        told = hub.dispatch

        def tell(event: Event) -> None:
            told(event)
            self.note()

        hub.dispatch = tell  # type: ignore[method-assign] # the only place that every event passes
        self._listener.on_notice(lambda _notice: self.note())
        await self._listener.start()
        return self

    async def __aexit__(self, *_details: object) -> None:
        await self._listener.stop()

    def note(self) -> None:
        """Something changed somewhere."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, true: Callable[[], Awaitable[bool]]) -> None:
        """Wait until something is true: looks after each change, and now and then for what tells nobody."""
        async with asyncio.timeout(PATIENCE):
            while True:
                changed = self._changed
                if await true():
                    return
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_SECONDS):
                        await changed.wait()

    async def rows(self, statement: str, **parameters: object) -> list[tuple[Any, ...]]:
        """What the database says."""
        async with self.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(statement), parameters)]

    async def execute(self, statement: str, **parameters: object) -> None:
        """Change what the database says."""
        async with self.engine.begin() as connection:
            await connection.execute(text(statement), parameters)

    async def until_rows(self, statement: str, expected: list[tuple[Any, ...]], **parameters: object) -> None:
        """Wait until the database says so."""

        async def so() -> bool:
            return await self.rows(statement, **parameters) == expected

        try:
            await self.until(so)
        except TimeoutError:
            found = await self.rows(statement, **parameters)
            raise AssertionError(f"expected {expected}, found {found}") from None

    async def recorded(self, *keys: str) -> None:
        """Wait until the journal has these events."""
        await self.until_rows(
            "SELECT count(*) FROM events WHERE event_key = ANY(:keys)", [(len(keys),)], keys=list(keys)
        )

    def posts(self) -> list[Message]:
        """All that the bot has posted, everywhere."""
        backend = self.local.backend
        stores = list(backend.world.messages.values())
        everything = [message for store in stores for message in store.before(None, len(store))]
        return [message for message in everything if message.author.id == backend.bot_id]

    def settings(self, **soft: object) -> Settings:
        """What the bot runs with."""
        return Settings(
            process=Process.BOT,
            soft=Soft.model_validate(self._soft(soft)),
            database_url=SecretStr(self.url.render_as_string(hide_password=False)),
            discord_token=SecretStr(worlds.TOKEN),
            discord_api_url=self.local.api_url,
        )

    def start(self, **soft: object) -> "Running":
        """The bot in this process."""
        return Running(self, self.settings(**soft))

    async def launch(self, *, token: str = worlds.TOKEN, **soft: object) -> asyncio.subprocess.Process:
        """The bot in a process of its own, as a person would start it."""
        config = self.directory / "config.yaml"
        config.write_text(yaml.safe_dump(self._soft(soft)), encoding="utf-8")
        environment = {
            "PATH": os.environ["PATH"],
            "SYNAPSE_CONFIG": str(config),
            "DATABASE_URL": self.url.render_as_string(hide_password=False),
            "DISCORD_TOKEN": token,
            "DISCORD_API_URL": self.local.api_url,
        }
        command = (sys.executable, "-m", "synapse.bot")
        return await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.PIPE)

    def _soft(self, soft: dict[str, object]) -> dict[str, object]:
        return {"spool": {"directory": str(self.directory / "spool")}, **soft}


class Running:
    """One run of the bot within the test's process."""

    def __init__(self, lab: Lab, settings: Settings, guild_id: int | None = None) -> None:
        self._lab = lab
        self._settings = settings
        self._guild_id = guild_id or lab.script.guild.id

    async def __aenter__(self) -> Bot:
        """Start, and wait until everything missed has been caught up with."""
        self._runtime = await Runtime(self._settings, clock=self._lab.clock).__aenter__()
        bot = self._bot = Bot(self._runtime, worlds.TOKEN)
        bot.core.ingest.on_settled.append(self._lab.note)
        self._task = asyncio.create_task(bot.run())
        ready = asyncio.create_task(self._caught_up())
        await asyncio.wait({ready, self._task}, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE)
        if not ready.done():
            ready.cancel()
            self._task.cancel()
            ended = await asyncio.gather(self._task, return_exceptions=True)
            raise ended[0] or TimeoutError("the bot did not start")
        return bot

    async def __aexit__(self, *_details: object) -> None:
        """Stop as SIGTERM would."""
        self._bot.stop()
        await self._task
        await self._runtime.__aexit__(None, None, None)

    async def _caught_up(self) -> None:
        await self._lab.until(self._knows_its_guild)
        await self._bot.catch_up.done()
        await self._bot.core.errands.done()
        await self._lab.until(self._offers_commands)

    async def _knows_its_guild(self) -> bool:
        core, guild_id = self._bot.core, self._guild_id
        return core.client.get_guild(guild_id) is not None and core.rulebook.get(guild_id) is not None

    async def _offers_commands(self) -> bool:
        shards = self._settings.shards
        return (shards is not None and not shards.leads) or bool(self._bot.core.client.global_slash_commands)
