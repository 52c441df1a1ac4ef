"""Subscribers of a leaderboard in a process of their own: ``python -m bench.followers ADDRESS GUILD COUNT``.

Each has a WebSocket of its own, as a browser has. When all have their first state, a line ``ready`` is
printed; when a line ``until VALUE`` comes in, each goes on until the head of its board shows that value, at
most ten seconds. The last line is JSON: per subscriber the moments at which it received a state, and the
values at the head of the board.
"""

import asyncio
import re
import sys
import time
from dataclasses import dataclass, field

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

DOCUMENT = """subscription Follow($guild: Snowflake!) {
  leaderboardChanged(guildId: $guild, by: XP, span: ALL_TIME, first: 10) {
    nodes { rank value member { userId displayName avatarUrl level progress { ratio } } }
    totalCount
  }
}"""
PATIENCE = 10.0
_AT_ONCE = 50
_HEAD = re.compile(r'"value":(\d+)')


@dataclass
class Follower:
    """One subscriber and what it saw."""

    at: list[float] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self, connection: ClientConnection, guild: str) -> None:
        """Receive states until the connection ends."""
        await connection.send('{"type":"connection_init"}')
        payload = {"query": DOCUMENT, "variables": {"guild": guild}}
        try:
            await connection.recv()
            await connection.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": payload}).decode())
            async for message in connection:
                head = _HEAD.search(str(message))
                if head is None:
                    raise RuntimeError(str(message)[:500])
                self.at.append(time.time())
                self.values.append(int(head[1]))
                self.began.set()
                self.changed.set()
        except ConnectionClosed:
            return

    async def reach(self, value: int) -> None:
        """Return when the board has shown this value."""
        while not self.values or self.values[-1] < value:
            self.changed.clear()
            await self.changed.wait()


async def _follow(address: str, guild: str, count: int) -> list[Follower]:
    followers, connections, tasks = [Follower() for _ in range(count)], [], []
    for start in range(0, count, _AT_ONCE):
        step = followers[start : start + _AT_ONCE]
        opened = await asyncio.gather(
            *(connect(address, subprotocols=[Subprotocol("graphql-transport-ws")]) for _ in step)
        )
        connections += opened
        tasks += [asyncio.create_task(each.follow(one, guild)) for each, one in zip(step, opened, strict=True)]
        await asyncio.gather(*(each.began.wait() for each in step))
    print("ready", flush=True)
    line = await asyncio.to_thread(sys.stdin.readline)
    value = int(line.split()[1])
    await asyncio.wait([asyncio.create_task(each.reach(value)) for each in followers], timeout=PATIENCE)
    for connection in connections:
        connection.transport.abort()
    await asyncio.gather(*tasks, return_exceptions=True)
    return followers


def main() -> None:
    """Follow, and tell what was seen."""
    address, guild, count = sys.argv[1:]
    followers = asyncio.run(_follow(address, guild, int(count)))
    print(orjson.dumps([[each.at, each.values] for each in followers]).decode(), flush=True)


if __name__ == "__main__":
    main()
