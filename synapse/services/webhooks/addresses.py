"""Which addresses webhooks may be sent to.

Whoever can set a webhook makes this server ask any address they like, so only addresses of the public internet are
asked, unless the settings allow more. Names are looked up for each connection, and what is connected to is what was
checked.
"""

import ipaddress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from synapse.errors import Invalid

_LONGEST = 2_000
_LOCAL_NAMES = ("localhost", "local", "internal", "localdomain", "home.arpa")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_V4_BITS = 0xFFFF_FFFF

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedAddress(OSError):  # noqa: N818 - it says what happened
    """A name led to an address that is not to be asked."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Whether addresses of private networks and of this machine may be asked, and plain http be spoken."""

    private: bool = False

    def check(self, url: str) -> str:
        """The address of a webhook, if it may be one; where its name leads is seen when it is asked.

        Raises:
            Invalid: It may not; the message says why.
        """
        url = url.strip()
        try:
            parts = urlsplit(url)
            host, _port = parts.hostname or "", parts.port
        except ValueError:
            host, parts = "", urlsplit("")
        if not host or parts.scheme not in ("https", "http") or len(url) > _LONGEST or not url.isascii():
            raise _wrong("Give a whole address that begins with https://.")
        if parts.scheme == "http" and not self.private:
            raise _wrong("Give an address that begins with https://: events are not sent in the clear.")
        if parts.username is not None or parts.fragment:
            raise _wrong("The address must hold no user name, no password and no part after a #.")
        if not self.may_be_named(host):
            raise _wrong("This is an address of a private network or of this server, which is not asked.")
        return url

    def may_be_named(self, host: str) -> bool:
        """Whether a host may stand in an address: no private address, no name that only private networks know."""
        if self.private:
            return True
        address = _parsed(host)
        if address is not None:
            return self.may_be_asked(address)
        name = host.rstrip(".").lower()
        return "." in name and not any(name == local or name.endswith(f".{local}") for local in _LOCAL_NAMES)

    def may_be_asked(self, address: Address) -> bool:
        """Whether an address may be connected to."""
        return self.private or all(each.is_global and not each.is_multicast for each in _meant(address))


class Resolver(AbstractResolver):
    """Looks names up and refuses those of which any address is not allowed."""

    def __init__(self, allowed: Allowed, names: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._names = names or ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:  # noqa: ANN401 - as the base has it
        """The addresses of a name.

        Raises:
            RefusedAddress: One of them may not be asked.
        """
        found = await self._names.resolve(host, port, family)
        for each in found:
            address = _parsed(each["host"])
            if address is None or not self._allowed.may_be_asked(address):
                raise RefusedAddress(f"A name leads to an address that is not asked: port {port}")
        return found

    async def close(self) -> None:
        """Let go of what was held."""
        await self._names.close()


def _wrong(message: str) -> Invalid:
    return Invalid(message, path=("url",))


def _parsed(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _meant(address: Address) -> list[Address]:
    """The address itself, and the IPv4 addresses that it stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    within = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        within.append(ipaddress.IPv4Address(int(address) & _V4_BITS))
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    return [address, *(each for each in within if each is not None)]
