"""A load of its own process: ``python -m bench.load PORT`` sends what each line on its input says.

A line is a JSON object with ``request`` (an HTTP/1.1 request, whole), ``connections`` and ``seconds``; the
answer is a line with how many responses came and in what time. It only looks at the status and the length of
a response, on the fastest loop there is, so that it is the server that is measured.
"""

import asyncio
import sys
from time import perf_counter

import orjson
import uvloop

_OK = b"HTTP/1.1 200 "
_LENGTH = b"content-length: "
_END = b"\r\n\r\n"


class _Connection(asyncio.Protocol):
    """Sends the request again as soon as its response is whole."""

    def __init__(self, request: bytes) -> None:
        self.responses = 0
        self._request = request
        self._open = True
        self._head = b""
        self._missing = 0
        self._transport: asyncio.Transport | None = None
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        self._transport = transport  # type: ignore[assignment] # TCP has this one
        self._send()

    def data_received(self, data: bytes) -> None:
        """Count a response that is whole; of a body only the length matters."""
        if self._missing:
            self._missing -= len(data)
        elif not self._begun(data):
            return
        if self._missing == 0:
            self.responses += 1
            self._head = b""
            self._send()

    def _begun(self, data: bytes) -> bool:
        """Whether the head is whole; then what is missing of the body is known."""
        self._head += data
        end = self._head.find(_END)
        if end < 0:
            return False
        if not self._head.startswith(_OK):
            self.failed.set_exception(RuntimeError(self._head[:2000].decode(errors="replace")))
            return False
        head = self._head[: end + 2].lower()
        start = head.index(_LENGTH) + len(_LENGTH)
        self._missing = int(head[start : head.index(b"\r\n", start)]) - (len(self._head) - end - len(_END))
        return True

    def stop(self) -> None:
        """Send no more."""
        self._open = False
        if self._transport:
            self._transport.close()

    def _send(self) -> None:
        if self._open and self._transport:
            self._transport.write(self._request)


async def _load(port: int, request: bytes, connections: int, seconds: float) -> dict[str, float]:
    loop = asyncio.get_running_loop()
    opened = [
        (await loop.create_connection(lambda: _Connection(request), "127.0.0.1", port))[1] for _ in range(connections)
    ]
    began, before = perf_counter(), sum(connection.responses for connection in opened)
    await asyncio.wait([connection.failed for connection in opened], timeout=seconds)
    responses, taken = sum(connection.responses for connection in opened) - before, perf_counter() - began
    for connection in opened:
        connection.stop()
        if connection.failed.done():
            connection.failed.result()
    return {"responses": responses, "seconds": taken}


def main() -> None:
    """Serve the orders on the input until it ends."""
    port = int(sys.argv[1])
    for line in sys.stdin.buffer:
        order = orjson.loads(line)
        outcome = uvloop.run(_load(port, order["request"].encode(), order["connections"], order["seconds"]))
        print(orjson.dumps(outcome).decode(), flush=True)


if __name__ == "__main__":
    main()
