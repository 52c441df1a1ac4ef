"""The frames that a crashed bot missed, asked of the gateway once more.

A second connection resumes the old session from the last committed sequence. What it replays goes
through the same hearers as live frames. Whatever the new session heard meanwhile comes twice, which
the events' identities make harmless.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import orjson
import structlog
from yarl import URL

from bot.client import KEEP_SESSION, Client
from synapse.services.checkpoints import Checkpoint

log = structlog.get_logger(__name__)

REPLAYED = frozenset({"MESSAGE_CREATE", "MESSAGE_REACTION_ADD", "THREAD_CREATE"})
"""Not voice: a replayed change of voice says nothing of when it was."""

_DISPATCH, _HEARTBEAT, _RESUME, _RECONNECT, _INVALID, _HELLO, _HEARTBEAT_ACK = 0, 1, 6, 7, 9, 10, 11
_API_VERSION = "10"
_SILENCE_SECONDS = 15
_BREATHE_EVERY = 1000


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The session cannot be resumed; the history has to tell instead."""


async def replay(client: Client, token: str, checkpoint: Checkpoint, breathe: Callable[[], Awaitable[None]]) -> int:
    """Hear what a session sent after its checkpoint.

    Args:
        client: Whose hearers take the frames.
        token: The bot's token.
        checkpoint: Which session, and up to where it was committed.
        breathe: Awaited now and then, so that a long replay does not run ahead of the ingest.

    Returns:
        How many frames were heard.

    Raises:
        Refused: The session is gone, or the gateway did not go through with it.
    """
    address = URL(checkpoint.resume_url).update_query(v=_API_VERSION, encoding="json")
    try:
        socket = await client.http.ws_connect(str(address))
    except (OSError, aiohttp.ClientError, TimeoutError) as error:
        raise Refused(type(error).__name__) from error
    heard = 0
    try:
        async for frame in _missed(socket, token, checkpoint):
            if frame["t"] in REPLAYED:
                client.state.parsers[frame["t"]](frame["d"])
                heard += 1
            if heard % _BREATHE_EVERY == _BREATHE_EVERY - 1:
                await breathe()
    finally:
        # Not ended for good: should this process die before its own checkpoint, the next one resumes here again.
        await socket.close(code=KEEP_SESSION)
    return heard


async def _missed(
    socket: aiohttp.ClientWebSocketResponse, token: str, checkpoint: Checkpoint
) -> AsyncIterator[dict[str, Any]]:
    """The dispatch frames from the checkpoint to now.

    A session that was resumed before may tell of that among what is missed, so the word that it is resumed is not
    the end: a heartbeat is sent then, and its answer comes after everything that was queued before it.
    """
    sequence, interval, loop = checkpoint.sequence, float(_SILENCE_SECONDS), asyncio.get_running_loop()
    beat_at, resumed = loop.time() + interval, False
    while True:
        frame = await _receive(socket)
        if frame["op"] == _DISPATCH:
            sequence = frame["s"]
            if frame["t"] == "RESUMED":
                await _send(socket, _HEARTBEAT, sequence)
                resumed = True
            else:
                yield frame
        elif frame["op"] == _HEARTBEAT_ACK and resumed:
            return
        elif frame["op"] == _HELLO:
            interval = frame["d"]["heartbeat_interval"] / 1000
            await _send(socket, _RESUME, {"token": token, "session_id": checkpoint.session_id, "seq": sequence})
        elif frame["op"] in (_RECONNECT, _INVALID):
            raise Refused(f"opcode {frame['op']}")
        if frame["op"] == _HEARTBEAT or loop.time() >= beat_at:
            await _send(socket, _HEARTBEAT, sequence)
            beat_at = loop.time() + interval


async def _receive(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    try:
        message = await socket.receive(timeout=_SILENCE_SECONDS)
    except TimeoutError as error:
        raise Refused("silence") from error
    if message.type is not aiohttp.WSMsgType.TEXT:
        raise Refused(f"closed with {socket.close_code}")
    frame: dict[str, Any] = orjson.loads(message.data)
    return frame


async def _send(socket: aiohttp.ClientWebSocketResponse, op: int, data: object) -> None:
    try:
        await socket.send_str(orjson.dumps({"op": op, "d": data}).decode())
    except OSError as error:
        raise Refused(type(error).__name__) from error
