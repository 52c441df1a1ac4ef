"""One execution of a subscription for all who asked the same thing.

Without it each of five hundred readers of a leaderboard would have it executed and encoded anew after each
change. What an answer depends on must be in the key: the document, the operation, the variables, and who asks.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Hashable
from contextlib import aclosing
from typing import Generic, TypeVar

from synapse.api.live import Latest

T = TypeVar("T")


class _Shared(Generic[T]):
    """A stream that is running, and how many follow it."""

    def __init__(self, source: AsyncIterator[T]) -> None:
        self.latest: Latest[T] = Latest()
        self.followers = 0
        self.task = asyncio.create_task(self._run(source), name="shared-subscription")

    async def _run(self, source: AsyncIterator[T]) -> None:
        try:
            async for value in source:
                self.latest.put(value)
        finally:
            self.latest.close()
            if isinstance(source, AsyncGenerator):
                await source.aclose()


class Sharing(Generic[T]):
    """The streams that run in this process, by what they answer."""

    def __init__(self) -> None:
        self._running: dict[Hashable, _Shared[T]] = {}

    @property
    def running(self) -> int:
        """How many streams run at this moment."""
        return len(self._running)

    async def follow(self, key: Hashable, start: Callable[[], AsyncIterator[T]]) -> AsyncGenerator[T, None]:
        """The newest value of the stream that answers ``key``, and every later one that the follower has time for.

        Args:
            key: What is answered; equal keys share one stream.
            start: Begins the stream; it must not raise, what goes wrong is one of its values.
        """
        shared = self._running.get(key)
        if shared is None or shared.task.done():
            shared = self._running[key] = _Shared(start())
        shared.followers += 1
        try:
            async with aclosing(shared.latest.follow()) as values:
                async for value in values:
                    yield value
        finally:
            shared.followers -= 1
            if not shared.followers:
                await self._end(key, shared)

    async def _end(self, key: Hashable, shared: _Shared[T]) -> None:
        if self._running.get(key) is shared:
            del self._running[key]
        shared.task.cancel()
        await asyncio.gather(shared.task, return_exceptions=True)
