"""Lets a member of a running demo's club do something: what a person would do by hand in Discord."""

import asyncio
import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from synapse.config import Process, Settings, load
from synapse.errors import Invalid, Unavailable

RUNNING = "running.json"
"""A demo's file that tells where its parts are while it runs."""

_ANSWER_SECONDS = 20.0


async def script(discord_url: str, steps: list[dict[str, Any]]) -> list[Any]:
    """Have steps done on the local Discord, one after the other.

    Returns:
        What each came to.

    Raises:
        Invalid: A step makes no sense there; the message says why.
        Unavailable: No local Discord answers, or the bot does not.
    """
    return await asyncio.to_thread(_post, f"{discord_url}/_local/script", steps)


def discord_url(folder: Path) -> str:
    """Where the running demo's local Discord listens.

    Raises:
        Unavailable: No demo runs from this checkout.
    """
    return _running(folder)["discord"]


def settings(folder: Path) -> Settings:
    """Settings for a tool that looks into the running demo's database.

    Raises:
        Unavailable: No demo runs from this checkout.
    """
    return load(Process.TOOL, environment={"DATABASE_URL": _running(folder)["database"]})


def _running(folder: Path) -> dict[str, str]:
    try:
        noted: dict[str, str] = json.loads((folder / RUNNING).read_text())
    except (OSError, ValueError):
        raise Unavailable("No demo runs from this checkout. Start one with: make demo.") from None
    return noted


def _post(url: str, steps: list[dict[str, Any]]) -> list[Any]:
    request = urllib.request.Request(  # noqa: S310 - an address of this machine, made by the demo
        url, data=json.dumps(steps).encode(), headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS) as response:  # noqa: S310 - as above
            came: list[Any] = json.load(response)
            return came
    except urllib.error.HTTPError as error:
        raise Invalid(json.load(error)["error"]) from error
    except OSError as error:
        raise Unavailable("The local Discord does not answer. Is the demo still running?") from error
