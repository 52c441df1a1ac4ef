"""Ways to tell that a process is healthy."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from synapse.supervise.child import Child

_ANSWER_SECONDS = 5.0


def answers(url: str) -> Callable[[Child], Awaitable[bool]]:
    """Healthy when a GET of this address is answered with 200."""

    async def probe(_child: Child) -> bool:
        return await status_of(url) == 200  # noqa: PLR2004 - HTTP's "OK"

    return probe


def says(text: str) -> Callable[[Child], Awaitable[bool]]:
    """Healthy when the process has written this text since it was started."""

    async def probe(child: Child) -> bool:
        return text.encode() in await asyncio.to_thread(child.output)

    return probe


async def status_of(url: str) -> int:
    """The status that a GET of an address on this machine is answered with; 0 when nobody answers."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            try:
                request = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
                writer.write(request.encode())
                await writer.drain()
                line = await reader.readline()
            finally:
                writer.close()
        return int(line.split()[1])
    except (OSError, TimeoutError, ValueError, IndexError):
        return 0
