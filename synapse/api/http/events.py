"""Answers as server-sent events, in the "distinct connections" mode that graphql-sse describes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from synapse.api.operations import Answer

HEARTBEAT_SECONDS = 12.0
_COMPLETE = b"event: complete\ndata:\n\n"
_HEARTBEAT = b":\n\n"


class EventStream(Response):
    """Sends each answer as an event, then that the stream is complete.

    The next answer is taken only after the last one was sent, so a slow reader makes no queue. Lines end
    with a single line feed, which every client reads.
    """

    media_type = "text/event-stream"

    def __init__(self, answers: AsyncGenerator[Answer, None], *, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        headers = {
            "Cache-Control": "no-store, no-transform",
            "X-Accel-Buffering": "no",
            "Vary": "Accept, Authorization",
        }
        super().__init__(headers=headers)
        del self.headers["content-length"]
        self._answers = answers
        self._heartbeat = heartbeat

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the stream ends or the reader leaves."""
        sender = asyncio.create_task(self._send_all(send), name="events")
        watcher = asyncio.create_task(_left(receive), name="events-reader")
        try:
            await asyncio.wait({sender, watcher}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            watcher.cancel()
            sender.cancel()
            await asyncio.gather(sender, watcher, return_exceptions=True)

    async def _send_all(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await _chunk(send, _HEARTBEAT)
        async with aclosing(self._answers) as answers:
            while (answer := await self._next(answers, send)) is not None:
                await _chunk(send, b"event: next\ndata: " + answer.encoded_with_cost() + b"\n\n")
        await _chunk(send, _COMPLETE)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _next(self, answers: AsyncGenerator[Answer, None], send: Send) -> Answer | None:
        """The next answer, None at the end; sends a sign of life while there is none."""
        waiting = asyncio.ensure_future(anext(answers, None))
        try:
            while not (await asyncio.wait({waiting}, timeout=self._heartbeat))[0]:
                await _chunk(send, _HEARTBEAT)
            return await waiting
        finally:
            if not waiting.done():
                waiting.cancel()
                await asyncio.gather(waiting, return_exceptions=True)


async def _chunk(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
