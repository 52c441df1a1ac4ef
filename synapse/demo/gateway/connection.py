from __future__ import annotations

import asyncio
import contextlib
import time
import zlib
from collections import deque
from typing import TYPE_CHECKING

import orjson
from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from synapse.demo.faults import Gate
    from synapse.demo.gateway.session import Session

CLOSE_TIMEOUT = 1.0
COMPRESSION = 1
"""zlib's fastest level: on loopback bytes are cheaper than time."""


class Connection:
    """One websocket: frames queue up here and a writer sends them in order."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse, gate: Gate, sent: dict[int, float]) -> None:
        self._request = request
        self._socket = socket
        compressed = request.query.get("compress") == "zlib-stream"
        self._encoder = zlib.compressobj(level=COMPRESSION) if compressed else None
        self._gate = gate
        self._sent = sent
        self._queue: deque[tuple[bytes, int]] = deque()
        self._wake = asyncio.Event()
        self._drained = asyncio.Event()
        self._drained.set()
        self._ended_here = False
        self.session: Session | None = None
        self.last_heartbeat = time.monotonic()

    @property
    def backlog(self) -> int:
        """Frames not yet written."""
        return len(self._queue)

    def push(self, frame: bytes, mark: int = 0) -> None:
        """Queue a frame for sending; `mark` notes when it was written."""
        self._queue.append((frame, mark))
        self._drained.clear()
        self._wake.set()

    def push_json(self, payload: dict[str, object]) -> None:
        """Queue a control frame."""
        self.push(orjson.dumps(payload))

    async def drained(self) -> None:
        """Wait until everything queued is written."""
        await self._drained.wait()

    async def write(self) -> None:
        """Send what is queued until cancelled or disconnected."""
        with contextlib.suppress(ConnectionError):
            while not self._socket.closed:
                if not self._queue:
                    self._drained.set()
                    self._wake.clear()
                    await self._wake.wait()
                if not self._gate.is_open:
                    await self._gate.passing()
                await self._send(*self._queue.popleft())

    async def _send(self, frame: bytes, mark: int) -> None:
        if mark:
            self._sent.setdefault(mark, time.time())
        if self._encoder is None:
            await self._socket.send_str(frame.decode())
            return
        # One context for the connection's whole life; every message ends with a sync flush (00 00 ff ff).
        data = self._encoder.compress(frame) + self._encoder.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(data)

    async def close(self, code: int, reason: str = "") -> None:
        """End the connection with a close code."""
        self._queue.clear()
        self._drained.set()
        self._ended_here = True
        with contextlib.suppress(asyncio.TimeoutError):
            async with asyncio.timeout(CLOSE_TIMEOUT):
                await self._socket.close(code=code, message=reason.encode())

    @property
    def left_with(self) -> int | None:
        """The code the client ended the connection with; None if it did not, or without a word."""
        return None if self._ended_here else self._socket.close_code

    def cut(self) -> None:
        """Drop the TCP connection without a word, as a failing network does."""
        self._queue.clear()
        self._drained.set()
        if self._request.transport is not None:
            self._request.transport.abort()

    async def receive(self) -> str | None:
        """The next text the client sent, or None at the end."""
        message = await self._socket.receive()
        if message.type is WSMsgType.TEXT:
            return str(message.data)
        if message.type is WSMsgType.BINARY:
            return bytes(message.data).decode(errors="replace")
        return None
