"""One attempt to deliver a message."""

import asyncio
from collections.abc import Mapping
from enum import StrEnum
from http import HTTPStatus
from time import perf_counter

import aiohttp

import synapse
from synapse.db.queries.webhooks import Tried
from synapse.errors import Invalid
from synapse.services.webhooks.addresses import Allowed, RefusedAddress, Resolver

PATIENCE_SECONDS = 10.0
_AGENT = f"Synapse-Webhooks/{synapse.__version__}"
_NO_COOKIES = aiohttp.DummyCookieJar


class Outcome(StrEnum):
    """How an attempt ended."""

    DELIVERED = "delivered"
    ANSWERED = "answered"
    REDIRECTED = "redirected"
    GONE = "gone"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    ADDRESS_REFUSED = "address_refused"
    SECRET_CHANGED = "secret_changed"  # noqa: S105 - the name of an outcome


class Sender:
    """Sends messages; redirections are not followed, for they would lead where nobody checked."""

    def __init__(
        self, allowed: Allowed, *, patience: float = PATIENCE_SECONDS, resolver: Resolver | None = None
    ) -> None:
        self._allowed = allowed
        self._patience = patience
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None
        if self._resolver is not None:
            await self._resolver.close()

    async def send(self, url: str, body: bytes, headers: Mapping[str, str]) -> Tried:
        """Send a message; whatever happens is an outcome."""
        began = perf_counter()
        try:
            self._allowed.check(url)
            async with asyncio.timeout(self._patience):
                status = await self._post(url, body, headers)
            outcome = _meaning(status)
        except Invalid:
            outcome, status = Outcome.ADDRESS_REFUSED, None
        except TimeoutError:
            outcome, status = Outcome.TIMED_OUT, None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            refused = isinstance(getattr(error, "os_error", None), RefusedAddress)
            outcome, status = Outcome.ADDRESS_REFUSED if refused else Outcome.UNREACHABLE, None
        return Tried(outcome, status, int(1000 * (perf_counter() - began)))

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer; what it says is not read."""
        sent = {"Content-Type": "application/json", "User-Agent": _AGENT, **headers}
        session = self._opened()
        async with session.post(url, data=body, headers=sent, allow_redirects=False) as response:
            response.close()
            return response.status

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._resolver = self._resolver or Resolver(self._allowed)
            # Names are looked up for each connection: what was checked once may lead elsewhere by now.
            connector = aiohttp.TCPConnector(resolver=self._resolver, use_dns_cache=False, force_close=True)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=_NO_COOKIES(), trust_env=False)
        return self._session


def _meaning(status: int) -> Outcome:
    if 200 <= status < 300:  # noqa: PLR2004 - the statuses of success
        return Outcome.DELIVERED
    if 300 <= status < 400:  # noqa: PLR2004 - of redirection
        return Outcome.REDIRECTED
    return Outcome.GONE if status == HTTPStatus.GONE else Outcome.ANSWERED
