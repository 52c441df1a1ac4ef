"""What resolvers ask for one by one in the same turn becomes one call.

Nothing is kept: what is asked while a call runs becomes the next call. The first who asks makes the call for all
who ask within two turns of the loop, in the time of its own task. A loader with tasks of its own costs as much as
a short statement, and an operation that asks for one guild has nobody to wait for.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Final, Generic, TypeVar

G = TypeVar("G", bound=Hashable)
K = TypeVar("K")
T = TypeVar("T")


class _Again:
    """What those are told who were waiting for somebody that was stopped: one of them calls instead."""


_AGAIN: Final = _Again()


class Together(Generic[K, T]):
    """Gathers keys, and loads what they stand for in one go."""

    def __init__(self, load: Callable[[Sequence[K]], Awaitable[Sequence[T]]]) -> None:
        """Begin with nothing; ``load`` gives what keys stand for in their order, the same key perhaps twice."""
        self._load = load
        self._followers: list[tuple[K, asyncio.Future[T | _Again]]] | None = None

    async def __call__(self, key: K) -> T:
        """What a key stands for; raises what ``load`` raises."""
        while self._followers is not None:
            waiting: asyncio.Future[T | _Again] = asyncio.get_running_loop().create_future()
            self._followers.append((key, waiting))
            if not isinstance(value := await waiting, _Again):
                return value
        return await self._lead(key)

    async def _lead(self, key: K) -> T:
        followers: list[tuple[K, asyncio.Future[T | _Again]]] = []
        self._followers = followers
        try:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            self._followers = None
            first, *others = await self._load([key, *(each for each, _ in followers)])
        except Exception as error:
            for waiting in _still(followers):
                waiting.set_exception(error)
                waiting.exception()  # who was stopped at the same moment does not ask for it, and that is no fault
            raise
        except BaseException:
            if self._followers is followers:
                self._followers = None
            for waiting in _still(followers):
                waiting.set_result(_AGAIN)
            raise
        for (_, waiting), value in zip(followers, others, strict=True):
            if not waiting.done():
                waiting.set_result(value)
        return first


def _still(followers: list[tuple[K, asyncio.Future[T]]]) -> list[asyncio.Future[T]]:
    """Who still waits."""
    return [waiting for _, waiting in followers if not waiting.done()]


class Gathered(Generic[G, T]):
    """Gathers numbers by the conditions under which they are asked for."""

    def __init__(self, load: Callable[[G, Sequence[int]], Awaitable[Mapping[int, T]]]) -> None:
        self._load = load
        self._together: Together[tuple[G, int], T | None] = Together(self._all)

    async def __call__(self, conditions: G, wanted: int) -> T | None:
        """What is there under a number, None when nothing is."""
        return await self._together((conditions, wanted))

    async def _all(self, keys: Sequence[tuple[G, int]]) -> list[T | None]:
        by_conditions: defaultdict[G, set[int]] = defaultdict(set)
        for conditions, wanted in keys:
            by_conditions[conditions].add(wanted)
        found = {
            conditions: await self._load(conditions, sorted(all_wanted))
            for conditions, all_wanted in by_conditions.items()
        }
        return [found[conditions].get(wanted) for conditions, wanted in keys]
