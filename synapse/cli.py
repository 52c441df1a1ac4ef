"""The command line: ``synapse ...`` or ``python -m synapse ...``."""

import asyncio
import sys
from typing import Annotated

import typer
from rich.console import Console

import synapse
from synapse.config import Process, load
from synapse.errors import SynapseError
from synapse.runtime import Runtime

_INTERRUPTED = 130
app = typer.Typer(
    help="Synapse turns what happens in a Discord community into recognition.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget everything of earlier runs and start over.")]
Seconds = Annotated[float | None, typer.Option(min=0, help="Stop by itself after so many seconds.")]
Check = Annotated[bool, typer.Option("--check", help="Stop as soon as everything is healthy.")]


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
def version() -> None:
    """Print the version."""
    typer.echo(synapse.__version__)


@app.command()
def migrate() -> None:
    """Bring the database of DATABASE_URL (else the embedded one) to this version's schema."""

    async def run() -> None:
        async with Runtime(load(Process.TOOL), pool_size=1):
            pass

    asyncio.run(run())
    typer.echo("The database is at this version's schema.")
