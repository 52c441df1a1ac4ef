"""Fetches people's pictures from where Discord keeps them, and remembers the last few hundred."""

from collections import OrderedDict
from urllib.parse import urlsplit

import aiohttp
import structlog

log = structlog.get_logger(__name__)

DISCORD = "https://discord.com"
"""The Discord that everybody knows, whose pictures are at addresses of their own."""

_PATIENCE = aiohttp.ClientTimeout(total=1.5)
_LARGEST = 600_000
_REMEMBERED = 512
_SIDE = 256
_CDN = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


class Unreachable(Exception):  # noqa: N818 - nothing is wrong here, somebody else is away
    """A picture could not be fetched this time."""


class Portraits:
    """Pictures by their address.

    An address comes from Discord's payloads, but nothing that is written into a row may make this process call
    somewhere else: only one Discord is asked.
    """

    def __init__(self, discord: str | None = None) -> None:
        """Ask this Discord, by any address of it; nobody for None."""
        self._discord = discord
        self._known: OrderedDict[str, bytes | None] = OrderedDict()
        self._http: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close what is open."""
        if self._http is not None:
            await self._http.close()

    async def fetch(self, address: str) -> bytes | None:
        """The picture at an address; None where there is none, or it is no picture.

        Raises:
            Unreachable: Nobody answered in time; another time somebody may.
        """
        if address in self._known:
            self._known.move_to_end(address)
            return self._known[address]
        found = await self._ask(address) if self._allowed(address) else None
        self._known[address] = found
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return found

    def _allowed(self, address: str) -> bool:
        parts = urlsplit(address)
        if self._discord == DISCORD:
            return parts.scheme == "https" and parts.netloc in _CDN
        return self._discord is not None and parts.netloc == urlsplit(self._discord).netloc

    async def _ask(self, address: str) -> bytes | None:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=_PATIENCE)
        try:
            async with self._http.get(address, params={"size": str(_SIDE)}, allow_redirects=False) as response:
                body = await response.content.read(_LARGEST + 1) if response.status == 200 else b""  # noqa: PLR2004 - OK
                whole = response.content.at_eof()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.info("portraits.unreachable", error=type(error).__name__)
            raise Unreachable from error
        return body if whole and body.startswith(_STARTS) else None
