"""All examinations, one after the other; none changes anything."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from synapse.config import Process, Settings, load
from synapse.doctor import database, discord
from synapse.doctor.finding import Finding, note, well, wrong
from synapse.errors import Misconfigured

_ABOUT = "configuration"
_MEGABYTE = 1024 * 1024


async def examine() -> AsyncIterator[Finding]:
    """Look at configuration, disk, database and Discord, in this order; what needs a faulty part is left out."""
    bot, api = _settings(Process.BOT), _settings(Process.API)
    for process, found in ((Process.BOT, bot), (Process.API, api)):
        if isinstance(found, Misconfigured):
            for problem in found.problems:
                yield wrong(_ABOUT, f"{process}: {problem}")
        else:
            yield well(_ABOUT, f"The {process}'s settings are complete.")
    known = bot if isinstance(bot, Settings) else api if isinstance(api, Settings) else _settings(Process.TOOL)
    if not isinstance(known, Settings):
        return
    for finding in _spool(known):
        yield finding
    async for finding in database.examine(known):
        yield finding
    if isinstance(bot, Settings):
        async for finding in discord.examine(bot, api if isinstance(api, Settings) else None):
            yield finding


def _settings(process: Process) -> Settings | Misconfigured:
    try:
        return load(process)
    except Misconfigured as error:
        return error


def _spool(settings: Settings) -> Iterator[Finding]:
    """Where events wait while the database is away."""
    spool = settings.soft.spool
    folder = _existing(spool.directory.resolve())
    if not os.access(folder, os.W_OK):
        yield wrong(
            "disk", f"{spool.directory} cannot be written. Let the bot's user write there, or set SPOOL_DIRECTORY."
        )
        return
    waiting = sum(1 for _ in spool.directory.rglob("[0-9]*.jsonl"))
    if waiting:
        yield note(
            "disk", f"{waiting} files of events wait in {spool.directory}. They are written at the bot's next start."
        )
    if (spool.directory / "rejected.jsonl").exists():
        yield note(
            "disk", f"{spool.directory}/rejected.jsonl holds events that the database refused. Look why in the log."
        )
    free = shutil.disk_usage(folder).free // _MEGABYTE
    if free < spool.max_mb:
        yield wrong(
            "disk", f"{free} MB are free, and the spool may take {spool.max_mb}. Make room, or lower spool.max_mb."
        )
    else:
        yield well("disk", f"Events can wait in {spool.directory}: {free} MB are free.")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there already."""
    while not folder.exists():
        folder = folder.parent
    return folder
