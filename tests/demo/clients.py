import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import disnake
import orjson

Connect = Callable[[disnake.Client], Awaitable[disnake.Client]]
"""Starts a disnake client and waits until it is ready."""
Open = Callable[..., Awaitable["RawGateway"]]
"""Opens a websocket to the gateway and hears HELLO."""


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_750_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True, frozen=True)
class Answer:
    status: int
    data: Any
    headers: dict[str, str]


class Rest:
    """Calls the local Discord's REST API as a program without any library would."""

    def __init__(self, session: aiohttp.ClientSession, api_url: str, authorization: str | None) -> None:
        self.session = session
        self.api_url = api_url
        self.authorization = authorization

    async def call(self, method: str, path: str, body: object = None, **query: str) -> Answer:
        headers = {} if self.authorization is None else {"Authorization": self.authorization}
        address = self.api_url + path
        async with self.session.request(method, address, json=body, params=query, headers=headers) as response:
            text = await response.read()
            data = await response.json() if text else None
            return Answer(response.status, data, dict(response.headers))

    async def get(self, path: str, **query: str) -> Answer:
        return await self.call("GET", path, **query)

    def as_(self, authorization: str | None) -> "Rest":
        return Rest(self.session, self.api_url, authorization)


class RawGateway:
    """A websocket to the gateway, without a library that hides the frames."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._decoder = zlib.decompressobj()
        self.sequence: int | None = None

    async def frame(self) -> dict[str, Any]:
        message = await self._socket.receive(timeout=10)
        if message.type is aiohttp.WSMsgType.BINARY:
            payload: dict[str, Any] = orjson.loads(self._decoder.decompress(message.data))
        elif message.type is aiohttp.WSMsgType.TEXT:
            payload = orjson.loads(message.data)
        else:
            raise EOFError(self._socket.close_code)
        self.sequence = payload["s"] or self.sequence
        return payload

    async def until(self, name: str) -> dict[str, Any]:
        while True:
            frame = await self.frame()
            if frame["t"] == name:
                data: dict[str, Any] = frame["d"]
                return data

    async def send(self, op: int, data: object) -> None:
        await self.send_text(orjson.dumps({"op": op, "d": data}).decode())

    async def send_text(self, text: str) -> None:
        await self._socket.send_str(text)

    async def identify(self, token: str, intents: int, **more: object) -> dict[str, Any]:
        await self.send(2, {"token": token, "intents": intents, "properties": {}, **more})
        return await self.until("READY")

    async def close(self, code: int) -> None:
        await self._socket.close(code=code)

    async def closed(self) -> int | None:
        """The close code with which the gateway ends the connection."""
        while True:
            try:
                await self.frame()
            except EOFError:
                return self._socket.close_code
