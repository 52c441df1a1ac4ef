"""A session's missed frames are heard to the end, also when it was resumed before."""

from datetime import UTC, datetime
from typing import Any, cast

import aiohttp
import orjson
import pytest

from bot.client import Client
from bot.replay import Refused, replay
from synapse.services.checkpoints import Checkpoint

HELLO: dict[str, Any] = {"op": 10, "d": {"heartbeat_interval": 41_250}}
ACK: dict[str, Any] = {"op": 11}
CHECKPOINT = Checkpoint(
    session_id="session", resume_url="ws://127.0.0.1:1/gateway", sequence=7, saved_at=datetime(2026, 1, 1, tzinfo=UTC)
)


class Socket:
    """A gateway that answers each heartbeat after what it has queued."""

    close_code = 4000

    def __init__(self, *queued: dict[str, Any]) -> None:
        self.queue = [HELLO]
        self.sent: list[dict[str, Any]] = []
        self._missed = list(queued)

    async def receive(self, **_patience: float) -> aiohttp.WSMessage:
        if not self.queue:
            return aiohttp.WSMessage(aiohttp.WSMsgType.CLOSED, None, None)
        return aiohttp.WSMessage(aiohttp.WSMsgType.TEXT, orjson.dumps(self.queue.pop(0)).decode(), None)

    async def send_str(self, text: str) -> None:
        frame = orjson.loads(text)
        self.sent.append(frame)
        self.queue += self._missed if frame["op"] == 6 else [ACK]

    async def close(self, code: int) -> None:
        self.sent.append({"close": code})


class FakeClient:
    """The part of the client that a replay uses."""

    def __init__(self, socket: Socket) -> None:
        self.heard: list[Any] = []
        self.socket = socket
        self.http = self
        self.state = self
        self.parsers = {"MESSAGE_CREATE": self.heard.append}

    async def ws_connect(self, _address: str) -> Socket:
        return self.socket


def frame(sequence: int, name: str) -> dict[str, Any]:
    return {"op": 0, "s": sequence, "t": name, "d": sequence}


async def breathe() -> None:
    pass


async def test_everything_missed_is_heard_although_the_session_was_resumed_before() -> None:
    socket = Socket(
        frame(8, "MESSAGE_CREATE"),
        frame(9, "RESUMED"),
        frame(10, "TYPING_START"),
        frame(11, "MESSAGE_CREATE"),
        frame(12, "RESUMED"),
    )
    client = FakeClient(socket)
    assert await replay(cast("Client", client), "token", CHECKPOINT, breathe) == 2
    assert client.heard == [8, 11]
    assert socket.sent[0] == {"op": 6, "d": {"token": "token", "session_id": "session", "seq": 7}}
    assert socket.sent[-1] == {"close": 4000}


@pytest.mark.parametrize("answer", [{"op": 9, "d": False}, {"op": 7}])
async def test_a_session_that_is_gone_is_refused(answer: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        await replay(cast("Client", FakeClient(Socket(answer))), "token", CHECKPOINT, breathe)


async def test_a_gateway_that_hangs_up_is_refused() -> None:
    with pytest.raises(Refused, match="4000"):
        await replay(cast("Client", FakeClient(Socket(frame(8, "MESSAGE_CREATE")))), "token", CHECKPOINT, breathe)
