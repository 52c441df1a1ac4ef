"""Starts processes in order, starts again what dies, stops all of it cleanly."""

import asyncio
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from synapse.errors import Unavailable
from synapse.supervise.child import Child, Spec
from synapse.supervise.guard import Guard
from synapse.supervise.screen import Screen

_BACKOFF_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
_STEADY_SECONDS = 60.0
_KEPT_LOG_BYTES = 5 * 1024 * 1024


class Supervisor:
    """The children of one run."""

    def __init__(self, logs: Path, guard: Guard, screen: Screen) -> None:
        self.children: dict[str, Child] = {}
        self._logs = logs
        self._guard = guard
        self._screen = screen
        self._keepers: set[asyncio.Task[None]] = set()

    async def start(self, specs: Iterable[Spec]) -> None:
        """Start processes, each as soon as those are healthy that it comes after; from then on they are kept alive.

        Raises:
            Unavailable: One did not become healthy; the message ends with the end of its log.
        """
        self._logs.mkdir(parents=True, exist_ok=True)
        wanted = list(specs)
        healthy = {spec.name: asyncio.Event() for spec in wanted}
        for spec in wanted:
            self._trim_log(spec.name)
            self.children[spec.name] = Child(spec, self._logs, self._guard)
        names = ", ".join(healthy)
        try:
            with self._screen.console.status(f"Starting {names}"):
                async with asyncio.TaskGroup() as group:
                    for spec in wanted:
                        group.create_task(self._first_time(self.children[spec.name], healthy))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None

    async def stop(self, *order: tuple[str, ...]) -> None:
        """Stop the children group by group; those that are in no group come first."""
        for task in self._keepers:
            task.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        named = {name for names in order for name in names}
        for names in (tuple(self.children.keys() - named), *order):
            children = [self.children[name] for name in names if name in self.children]
            outcomes = await asyncio.gather(*(child.stop() for child in children))
            for child, clean in zip(children, outcomes, strict=True):
                if not clean:
                    self._screen.say(f"{child.spec.name} did not end in time and was killed.", style="yellow")

    def hurry(self) -> None:
        """Kill what has not ended yet."""
        for child in self.children.values():
            child.kill()

    async def _first_time(self, child: Child, healthy: Mapping[str, asyncio.Event]) -> None:
        for name in child.spec.after:
            await healthy[name].wait()
        with self._screen.line(child.spec.name):
            await child.start()
            await child.wait_healthy()
        healthy[child.spec.name].set()
        keeper = asyncio.create_task(self._keep(child), name=f"keep-{child.spec.name}")
        self._keepers.add(keeper)
        keeper.add_done_callback(self._keepers.discard)

    async def _keep(self, child: Child) -> None:
        """Start a child again whenever it dies, later and later while it keeps dying."""
        deaths = 0
        name = child.spec.name
        while True:
            await child.ended()
            deaths = 1 if time.monotonic() - child.started_at > _STEADY_SECONDS else deaths + 1
            delay = _BACKOFF_SECONDS[min(deaths, len(_BACKOFF_SECONDS)) - 1]
            self._screen.say(f"{name} ended{child.how_it_ended()}; starting it again in {delay:g} s.", style="yellow")
            await asyncio.sleep(delay)
            await child.start()
            try:
                await child.wait_healthy()
            except Unavailable as error:
                self._screen.say(error.message, style="red")
                await child.stop()
            else:
                self._screen.say(f"{name} is back after {time.monotonic() - child.started_at:.1f} s.", style="green")

    def _trim_log(self, name: str) -> None:
        """Keep the logs of earlier runs, up to a size."""
        log = self._logs / f"{name}.log"
        if log.exists() and log.stat().st_size > _KEPT_LOG_BYTES:
            log.replace(log.with_suffix(".old.log"))
