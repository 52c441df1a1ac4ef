"""One stream for all who ask the same; each gets its last value, and the last follower ends it."""

import asyncio
from collections.abc import AsyncIterator

from synapse.api.sharing import Sharing


class Source:
    """A stream that the test feeds, and how often it was begun and ended."""

    def __init__(self) -> None:
        self.values: asyncio.Queue[int | None] = asyncio.Queue()
        self.begun = 0
        self.ended = 0

    async def start(self) -> AsyncIterator[int]:
        self.begun += 1
        try:
            while (value := await self.values.get()) is not None:
                yield value
        finally:
            self.ended += 1


async def test_equal_questions_share_one_stream_until_the_last_leaves() -> None:
    sharing: Sharing[int] = Sharing()
    source = Source()
    one, two = sharing.follow("key", source.start), sharing.follow("key", source.start)
    source.values.put_nowait(1)
    assert await anext(one) == 1
    assert await anext(two) == 1
    await one.aclose()
    assert (source.begun, source.ended, sharing.running) == (1, 0, 1)
    source.values.put_nowait(2)
    assert await anext(two) == 2
    await two.aclose()
    assert (source.begun, source.ended, sharing.running) == (1, 1, 0)


async def test_other_questions_have_streams_of_their_own() -> None:
    sharing: Sharing[int] = Sharing()
    sources = Source(), Source()
    followers = [sharing.follow(number, source.start) for number, source in enumerate(sources)]
    for number, source in enumerate(sources):
        source.values.put_nowait(number)
    assert [await anext(follower) for follower in followers] == [0, 1]
    for follower in followers:
        await follower.aclose()


async def test_a_stream_that_ends_gives_its_last_value_to_all_and_can_begin_anew() -> None:
    sharing: Sharing[int] = Sharing()
    source = Source()
    slow = sharing.follow("key", source.start)
    source.values.put_nowait(1)
    assert await anext(slow) == 1
    source.values.put_nowait(2)
    source.values.put_nowait(None)
    quick = [value async for value in sharing.follow("key", source.start)]
    assert quick[-1:] == [2]
    assert [value async for value in slow] == [2]
    source.values.put_nowait(3)
    source.values.put_nowait(None)
    assert [value async for value in sharing.follow("key", source.start)] == [3]
    assert (source.begun, source.ended, sharing.running) == (2, 2, 0)
