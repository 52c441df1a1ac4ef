"""``synapse up``: the whole system on this machine against the real Discord, with the secrets of ``.env``."""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from synapse.config import Process, Settings, load
from synapse.errors import Misconfigured
from synapse.supervise import dashboard, ports, stack
from synapse.supervise.child import Child
from synapse.supervise.guard import Guard
from synapse.supervise.postgres import Postgres
from synapse.supervise.screen import Screen
from synapse.supervise.supervisor import Supervisor

FOLDER = dashboard.ROOT / ".synapse"


def settings() -> Settings:
    """The settings of the API, once those of bot and API were both found complete.

    Raises:
        Misconfigured: With everything that is missing or wrong for either of them.
    """
    problems: list[str] = []
    found: Settings | None = None
    for process in (Process.BOT, Process.API):
        try:
            found = load(process)
        except Misconfigured as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems or found is None:
        raise Misconfigured([*problems, _where_to_write()])
    return found


def _where_to_write() -> str:
    if Path(".env").exists():
        return "These belong into the file .env; .env.example explains each of them."
    return "There is no file .env here. Copy .env.example to .env, and fill it in as it explains."


class Up:
    """A running installation: an async context manager that is entered once everything is healthy."""

    ports: stack.Ports
    seconds: float

    def __init__(self, wanted: Settings, screen: Screen) -> None:
        self._settings = wanted
        self._screen = screen
        self._guard = Guard(FOLDER, on_wait=lambda: screen.say("Waiting for the rest of an earlier run to stop."))
        self.supervisor = Supervisor(FOLDER / "logs", self._guard, screen)
        self._postgres: Postgres | None = None

    @property
    def children(self) -> Mapping[str, Child]:
        """The processes by name: bot, api, dashboard."""
        return self.supervisor.children

    async def __aenter__(self) -> Self:
        """Start everything.

        Raises:
            SynapseError: Something could not be started; nothing is left running.
        """
        began = time.monotonic()
        self._guard.__enter__()
        try:
            self.ports = self._ports()
            await self._start()
        except BaseException:
            await self._stop()
            raise
        self.seconds = time.monotonic() - began
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop everything."""
        with self._screen.step("Stopping"):
            await self._stop()

    async def _start(self) -> None:
        if dashboard.is_stale():
            with self._screen.step("Building the dashboard"):
                await dashboard.build()
        environment: dict[str, str] = {}
        if self._settings.database_url is None:
            self._postgres = Postgres(FOLDER / "postgres", self._guard, self._screen)
            with self._screen.step("Starting PostgreSQL"):
                await self._postgres.start()
            environment["DATABASE_URL"] = self._postgres.url.render_as_string(hide_password=False)
        face = {
            "API_URL": f"{self.ports.api_url}/graphql",
            "ORIGIN": self._settings.frontend_url or "",
            "GUILD_ID": str(self._settings.soft.guild_id or ""),
        }
        children = [
            stack.api(self.ports, environment),
            stack.bot(environment),
            dashboard.spec(self.ports.dashboard, face),
        ]
        await self.supervisor.start(children)

    async def _stop(self) -> None:
        await self.supervisor.stop()
        if self._postgres is not None:
            await self._postgres.stop()
        await asyncio.to_thread(self._guard.__exit__, None, None, None)

    def _ports(self) -> stack.Ports:
        """The ports of config.yaml: other people's addresses lead there, so no others will do."""
        wanted = self._settings.soft.ports
        asked = {"api": wanted.api, "dashboard": wanted.dashboard}
        taken = [f"Port {port} is in use" for port in asked.values() if port and not ports.is_free(port)]
        if taken:
            raise Misconfigured([f"{fault}. End what listens there, or change config.yaml." for fault in taken])
        api = ports.pick(wanted.api)
        return stack.Ports(api, ports.pick(wanted.dashboard, [api]))
