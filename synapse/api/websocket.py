"""Subscriptions (and any other operation) over a WebSocket: the protocol graphql-transport-ws."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress

import orjson
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from synapse.api import auth, limits
from synapse.api.http.reading import Malformed, of_message
from synapse.api.limiting.points import address_of, payer_of
from synapse.api.operations import Answer, Operations, Request, refusal
from synapse.errors import SynapseError, Unauthenticated

PROTOCOL = "graphql-transport-ws"
INIT_SECONDS = 10.0
OPERATIONS = 50
"""The most operations that one connection may have running."""


class Close(Exception):  # noqa: N818 - it is what the protocol wants done
    """The connection must be closed.

    Attributes:
        code: The protocol's code.
        reason: What was wrong.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class SocketEndpoint:
    """An ASGI application that serves WebSockets by executing operations."""

    def __init__(self, operations: Operations, *, init_seconds: float = INIT_SECONDS) -> None:
        self._operations = operations
        self._init_seconds = init_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection to its end."""
        socket = WebSocket(scope, receive, send)
        if PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(4406, f"Use the subprotocol {PROTOCOL}")
            return
        await socket.accept(subprotocol=PROTOCOL)
        connection = _Connection(socket, self._operations)
        try:
            await connection.serve(self._init_seconds)
        except Close as close:
            await connection.end()
            if socket.client_state is WebSocketState.CONNECTED:
                await socket.close(close.code, close.reason)
        except WebSocketDisconnect:
            pass
        finally:
            await connection.end()


class _Connection:
    """One connection and its running operations by their ids."""

    def __init__(self, socket: WebSocket, operations: Operations) -> None:
        self._socket = socket
        self._operations = operations
        self._running: dict[str, asyncio.Task[None]] = {}
        self._credential: str | None = None

    async def serve(self, init_seconds: float) -> None:
        try:
            async with asyncio.timeout(init_seconds):
                message = await self._receive()
                while message["type"] in ("ping", "pong"):
                    await self._heartbeat(message)
                    message = await self._receive()
        except TimeoutError as error:
            raise Close(4408, "Connection initialisation timeout") from error
        if message["type"] != "connection_init":
            raise Close(4401, "Unauthorized")
        await self._admit(message.get("payload"))
        await self._send({"type": "connection_ack"})
        while True:
            await self._handle(await self._receive())

    async def end(self) -> None:
        """Stop all operations and wait until they have let go of what they held."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _admit(self, payload: object) -> None:
        """Take the credential of the payload, or of the request that opened the connection."""
        try:
            self._credential = auth.of_payload(payload) or auth.of_header(self._socket.headers.get("authorization"))
            await self._operations.access.admit(self._credential)
        except Unauthenticated as error:
            raise Close(4403, "Forbidden") from error
        except SynapseError as error:
            raise Close(1013, "Try again later") from error

    async def _handle(self, message: Mapping[str, object]) -> None:
        match message["type"]:
            case "ping" | "pong":
                await self._heartbeat(message)
            case "subscribe":
                self._subscribe(_id(message), message.get("payload"))
            case "complete":
                if task := self._running.pop(_id(message), None):
                    task.cancel()
            case "connection_init":
                raise Close(4429, "Too many initialisation requests")
            case other:
                raise Close(4400, f"Unknown message type {str(other)[:50]!r}")

    async def _heartbeat(self, message: Mapping[str, object]) -> None:
        if message["type"] == "ping":
            await self._send({"type": "pong"})

    def _subscribe(self, id_: str, payload: object) -> None:
        if id_ in self._running:
            raise Close(4409, f"Subscriber for {id_} already exists")
        if len(self._running) >= OPERATIONS:
            raise Close(4429, f"More than {OPERATIONS} operations at once")
        try:
            request = of_message(payload)
        except Malformed as error:
            raise Close(4400, error.message) from error
        task = asyncio.create_task(self._run(id_, request), name="socket-operation")
        self._running[id_] = task

    async def _run(self, id_: str, request: Request) -> None:
        """Send each answer, taking the next one only after the last one was sent."""
        name = orjson.dumps(id_).decode()
        with suppress(WebSocketDisconnect, RuntimeError):
            async with aclosing(self._answers(request)) as answers:
                async for answer in answers:
                    if not answer.began:
                        self._running.pop(id_, None)
                        await self._send({"id": id_, "type": "error", "payload": answer.body["errors"]})
                        return
                    body = answer.encoded_with_cost().decode()
                    await self._socket.send_text(f'{{"id":{name},"type":"next","payload":{body}}}')
            self._running.pop(id_, None)
            await self._send({"id": id_, "type": "complete"})

    async def _answers(self, request: Request) -> AsyncGenerator[Answer, None]:
        """The answers to a request; the credential is looked at anew, for the connection may be old."""
        try:
            caller = await self._operations.access.admit(self._credential)
        except SynapseError as error:
            yield refusal(error)
            return
        scope = self._socket.scope
        asked = request.by(caller, payer_of(caller, scope), address_of(scope))
        async with aclosing(self._operations.stream(asked)) as answers:
            async for answer in answers:
                yield answer

    async def _receive(self) -> Mapping[str, object]:
        frame = await self._socket.receive()
        if frame["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(frame["code"])
        text = frame.get("text")
        if not isinstance(text, str):
            raise Close(4400, "Messages are text")
        if len(text) > limits.BODY_BYTES:
            raise Close(4400, f"A message has {limits.BODY_BYTES} characters at most")
        try:
            message: object = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise Close(4400, "Messages are JSON") from error
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Close(4400, "A message is an object with a type")
        return message

    async def _send(self, message: Mapping[str, object]) -> None:
        await self._socket.send_text(orjson.dumps(message).decode())


def _id(message: Mapping[str, object]) -> str:
    id_ = message.get("id")
    if not isinstance(id_, str) or not id_:
        raise Close(4400, "The message needs an id")
    return id_
