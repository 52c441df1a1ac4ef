"""The processes of Synapse, and with which environment each runs."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synapse.supervise import dashboard
from synapse.supervise.child import Spec
from synapse.supervise.health import answers, says
from synapse.supervise.ports import HOST

BOT_IS_READY = "catch_up.done"
"""What the bot logs once it hears its guilds and has taken in what it missed."""


@dataclass(frozen=True)
class Ports:
    """Where the processes listen."""

    api: int
    dashboard: int
    discord: int = 0

    @property
    def api_url(self) -> str:
        """The API's address on this machine."""
        return f"http://{HOST}:{self.api}"

    @property
    def dashboard_url(self) -> str:
        """The dashboard's address on this machine."""
        return f"http://{HOST}:{self.dashboard}"

    @property
    def discord_url(self) -> str:
        """The local Discord's address."""
        return f"http://{HOST}:{self.discord}"


def bot(environment: Mapping[str, str], *, after: tuple[str, ...] = ()) -> Spec:
    """The bot."""
    return Spec(
        name="bot",
        command=(sys.executable, "-m", "synapse.bot"),
        environment=environment,
        cwd=dashboard.ROOT,
        healthy=says(BOT_IS_READY),
        after=after,
    )


def api(ports: Ports, environment: Mapping[str, str]) -> Spec:
    """The API."""
    # Compressing each subscriber's copy of a state takes more time and memory than sending it.
    sockets = ("--ws-per-message-deflate", "false")
    listening = ("--host", HOST, "--port", str(ports.api))
    # Whose X-Forwarded-For is believed is a setting of Synapse's own.
    proxies = ("--no-proxy-headers",)
    options = (*listening, *sockets, *proxies, "--no-access-log", "--timeout-graceful-shutdown", "5")
    return Spec(
        name="api",
        command=(sys.executable, "-m", "uvicorn", "synapse.api.main:app", *options),
        environment=environment,
        cwd=dashboard.ROOT,
        healthy=answers(f"{ports.api_url}/health/ready"),
    )


def local_discord(ports: Ports, options: Sequence[str]) -> Spec:
    """The local Discord with its club."""
    return Spec(
        name="discord",
        command=(sys.executable, "-m", "synapse.demo", *options),
        cwd=dashboard.ROOT,
        healthy=answers(f"{ports.discord_url}/_local/health"),
    )
