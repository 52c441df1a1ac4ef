"""The bot's process: ``python -m synapse.bot``.

Ends with one clear message and exit code 1 when it cannot serve; SIGTERM and SIGINT end it with
everything flushed and exit code 0.
"""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Coroutine

import disnake
import structlog

from bot.app import Bot
from bot.client import OUTAGES
from synapse import config, log
from synapse.config import Process, Settings
from synapse.errors import SynapseError
from synapse.runtime import Runtime
from synapse.tracing import tracing

_CREDENTIALS = (
    "Discord does not accept the bot's token. Copy it again from the Bot page of your application in Discord's "
    "developer portal ('Reset Token') into DISCORD_TOKEN."
)
_INTENTS = (
    "Discord refuses an intent that the bot needs. In Discord's developer portal, on the Bot page of your "
    "application, switch on 'Server Members Intent' and 'Message Content Intent' under Privileged Gateway Intents, "
    "save, and start again."
)
_SESSIONS = "Discord allows no more sessions today, because the bot was started too often. Wait until {at:%H:%M} UTC."
_CLOSED = "Discord closed the connection for good (code {code}). Check the token and the application's settings."
_AWAY = "Discord cannot be reached ({kind}). Check the network and DISCORD_API_URL, then start again."


_ENDS = (SynapseError, disnake.ClientException, disnake.GatewayNotFound, *OUTAGES)


def main() -> int:
    """Run the bot; returns the process's exit code."""
    try:
        settings = config.load(Process.BOT)
        log.configure(level=settings.soft.log_level)
        # At DEBUG disnake logs whole frames, and with them what people wrote.
        logging.getLogger("disnake").setLevel(max(logging.INFO, logging.getLogger().level))
        tracing.begin("synapse-bot", settings.otel_exporter_otlp_endpoint)
        _run(_serve(settings))
    except _ENDS as error:
        sys.stderr.write(f"{_reason(error)}\n")
        return 1
    finally:
        tracing.end()
    return 0


def _reason(error: Exception) -> str:
    """What went wrong and what to do, for whoever started the bot."""
    match error:
        case SynapseError():
            return error.message
        case disnake.LoginFailure() | disnake.ConnectionClosed(code=4004):
            return _CREDENTIALS
        case disnake.PrivilegedIntentsRequired():
            return _INTENTS
        case disnake.SessionStartLimitReached():
            return _SESSIONS.format(at=error.session_start_limit.reset_time)
        case disnake.ConnectionClosed():
            return _CLOSED.format(code=error.code)
        case _:
            return _AWAY.format(kind=type(error).__name__)


async def _serve(settings: Settings) -> None:
    token = settings.discord_token
    async with Runtime(settings) as runtime:
        bot = Bot(runtime, token.get_secret_value() if token else "")
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows knows no handlers; Ctrl-C still interrupts
                loop.add_signal_handler(name, bot.stop)
        structlog.get_logger(__name__).info("bot.starting")
        await bot.run()
        structlog.get_logger(__name__).info("bot.stopped")


def _run(work: Coroutine[object, object, None]) -> None:
    if sys.platform == "win32":
        asyncio.run(work)
        return
    import uvloop  # noqa: PLC0415 - not there on Windows

    uvloop.run(work)


if __name__ == "__main__":
    sys.exit(main())
