"""A real bot against a local Discord and a real database; waiting is for events, never for time."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.engine import URL

from bot.app import Bot
from synapse.config import Process, Settings, Soft, Spool
from synapse.demo.gateway.events import Event
from synapse.demo.script import Script
from synapse.demo.server import LocalDiscord
from synapse.runtime import Runtime
from tests.demo import worlds

PATIENCE = 20.0


class Changes:
    """Wakes whoever waits whenever something may have changed anywhere."""

    def __init__(self, local: LocalDiscord) -> None:
        self._event = asyncio.Event()
        hub = local.backend.hub
        told = hub.dispatch

        def tell(event: Event) -> None:
            told(event)
            self.note()

        hub.dispatch = tell  # type: ignore[method-assign] # the only place that every event passes

    def note(self) -> None:
        """Something changed."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, true: Callable[[], Awaitable[bool]]) -> None:
        """Wait until something is true, looking after each change."""
        async with asyncio.timeout(PATIENCE):
            while True:
                changed = self._event
                if await true():
                    return
                await changed.wait()


class Running:
    """One run of the bot, as its process would run it."""

    def __init__(self, local: LocalDiscord, url: URL, spool: Path, changes: Changes, **soft: Any) -> None:  # noqa: ANN401 - settings of any kind
        self.local = local
        self.script = Script(local.backend)
        self.changes = changes
        self._settings = Settings(
            process=Process.BOT,
            soft=Soft(spool=Spool(directory=spool), **soft),
            database_url=SecretStr(url.render_as_string(hide_password=False)),
            discord_token=SecretStr(worlds.TOKEN),
            discord_api_url=local.api_url,
        )
        self.task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Running":
        """Start, and wait until everything missed has been caught up with."""
        self.runtime = await Runtime(self._settings).__aenter__()
        self.bot = Bot(self.runtime, worlds.TOKEN)
        self.bot.core.ingest.on_settled.append(self.changes.note)
        self.task = asyncio.create_task(self.bot.run())
        await self._started()
        return self

    async def __aexit__(self, *_details: object) -> None:
        """Stop as SIGTERM would."""
        if self.task:
            self.bot.stop()
            await self.task
            await self.runtime.__aexit__(None, None, None)

    async def kill(self) -> None:
        """Vanish as after SIGKILL: nothing is flushed, nothing kept, the socket just ends."""
        assert self.task
        core = self.bot.core
        for connection in list(self.local.backend.hub.connections):
            connection.drop()
        for part in (self.bot.keeper, self.bot.announcer, self.bot.catch_up, self.bot.voice, core.errands):
            await part.stop()
        ingest = core.ingest
        for task in (ingest._task, ingest._writing, self.task):  # noqa: SLF001 - nobody may kill it politely
            if task:
                task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.runtime.__aexit__(None, None, None)
        self.task = None

    async def rows(self, statement: str, **parameters: object) -> list[tuple[Any, ...]]:
        """What the database says."""
        async with self.runtime.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(statement), parameters)]

    async def until_rows(self, statement: str, expected: list[tuple[Any, ...]], **parameters: object) -> None:
        """Wait until the database says so."""

        async def so() -> bool:
            return await self.rows(statement, **parameters) == expected

        try:
            await self.changes.until(so)
        except TimeoutError:
            found = await self.rows(statement, **parameters)
            raise AssertionError(f"expected {expected}, found {found}") from None

    async def recorded(self, *keys: str) -> None:
        """Wait until the journal has these events."""
        await self.until_rows(
            "SELECT count(*) FROM events WHERE event_key = ANY(:keys)", [(len(keys),)], keys=list(keys)
        )

    async def _started(self) -> None:
        assert self.task
        ready = asyncio.create_task(self._caught_up())
        await asyncio.wait({ready, self.task}, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE)
        if not ready.done():
            ready.cancel()
            self.task.cancel()
            raise (await asyncio.gather(self.task, return_exceptions=True))[0] or TimeoutError("the bot did not start")

    async def _caught_up(self) -> None:
        await self.script.connected()
        await self.bot.catch_up.done()
        await self.bot.core.errands.done()
