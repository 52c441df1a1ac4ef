from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from synapse.demo.gateway import chunks, ready
from synapse.demo.gateway import intents as bits
from synapse.demo.gateway.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synapse.demo.backend import Backend
    from synapse.demo.gateway.session import Session

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, REQUEST_MEMBERS = 1, 2, 3, 4, 6, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
MAX_PAYLOAD = 4096
COMMANDS_PER_MINUTE = 120
SAID_GOODBYE = {1000, 1001}
"""A client that closes with these wants no RESUME later."""
LARGE_THRESHOLD = range(50, 251)


class GatewayCloseError(Exception):
    """The connection must end with this close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Endpoint:
    """One client's conversation with the gateway."""

    def __init__(self, backend: Backend, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._backend = backend
        self._world = backend.world
        self._connection = Connection(request, socket, backend.faults.gateway, backend.ledger.frame_sent)
        self._commands: list[float] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Greet the client and serve it until one side ends the connection."""
        hub = self._backend.hub
        hub.connections.add(self._connection)
        hub.counters["connections"] += 1
        self._tasks |= {asyncio.create_task(self._connection.write()), asyncio.create_task(self._watch())}
        greeting = {"heartbeat_interval": self._backend.heartbeat_ms, "_trace": ["local"]}
        self._connection.push_json({"op": HELLO, "d": greeting, "s": None, "t": None})
        try:
            await self._converse()
        except GatewayCloseError as end:
            await self._connection.close(end.code, end.reason)
        finally:
            self._leave()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _converse(self) -> None:
        while (text := await self._connection.receive()) is not None:
            if len(text.encode()) > MAX_PAYLOAD:
                raise GatewayCloseError(4002, "Payload too large.")
            try:
                payload = orjson.loads(text)
                op, data = payload["op"], payload.get("d")
            except (orjson.JSONDecodeError, KeyError, TypeError):
                raise GatewayCloseError(4002, "Error while decoding payload.") from None
            self._limit(op)
            try:
                self._handle(op, data)
            except (KeyError, TypeError, ValueError, AttributeError):
                raise GatewayCloseError(4002, "Error while decoding payload.") from None

    def _limit(self, op: int) -> None:
        if op == HEARTBEAT:
            return
        now = time.monotonic()
        self._commands = [at for at in self._commands if at > now - 60] + [now]
        if len(self._commands) > COMMANDS_PER_MINUTE:
            raise GatewayCloseError(4008, "Rate limited.")

    def _handle(self, op: int, data: Any) -> None:  # noqa: ANN401 - JSON of any shape, checked by the callee
        if op == HEARTBEAT:
            self._heartbeat()
        elif op == IDENTIFY:
            self._identify(data)
        elif op == RESUME:
            self._resume(data)
        elif op in {PRESENCE, VOICE, REQUEST_MEMBERS}:
            if self._connection.session is None:
                raise GatewayCloseError(4003, "Not authenticated.")
            if op == REQUEST_MEMBERS:
                self._request_members(self._connection.session, data)
        else:
            raise GatewayCloseError(4001, "Unknown opcode.")

    def _heartbeat(self) -> None:
        if self._backend.faults.heartbeat_acks:
            self._connection.last_heartbeat = time.monotonic()
            self._connection.push_json({"op": HEARTBEAT_ACK, "d": None, "s": None, "t": None})

    def _authenticate(self, token: str) -> None:
        if token.removeprefix("Bot ") != self._world.application.token:
            raise GatewayCloseError(4004, "Authentication failed.")

    def _identify(self, data: dict[str, Any]) -> None:
        if self._connection.session is not None:
            raise GatewayCloseError(4005, "Already authenticated.")
        self._authenticate(data["token"])
        intents, shard = int(data["intents"]), tuple(data.get("shard", (0, 1)))
        if intents & ~bits.KNOWN or intents < 0:
            raise GatewayCloseError(4013, "Invalid intents.")
        if intents & bits.PRIVILEGED & ~self._world.application.privileged_intents:
            raise GatewayCloseError(4014, "Disallowed intents.")
        if len(shard) != 2 or not 0 <= shard[0] < shard[1]:  # noqa: PLR2004 - a pair
            raise GatewayCloseError(4010, "Invalid shard.")
        session = self._backend.hub.open_session(intents, (int(shard[0]), int(shard[1])))
        self._attach(session)
        self._introduce(session, int(data.get("large_threshold", LARGE_THRESHOLD.start)))

    def _introduce(self, session: Session, threshold: int) -> None:
        threshold = min(max(threshold, LARGE_THRESHOLD.start), LARGE_THRESHOLD.stop - 1)
        ready_data = ready.ready(self._world, session, self._backend.gateway_url)
        session.tell("READY", orjson.dumps(ready_data))
        for guild in ready.guilds_of(self._world, session.shard):
            if session.intents & bits.GUILDS:
                data = ready.guild_create(self._world, guild, session, threshold)
                session.tell("GUILD_CREATE", orjson.dumps(data))

    def _resume(self, data: dict[str, Any]) -> None:
        if self._connection.session is not None:
            raise GatewayCloseError(4005, "Already authenticated.")
        self._authenticate(data["token"])
        after = data["seq"]
        session = None
        if isinstance(after, int):
            session = self._backend.hub.resumable(str(data["session_id"]), after)
        if session is None:
            self._connection.push_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return
        session.replay(after, self._connection.push)
        self._attach(session)
        session.tell_once("RESUMED", b'{"_trace":["local"]}')

    def _attach(self, session: Session) -> None:
        self._connection.session = session
        session.attach(self._connection)
        self._backend.hub.note_change()

    def _request_members(self, session: Session, data: dict[str, Any]) -> None:
        answers = chunks.answers(self._world, session, data)
        task = asyncio.create_task(self._send_chunks(session, answers))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send_chunks(self, session: Session, answers: Iterator[dict[str, Any]]) -> None:
        # A hundred thousand members at once would hold up everybody else for seconds.
        for answer in answers:
            session.tell("GUILD_MEMBERS_CHUNK", orjson.dumps(answer))
            await asyncio.sleep(0)
            await self._connection.drained()

    async def _watch(self) -> None:
        """Drop a client that no longer sends heartbeats; it may resume."""
        patience = self._backend.heartbeat_ms / 1000 * 2
        while True:
            silent = time.monotonic() - self._connection.last_heartbeat
            if silent > patience and self._backend.faults.heartbeat_acks:
                await self._connection.close(4000, "Heartbeats stopped.")
                return
            await asyncio.sleep(max(patience - silent, 0.05))

    def _leave(self) -> None:
        session = self._connection.session
        if session is not None:
            session.detach(self._connection, self._backend.clock())
            if self._connection.left_with in SAID_GOODBYE and not session.connected:
                self._backend.hub.end(session.id)
        self._backend.hub.connections.discard(self._connection)
        self._backend.hub.note_change()


async def connect(backend: Backend, request: web.Request) -> web.StreamResponse:
    """Serve `/gateway`: the websocket upgrade, then the conversation."""
    socket = web.WebSocketResponse(compress=False, timeout=1.0, max_msg_size=1 << 20)
    await socket.prepare(request)
    if request.query.get("v", "10") != "10" or request.query.get("encoding", "json") != "json":
        await socket.close(code=4012, message=b"Invalid API version or encoding.")
        return socket
    await Endpoint(backend, request, socket).run()
    return socket
