"""What the supervisor says while it works: one line a step, with a sign of life on a terminal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

_NAME_WIDTH = 34


@dataclass
class Step:
    """A step that is under way; ``note`` stands beside its name once it has ended."""

    name: str
    note: str = ""
    began: float = field(default_factory=time.monotonic)


class Screen:
    """Prints steps, events and a closing panel."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)

    def title(self, text: str) -> None:
        """Say what begins now."""
        self.console.print(Text(text, style="bold"))

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Show that something is under way, and how it ended."""
        step = Step(name)
        try:
            with self.console.status(name):
                yield step
        except BaseException:
            self._line("✗", "red", step)
            raise
        self._line("✓", "green", step)

    @contextmanager
    def line(self, name: str) -> Iterator[Step]:
        """As ``step``, without the sign of life: several may be under way at once."""
        step = Step(name)
        try:
            yield step
        except Exception:
            self._line("✗", "red", step)
            raise
        self._line("✓", "green", step)

    @contextmanager
    def bar(self, name: str) -> Iterator[tuple[Progress, Step]]:
        """Show a step whose share done is known; the caller adds a task to the progress."""
        step = Step(name)
        columns = (
            TextColumn("  {task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
        )
        try:
            with Progress(
                *columns, console=self.console, transient=True, disable=not self.console.is_terminal
            ) as progress:
                yield progress, step
        except BaseException:
            self._line("✗", "red", step)
            raise
        self._line("✓", "green", step)

    def say(self, text: str, *, style: str = "") -> None:
        """Tell an event, with the time."""
        self.console.print(Text(f"  {time.strftime('%H:%M:%S')}  {text}", style=style), soft_wrap=True)

    def panel(self, title: str, lines: list[str]) -> None:
        """Show the closing lines in a frame on a terminal, plainly elsewhere so that addresses stay whole."""
        if self.console.is_terminal:
            self.console.print(Panel(Text("\n".join(lines)), title=title, border_style="green", padding=(1, 2)))
        else:
            self.console.print("\n".join(["", title, *(f"  {line}" for line in lines)]), markup=False, soft_wrap=True)

    def _line(self, mark: str, style: str, step: Step) -> None:
        line = Text("  ")
        line.append(mark, style=style)
        line.append(f" {step.name:<{_NAME_WIDTH}} {time.monotonic() - step.began:6.1f} s")
        if step.note:
            line.append(f"   {step.note}", style="dim")
        self.console.print(line, soft_wrap=True)
