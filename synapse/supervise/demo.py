"""``synapse demo``: the whole system on this machine around a local Discord with a club living in it."""

import asyncio
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import yaml

from synapse.config import VARIABLES, Process, Soft, load
from synapse.config import Ports as Listening
from synapse.db.migrate import migrate
from synapse.db.session import create_engine
from synapse.demo.club.board import open_shop, post_quests
from synapse.demo.club.found import Club, found
from synapse.demo.club.seed import DAYS, seed_history
from synapse.runtime import now
from synapse.services.rules import Rulebook
from synapse.supervise import dashboard, ports, stack, watchdog
from synapse.supervise.child import Child, Spec
from synapse.supervise.guard import Guard
from synapse.supervise.postgres import Postgres
from synapse.supervise.screen import Screen
from synapse.supervise.state import State
from synapse.supervise.supervisor import Supervisor

FOLDER = dashboard.ROOT / ".synapse" / "demo"
_STATE = "state.json"
_CONFIG = "config.yaml"
_OWN = (_STATE, _CONFIG, "postgres", "postgres.*.log", "logs", "spool", "ledger.jsonl*", "running.json")


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person asked for.

    Attributes:
        fresh: Forget everything of earlier runs.
        members: How many people a new club has.
        pace: Deeds a second in the club; at 0 nobody does anything by themselves.
        folder: Where database, logs and memory lie.
        ports: Where the processes listen if they can; None takes those of config.yaml.
    """

    fresh: bool = False
    members: int = 300
    pace: float = 2.0
    folder: Path = FOLDER
    ports: stack.Ports | None = None


class Demo:
    """A running demo: an async context manager that is entered once everything is healthy."""

    ports: stack.Ports
    club: Club
    seconds: float

    def __init__(self, wishes: Wishes, screen: Screen) -> None:
        self._wishes = wishes
        self._screen = screen
        self._folder = wishes.folder.resolve()
        self._guard = Guard(
            self._folder, on_wait=lambda: screen.say("Waiting for the rest of an earlier run to stop.", style="dim")
        )
        self.supervisor = Supervisor(self.logs, self._guard, screen)
        self.postgres = Postgres(self._folder / "postgres", self._guard, screen)

    @property
    def logs(self) -> Path:
        """Where the processes' output goes."""
        return self._folder / "logs"

    @property
    def children(self) -> Mapping[str, Child]:
        """The processes by name: discord, bot, api, dashboard."""
        return self.supervisor.children

    async def __aenter__(self) -> Self:
        """Start everything.

        Raises:
            SynapseError: Something could not be started; nothing is left running.
        """
        began = time.monotonic()
        self._guard.__enter__()
        try:
            await self._start()
        except BaseException:
            await self._stop()
            raise
        self.seconds = time.monotonic() - began
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop everything, the bot before what it writes to."""
        with self._screen.step("Stopping"):
            await self._stop()

    async def _start(self) -> None:
        state = self._remember()
        soft = self._configure()
        self.club = found(state.seed, state.members)
        if dashboard.is_stale():
            with self._screen.step("Building the dashboard"):
                await dashboard.build()
        await self._prepare_database(state, soft)
        environment = self._environment(state)
        bot = stack.bot(environment, after=("discord",))
        await self.supervisor.start([self._discord(state), stack.api(self.ports, environment), bot, self._dashboard()])

    async def _stop(self) -> None:
        await self.supervisor.stop(("dashboard", "api", "bot"), ("discord",))
        await self.postgres.stop()
        await asyncio.to_thread(self._guard.__exit__, None, None, None)

    def _remember(self) -> State:
        """The memory of earlier runs; a new one, and an empty folder, when there is none that can be used."""
        state = State.read(self._folder / _STATE)
        if self._wishes.fresh or state is None or not state.past_is_whole:
            self._forget()
            state = State(members=self._wishes.members)
            state.write(self._folder / _STATE)
        return state

    def _forget(self) -> None:
        """Delete what earlier runs made, and nothing else that may lie in the folder."""
        watchdog.stop_cluster(self._folder / "postgres")
        for name in _OWN:
            for entry in self._folder.glob(name):
                if entry.is_dir():
                    shutil.rmtree(entry)
                else:
                    entry.unlink()

    def _choose_ports(self, soft: Soft) -> stack.Ports:
        asked = self._wishes.ports or stack.Ports(soft.ports.api, soft.ports.dashboard, soft.ports.discord)
        chosen: dict[str, int] = {}
        for name in ("api", "dashboard", "discord"):
            wanted = getattr(asked, name)
            chosen[name] = ports.pick(wanted, chosen.values())
            if wanted and chosen[name] != wanted:
                self._screen.say(f"Port {wanted} is taken; {name} listens on {chosen[name]}.", style="yellow")
        return stack.Ports(**chosen)

    async def _prepare_database(self, state: State, soft: Soft) -> None:
        with self._screen.step("Starting PostgreSQL"):
            await self.postgres.start()
        with self._screen.step("Bringing the schema up to date"):
            await migrate(self.postgres.url)
        if not state.past_is_whole:
            with self._screen.bar(f"Living through {DAYS} days of the club") as (progress, step):
                task = progress.add_task(step.name, total=1.0)
                count = await self._write_past(soft, lambda share: progress.update(task, completed=share))
                step.note = f"{count:,} events"
            state.model_copy(update={"past_is_whole": True}).write(self._folder / _STATE)

    async def _write_past(self, soft: Soft, progress: Callable[[float], None]) -> int:
        engine = create_engine(self.postgres.url, application="synapse-seed")
        try:
            moment = now()
            count = await seed_history(engine, Rulebook(engine), soft, self.club, until=moment, progress=progress)
            await post_quests(engine, self.club, now=moment)
            await open_shop(engine, self.club)
            return count
        finally:
            await engine.dispose()

    def _configure(self) -> Soft:
        """Choose the ports, and write the person's settings without what belongs to their own guild."""
        soft = load(Process.TOOL, file=dashboard.ROOT / "config.yaml", environment={}).soft
        self.ports = self._choose_ports(soft)
        mine = soft.model_copy(
            update={
                "guild_id": None,
                "admin_role": None,
                "announce_channel": None,
                "ports": Listening(**vars(self.ports)),
                "webhooks": soft.webhooks.model_copy(update={"allow_private": True}),
                "spool": soft.spool.model_copy(update={"directory": self._folder / "spool"}),
            }
        )
        (self._folder / _CONFIG).write_text(yaml.safe_dump(mine.model_dump(mode="json")), encoding="utf-8")
        return mine

    def _environment(self, state: State) -> dict[str, str]:
        """Every variable of ours, so that nothing of the person's own ``.env`` takes part."""
        application = self.club.application
        return {variable.name: "" for variable in VARIABLES} | {
            "DISCORD_TOKEN": application.token,
            "DISCORD_CLIENT_ID": str(application.id),
            "DISCORD_CLIENT_SECRET": application.client_secret,
            "DISCORD_REDIRECT_URI": f"{self.ports.dashboard_url}/auth/callback",
            "DISCORD_API_URL": f"{self.ports.discord_url}/api/v10",
            "DATABASE_URL": self.postgres.url.render_as_string(hide_password=False),
            "JWT_SECRET": state.jwt_secret,
            "FRONTEND_URL": self.ports.dashboard_url,
            "SYNAPSE_CONFIG": str(self._folder / _CONFIG),
        }

    def _discord(self, state: State) -> Spec:
        options = {
            "--port": self.ports.discord,
            "--seed": state.seed,
            "--members": state.members,
            "--pace": f"{self._wishes.pace:g}",
            "--redirect-uri": f"{self.ports.dashboard_url}/auth/callback",
            "--ledger": self._folder / "ledger.jsonl",
        }
        words = [str(word) for option in options.items() for word in option]
        return stack.local_discord(self.ports, [*words, *(["--quiet"] if self._wishes.pace == 0 else [])])

    def _dashboard(self) -> Spec:
        return dashboard.spec(
            self.ports.dashboard,
            {
                "API_URL": f"{self.ports.api_url}/graphql",
                "ORIGIN": self.ports.dashboard_url,
                "IMAGE_ORIGINS": self.ports.discord_url,
                "GUILD_ID": str(self.club.guild.id),
            },
        )
