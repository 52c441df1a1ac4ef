"""Discord: the token, the intents, the application, the guilds and what the bot may do there."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

import synapse
from synapse.config import Settings
from synapse.doctor.finding import Finding, note, well, wrong

_ABOUT = "Discord"
_API = "https://discord.com/api/v10"
_SECONDS = 10
_CLOCK_SECONDS = 5.0
_UNAUTHORIZED = 401
_INTENTS = {"Server Members Intent": 1 << 14 | 1 << 15, "Message Content Intent": 1 << 18 | 1 << 19}
"""Flags of an application: the intent as a verified application has it, and as any other."""
_ADMINISTRATOR = 1 << 3
_NEEDED = {
    "View Channels": 1 << 10,
    "Send Messages": 1 << 11,
    "Embed Links": 1 << 14,
    "Attach Files": 1 << 15,
    "Read Message History": 1 << 16,
}
_WANTED = {"Manage Roles (only for level roles)": 1 << 28}


class _Refused(Exception):  # noqa: N818 - an answer, not a fault
    """Discord refuses the token."""


async def examine(bot: Settings, api: Settings | None) -> AsyncIterator[Finding]:
    """Ask Discord as the bot would."""
    token = bot.discord_token.get_secret_value() if bot.discord_token else ""
    headers = {"Authorization": f"Bot {token}", "User-Agent": f"DiscordBot (synapse, {synapse.__version__})"}
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    base = (bot.discord_api_url or _API).rstrip("/")
    try:
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as http:
            application, date = await _get(http, f"{base}/applications/@me")
            for finding in (*_application(application, api), _clock(date)):
                yield finding
            guilds, _date = await _get(http, f"{base}/users/@me/guilds")
            for finding in _guilds(guilds, bot):
                yield finding
    except _Refused:
        yield wrong(
            _ABOUT, "The token is not accepted. Copy it again from the application's Bot page into DISCORD_TOKEN."
        )
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        yield wrong(
            _ABOUT, f"Discord cannot be reached ({type(error).__name__}). Check the network and DISCORD_API_URL."
        )


async def _get(http: aiohttp.ClientSession, url: str) -> tuple[Any, str | None]:
    async with http.get(url) as answer:
        if answer.status == _UNAUTHORIZED:
            raise _Refused
        answer.raise_for_status()
        return await answer.json(), answer.headers.get("Date")


def _application(told: Mapping[str, Any], api: Settings | None) -> Iterator[Finding]:
    yield well(_ABOUT, f"The token is accepted: {told['name']}.")
    for name, flags in _INTENTS.items():
        if int(told.get("flags") or 0) & flags:
            yield well(_ABOUT, f"{name} is granted.")
        else:
            yield wrong(
                _ABOUT, f"{name} is off. Switch it on under Privileged Gateway Intents on the application's Bot page."
            )
    if api is None:
        return
    if api.discord_client_id != str(told["id"]):
        yield wrong(
            _ABOUT, "DISCORD_CLIENT_ID is another application's than DISCORD_TOKEN. Take both from the same one."
        )
    elif api.discord_redirect_uri not in told.get("redirect_uris", ()):
        yield wrong(
            _ABOUT,
            "DISCORD_REDIRECT_URI is not under OAuth2 > Redirects of the application. Add it there, to the letter.",
        )
    else:
        yield well(_ABOUT, "Signing in leads back to the dashboard.")


def _clock(date: str | None) -> Finding:
    if date is None:
        return note("clock", "Discord's answer has no date to compare with.")
    ahead = (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
    if abs(ahead) > _CLOCK_SECONDS:
        return wrong(
            "clock", f"This machine's clock is {abs(ahead):.0f} s off Discord's. Switch time synchronisation on."
        )
    return well("clock", "This machine and Discord agree on the time.")


def _guilds(told: list[Mapping[str, Any]], bot: Settings) -> Iterator[Finding]:
    wanted = bot.soft.guild_id
    served = [guild for guild in told if wanted in (None, int(guild["id"]))]
    if not served:
        missing = f"guild {wanted} of config.yaml" if wanted else "any guild"
        yield wrong(_ABOUT, f"The bot is not in {missing}. Invite it with the scopes bot and applications.commands.")
    for guild in served:
        yield _permissions(guild)


def _permissions(guild: Mapping[str, Any]) -> Finding:
    has = int(guild["permissions"])
    if guild.get("owner") or has & _ADMINISTRATOR:
        return well(_ABOUT, f"In {guild['name']} the bot may do everything.")
    lacking = [name for name, bit in _NEEDED.items() if not has & bit]
    if lacking:
        return wrong(
            _ABOUT,
            f"In {guild['name']} the bot lacks: {', '.join(lacking)}. Give them to its role in the server settings.",
        )
    if unwanted := [name for name, bit in _WANTED.items() if not has & bit]:
        return note(_ABOUT, f"In {guild['name']} the bot lacks: {', '.join(unwanted)}.")
    return well(_ABOUT, f"In {guild['name']} the bot has the permissions that it needs.")
