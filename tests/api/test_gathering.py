"""What is asked one by one in the same turn becomes one call, whoever of those who asked is stopped."""

import asyncio
from collections.abc import Sequence

import pytest

from synapse.api.gathering import Together


class Shelf:
    """Gives each key doubled, and notes what was asked of it at once."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.calls: asyncio.Queue[None] = asyncio.Queue()
        self.open = asyncio.Event()
        self.open.set()

    async def load(self, keys: Sequence[int]) -> list[int]:
        self.asked.append(list(keys))
        self.calls.put_nowait(None)
        await self.open.wait()
        if -1 in keys:
            raise LookupError("no such thing")
        return [2 * key for key in keys]


async def test_who_asks_in_the_same_turn_is_answered_by_one_call() -> None:
    shelf = Shelf()
    together = Together(shelf.load)
    assert await asyncio.gather(*(together(key) for key in (3, 1, 3, 2))) == [6, 2, 6, 4]
    assert await together(5) == 10
    assert shelf.asked == [[3, 1, 3, 2], [5]]


async def test_what_is_asked_while_a_call_runs_is_the_next_one() -> None:
    shelf = Shelf()
    together = Together(shelf.load)
    shelf.open.clear()
    first = asyncio.create_task(together(1))
    await shelf.calls.get()
    second = asyncio.create_task(together(1))
    await shelf.calls.get()
    shelf.open.set()
    assert tuple(await asyncio.gather(first, second)) == (2, 2)
    assert shelf.asked == [[1], [1]]


async def test_what_goes_wrong_is_told_to_all_who_asked() -> None:
    together = Together(Shelf().load)
    told = await asyncio.gather(together(1), together(-1), together(2), return_exceptions=True)
    assert [type(each) for each in told] == [LookupError] * 3
    assert await together(4) == 8


@pytest.mark.parametrize("turns", range(4))
async def test_when_the_first_is_stopped_another_one_calls(turns: int) -> None:
    """Before the call is made, and while it runs."""
    shelf = Shelf()
    shelf.open.clear()
    together = Together(shelf.load)
    first, *others = (asyncio.create_task(together(key)) for key in (1, 2, 3))
    for _ in range(turns):
        await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    shelf.open.set()
    async with asyncio.timeout(10):
        assert await asyncio.gather(*others) == [4, 6]
    assert first.cancelled()
    assert shelf.asked[-1] == [2, 3]


async def test_who_is_stopped_while_they_wait_takes_nothing_from_the_others() -> None:
    shelf = Shelf()
    together = Together(shelf.load)
    first, gone, last = (asyncio.create_task(together(key)) for key in (1, 2, 3))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait((first, gone, last))
    assert [first.result(), last.result(), gone.cancelled()] == [2, 6, True]
