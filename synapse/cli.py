"""The command line: ``synapse ...`` or ``python -m synapse ...``."""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import synapse
from synapse.config import Process, Settings, load
from synapse.doctor.examine import examine
from synapse.doctor.finding import Finding, Verdict
from synapse.errors import Invalid, SynapseError
from synapse.runtime import Runtime
from synapse.services.verify import Difference
from synapse.services.verify import verify as recount
from synapse.supervise import ask as club
from synapse.supervise import session
from synapse.supervise.demo import FOLDER, Wishes
from synapse.supervise.stack import Ports

_INTERRUPTED = 130
app = typer.Typer(
    help="Synapse turns what happens in a Discord community into recognition.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Seconds = Annotated[float | None, typer.Option(min=0, help="Stop by itself after so many seconds.")]
Check = Annotated[bool, typer.Option("--check", help="Stop as soon as everything is healthy.")]
Folder = Annotated[Path, typer.Option(help="Where the demo keeps its database, logs and memory.")]
As = Annotated[str, typer.Option("--as", help="The member's name, as the leaderboard shows it.")]


def main() -> None:
    """Run a command; what a person can be told about ends in one message and exit code 1."""
    try:
        app()
    except SynapseError as error:
        Console(stderr=True, soft_wrap=True).print(error.message, style="red", markup=False, highlight=False)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


@app.command()
def demo(
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget everything of earlier runs and start over.")] = False,
    members: Annotated[int, typer.Option(min=1, help="How many people a new club has.")] = 300,
    pace: Annotated[float, typer.Option(min=0, help="What happens a second; at 0 only what you make happen.")] = 2.0,
    folder: Folder = FOLDER,
    free_ports: Annotated[bool, typer.Option("--free-ports", help="Listen on free ports.")] = False,
    seconds: Seconds = None,
    check: Check = False,
) -> None:
    """Show a living community on this machine: local Discord, bot, API and dashboard, with 60 days of history."""
    ports = Ports(0, 0, 0) if free_ports else None
    wishes = Wishes(fresh=fresh, members=members, pace=pace, folder=folder, ports=ports)
    session.demo(wishes, seconds=seconds, check=check)


@app.command()
def up(*, seconds: Seconds = None, check: Check = False) -> None:
    """Run bot, API and dashboard against the real Discord, with the secrets of .env."""
    session.real(seconds=seconds, check=check)


@app.command()
def ask(
    command: Annotated[str, typer.Argument(help="A slash command, such as /profile.")],
    as_: As,
    option: Annotated[list[str] | None, typer.Option(help="An option of the command, as name=value.")] = None,
    folder: Folder = FOLDER,
) -> None:
    """Use a slash command in the running demo, and print what the bot answers."""
    pairs = [text.partition("=") for text in option or []]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise Invalid(f"--option needs name=value, not '{wrong[0]}'.")
    step = {"do": "uses", "name": command, "as_": as_, "options": {name: value for name, _, value in pairs}}
    answer = asyncio.run(club.script(club.discord_url(folder), [step]))[0]
    typer.echo("\n".join(answer["texts"]))


@app.command()
def say(
    text: Annotated[str, typer.Argument(help="What the member writes.")],
    as_: As,
    channel: Annotated[str, typer.Option("--in", help="The channel's name.")] = "#general",
    folder: Folder = FOLDER,
) -> None:
    """Write a message in the running demo as one of its members."""
    step = {"do": "says", "who": as_, "where": channel, "text": text}
    asyncio.run(club.script(club.discord_url(folder), [step]))
    typer.echo("Written.")


@app.command()
def migrate() -> None:
    """Bring the database of DATABASE_URL (else the embedded one) to this version's schema."""

    async def run() -> None:
        async with Runtime(load(Process.TOOL), pool_size=1):
            pass

    asyncio.run(run())
    typer.echo("The database is at this version's schema.")


@app.command()
def verify(
    *,
    guild_id: Annotated[int | None, typer.Option(help="Only this guild.")] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="The running demo's database, not that of DATABASE_URL.")
    ] = False,
    folder: Folder = FOLDER,
) -> None:
    """Recount totals and rollups from the journal; exit code 1 and a table when anything differs."""
    differences = asyncio.run(_differences(club.settings(folder) if demo else load(Process.TOOL), guild_id))
    if differences:
        Console(soft_wrap=True).print(_table(differences))
        typer.echo(f"{len(differences)} rows differ from the journal.", err=True)
        raise typer.Exit(1)
    typer.echo("Totals, seasons and rollups equal the journal.")


@app.command()
def doctor(
    *, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")] = False
) -> None:
    """Look at configuration, disk, database, Discord and clock; say what to do. Exit code 1 when anything is wrong."""

    async def run() -> bool:
        sound = True
        async for finding in examine():
            sound = sound and finding.verdict is not Verdict.WRONG
            _tell(finding, as_json=as_json)
        return sound

    if not asyncio.run(run()):
        raise typer.Exit(1)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(synapse.__version__)


def _tell(finding: Finding, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(finding)))
        return
    style = {Verdict.WELL: "green", Verdict.NOTE: "yellow", Verdict.WRONG: "red"}[finding.verdict]
    line = f"{finding.verdict:5}  {finding.about}: {finding.text}"
    Console(soft_wrap=True).print(line, style=style, markup=False, highlight=False)


async def _differences(settings: Settings, guild_id: int | None) -> list[Difference]:
    async with Runtime(settings, pool_size=1) as runtime:
        return await recount(runtime.engine, guild_id)


def _table(differences: list[Difference]) -> Table:
    table = Table("Check", "Guild", "Row", "Kept", "From the journal")
    for row in differences:
        table.add_row(row.check, str(row.guild_id), row.what, row.kept, row.counted)
    return table
