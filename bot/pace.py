"""Fair turns: a gateway that sends without a pause must not keep the ingest from writing.

aiohttp hands over frames that have already arrived without giving way. While many events wait to be
committed, each frame lets everybody else have a turn first; the sender feels it through TCP.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
from disnake.http import HTTPClient

_MANY = 2_000


def share_turns(http: HTTPClient, waiting: Callable[[], int]) -> None:
    """Let the websockets that ``http`` opens give way while more than a batch or two wait.

    Args:
        http: disnake's client, which has no place to hook in but its methods.
        waiting: How many events wait to be committed.
    """
    connect = http.ws_connect

    async def paced(url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        socket = await connect(url, compress=compress)
        receive = socket.receive

        async def receive_in_turn(timeout: float | None = None) -> Any:  # noqa: ANN401, ASYNC109 - aiohttp's own
            if waiting() > _MANY:
                await asyncio.sleep(0)
            return await receive(timeout)

        setattr(socket, "receive", receive_in_turn)  # noqa: B010 - a method of this one socket
        return socket

    setattr(http, "ws_connect", paced)  # noqa: B010 - a method of this one client
